"""Pages that have lost their way out, or hold what is not ours, are named and not published."""

from __future__ import annotations

import logging
import sqlite3
from hashlib import blake2b
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from tests.conftest import contents

if TYPE_CHECKING:
    from tests.builds.conftest import Project

PAGE = "tides/ebb/index.html"
LAST = "  - hooks/preview.py\n"
LATE = "from mkdocs.plugins import event_priority\n\n\n@event_priority({priority})\n"
HOOK = """def on_post_page(output, page, **_):
    return {change} if page.file.src_uri == "tides/ebb.md" else output
"""
AT_THE_END = """import pathlib


{late}def on_post_build(config, **_):
    file = pathlib.Path(config.site_dir, "tides/ebb/index.html")
    output = file.read_text()
    file.write_text({change})
"""
OVER = "output + '<div class=\"sk-over\">Over everything</div>'"
CHANGES = {
    "an element at the end": (OVER, "page must have no other child of its body (found <div"),
    "a paragraph": ("output + '<p>At the end</p>'", "page must have no other child of its body"),
    "a style": (
        "output.replace('<title>', '<style>aside{display:none}</style><title>')",
        "page must hold nothing but its own elements (found <style>)",
    ),
    "a script": (
        "output + '<script>go()</script>'",
        "page must hold nothing but its own elements (found <script>)",
    ),
    "a refresh": (
        "output.replace('<title>', '<meta http-equiv=refresh content=1><title>')",
        "page must have its policy, and no other",
    ),
    "a base": (
        "output.replace('<title>', '<base href=https://example.com/><title>')",
        "page must hold nothing but its own elements (found <base",
    ),
    "a second bar": (
        "output.replace('</main>', '<aside data-component=leave></aside></main>')",
        "page must have one leave bar, as a child of its body",
    ),
    "no bar": (
        "output.replace('data-component=\"leave\"', '').replace('data-component=leave', '')",
        "page must have one leave bar, as a child of its body",
    ),
}


def failing(project: Project, caplog: pytest.LogCaptureFixture) -> list[str]:
    """What a strict build reports; it must fail, and leaves what it has written."""
    with caplog.at_level(logging.WARNING, "mkdocs"), pytest.raises(Abort):
        project.build()
    return [record.getMessage() for record in caplog.records]


@pytest.mark.parametrize(
    ("name", "when"),
    [
        *((name, "as usual") for name in CHANGES),
        *((name, "after all others") for name in ("an element at the end", "no bar")),
        *((name, "at the end") for name in ("an element at the end", "a refresh")),
    ],
)
def test_a_page_that_a_hook_spoils_is_named_and_not_published(
    project: Project, caplog: pytest.LogCaptureFixture, name: str, when: str
) -> None:
    change, message = CHANGES[name]
    late = "" if when == "as usual" else LATE.format(priority=-1000)
    source = late + HOOK if when != "at the end" else AT_THE_END.replace("{late}", "")
    # MkDocs loads a hook of one name once in a process.
    hook = f"{when} {name}.py".replace(" ", "_")
    project.write(hook, source.replace("{change}", change))
    project.change("mkdocs.yml", LAST, f"{LAST}  - {hook}\n")
    reported = failing(project, caplog)
    assert any(line.startswith(f"docs/tides/ebb.md:1: {message}") for line in reported)
    assert all(line.startswith("docs/tides/ebb.md:1: ") for line in reported)
    written = contents(project.folder / "site")
    assert PAGE not in written
    assert "tides/flow/index.html" in written


@pytest.mark.parametrize("when", ["as usual", "at the end"])
@pytest.mark.parametrize("serve_url", [None, "http://127.0.0.1:8000/"])
def test_plain_mkdocs_and_the_preview_say_so_too_and_list_the_page_nowhere(
    project: Project, caplog: pytest.LogCaptureFixture, when: str, serve_url: str | None
) -> None:
    change, message = CHANGES["a refresh"]
    source = HOOK if when == "as usual" else AT_THE_END.replace("{late}", "")
    hook = f"{'preview' if serve_url else 'plain'} {when}.py".replace(" ", "_")
    project.write(hook, source.replace("{change}", change))
    project.change("mkdocs.yml", LAST, f"{LAST}  - {hook}\n")
    with caplog.at_level(logging.WARNING, "mkdocs"):
        written = project.build(strict=False, serve_url=serve_url)
    assert any(message in record.getMessage() for record in caplog.records)
    assert PAGE not in written
    assert "tides/flow/index.html" in written
    # Other pages link to it; those that list pages do not.
    assert b"/tides/ebb/" not in written["sitemap.xml"]
    for name in ("feed.xml", "feed.json", "search/search_index.json"):
        assert b"Words of the shore" in written[name], name
        assert b"Words of the ebb" not in written[name], name


@pytest.mark.parametrize(
    ("template", "old", "new", "message"),
    [
        (
            "main.html",
            '{%- include "components/leave/leave.html" %}',
            "",
            "page must have one leave bar, as a child of its body",
        ),
        (
            "main.html",
            '{%- include "components/leave/skip.html" %}',
            "",
            "page must have the way out as the second stop of the keyboard",
        ),
        (
            "components/leave/leave.html",
            "<aside ",
            "<aside hidden ",
            "page must show its leave bar as it is",
        ),
        (
            "components/document-head/basics.html",
            '<meta http-equiv="Content-Security-Policy" content="policy goes here">',
            "",
            "page must have its policy, and no other",
        ),
        (
            "components/document-head/basics.html",
            'content="no-referrer"',
            'content="unsafe-url"',
            "page must have one meta[name=referrer] with content no-referrer",
        ),
        ("main.html", "</main>", "</main><div>a</div>", "page must have no other child"),
    ],
)
def test_pages_of_a_template_that_is_spoilt_are_named_and_not_published(
    project: Project,
    caplog: pytest.LogCaptureFixture,
    template: str,
    old: str,
    new: str,
    message: str,
) -> None:
    project.change(f"overrides/{template}", old, new)
    reported = failing(project, caplog)
    for name in ("docs/tides/ebb.md:1", "docs/index.md:1", "404.html:1"):
        assert any(line.startswith(f"{name}: {message}") for line in reported), name
    assert not [name for name in contents(project.folder / "site") if name.endswith("index.html")]


@pytest.mark.parametrize("checksum", ["as it was", "a plain one"])
def test_a_cached_page_that_is_altered_by_hand_is_not_published(
    project: Project, checksum: str
) -> None:
    clean = project.clean()
    (file,) = project.cache.glob("*.sqlite")
    with sqlite3.connect(file) as db:
        name = "html tides/ebb.md"
        query = "SELECT key, value, checksum FROM records WHERE name = ?"
        key, value, before = db.execute(query, [name]).fetchone()
        altered = value.replace(b"Words of the ebb", b"Words of nobody")
        assert altered != value
        plain = blake2b(f"{name}\0{key}\0".encode() + altered, digest_size=16).digest()
        new = before if checksum == "as it was" else plain
        update = "UPDATE records SET value = ?, checksum = ? WHERE name = ?"
        db.execute(update, [altered, new, name])
    assert project.build() == clean
    assert b"Words of nobody" not in project.build()[PAGE]
