"""What is kept between builds: found again, or done again, and never in the way."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import time
from typing import TYPE_CHECKING

import pytest

from store import BUILDS, FEW, NAME, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def told() -> list[str]:
    return []


def test_a_result_is_found_by_the_next_build(tmp_path: Path) -> None:
    value = {"html": "<p>ö \udc80 \u0000</p>", "toc": [1, None], "found": {}}
    one = Store(tmp_path, "1")
    one.put(one.key("text", "a", "b"), value)
    one.close()
    other = Store(tmp_path, "1")
    assert other.get(other.key("text", "a", "b")) == value
    assert other.key("text", "a", "b") in other
    for key in (other.key("text", "ab", ""), other.key("text", "a"), other.key("page", "a", "b")):
        assert other.get(key) is None
        assert key not in other


def test_work_is_done_once(tmp_path: Path) -> None:
    store, done = Store(tmp_path, "1"), []
    for _ in range(2):
        assert store.of(store.key("text"), lambda: done.append(1) or "made") == "made"
    assert done == [1]


def test_without_a_folder_nothing_is_kept() -> None:
    store = Store(None, "1")
    store.put(store.key("text"), 1)
    assert store.get(store.key("text")) is None
    store.close()


def test_results_of_another_version_are_not_used(tmp_path: Path, told: list[str]) -> None:
    one = Store(tmp_path, "1")
    one.put(one.key("text"), 1)
    one.close()
    other = Store(tmp_path, "2", told.append)
    assert other.get(other.key("text")) is None
    assert told == ["results of another version are not used"]
    other.close()
    back = Store(tmp_path, "1")
    assert back.get(back.key("text")) is None  # they do not pile up either


@pytest.mark.parametrize("damage", ["cut", "noise", "text", "value", "tables", "folder"])
def test_a_damaged_file_is_told_in_one_line_and_made_anew(
    tmp_path: Path, told: list[str], damage: str
) -> None:
    one, file = Store(tmp_path, "1"), tmp_path / NAME
    keys = [one.key("text", str(n)) for n in range(50)]
    for key in keys:
        one.put(key, "x" * 5000)
    one.close()
    data = bytearray(file.read_bytes())
    if damage == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "noise":
        for place in random.Random(1).choices(range(4096, len(data)), k=3000):  # noqa: S311
            data[place] ^= 255
        file.write_bytes(data)
    elif damage == "text":
        file.write_text("Not a database at all. " * 99)
    elif damage == "value":
        file.write_bytes(data.replace(b"xxxxxx", b"xxyxxx"))
    elif damage == "tables":
        with sqlite3.connect(file) as db:
            db.execute("ALTER TABLE results RENAME TO others")
    else:
        file.unlink()
        file.mkdir()
    two = Store(tmp_path, "1", told.append)
    assert {two.get(key) for key in keys} <= {None, "x" * 5000}
    two.close()
    assert len(told) <= 1
    assert all("\n" not in line for line in told)
    if damage != "folder":
        three = Store(tmp_path, "1", told.append)
        for key in keys:
            three.put(key, "y")
        three.close()
        four = Store(tmp_path, "1", told.append)
        assert {four.get(key) for key in keys} == {"y"}
    assert len(told) == 1 or damage == "tables"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, told: list[str]
) -> None:
    tmp_path.chmod(0o500)
    store = Store(tmp_path / "results", "1", told.append)
    assert store.of(store.key("text"), lambda: 1) == 1
    store.close()
    assert len(told) == 1


def test_a_file_in_the_place_of_the_folder_is_told_in_one_line(
    tmp_path: Path, told: list[str]
) -> None:
    (tmp_path / "results").write_text("")
    store = Store(tmp_path / "results", "1", told.append)
    assert store.of(store.key("text"), lambda: 1) == 1
    store.close()
    assert len(told) == 1


def test_a_file_that_another_build_holds_is_told_in_one_line(
    tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.WAIT", 0.01)
    Store(tmp_path, "1").close()
    other = sqlite3.connect(tmp_path / NAME)
    other.execute("BEGIN EXCLUSIVE")
    store = Store(tmp_path, "1", told.append)
    assert store.of(store.key("text"), lambda: 1) == 1
    store.close()
    assert told == ["results are not kept between builds (database is locked)"]
    other.rollback()
    assert Store(tmp_path, "1", told.append).key("text")
    assert len(told) == 1


def test_what_no_build_uses_any_more_goes(tmp_path: Path) -> None:
    for n in range(BUILDS + 1):
        store = Store(tmp_path, "1")
        store.put(store.key("once", str(n)), n)
        store.of(store.key("always"), lambda: 1)
        store.close()
    store = Store(tmp_path, "1")
    found = [n for n in range(BUILDS + 1) if store.key("once", str(n)) in store]
    assert found == list(range(1, BUILDS + 1))
    assert store.key("always") in store


def test_what_was_made_ahead_and_never_used_goes_too(tmp_path: Path) -> None:
    first = Store(tmp_path, "1")
    first.ahead(range(FEW * 2), lambda n: first.put(first.key("ahead", str(n)), n))
    first.close()
    for n in range(BUILDS):
        store = Store(tmp_path, "1")
        store.put(store.key("build", str(n)), n)
        store.close()
    store = Store(tmp_path, "1")
    assert [n for n in range(FEW * 2) if store.key("ahead", str(n)) in store] == []


two_cores = pytest.mark.skipif(
    (os.cpu_count() or 1) < 2 or sys.platform != "linux", reason="there is one process then"
)


@pytest.fixture
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a build: browsers and servers of other tests have threads that are still there."""
    monkeypatch.setattr("store.threading.active_count", lambda: 1)


def until(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not ready() and time.monotonic() < end:
        time.sleep(0.01)
    assert ready()


@two_cores
@pytest.mark.usefixtures("one_thread")
def test_work_ahead_is_done_in_other_processes_from_the_end_on(tmp_path: Path) -> None:
    store, mine, items = Store(tmp_path, "1"), [], range(FEW * 4)
    keys = [store.key("number", str(n)) for n in items]

    def work(n: int) -> None:
        mine.append(n)
        if n == 7:
            raise ValueError(n)  # told, if at all, when the build comes to it
        store.put(keys[n], [n, os.getpid()])

    store.ahead(items, work)
    until(lambda: keys[1] in store)  # the build itself is given 0
    store.ahead((), work)
    assert mine == []
    found = [store.get(key) for key in keys]
    assert [n for n in items if found[n] is None] in ([0, 7], [7])
    assert all(value[0] == n and value[1] != os.getpid() for n, value in enumerate(found) if value)


@two_cores
@pytest.mark.usefixtures("one_thread")
def test_other_processes_stop_where_the_build_has_come(tmp_path: Path) -> None:
    store, gate = Store(tmp_path, "1"), tmp_path / "gate"
    keys = [store.key("number", str(n)) for n in range(FEW * 4)]

    def work(n: int) -> None:
        until(gate.exists)
        store.put(keys[n], n)

    store.ahead(range(FEW * 4), work)
    for _ in range(FEW * 2):
        store.did_one()
    gate.touch()
    until(lambda: keys[FEW * 2 + 1] in store)
    store.close()
    store = Store(tmp_path, "1")
    assert next(n for n, key in enumerate(keys) if key in store) >= FEW * 2


def test_little_work_is_not_worth_a_process(tmp_path: Path) -> None:
    store = Store(tmp_path, "1")
    store.ahead(range(FEW), lambda n: store.put(store.key("number", str(n)), n))
    assert store.get(store.key("number", "0")) is None
