"""Cached or clean, the same: after any edits, what is reused changes no byte and no message."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from sitekit.engine import finishing, version, workers
from tests.conftest import SOAK
from tests.soak.edits import CONFIG, built, differing, edited_again, first, lay_out, start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.soak.edits import State

# Seeds, each with so many articles at first, and so many rounds.
RUNS = [(seed, (10, 16, 30)[seed % 3], 21) for seed in range(10)] if SOAK else [(1, 10, 4)]


class Rounds:
    """Builds of one project with the cache and everything else that saves time, and without."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, seed: int) -> None:
        self.folder, self.patch, self.chance = folder, patch, random.Random(seed)
        self.counted, self.package = Counter[str](), "1"
        start(folder / "project")
        patch.setattr(version, "sysconfig", SimpleNamespace(get_path=lambda _: folder / "packages"))
        minify = finishing.minify
        # The package whose versions come and go: each ends a page with as many lines as its number.
        patch.setattr(finishing, "minify", lambda html: minify(html) + "\n" * int(self.package))
        # Browsers and runners of other tests have threads, and then no process is forked.
        patch.setattr(workers, "threading", SimpleNamespace(active_count=lambda: 1))

    def run(self, articles: int, rounds: int) -> Iterator[tuple[list[str], list[object]]]:
        """For each round, the files and the messages that differ from a clean build."""
        states = [first(self.chance, articles)]
        for number in range(rounds):
            state = edited_again(states, self.chance) if number else states[0]
            states.append(state)
            yield self.round(state)

    def round(self, state: State) -> tuple[list[str], list[object]]:
        self._lay_out(state)
        preview = self.chance.random() < 0.2
        # Few texts are new in a round: with 1, they too are prepared by several processes.
        after_edits = self._built("site", "cache", self.chance.choice([1, 20]), preview=preview)
        clean = self._built("clean", "", sys.maxsize, preview=preview)
        self.counted += Counter(
            {
                "rounds": 1,
                "files compared": len(clean.files),
                "bytes compared": sum(map(len, clean.files.values())),
                "messages compared": len(clean.messages),
                "pages reused": after_edits.reused,
                "rounds that reused pages": bool(after_edits.reused),
            }
        )
        assert clean.reused == 0
        messages = [*(Counter(after_edits.messages) - Counter(clean.messages))]
        messages += [*(Counter(clean.messages) - Counter(after_edits.messages))]
        if not messages and after_edits.messages != clean.messages:
            messages = ["another order"]
        return differing(after_edits.files, clean.files), messages

    def _lay_out(self, state: State) -> None:
        project = self.folder / "project"
        lay_out(state.files, project / "docs")
        lay_out(state.project, project, only=False)
        self.package = state.package
        lay_out({f"some-{state.package}.dist-info": b""}, self.folder / "packages")
        for name, value in state.variables.items():
            self.patch.setenv(name, value)

    def _built(self, site: str, cache: str, parallel: int, *, preview: bool) -> object:
        self.patch.setattr(workers, "MIN_PARALLEL", parallel)
        self.patch.setenv("CACHE_DIR", str(self.folder / cache) if cache else "")
        return built(self.folder / site, self.folder / "project" / CONFIG, preview=preview)


@pytest.mark.parametrize(("seed", "articles", "rounds"), RUNS)
def test_after_any_edits_the_cache_gives_what_a_clean_build_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, articles: int, rounds: int
) -> None:
    begin, each = time.monotonic(), Rounds(tmp_path, monkeypatch, seed)
    for number, (files, messages) in enumerate(each.run(articles, rounds)):
        assert (files, messages) == ([], []), (seed, number)
    assert each.counted["pages reused"] > each.counted["rounds"]
    seconds = time.monotonic() - begin
    print(f"\nseed {seed}, {seconds:.0f} s:", dict(each.counted), "differences: 0")
