"""`make site`: whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sitekit.engine import folders as of
from tests.conftest import ROOT
from tools import build


@pytest.fixture(params=["in memory", "beside"])
def folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Path:
    """A published site, and a builder that writes a new one and gives a status that tests set."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "old.html").write_text("old")
    memory = tmp_path / "memory"
    memory.mkdir()
    monkeypatch.setattr(of, "MEMORY", memory)
    monkeypatch.setattr(of, "ROOM", 0)
    monkeypatch.setattr(Path, "is_mount", lambda _: request.param == "in memory")

    monkeypatch.delenv("ENGINE", raising=False)
    monkeypatch.setattr(build, "ROOT", tmp_path / "project")

    def builder(folder: Path, engine: str) -> int:
        assert engine == "mkdocs"
        assert (folder.parent == memory) == (request.param == "in memory")
        folder.mkdir(exist_ok=True)
        assert names(folder) == []
        (folder / "new.html").write_text("new")
        return builder.status

    builder.status = 0
    monkeypatch.setattr(build, "build", builder)
    return site


def names(folder: Path) -> list[str]:
    """What is in a folder, but for the memory of these tests and the site before the last."""
    found = {path.name for path in folder.iterdir()}
    memory = folder / "memory"
    assert not memory.exists() or not any(memory.iterdir())
    return sorted(found - {"memory", ".site.before", ".first.before"})


def test_a_good_build_takes_the_place_of_the_old_site(folders: Path) -> None:
    assert build.main(str(folders)) == 0
    assert names(folders) == ["new.html"]
    assert names(folders.parent) == ["site"]


def test_a_failed_build_leaves_the_last_good_site(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build.build.status = 1
    assert build.main(str(folders)) == 1
    assert names(folders) == ["old.html"]
    assert names(folders.parent) == ["site"]
    assert "the last good site is still there" in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["hooks", "src/sitekit", "src/sitekit/html"])
def test_a_failed_build_removes_what_python_has_compiled(folders: Path, folder: str) -> None:
    compiled = build.ROOT / folder / "__pycache__"
    compiled.mkdir(parents=True)
    assert build.main(str(folders)) == 0
    assert compiled.exists()
    build.build.status = 1
    assert build.main(str(folders)) == 1
    assert not compiled.exists()


def test_the_first_build_needs_no_site(tmp_path: Path, folders: Path) -> None:
    assert build.main(str(tmp_path / "first")) == 0
    assert names(tmp_path / "first") == ["new.html"]


def test_without_an_exchange_in_one_step_two_renames_do(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of, "_exchange_at_once", lambda *_: False)
    assert build.main(str(folders)) == 0
    assert names(folders) == ["new.html"]
    assert names(folders.parent) == ["site"]


def test_a_run_stopped_between_two_renames_is_healed(folders: Path) -> None:
    folders.rename(of.beside(folders, "old"))
    build.build.status = 1
    assert build.main(str(folders)) == 1
    assert names(folders) == ["old.html"]


def test_what_a_run_left_after_two_renames_is_never_brought_back(
    folders: Path,
) -> None:
    of.beside(folders, "old").mkdir()
    build.build.status = 1
    assert build.main(str(folders)) == 1
    assert names(folders.parent) == ["site"]
    shutil.rmtree(folders)
    assert build.main(str(folders)) == 1
    assert names(folders.parent) == []


def test_what_an_earlier_run_left_is_cleaned(folders: Path) -> None:
    of.beside(folders, "new").mkdir()
    (of.beside(folders, "new") / "half.html").write_text("half")
    assert build.main(str(folders)) == 0
    assert names(folders) == ["new.html"]


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:8000/"])
def test_publishing_refuses_an_address_that_is_only_the_previews(
    folders: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("PUBLISH", "1")
    monkeypatch.setenv("SITE_URL", address)
    assert build.main(str(folders)) == 1
    assert names(folders) == ["old.html"]


def test_an_unknown_engine_is_reported_in_one_line(
    folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENGINE", "hugo")
    assert build.main(str(folders)) == 1
    assert names(folders) == ["old.html"]
    assert capsys.readouterr().err == "ENGINE must be mkdocs or properdocs (found 'hugo').\n"


def test_of_two_builds_at_once_the_second_says_so_and_stops(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = build.locked(folders.parent)
    assert build.main(str(folders)) == 1
    said = f"Another build into {folders.parent.name}/ is running: try again.\n"
    assert capsys.readouterr().err == said
    assert names(folders) == ["old.html"]
    os.close(lock)
    assert build.main(str(folders)) == 0
    assert names(folders) == ["new.html"]


def test_a_folder_that_cannot_be_built_into_is_reported_in_one_line(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.main(str(folders / "none/site")) == 1
    said = f"The site was not built: No such file or directory: {folders / 'none'}\n"
    assert capsys.readouterr().err == said


# Root may write everywhere, unless it gives up this right.
WEAK = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]
BUILDS = """
import sys
from pathlib import Path
from tools import build

def builder(folder, engine):
    (folder / "inner").mkdir(parents=True)
    (folder / "inner/new.html").write_text("new")
    return 0

build.build = builder
sys.exit(build.main("site"))
"""


@pytest.mark.skipif(not shutil.which("setpriv"), reason="no command setpriv")
def test_a_site_whose_folders_may_not_be_written_stops_no_later_build(tmp_path: Path) -> None:
    inner = tmp_path / "site/inner"
    inner.mkdir(parents=True)
    (inner / "old.html").write_text("old")
    weak = WEAK if os.geteuid() == 0 else []
    for _ in range(2):
        inner.chmod(0o555)
        inner.parent.chmod(0o555)
        command = [*weak, sys.executable, "-c", BUILDS]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert names(inner) == ["new.html"]
        assert names(tmp_path) == ["site"]


def test_an_exchange_that_fails_leaves_the_last_good_site_and_nothing_else(
    folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rename, new = Path.rename, of.beside(folders, "before" if of.MEMORY.is_mount() else "new")

    def full(path: Path, to: Path) -> Path:
        if path == new:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return rename(path, to)

    monkeypatch.setattr(of, "_exchange_at_once", lambda *_: False)
    monkeypatch.setattr(Path, "rename", full)
    assert build.main(str(folders)) == 1
    assert names(folders) == ["old.html"]
    assert names(folders.parent) == ["site"]
    wrong, last = capsys.readouterr().err.splitlines()
    assert wrong == f"No space left on device: {new}"
    assert last == "The site was not built; the last good site is still there."


def test_what_an_earlier_run_left_and_cannot_be_removed_is_never_published(
    folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stays(folder: Path, *, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    fresh = of.new_folder(folders)
    fresh.mkdir(exist_ok=True)
    monkeypatch.setattr(of.shutil, "rmtree", stays)
    assert build.main(str(folders)) == 1
    assert names(folders) == ["old.html"]
    assert capsys.readouterr().err == f"The site was not built: Permission denied: {fresh}\n"
    fresh.rmdir()
