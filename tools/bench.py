"""Time builds beside other generators': with nothing kept, and after an edit of one article.

`make bench` runs ours and the stock theme in turn; PEERS=1 adds Hugo, Pelican and Zensical.
SIZES="7 100" says how many articles. Machines are noisy: compare within one run.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tools.bench_peers import MAKERS
from tools.bench_run import cold, edited, preview, shown
from tools.setup import install_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tools.bench_peers import Generator
    from tools.bench_run import Cost

SIZES = "7 100 1000 5000"
LARGEST = 2000  # articles; with more, SLOW would take many minutes
SLOW = ("stock Material", "Zensical")
PREVIEWED = 1000  # articles at most
HEAD = """
Median seconds of a build. cold: nothing is left of an earlier one. edited: one article has changed
since. ours/it: the median of the ratios of each round, in which all build in turn. MB: the most
that a cold build and its processes hold at once. Ours builds strictly. Hugo has layouts that give a
page what ours has, but no picture for link previews; the others have their own theme, without share
links, and Pelican without search."""


def main() -> None:
    sizes, with_peers = asked(os.environ)
    names = [*MAKERS][: None if with_peers else 2]
    if with_peers:
        install_apart("peers")
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}{HEAD}", flush=True)
    for size in sizes:
        compare(size, names)


def asked(environment: Mapping[str, str]) -> tuple[list[int], bool]:
    """The sizes in SIZES, and whether PEERS are wanted; exits if either cannot be understood."""
    sizes = environment.get("SIZES", "").split() or SIZES.split()
    if wrong := [size for size in sizes if not re.fullmatch("[1-9][0-9]*", size)]:
        sys.exit(f'SIZES must be numbers of articles such as "7 100" (found {wrong[0]!r}).')
    if (peers := environment.get("PEERS", "")) not in {"", "1"}:
        sys.exit(f"PEERS must be 1, or not be given (found {peers!r}).")
    return sorted(set(map(int, sizes))), peers == "1"


def compare(size: int, names: Sequence[str]) -> None:
    """Build `size` articles with each generator, ours first, and print what it took."""
    left_out = [name for name in names if name in SLOW and size > LARGEST]
    count = 5 if size < 1000 else 3 if size <= LARGEST else 1
    with tempfile.TemporaryDirectory() as work:
        generators = [MAKERS[name](Path(work), size) for name in names if name not in left_out]
        rounds = [round_of(generators, n * size // count, n) for n in range(count)]
        print(f"\n{size:,} articles, rounds: {count}", *table(generators, rounds), sep="\n")
        if left_out:
            print(f"Left out, since it would take many minutes: {', '.join(left_out)}.")
        if size <= PREVIEWED:
            seconds = saved(generators[0], size)
            print(f"From saving an article until its preview is served: {seconds:.2f} s.")
    sys.stdout.flush()


def saved(ours: Generator, size: int) -> float:
    """Seconds from saving an article until its preview is served, median of three."""
    with preview(ours) as wait_for:
        return median(
            shown(ours, n * size // 3, f"A preview is to show these words of {n}.", wait_for)
            for n in range(3)
        )


def round_of(generators: Sequence[Generator], article: int, n: int) -> list[tuple[Cost, Cost]]:
    """What each generator's cold build and build after an edit took.

    In turn, so that a machine that slows down slows all.
    """
    words = f"A build is to show these words of round {n}."
    return [(cold(one), edited(one, article, words)) for one in generators]


def table(
    generators: Sequence[Generator], rounds: Sequence[Sequence[tuple[Cost, Cost]]]
) -> Iterator[str]:
    yield f"{'':24}  cold s  ours/it  edited s  ours/it     MB"
    for n, generator in enumerate(generators):
        line = f"{generator.name:24}"
        for kind, width in ((0, 8), (1, 10)):
            seconds = median(costs[n][kind].seconds for costs in rounds)
            ratio = median(costs[0][kind].seconds / costs[n][kind].seconds for costs in rounds)
            line += f"{seconds:{width}.2f}{f'{ratio:.2f}' if n else '':>9}"
        yield f"{line}{max(costs[n][0].megabytes for costs in rounds):7.0f}"


if __name__ == "__main__":
    main()
