"""Where a site is built, and that what is published is what was built, whatever was there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitekit.engine import folders
from sitekit.engine.folders import beside, bring, new_folder, preview_folder, publish

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.sampled_from(["a", "b", "index.html"])
TREES = st.recursive(
    st.sampled_from([b"", b"one", b"two"]),
    lambda inner: st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
FOLDERS = st.dictionaries(NAMES, TREES, max_size=3)


def written(folder: Path, tree: dict[str, object]) -> Path:
    folder.mkdir()
    for name, inner in tree.items():
        if isinstance(inner, dict):
            written(folder / name, inner)
        else:
            (folder / name).write_bytes(inner)
    return folder


def read(folder: Path) -> dict[str, object]:
    return {one.name: read(one) if one.is_dir() else one.read_bytes() for one in folder.iterdir()}


@given(FOLDERS, FOLDERS)
def test_any_folder_becomes_what_was_built(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, object], built: dict[str, object]
) -> None:
    place = tmp_path_factory.mktemp("place")
    last, fresh = written(place / "last", before), written(place / "fresh", built)
    bring(last, fresh)
    assert (read(last), read(fresh)) == (built, built)


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    last = written(tmp_path / "last", {"a": b"one", "b": b"two"})
    fresh = written(tmp_path / "fresh", {"a": b"one", "b": b"one"})
    for name in last.iterdir():
        os.utime(name, (0, 0))
    bring(last, fresh)
    assert {one.name: one.stat().st_mtime == 0 for one in last.iterdir()} == {"a": True, "b": False}


def test_a_link_in_the_folder_is_removed_and_never_followed(tmp_path: Path) -> None:
    other = written(tmp_path / "other", {"a": b"mine"})
    last = written(tmp_path / "last", {})
    (last / "a").symlink_to(other)
    (last / "b").symlink_to(other / "a")
    fresh = written(tmp_path / "fresh", {"a": {"a": b"one"}, "b": b"two"})
    bring(last, fresh)
    assert (read(last), read(other)) == (read(fresh), {"a": b"mine"})


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = written(tmp_path / "memory", {})
    monkeypatch.setattr(folders, "MEMORY", place)
    monkeypatch.setattr(folders, "ROOM", 0)
    monkeypatch.setattr(type(place), "is_mount", lambda _: True)
    return place


def test_a_site_is_built_in_memory_where_nobody_else_may_look(memory: Path, tmp_path: Path) -> None:
    fresh = new_folder(tmp_path / "site")
    assert (fresh.parent, fresh.stat().st_mode & 0o777) == (memory, 0o700)
    (fresh / "left.html").touch()
    assert read(new_folder(tmp_path / "site")) == {}


def test_with_too_little_room_it_is_built_beside(
    memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = os.statvfs(memory)
    monkeypatch.setattr(folders, "ROOM", space.f_blocks * space.f_frsize + 1)
    assert new_folder(tmp_path / "site") == beside(tmp_path / "site", "new")


def test_a_place_that_somebody_else_has_made_is_left_alone(memory: Path, tmp_path: Path) -> None:
    fresh = new_folder(tmp_path / "site")
    fresh.rmdir()
    other = written(tmp_path / "other", {"a": b"theirs"})
    fresh.symlink_to(other)
    assert new_folder(tmp_path / "site") == beside(tmp_path / "site", "new")
    assert read(other) == {"a": b"theirs"}


def test_a_site_in_memory_itself_may_be_read_by_all(memory: Path) -> None:
    site = memory / "site"
    publish(written(new_folder(site) / "inner", {"a": b"one"}).parent, site)
    assert read(site) == {"inner": {"a": b"one"}}
    assert site.stat().st_mode & 0o055


def test_a_preview_takes_away_what_those_that_are_over_have_left(
    memory: Path, tmp_path: Path
) -> None:
    other = written(tmp_path / "other", {"a": b"mine"})
    own = f"preview-{os.getuid()}-"
    over, running = memory / f"{own}{2**31}", memory / f"{own}{os.getppid()}"
    written(over, {"mkdocs_a": {"index.html": b"old"}})
    written(running, {"mkdocs_b": {}})
    (memory / f"{own}{2**31 - 1}").symlink_to(other)
    folder = preview_folder()
    assert folder == memory / f"{own}{os.getpid()}"
    assert (read(folder), over.exists(), running.exists()) == ({}, False, True)
    written(folder / "mkdocs_c", {})
    assert preview_folder() == folder
    assert (read(folder), read(other)) == ({}, {"a": b"mine"})
