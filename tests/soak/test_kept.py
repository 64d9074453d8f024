"""What each kept result depends on, and whatever becomes of the folder: the site is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SERIES, article, reply
from tests.soak.edits import built, differing, lay_out
from tests.soak.project import digest, small_project, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = SERIES | {
    "tides/ebb.md": article(
        "Ebb and what it leaves", '[Flow](flow.md)\n\n--8<-- "plan-first.md"\n\n## What is left'
    ),
    "replies/2026-11-01-1.md": reply("A word too many."),
}


@pytest.fixture
def same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Build with what is kept, compare with a clean build, return what was told of results."""

    def _same(files: dict[str, str]) -> list[str]:
        lay_out({name: text.encode() for name, text in files.items()}, tmp_path / "docs")
        monkeypatch.setenv("RESULTS", str(tmp_path / "kept"))
        kept, told = built(tmp_path / "docs", tmp_path / "site")
        monkeypatch.setenv("RESULTS", "")
        clean, warned = built(tmp_path / "docs", tmp_path / "clean")
        assert differing(kept, clean) == []
        assert [one for one in told if one[0] != "INFO"] == warned
        return [said for level, said in told if level == "INFO"]

    return _same


class Project:
    """A copy of the project, built as the command does it, with results kept from the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = small_project(folder)

    def write(self, name: str, text: str) -> None:
        (self.folder / "docs" / name).write_text(text)

    def build(self, cwd: Path | None = None, **environment: str) -> str:
        """Build, compare with a clean build, and return the page of the first part."""
        pages = []
        for results in (".cache/results", ""):
            done = subprocess.run(
                [sys.executable, "-m", "mkdocs", "build", "-f", str(self.folder / "mkdocs.yml")],
                env=os.environ | environment | {"RESULTS": results},
                cwd=cwd or self.folder,
                capture_output=True,
                text=True,
                check=True,
            )
            pages.append((digest(self.folder / "site"), told(done)))
        assert pages[0] == pages[1]
        return (self.folder / "site/tides/ebb/index.html").read_text()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


def test_a_reply_whose_words_are_changed_shows_them(same: Callable[..., list[str]]) -> None:
    same(FILES)
    same(FILES | {"replies/2026-11-01-1.md": reply("A word less.")})


def test_a_snippet_that_gets_another_name_shows_where_it_is_named(project: Project) -> None:
    (project.folder / "docs/snippets").mkdir()
    (project.folder / "docs/snippets/last.md").write_text("Words of a snippet.")
    project.write("tides/ebb.md", article("Ebb and what it leaves", '--8<-- "first.md"'))
    assert "Words of a snippet." not in project.build()
    (project.folder / "docs/snippets/last.md").rename(project.folder / "docs/snippets/first.md")
    assert "Words of a snippet." in project.build()


def test_where_a_build_is_started_from_makes_no_difference(
    project: Project, tmp_path: Path
) -> None:
    (project.folder / "docs/snippets").mkdir()
    (project.folder / "docs/snippets/first.md").write_text("Words of a snippet.")
    project.write("tides/ebb.md", article("Ebb and what it leaves", '--8<-- "first.md"'))
    assert "Words of a snippet." in project.build(cwd=tmp_path)
    assert "Words of a snippet." in project.build()
