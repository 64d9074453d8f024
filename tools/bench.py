"""Time builds of 7 to 5,000 articles beside the stock theme's, and what one edited article takes.

`python -m tools.bench [N …]`. Each build is a process of its own, over texts written into a
temporary folder. Machines are noisy: compare within one run.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tools.bench_run import OURS, Cost, empty, preview, stock_config, timed
from tools.bench_site import edit, path_of, write_site

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (7, 100, 1000, 5000)
EDITED = (100, 1000)  # the sizes at which articles are edited
EDITS = 3
BUILDS = """
Builds with nothing kept. growth: ms for each page more than in the line above. MB: the most that
the build and its processes hold at once. Ours is strict.
articles    ours s  ms/page   growth     MB   stock s  ms/page   growth     MB  ours/stock"""
EDITING = f"""
One article edited, median of {EDITS}. edited: a build that finds what the cold one kept. preview:
from saving the article until its new page is served.
articles    cold s  edited s  edited/cold  preview s"""
PEERS = """
The peers, in seconds, as recorded on another, faster machine: two cores, articles of about 1,100
words in series of six, each with its usual blog theme. Stock is the stock theme with its navigation
pruned; an edit costs it a full build. Only ratios to the stock theme of the same machine can be
compared: ours was not measured there, it is this run's ratio times the stock theme's seconds.
articles          Hugo + PaperMod  Pelican  Eleventy  Zensical    stock  ours, estimated"""
RECORDED: dict[int, tuple[float | None, ...]] = {
    7: (0.084, 0.23, 0.60, 0.37, 0.48),
    100: (0.32, 0.56, 1.25, 1.02, 0.94),
    1000: (2.37, 4.61, 7.03, 23.0, 8.91),
    5000: (23.5, 32.1, 37.5, None, 121.6),
}
RECORDED_EDITED = {1000: (2.17, 2.06, 6.16, 7.47, 8.91)}


def main(sizes: list[int]) -> None:
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}")
    ratios = print_builds(sizes)
    edited = print_edits([size for size in sizes if size in EDITED])
    print(PEERS)
    for size in [size for size in sizes if size in RECORDED]:
        print_peers(f"{size:8,}", RECORDED[size], ratios[size])
    for size in [size for size in sizes if size in RECORDED_EDITED]:
        print_peers(f"{size:8,}, 1 edited", RECORDED_EDITED[size], ratios[size] * edited[size])


def print_builds(sizes: list[int]) -> dict[int, float]:
    """Print what builds cost when nothing is kept; the ratios of ours to the stock theme's."""
    print(BUILDS)
    ratios: dict[int, float] = {}
    before: tuple[int, list[float]] = (0, [0, 0])
    for size in sizes:
        pages, rounds = compare(size)
        line, medians = f"{size:8,}", []
        for costs, earlier in zip(zip(*rounds, strict=True), before[1], strict=True):
            seconds, peak = median(c.seconds for c in costs), max(c.megabytes for c in costs)
            growth = (seconds - earlier) / (pages - before[0]) * 1000 if earlier else None
            line += f"{seconds:10.2f}{seconds / pages * 1000:9.2f}{known(growth, 9, '.2f')}"
            line += known(peak, 7, ".0f")
            medians.append(seconds)
        ratios[size] = median(ours.seconds / stock.seconds for ours, stock in rounds)
        print(f"{line}{ratios[size]:12.2f}", flush=True)
        before = (pages, medians)
    return ratios


def compare(size: int) -> tuple[int, list[tuple[Cost, Cost]]]:
    """Count the pages of `size` articles, and build them with ours and with the stock theme."""
    with tempfile.TemporaryDirectory() as name:
        docs, stock = Path(name, "docs"), Path(name, "stock.yml")
        pages = write_site(docs, size)
        stock.write_text(stock_config())
        # In turn, so that a machine that slows down slows both.
        return pages, [
            (timed(OURS, docs, empty(name), empty(name)), timed(stock, docs, empty(name)))
            for _ in range(5 if size < 1000 else 3 if size < 5000 else 1)
        ]


def print_edits(sizes: list[int]) -> dict[int, float]:
    """Print what one edited article takes; the ratios of such builds to the cold one before."""
    print(EDITING)
    ratios = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            docs = Path(name, "docs")
            write_site(docs, size)
            spread = [n * size // EDITS for n in range(EDITS)]
            rounds = []
            for article in spread:
                results = empty(name)
                cold = timed(OURS, docs, empty(name), results).seconds
                rounds.append((cold, rebuilt(docs, article, results)))
            with preview(docs, results) as wait_for:
                saved = median(shown(docs, article, wait_for) for article in spread)
        ratios[size] = median(edited / cold for cold, edited in rounds)
        line = "".join(f"{median(column):10.2f}" for column in zip(*rounds, strict=True))
        print(f"{size:8,}{line}{ratios[size]:13.2f}{saved:11.2f}", flush=True)
    return ratios


def rebuilt(docs: Path, article: int, results: Path) -> float:
    """Seconds of a build into a new folder, after an edit of one article."""
    site, words = empty(docs.parent), f"A build is to show these words in {article}."
    edit(docs, article, words)
    seconds = timed(OURS, docs, site, results).seconds
    if words not in (site / path_of(article) / "index.html").read_text():
        sys.exit(f"The build does not show the edit of {path_of(article)}.")
    return seconds


def shown(docs: Path, article: int, wait_for: Callable[[str, str], None]) -> float:
    """Seconds from an edit of one article until its preview shows it."""
    time.sleep(1)  # what the edit before still set off is not this one's
    words = f"The preview is to show these words in {article}."
    start = time.perf_counter()
    edit(docs, article, words)
    wait_for(f"/{path_of(article)}/", words)
    return time.perf_counter() - start


def print_peers(what: str, recorded: tuple[float | None, ...], ratio: float) -> None:
    widths = (15, 9, 10, 10, 9)
    cells = [known(one, width, ".3g") for one, width in zip(recorded, widths, strict=True)]
    print(f"{what:18}{''.join(cells)}{ratio * (recorded[-1] or 0):17.3g}")


def known(number: float | None, width: int, form: str) -> str:
    return (format(number, form) if number else "–").rjust(width)


if __name__ == "__main__":
    main(sorted(set(map(int, sys.argv[1:]))) or list(SIZES))
