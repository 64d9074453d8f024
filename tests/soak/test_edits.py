"""Kept or clean, the same: after any edits, results of earlier builds change no byte."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import store
from tests.soak.edits import built, differing, edited_again, first, lay_out
from tests.soak.project import SOAK

if TYPE_CHECKING:
    from pathlib import Path

    from tests.soak.edits import State

# Seeds, each with so many articles at first, and so many rounds.
RUNS = [(seed, (10, 24, 54)[seed % 3], 21) for seed in range(10)] if SOAK else [(1, 10, 4)]


@pytest.mark.parametrize(("seed", "articles", "rounds"), RUNS)
def test_after_any_edits_kept_results_give_what_a_clean_build_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, articles: int, rounds: int
) -> None:
    chance, counted = random.Random(seed), Counter[str]()
    states: list[State] = [first(chance, articles)]
    docs, kept, fresh = tmp_path / "docs", tmp_path / "kept", tmp_path / "fresh"
    get = store.Store.get

    def counting(self: store.Store, key: bytes) -> object:
        value = get(self, key)
        counted["results found"] += value is not None
        return value

    monkeypatch.setattr("store.Store.get", counting)
    start = time.monotonic()
    for number in range(rounds):
        state = edited_again(states, chance) if number else states[0]
        states.append(state)
        lay_out(state.files, docs)
        for name, value in state.environment.items():
            monkeypatch.setenv(name, value)
        # Few texts are new in a round: with 1, they too are done by several processes.
        monkeypatch.setattr("store.FEW", chance.choice([1, 20]))
        monkeypatch.setenv("RESULTS", str(kept))
        preview = chance.random() < 0.2  # which shares what is kept, and shows drafts
        after_edits = built(docs, tmp_path / "site", preview=preview)
        found = counted["results found"]
        shutil.rmtree(fresh, ignore_errors=True)
        monkeypatch.setenv("RESULTS", "" if number % 3 else str(fresh))
        clean = built(docs, tmp_path / "clean", preview=preview)
        counted["results found"] = found
        assert differing(after_edits[0], clean[0]) == [], (seed, number)
        assert after_edits[1] == clean[1], (seed, number)
        assert [said for level, said in clean[1] if level == "INFO"] == []
        counted["rounds"] += 1
        counted["files compared"] += len(clean[0])
        counted["bytes compared"] += sum(map(len, clean[0].values()))
        counted["messages compared"] += len(clean[1])
    assert counted["results found"] > counted["rounds"]
    seconds = time.monotonic() - start
    print(f"\nseed {seed}, {seconds:.0f} s:", dict(counted), "differences: 0")
