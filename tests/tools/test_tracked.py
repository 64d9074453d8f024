"""What a build makes is never part of the project."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, write_files
from tools import check
from tools.tracked import built, main, tracked

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        ([".cache/pages/a", ".cache/pages/b"], [(".cache", "2 files in it")]),
        (["docs/.cache/a"], [("docs/.cache", "1 file in it")]),
        ([".venv/bin/python", "Venv/x"], [(".venv", "1 file in it"), ("Venv", "1 file in it")]),
        (
            ["site/index.html", ".site.old/a"],
            [("site", "1 file in it"), (".site.old", "1 file in it")],
        ),
        (
            ["src/sitekit/__pycache__/a.cpython-311.pyc"],
            [("src/sitekit/__pycache__", "1 file in it")],
        ),
        (["hooks/load.pyc"], [("hooks/load.pyc", "a file")]),
        (
            ["a.sqlite", "docs/b.SQLITE-wal"],
            [("a.sqlite", "a file"), ("docs/b.SQLITE-wal", "a file")],
        ),
        (["src/sitekit/fast.so"], [("src/sitekit/fast.so", "a file")]),
        (
            [
                "docs/site/index.md",
                "docs/cache.md",
                "site.md",
                ".gitignore",
                "src/sitekit/cache.py",
            ],
            [],
        ),
    ],
)
def test_each_file_or_folder_is_reported_once(
    paths: list[str], found: list[tuple[str, str]]
) -> None:
    messages = [str(problem) for problem in built(paths)]
    assert len(messages) == len(found)
    for message, (path, what) in zip(messages, found, strict=True):
        kind = "file" if what == "a file" else "folder"
        rule = f"{kind} must not be in git, since a build makes it"
        assert message == f"{path}:1: {rule}; run git rm -r --cached {path} (found {what})"


def test_what_was_added_by_force_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, {".gitignore": ".cache/\n", ".cache/pages.sqlite": "x", "a.md": "x"})

    def git(*arguments: str) -> None:
        command = ["git", *arguments]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    git("init")
    git("add", ".")
    assert main(tmp_path) == 0
    git("add", "--force", ".cache")
    assert main(tmp_path) == 1
    assert capsys.readouterr().err.startswith(".cache:1: folder must not be in git")


def test_a_copy_without_git_passes(tmp_path: Path) -> None:
    assert main(tmp_path) == 0


def test_our_own_repository_holds_nothing_built_and_the_check_looks() -> None:
    if (ROOT / ".git").exists():
        assert list(built(tracked(ROOT))) == []
    assert ("python", "-m", "tools.tracked") in check.COMMANDS
