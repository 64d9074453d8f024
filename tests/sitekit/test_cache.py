"""Records kept between builds: found again, or computed again, and never in the way."""

from __future__ import annotations

import os
import random
import sqlite3
from typing import TYPE_CHECKING

import pytest

from sitekit.cache import BATCH, MOST_FILES, NAME, Cache, remove_oldest
from sitekit.model.fingerprint import fingerprint

if TYPE_CHECKING:
    from pathlib import Path

VERSION, OTHER = fingerprint("one"), fingerprint("another")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache/pages.sqlite"


@pytest.fixture
def reported() -> list[str]:
    return []


def write(file: Path, records: dict[str, object], version: str = VERSION) -> None:
    """One build that keeps these records, each with the key `k`."""
    cache = Cache(file, version)
    for name, value in records.items():
        cache.put(name, "k", value)
    cache.close()


def test_a_record_is_found_by_the_next_build(file: Path) -> None:
    value = {"html": "<p>ö \u0000</p>", "toc": [1, None], "found": {}, "light": True}
    write(file, {"page": value})
    cache = Cache(file, VERSION)
    assert cache
    assert cache.get("page", "k") == value


def test_a_record_is_found_by_its_own_build(file: Path) -> None:
    cache = Cache(file, VERSION)
    cache.put("page", "k", [1])
    assert cache.get("page", "k") == [1]
    assert cache.get("page", "other") is None


def test_lone_surrogates_survive(file: Path) -> None:
    write(file, {"page": "text \udc80"})
    assert Cache(file, VERSION).get("page", "k") == "text \udc80"


@pytest.mark.parametrize(("name", "key"), [("page", "other"), ("pages", "k"), ("pag", "ek")])
def test_a_record_of_another_name_or_key_is_none(file: Path, name: str, key: str) -> None:
    write(file, {"page": 1})
    assert Cache(file, VERSION).get(name, key) is None


def test_a_name_has_one_record_the_last(file: Path) -> None:
    write(file, {"page": 1})
    cache = Cache(file, VERSION)
    cache.put("page", "new", 2)
    cache.close()
    cache = Cache(file, VERSION)
    assert [cache.get("page", "k"), cache.get("page", "new")] == [None, 2]


def test_a_value_is_computed_once(file: Path) -> None:
    computed = []

    def compute() -> str:
        computed.append(1)
        return "made"

    for _ in range(2):
        cache = Cache(file, VERSION)
        assert cache.get_or_compute("page", "k", compute) == "made"
        assert cache.get_or_compute("page", "k", compute) == "made"
        cache.close()
    assert computed == [1]


def test_many_records_are_written_before_the_end(file: Path) -> None:
    cache = Cache(file, VERSION)
    for number in range(BATCH):
        cache.put(str(number), "k", number)
    assert Cache(file, VERSION).get("0", "k") == 0


def test_without_a_file_nothing_is_kept() -> None:
    cache = Cache(None, VERSION)
    assert not cache
    cache.put("page", "k", 1)
    assert cache.get("page", "k") is None
    cache.close()


def test_records_of_another_version_are_not_used(file: Path, reported: list[str]) -> None:
    write(file, {"page": 1})
    other = Cache(file, OTHER, reported.append)
    assert other.get("page", "k") is None
    other.close()
    assert Cache(file, VERSION, reported.append).get("page", "k") is None  # nor do they pile up
    assert reported == []


def test_what_a_build_of_another_version_writes_meanwhile_is_not_used(file: Path) -> None:
    old = Cache(file, OTHER)
    new = Cache(file, VERSION)
    old.put("page", "k", "made by old code")
    old.close()
    assert new.get("page", "k") is None
    assert Cache(file, VERSION).get("page", "k") is None


def test_what_no_build_asks_for_any_more_is_dropped(file: Path) -> None:
    write(file, {"page": 1, "gone": 2, "changed": 3})
    cache = Cache(file, VERSION)
    cache.get("page", "k")
    cache.get("changed", "new")  # and was not put: it had a problem, and may be as it was again
    cache.close()
    cache = Cache(file, VERSION)
    assert [cache.get(name, "k") for name in ("page", "gone", "changed")] == [1, None, 3]


@pytest.mark.parametrize("damage", ["cut", "noise", "text", "value", "table", "empty"])
def test_a_damaged_file_is_reported_in_one_line_and_made_anew(
    file: Path, reported: list[str], damage: str
) -> None:
    names = [str(number) for number in range(50)]
    write(file, dict.fromkeys(names, "x" * 5000))
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
    elif damage == "table":
        with sqlite3.connect(file) as db:
            db.execute("ALTER TABLE records RENAME TO others")
            db.execute("CREATE TABLE records (name TEXT)")
        db.close()
    else:
        file.write_bytes(b"")
    cache = Cache(file, VERSION, reported.append)
    assert {cache.get(name, "k") for name in names} <= {None, "x" * 5000}
    cache.close()
    assert len(reported) == (damage != "empty")
    assert "\n" not in "".join(reported)
    write(file, dict.fromkeys(names, "y"))
    cache = Cache(file, VERSION, reported.append)
    assert {cache.get(name, "k") for name in names} == {"y"}
    assert len(reported) == (damage != "empty")


