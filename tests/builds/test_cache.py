"""A cached build writes the bytes of a clean one, whatever has changed, and reports the same."""

from __future__ import annotations

import logging
import re
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

import sitekit
from sitekit.engine import workers
from tests.builds import conftest
from tests.builds.conftest import FILES
from tests.conftest import article, landing, reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.builds.conftest import Project

DRAFT = "essays/draft.md"  # checked in every build, and never cached
EBB, FLOW = "tides/ebb.md", "tides/flow.md"
FOOTER, SHARE = "overrides/components/footer/footer", "overrides/components/share/share"
TOKENS = "overrides/styles/tokens.css"


@dataclass
class Change:
    """An edit, and the pages that it must not leave as they were (None: every page)."""

    name: str
    apply: Callable[[Project], object]
    pages: set[str] | None = field(default_factory=set)


def edit(file: str, old: str, new: str) -> Callable[[Project], object]:
    return lambda project: project.change(file, old, new)


def picture(data: bytes) -> bytes:
    """A PNG of another size, as far as anybody reads it."""
    return data[:19] + b"\x07" + data[20:]


def renamed(project: Project) -> None:
    project.change(f"docs/{EBB}", "title: Ebb and what it leaves", "title: Ebb, and what is left")


def deleted(project: Project) -> None:
    project.remove(f"docs/{FLOW}")
    project.change("docs/tides/index.md", "    - flow.md\n", "")
    project.change(f"docs/{EBB}", "flow.md#what-comes", "../about.md")


def added(project: Project) -> None:
    project.write("docs/tides/slack.md", article("Slack water at last", "Still."))
    project.change("docs/tides/index.md", "planned: slack.md\n      label: Slack water", "slack.md")


def parent(project: Project) -> None:
    """Let the settings inherit, build, and then change the parent alone."""
    project.write("parent.yml", "repo_name: one\n")
    project.change("mkdocs.yml", "site_name:", "INHERIT: parent.yml\nsite_name:")
    project.build()
    project.change("parent.yml", "repo_name: one", "repo_name: two")


