"""What each cached page depends on, and whatever becomes of the cache: the site is the same."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, SERIES, article, page, reply
from tests.soak.edits import Site, built, differing, lay_out
from tests.soak.project import command, digest, environment, messages_of, small_project
from tests.soak.writer import png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = dict[str, str | bytes]

SNIPPET = '--8<-- "plan-first.md"'
OTHER = {"other.md": page("Another page")}  # that no menu names
LINKED = {"tides/flow.md": article("Flow and what it brings", "[Other](../other.md)")}
PICTURED = {"tides/flow.md": article("Flow and what it brings", "![A boat](boat.png)")}
FILES: Files = SERIES | {
    "help.md": page("Get help now"),  # which the snippet links to
    "tides/ebb.md": article("Ebb and what it leaves", f"[Flow](flow.md)\n\n{SNIPPET}\n\n## Left"),
    "replies/2026-11-01-1.md": reply("A word too many."),
}
PAGES = 6  # of FILES: two pages, the series with its two parts, and all on one page
PRINTED = "tides/print/index.html"


class Project:
    """A copy of the project."""

    def __init__(self, folder: Path) -> None:
        self.folder = small_project(folder)
        shutil.copytree(ROOT / "docs/snippets", folder / "docs/snippets")
        self.config = folder / "mkdocs.yml"

    def write(self, name: str, text: str) -> None:
        self.folder.joinpath(name).write_text(text)

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.folder.joinpath(name).read_text()
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def run(self, cwd: Path, **more: str) -> None:
        """Build in a process of its own."""
        done = subprocess.run(
            command(self.folder, str(self.folder / "site")),
            env=environment(self.folder) | more,
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, messages_of(done)) == (0, []), done.stderr

    def same(self, **more: str) -> str:
        """Build with the cache, compare with a clean build; a page of it."""
        sites = []
        for folder in (".cache/pages", ""):
            self.run(self.folder, CACHE_DIR=folder, **more)
            sites.append(digest(self.folder / "site"))
        assert sites[0] == sites[1]
        return self.page()

    def page(self) -> str:
        return (self.folder / "site/tides/ebb/index.html").read_text()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture
def same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Site]:
    """Build with the cache, compare with a clean build, and return what was built."""
    clean: dict[str, Site] = {}

    def _same(
        files: Files, config: Path = ROOT / "mkdocs.yml", folder: Path = tmp_path / "cache"
    ) -> Site:
        data = {k: v if isinstance(v, bytes) else v.encode() for k, v in files.items()}
        lay_out(data, docs := tmp_path / "docs")
        monkeypatch.setenv("CACHE_DIR", str(folder))
        found = built(tmp_path / "site", config, docs=docs)
        made_with = [digest(config.parent / name) for name in ("overrides", "locales", "docs")]
        known = repr((files, made_with, config.read_text(), os.environ["SOURCE_DATE_EPOCH"]))
        if known not in clean:
            monkeypatch.setenv("CACHE_DIR", "")
            clean[known] = built(tmp_path / "clean", config, docs=docs)
        assert differing(found.files, clean[known].files) == []
        assert [one for one in found.messages if one[0] != "INFO"] == clean[known].messages
        return found

    return _same


def said(site: Site) -> list[str]:
    """What a build says of its cache."""
    return [text for level, text in site.messages if level == "INFO"]


def test_a_page_is_reused_while_nothing_it_depends_on_changes(same: Callable[..., Site]) -> None:
    assert same(FILES).reused == 0
    assert same(FILES).reused == PAGES
    more = {"tides/flow.md": article("Flow and what it brings", "Other words.")}
    # Its page, and all parts on one page.
    assert same(FILES | more).reused == PAGES - 2


def test_a_reply_whose_words_are_changed_shows_them(same: Callable[..., Site]) -> None:
    same(FILES)
    found = same(FILES | {"replies/2026-11-01-1.md": reply("A word less.")})
    assert b"A word less." in found.files["tides/ebb/index.html"]


def test_a_link_whose_target_is_gone_is_written_as_in_a_clean_build(
    same: Callable[..., Site],
) -> None:
    same(FILES | LINKED | OTHER)
    assert b"../other.md" in same(FILES | LINKED).files["tides/flow/index.html"]


def test_all_parts_on_one_page_show_a_link_as_its_part_does(same: Callable[..., Site]) -> None:
    same(FILES | LINKED)
    assert b"other.md" not in same(FILES | LINKED | OTHER).files[PRINTED]
    assert b"other.md" in same(FILES | LINKED).files[PRINTED]


def test_all_parts_on_one_page_show_the_size_of_a_picture_as_its_part_does(
    same: Callable[..., Site],
) -> None:
    same(FILES | PICTURED | {"tides/boat.png": png(30, 20)})
    found = same(FILES | PICTURED | {"tides/boat.png": png(40, 20)})
    assert b"width=40" in found.files[PRINTED]


def test_a_picture_that_a_snippet_shows_gets_its_size_once_it_is_there(
    same: Callable[..., Site], project: Project
) -> None:
    project.write("docs/snippets/y.md", '<img src="boat.png" alt="A boat">')
    files = FILES | {"tides/flow.md": article("Flow and what it brings", '--8<-- "y.md"')}
    same(files, project.config)
    found = same(files | {"tides/flow/boat.png": png(30, 20)}, project.config)
    assert b"width=30" in found.files["tides/flow/index.html"]
