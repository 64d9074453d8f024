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


def test_a_snippet_that_gets_another_name_shows_where_it_is_named(
    same: Callable[..., Site], project: Project
) -> None:
    files = FILES | {"tides/ebb.md": article("Ebb and what it leaves", '--8<-- "z.md"')}
    project.write("docs/snippets/y.md", "Words of a snippet.")
    same(files, project.config)
    (project.folder / "docs/snippets/y.md").rename(project.folder / "docs/snippets/z.md")
    found = same(files, project.config)
    assert b"Words of a snippet." in found.files["tides/ebb/index.html"]


def test_a_snippet_that_every_page_gets_shows_on_each(
    same: Callable[..., Site], project: Project
) -> None:
    project.replace(
        "mkdocs.yml", "url_download: false", "url_download: false\n      auto_append: [all.md]"
    )
    for text in ("First words.", "Other words."):
        project.write("docs/snippets/all.md", text)
        found = same(FILES, project.config)
        assert text.encode() in found.files["tides/flow/index.html"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kwds: {case: none}", "kwds: {case: lower}"),
        ("kwds: {case: none}", "kwds: {case: none, percent_encode: true}"),
    ],
)
def test_arguments_of_a_function_in_the_settings_count(
    same: Callable[..., Site], project: Project, old: str, new: str
) -> None:
    files = FILES | {"tides/flow.md": article("Flow and what it brings", "## Zwölf Boote")}
    slugify = f"slugify: !!python/object/apply:pymdownx.slugs.slugify {{{old}}}"
    project.replace("mkdocs.yml", "permalink: false", f"permalink: false\n      {slugify}")
    same(files, project.config)
    project.replace("mkdocs.yml", old, new)
    same(files, project.config)


@pytest.mark.parametrize(
    "nav",
    [
        "nav:\n  - index.md\n  - Flow: tides/flow.md\n",
        "nav:\n  - index.md\n  - Flow: tides/flow.md\nnot_in_nav: /tides/index.md\n",
    ],
)
def test_what_the_engine_says_of_a_navigation_it_says_again(
    same: Callable[..., Site], project: Project, nav: str
) -> None:
    project.replace("mkdocs.yml", 'not_in_nav: "*"\n', nav)
    for _ in range(2):
        same(FILES, project.config)


def test_a_day_that_has_not_come_is_reported_again_where_the_clock_goes_back(
    same: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    helplines = (ROOT / "tests/fork/docs/helplines.yml").read_text()
    files = FILES | {"helplines.yml": helplines}
    same(files)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")  # 2001-09-09
    found = same(files)
    assert any("helplines.yml" in text for _, text in found.messages)


def test_old_code_that_still_runs_writes_nothing_for_new_code(
    same: Callable[..., Site], project: Project
) -> None:
    """The preview goes on with the code it has loaded, until there is new code that it can load."""
    same(FILES, project.config)
    project.write(
        "hooks/page.py", project.folder.joinpath("hooks/page.py").read_text() + "\n# new\n"
    )
    before = same(FILES, project.config)
    assert before.reused == PAGES