CHANGES = [
    Change("nothing", lambda project: None),
    Change("a text", edit(f"docs/{FLOW}", "Water.", "More water."), {FLOW}),
    Change("a title", renamed, {EBB, FLOW, "index.md", "tides/index.md", "search.md"}),
    Change("a description", edit(f"docs/{EBB}", "One plain", "A plain"), {EBB, "search.md"}),
    Change("a deleted page", deleted, {EBB, "index.md", "tides/index.md", "search.md"}),
    Change("a new page", added, {"tides/slack.md", EBB, FLOW, "index.md", "search.md"}),
    Change("a draft that is published", edit(f"docs/{DRAFT}", "status: draft\n", ""), {EBB, FLOW}),
    Change("an old URL", edit(f"docs/{FLOW}", "title:", "redirect_from: [/low/]\ntitle:"), {FLOW}),
    Change(
        "a picture",
        lambda project: project.write(
            "docs/tides/boat.png", picture(bytes(FILES["tides/boat.png"]))
        ),
        {EBB},
    ),
    Change(
        "a drawing",
        edit("docs/tides/ebb.svg", "M0 150H320", "M0 150H100V90H320"),
        {EBB, "index.md"},
    ),
    Change("a snippet", edit("docs/snippets/note.md", "several", "many"), {EBB}),
    Change("a source", edit("docs/sources.yml", "On sand", "On sand and water"), {EBB}),
    Change("a reply", edit("docs/replies/2026-11-01-1.md", "a reader.", "another."), {EBB}),
    Change(
        "a new reply",
        lambda project: project.write("docs/replies/2026-11-02-2.md", reply(date="2026-11-02")),
        {EBB},
    ),
    Change("an author", edit("docs/authors.yml", "mara:", "ada:\n  name: Ada\nmara:")),
    Change(
        "an author of an article",
        edit("docs/authors.yml", "Mara Sand", "Mara Sand-Weir"),
        {EBB},
    ),
    Change("a helpline", edit("docs/helplines.yml", "A line that", "The line that"), {"help.md"}),
    Change("the series", edit("docs/tides/index.md", "title: Tides", "title: All tides"), {EBB}),
    Change("a string", edit("locales/en.yml", "On this page", "In this page"), None),
    Change("a pattern", edit("locales/en.yml", r"100\s?%", r"100\s?%|waterproof"), None),
    Change(
        "a template",
        edit(f"{FOOTER}.html", "</footer>", "<p>Words</p></footer>"),
        None,
    ),
    Change(
        "a stylesheet",
        edit(f"{FOOTER}.css", "margin: 0;", "margin: 3px;"),
        None,
    ),
    Change(
        "a colour",
        edit(TOKENS, "--paper:", "--water-2: red; --paper:"),
        None,
    ),
    Change(
        "an inlined script",
        edit("overrides/components/leave/leave.js", "\n", "\nconsole.debug('leave');\n"),
        None,
    ),
    Change(
        "a script",
        edit(f"{SHARE}.js", "\n", "\nconsole.debug('x');\n"),
        None,
    ),
    Change("a setting", edit("mkdocs.yml", "site_name: ", "site_name: The "), None),
    Change("an extension", edit("mkdocs.yml", "  - def_list\n", "  - def_list\n  - abbr\n"), None),
    Change("a parent of the settings", parent, None),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_cached_build_gives_the_bytes_of_a_clean_one_after(
    project: Project, change: Change
) -> None:
    change.apply(project)
    cached = project.build()
    converted = set(project.converted) - {DRAFT}
    assert cached == project.clean()
    everything = set(project.converted) - {DRAFT}
    assert converted == everything if change.pages is None else change.pages <= converted
    if change.pages is not None and not change.pages:
        assert {name for name in converted if not name.endswith("print.md")} == set()


def test_the_second_build_after_a_change_makes_nothing_anew(project: Project) -> None:
    renamed(project)
    once = project.build()
    assert EBB in project.converted
    assert project.build() == once
    assert set(project.converted) <= {DRAFT}


def test_a_date_does_not_make_a_page_new(project: Project) -> None:
    project.change(f"docs/{EBB}", "title:", "updated: 2026-04-01\ntitle:")
    project.build()
    once = project.build()
    assert set(project.converted) <= {DRAFT}
    assert b"2026-04-01" in once["sitemap.xml"]


def test_another_address_has_other_pages(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.com/below/")
    assert project.build() == project.clean()
    assert len([*project.cache.iterdir()]) == 2  # the preview has an address of its own too
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    assert project.build() == project.clean()


def test_new_code_makes_every_page_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, code in (("one", ""), ("same", ""), ("other", "# other code\n")):
        project.write(f"{name}/sitekit/__init__.py", code)
        monkeypatch.setattr(
            sitekit, "__file__", str(project.folder / f"{name}/sitekit/__init__.py")
        )
        project.build()
        assert (EBB in project.converted) is (name != "same")


def test_another_day_publishes_what_was_to_come(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(f"docs/{FLOW}", article("Flow and what it brings", "## What comes", "2026-11-27"))
    project.change(f"docs/{EBB}", "flow.md#what-comes", "../about.md")
    project.build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795737600")  # 2026-11-27
    later = project.build()
    assert "tides/flow/index.html" in later
    assert later == project.clean()


def problems(project: Project, caplog: pytest.LogCaptureFixture, *, cached: bool) -> list[str]:
    """What a strict build that fails reports."""
    caplog.clear()
    with caplog.at_level(logging.WARNING, "mkdocs"), pytest.raises(Abort):
        project.build() if cached else project.clean()
    return [record.getMessage() for record in caplog.records]


# What is wrong then is found nowhere but in another page, a list, or the finished page.
PROBLEMS = {
    "a key": edit(f"docs/{FLOW}", "title:", "titel: x\ntitle:"),
    "a text": edit(f"docs/{FLOW}", "Water.", "This site is completely safe."),
    "a title": edit(f"docs/{FLOW}", "Flow and what it brings", "Ebb and what it leaves"),
    "HTML": edit(f"docs/{FLOW}", "Water.", "<script>x</script>"),
    "a link": edit(f"docs/{FLOW}", "Water.", "[gone](gone.md)"),
    "a heading that others link to": edit(f"docs/{FLOW}", "## What comes", "## What goes"),
    "a page that others link to": lambda project: (
        project.remove("docs/about.md"),
        project.change(f"docs/{EBB}", "flow.md#what-comes", "../about.md"),
    ),
    "a draft that others link to": edit("docs/about.md", "tides/ebb.md", DRAFT),
    "a picture that is gone": lambda project: project.remove("docs/tides/boat.png"),
    "a snippet that is gone": lambda project: project.remove("docs/snippets/note.md"),
    "a source that is gone": edit("docs/sources.yml", "sand-2001", "sand-2002"),
    "an author that is gone": edit("docs/authors.yml", "mara", "ada"),
    "a source": edit("docs/sources.yml", "year: 2001", "year: soon"),
    "a helpline": edit("docs/helplines.yml", "mark: known", "mark: unknown"),
    "a reply": edit("docs/replies/2026-11-01-1.md", "article: tides/ebb.md", "article: ebb.md"),
    "a drawing": edit("docs/tides/ebb.svg", "<path", "<circle"),
    "a series": edit("docs/tides/index.md", "    - flow.md\n", ""),
    "a draft": edit(f"docs/{DRAFT}", "A secret.", "This site is completely safe."),
    "the weight of a page": edit("mkdocs.yml", "text-comes-soon: 14336", "text-comes-soon: 1000"),
    "a pattern": edit("locales/en.yml", r"100\s?%", r"100\s?%|words of the shore"),
    "a setting": edit("mkdocs.yml", "share: [email", "share: [mail"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_is_reported_again_until_it_is_fixed(
    project: Project, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    PROBLEMS[name](project)
    expected = problems(project, caplog, cached=False)
    assert expected
    assert problems(project, caplog, cached=True) == expected
    assert problems(project, caplog, cached=True) == expected


def test_a_build_that_failed_leaves_no_page_behind(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    before = project.build()
    project.change(f"docs/{FLOW}", "Water.", "This site is completely safe.")
    problems(project, caplog, cached=True)
    project.change(f"docs/{FLOW}", "This site is completely safe.", "Water.")
    assert project.build() == before


def test_a_draft_of_a_preview_is_never_published(project: Project) -> None:
    preview = project.build(strict=False, serve_url="http://127.0.0.1:8000/")
    assert "essays/draft/index.html" in preview
    published = project.build()
    assert [name for name in published if "draft" in name] == []
    assert not any(b"A secret." in data for data in published.values())
    assert published == project.clean()


def reports(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What builds said beside MkDocs' own lines."""
    names = ("mkdocs.hooks.site", "reminders")
    return [record.getMessage() for record in caplog.records if record.name in names]


def built_with(
    project: Project,
    caplog: pytest.LogCaptureFixture,
    clean: dict[str, bytes],
    cache: Path | str | None = None,
) -> list[str]:
    """Build with a cache that something is wrong with; what is reported then."""
    caplog.clear()
    with caplog.at_level(logging.INFO, "mkdocs"):
        assert project.build(cache=cache) == clean
    return reports(caplog)


def file_of(project: Project) -> Path:
    (file,) = project.cache.glob("*.sqlite")
    return file


def test_a_cache_folder_that_is_a_file_is_one_line(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.write("a-file", "")
    (said,) = built_with(project, caplog, project.clean(), project.folder / "a-file")
    assert re.match("nothing is cached between builds: .*a-file", said)


def test_a_cache_folder_that_cannot_be_made_is_one_line(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    (said,) = built_with(project, caplog, project.clean(), "/proc/nowhere")
    assert "nothing is cached between builds" in said


def test_a_cache_that_cannot_be_written_is_one_line(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.change(f"docs/{FLOW}", "Water.", "More water.")
    # Whoever runs this may write everything, so the file itself refuses.
    with sqlite3.connect(file_of(project)) as db:
        db.execute(
            "CREATE TRIGGER no_more BEFORE INSERT ON records "
            "BEGIN SELECT RAISE(ABORT, 'attempt to write a readonly database'); END"
        )
    (said,) = built_with(project, caplog, project.clean())
    assert "nothing is cached between builds" in said


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"Something else.\n" * 100,
        lambda data: data[:5000],
        lambda data: data[: len(data) // 2] + bytes(len(data) - len(data) // 2),
        lambda data: b"SQLite format 3\0" + bytes(2000),
    ],
    ids=["empty", "another file", "cut short", "half of it zeros", "a header alone"],
)
def test_a_damaged_cache_is_one_line_at_most_and_made_again(
    project: Project, caplog: pytest.LogCaptureFixture, damage: Callable[[bytes], bytes]
) -> None:
    file = file_of(project)
    file.write_bytes(damage(file.read_bytes()))
    clean = project.clean()
    assert len(built_with(project, caplog, clean)) <= 1
    built_with(project, caplog, clean)
    assert built_with(project, caplog, clean) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records SET value = substr(value, 1, length(value) / 2)",
        "UPDATE records SET value = CAST('{}' AS BLOB)",
        "UPDATE records SET checksum = x'00'",
        "UPDATE records SET value = NULL, checksum = NULL",
        "DELETE FROM records WHERE name LIKE 'page%'",
        "ALTER TABLE records DROP COLUMN checksum",
        "DROP TABLE records",
        "PRAGMA user_version = 1",
    ],
)
def test_a_foreign_or_broken_record_is_never_used(
    project: Project, caplog: pytest.LogCaptureFixture, statement: str
) -> None:
    with sqlite3.connect(file_of(project)) as db:
        db.execute(statement)
    clean = project.clean()
    assert len(built_with(project, caplog, clean)) <= 1
    assert len(built_with(project, caplog, clean)) <= 1


def test_records_of_deleted_pages_go(project: Project) -> None:
    deleted(project)
    project.build()
    with sqlite3.connect(file_of(project)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM records")]
    assert any(EBB in name for name in names)
    assert [name for name in names if FLOW in name] == []


FOREIGN = {
    "a plugin": edit("mkdocs.yml", "plugins:\n", "plugins:\n  - material/tags\n"),
    "a hook": lambda project: (
        project.write("mine.py", "def on_page_markdown(markdown, **_): return markdown\n"),
        project.change("mkdocs.yml", "hooks:\n", "hooks:\n  - mine.py\n"),
    ),
    "an extension": lambda project: (
        project.write("mine.py", EXTENSION),
        project.change("mkdocs.yml", "  - def_list\n", "  - def_list\n  - mine\n"),
    ),
}
EXTENSION = """
from markdown import Extension
class Mine(Extension):
    def extendMarkdown(self, md): ...
def makeExtension(**_): return Mine()
"""


def add_texts(project: Project, count: int) -> None:
    """Add a series of new texts."""
    names = [f"p{n:02}.md" for n in range(1, count + 1)]
    project.write("docs/winds/index.md", landing("Winds", *names))
    for name in names:
        project.write(f"docs/winds/{name}", article(f"About wind {name[1:3]}"))


class Pool(Exception):  # noqa: N818  # no error
    """Processes were asked for."""


@pytest.fixture
def _no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which other processes would help, and where to ask for one is seen."""

    def asked(*_: object, **__: object) -> None:
        raise Pool

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", asked)
    monkeypatch.setattr(workers.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(workers.threading, "active_count", lambda: 1)


@pytest.mark.usefixtures("_no_processes")
def test_many_new_texts_are_prepared_by_several_processes(project: Project) -> None:
    add_texts(project, 50)
    with pytest.raises(Pool):
        project.build()


@pytest.mark.usefixtures("_no_processes")
@pytest.mark.parametrize("name", FOREIGN)
def test_with_anything_unknown_there_is_no_cache_and_no_pool(
    project: Project,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    FOREIGN[name](project)
    monkeypatch.syspath_prepend(project.folder)
    add_texts(project, 2)
    monkeypatch.setattr(workers, "MIN_PARALLEL", 1)
    for _ in range(2):
        caplog.clear()
        with caplog.at_level(logging.INFO, "mkdocs"):
            project.build(cache=project.folder / "new")
        # What a key of that plugin does here is another matter.
        (said,) = [line for line in reports(caplog) if "has no effect here" not in line]
        assert re.match("pages are not reused .* because of: (material/tags|mine)", said)
        assert {EBB, FLOW, "winds/p01.md"} <= set(project.converted)
    assert not (project.folder / "new").exists()


def test_a_configuration_file_has_one_cache_however_it_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = project.folder / "new"
    project.build(cache=new)
    monkeypatch.chdir(project.folder)
    with open("mkdocs.yml", "rb") as file:  # noqa: PTH123  # as the engine's command opens it
        monkeypatch.setattr(conftest, "load_config", lambda _, **more: load_config(file, **more))
        project.build(cache=new)
    assert project.converted == [DRAFT]
    assert len([*new.glob("*.sqlite")]) == 1


def test_a_page_without_a_word_is_reused_too(project: Project) -> None:
    project.build()
    project.build()
    assert "search.md" not in project.converted