def test_a_table_that_has_gone_is_made_anew(file: Path, reported: list[str]) -> None:
    write(file, {"page": 1})
    with sqlite3.connect(file) as db:
        db.execute("ALTER TABLE records RENAME TO others")
    db.close()
    cache = Cache(file, VERSION, reported.append)
    assert cache.get("page", "k") is None
    cache.close()
    assert reported == []


@pytest.mark.parametrize("value", ["", "not JSON", None, 1])
def test_a_value_that_somebody_has_written_is_not_used(
    file: Path, reported: list[str], value: object
) -> None:
    write(file, {"page": 1})
    with sqlite3.connect(file) as db:
        db.execute("UPDATE records SET value = ?", [value])
    db.close()
    assert Cache(file, VERSION, reported.append).get("page", "k") is None
    assert len(reported) == 1


def test_a_name_that_is_no_text_is_reported_once(file: Path, reported: list[str]) -> None:
    write(file, {"page": 1})
    with sqlite3.connect(file) as db:
        db.execute("INSERT INTO records VALUES (CAST(x'ff' AS TEXT), 'k', '', '')")
    for _ in range(2):
        cache = Cache(file, VERSION, reported.append)
        cache.put("page", "k", 1)
        cache.close()
    (line,) = reported
    assert line.startswith("nothing is cached between builds: Could not decode to UTF-8")


def test_after_damage_nothing_is_kept_until_the_next_build(file: Path, reported: list[str]) -> None:
    write(file, {"page": 1})
    cache = Cache(file, VERSION, reported.append)
    with sqlite3.connect(file) as db:
        db.execute("DROP TABLE records")
    db.close()
    assert cache.get("page", "k") is None
    assert not cache
    cache.put("page", "k", 2)
    assert cache.get("page", "k") is None
    cache.close()
    assert len(reported) == 1
    write(file, {"page": 3})
    assert Cache(file, VERSION).get("page", "k") == 3


def test_a_folder_in_its_place_is_reported_in_one_line_and_stays(
    file: Path, reported: list[str]
) -> None:
    (file / "mine").mkdir(parents=True)
    cache = Cache(file, VERSION, reported.append)
    assert cache.get_or_compute("page", "k", lambda: 1) == 1
    cache.close()
    assert len(reported) == 1
    assert (file / "mine").is_dir()


def test_a_file_in_the_place_of_its_folder_is_reported_in_one_line_and_stays(
    file: Path, reported: list[str]
) -> None:
    file.parent.write_text("mine")
    cache = Cache(file, VERSION, reported.append)
    assert cache.get_or_compute("page", "k", lambda: 1) == 1
    cache.close()
    assert len(reported) == 1
    assert file.parent.read_text() == "mine"


def test_a_database_of_something_else_is_not_taken_away(file: Path, reported: list[str]) -> None:
    file.parent.mkdir()
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE others (mine TEXT)")
    db.close()
    write(file, {"page": 1})
    with sqlite3.connect(file) as db:
        assert list(db.execute("SELECT * FROM others")) == []
    db.close()
    assert Cache(file, VERSION, reported.append).get("page", "k") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_reported_in_one_line(
    tmp_path: Path, reported: list[str]
) -> None:
    tmp_path.chmod(0o500)
    cache = Cache(tmp_path / "cache/pages.sqlite", VERSION, reported.append)
    assert cache.get_or_compute("page", "k", lambda: 1) == 1
    cache.close()
    assert len(reported) == 1


def test_a_folder_that_goes_meanwhile_changes_nothing(file: Path, reported: list[str]) -> None:
    write(file, {"page": 1})
    cache = Cache(file, VERSION, reported.append)
    file.unlink()
    file.parent.rmdir()
    assert cache.get("page", "k") in (None, 1)
    cache.put("page", "new", 2)
    cache.close()
    assert len(reported) <= 1
    write(file, {"page": 3})
    assert Cache(file, VERSION).get("page", "k") == 3


@pytest.mark.parametrize("begin", ["EXCLUSIVE", "IMMEDIATE"])
def test_a_file_that_another_build_holds_is_reported_in_one_line_and_stays(
    file: Path, reported: list[str], monkeypatch: pytest.MonkeyPatch, begin: str
) -> None:
    monkeypatch.setattr("sitekit.cache.WAIT", 0.01)
    write(file, {"page": 1})
    other = sqlite3.connect(file)
    other.execute(f"BEGIN {begin}")
    cache = Cache(file, VERSION, reported.append)
    assert cache.get_or_compute("page", "new", lambda: 2) == 2
    cache.close()
    assert len(reported) == 1
    assert "locked" in reported[0]
    other.rollback()
    other.close()
    assert Cache(file, VERSION, reported.append).get("page", "k") == 1
    assert len(reported) == 1


def test_only_old_files_of_the_cache_itself_are_removed(tmp_path: Path) -> None:
    names = [NAME.format(number) for number in range(MOST_FILES + 2)]
    for age, name in enumerate(["mine.sqlite", *names]):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (age, age))
    remove_oldest(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.sqlite", *names[2:]]
