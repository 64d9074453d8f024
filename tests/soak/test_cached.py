"""What each cached page depends on, and whatever becomes of the cache: the site is the same."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import shutil
import sqlite3
import subprocess
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from sitekit import cache
from sitekit.engine import version, workers
from tests.conftest import ROOT, SERIES, SOAK, article, page, reply, sample
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
        made_with += [file.read_text() for file in sorted(config.parent.glob("*.yml"))]
        known = repr((files, made_with, config.name, os.environ["SOURCE_DATE_EPOCH"]))
        if known not in clean:
            monkeypatch.setenv("CACHE_DIR", "")
            clean[known] = built(tmp_path / "clean", config, docs=docs)
        assert differing(found.files, clean[known].files) == []
        assert problems(found) == problems(clean[known])
        return found

    return _same


def problems(site: Site) -> list[str]:
    return [text for level, text in site.messages if level != "INFO"]


def said(site: Site) -> list[str]:
    """What a build says of its cache."""
    return [text for level, text in site.messages if level == "INFO" and "cached" in text]


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


def test_a_template_that_a_page_and_a_feed_share_is_escaped_where_it_must_be(
    same: Callable[..., Site], project: Project
) -> None:
    project.write("overrides/components/footer/mark.html", '{{ "<b>new</b>" }}')
    for name, place in (
        ("components/footer/footer.html", "</footer>"),
        ("feeds/feeds.opml", "</title>"),
    ):
        include = '{% include "components/footer/mark.html" %}'
        project.replace(f"overrides/{name}", place, include + place)
    for _ in range(2):
        found = same(FILES, project.config)
        assert b"<b>new</b>" in found.files["tides/ebb/index.html"]
        assert b"&lt;b&gt;new" in found.files["feeds.opml"]


def test_where_a_build_is_started_from_makes_no_difference(
    project: Project, tmp_path: Path
) -> None:
    project.write("docs/snippets/first.md", "Words of a snippet.")
    project.write("docs/tides/ebb.md", article("Ebb and what it leaves", '--8<-- "first.md"'))
    project.run(tmp_path)
    assert "Words of a snippet." in project.page()


DAMAGES = ("cut", "noise", "text", "empty", "version", "folder", "locked", "nowhere")
SILENT = {"empty", "version"}  # the cache is empty then, and nothing is wrong with it


def damage(folder: Path, how: str) -> object:
    """Harm the file of the cache; what is returned must be held on to."""
    (file,) = folder.iterdir()
    held, data = None, bytearray(file.read_bytes())
    if how == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif how == "noise":
        for place in random.Random(1).sample(range(len(data)), len(data) // 9):
            data[place] ^= 255
        file.write_bytes(data)
    elif how in {"text", "empty"}:
        file.write_text("Not a database. " * 999 if how == "text" else "")
    elif how in {"folder", "nowhere"}:
        file.unlink()
        if how == "folder":
            file.mkdir()
        else:
            folder.rmdir()
            folder.write_text("")
    else:
        held = sqlite3.connect(file, isolation_level=None)
        statements = {"version": "PRAGMA user_version = 7", "locked": "BEGIN EXCLUSIVE"}
        held.execute(statements[how])
    return held


@pytest.mark.parametrize("how", sample(["noise"], of=DAMAGES))  # tests/builds has others
def test_a_cache_that_cannot_be_used_is_reported_in_one_line_and_changes_nothing(
    same: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(cache, "WAIT", 0.01)
    same(FILES)
    held = damage(tmp_path / "cache", how)
    found = same(FILES)
    assert len(said(found)) == (how not in SILENT)
    assert "\n" not in "".join(said(found))
    assert found.reused == 0
    if isinstance(held, sqlite3.Connection):
        held.close()
    # What is no file of ours is not taken away; everything else heals.
    stays = how in {"folder", "nowhere"}
    assert len(said(same(FILES))) == stays
    assert same(FILES).reused == (0 if stays else PAGES)


def test_a_folder_that_goes_while_a_build_runs_changes_nothing(
    same: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "MIN_PARALLEL", 1)
    monkeypatch.setattr(workers, "threading", SimpleNamespace(active_count=lambda: 1))
    methods = {name: getattr(cache.Cache, name) for name in ("get", "put", "close")}
    for moment in range(0, 40, 4) if SOAK else (3,):
        folder, calls = tmp_path / f"cache-{moment}", []

        def going(name: str) -> Callable[..., object]:
            def call(self: cache.Cache, *arguments: object) -> object:
                calls.append(name)  # noqa: B023
                if len(calls) > moment:  # noqa: B023
                    shutil.rmtree(folder, ignore_errors=True)  # noqa: B023
                return methods[name](self, *arguments)

            return call

        for _ in range(2):
            calls.clear()
            with monkeypatch.context() as patch:
                for name in methods:
                    patch.setattr(cache.Cache, name, going(name))
                assert len(said(same(FILES, folder=folder))) <= 1
        same(FILES, folder=folder)
        assert same(FILES, folder=folder).reused == PAGES


def test_two_builds_at_once_share_the_cache(
    same: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = same(FILES)
    fork = multiprocessing.get_context("fork")
    for number in range(8 if SOAK else 1):
        monkeypatch.setenv("CACHE_DIR", str(tmp_path / f"shared-{number // 2}"))
        sites = [tmp_path / "one", tmp_path / "two"]
        options = {"docs": tmp_path / "docs"}
        both = [fork.Process(target=built, args=(site,), kwargs=options) for site in sites]
        for process in both:
            process.start()
        for process in both:
            process.join()
        assert [process.exitcode for process in both] == [0, 0]
        assert [digest(site) for site in sites] == [digest(tmp_path / "site")] * 2
        assert built(tmp_path / "three", docs=tmp_path / "docs").files == clean.files


# What all pages are made with, a change to it, and what each of them must show of that.
CHANGES = (
    ("overrides/components/leave/skip.html", "<a ", '<a data-new="" ', "data-new"),
    ("overrides/styles/base.css", "body {", "body { z-index: 77;", "z-index:77"),
    ("overrides/components/leave/leave.js", "", 'document.title.at("new");', '"new"'),
    ("locales/en.yml", "text: Skip to the text", "text: Go to the text", "Go to the text"),
    ("mkdocs.yml", "site_name: ", "site_name: New & ", "New &"),
    ("overrides/extra.css", "", "body { z-index: 78 }", "z-index:78"),
)


def test_a_change_to_what_all_pages_are_made_with_shows_in_every_page(
    same: Callable[..., Site], project: Project
) -> None:
    project.write("overrides/extra.css", "body { z-index: 70 }")
    project.replace("mkdocs.yml", "docs_dir:", "extra_css: [extra.css]\ndocs_dir:")
    same(FILES, project.config)
    for name, old, new, shown in sample(CHANGES[-1:], of=CHANGES):  # tests/builds has others
        project.replace(name, old, new)
        found = same(FILES, project.config)
        assert found.reused == 0
        pages = {name: data for name, data in found.files.items() if name.endswith(".html")}
        assert [page for page, data in pages.items() if shown.encode() not in data] == [], name
    assert same(FILES, project.config).reused == PAGES


def test_another_settings_file_beside_has_a_cache_of_its_own(
    same: Callable[..., Site], project: Project
) -> None:
    files = {**FILES, "tides/ebb.md": article("Ebb and what it leaves", "## A heading\n\nA")}
    same(files, project.config)
    other = project.folder / "other.yml"
    shutil.copy(project.config, other)
    project.replace("other.yml", "permalink: false", "permalink: true")
    found = same(files, other)
    assert found.reused == 0
    assert b"headerlink" in found.files["tides/ebb/index.html"]
    assert same(files, project.config).reused == same(files, other).reused == PAGES


def test_settings_that_are_inherited_count(same: Callable[..., Site], project: Project) -> None:
    child = project.folder / "child.yml"
    child.write_text("INHERIT: mkdocs.yml\n")
    for limit in (30720, 3000):
        text = project.config.read_text()
        project.write("mkdocs.yml", re.sub(r"page-is-light: \d+", f"page-is-light: {limit}", text))
        found = same(FILES, child)
        assert any("gzipped in all" in said for _, said in found.messages) == (limit == 3000)


def test_a_package_of_another_version_makes_all_pages_anew(
    same: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "packages"
    fake = SimpleNamespace(get_path=lambda _: packages)
    monkeypatch.setattr(version, "sysconfig", fake)
    for number in ("1.0", "1.1", "1.1"):
        lay_out({f"some-{number}.dist-info": b""}, packages)
        found = same(FILES)
    assert found.reused == PAGES
    lay_out({"some-1.2.dist-info": b""}, packages)
    assert same(FILES).reused == 0


@pytest.mark.skipif(not SOAK, reason="with SOAK=1 only")
def test_code_and_engines_have_a_cache_of_their_own(project: Project) -> None:
    project.same()
    for engine in ("properdocs", "mkdocs"):
        project.same(ENGINE=engine)
    label = "label or document.label"
    project.replace("src/sitekit/features/menus.py", f"({label},", f"(({label}).upper(),")
    project.write("docs/about.md", page("About this", "## Licence\n\nWords."))
    assert "ABOUT" in project.same()
    project.write("docs/snippets/plan-first.md", "New words.")
    project.write("docs/tides/ebb.md", article("Ebb and what it leaves", SNIPPET))
    assert "New words." in project.same()
    project.replace("docs/snippets/plan-first.md", "New words.", "Newer words.")
    assert "Newer words." in project.same()
