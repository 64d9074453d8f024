"""From a text to what pages, feeds and search show of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from sitekit.build import Build, Data
from sitekit.content import markdown_of, prepare, read_content
from sitekit.html.markdown import Converter, Link
from sitekit.model.sources import Source
from tests.conftest import SERIES, article
from tests.sitekit.conftest import EBB, build_of

if TYPE_CHECKING:
    from collections.abc import Callable

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\3\0\0\0\2\x08\2\0\0\0"
SOURCES = {"a-2000": Source("A", "2000", "T", "J"), "b-2001": Source("B", "undated", "U", "K")}


@dataclass(frozen=True)
class File:
    url: str
    content_bytes: bytes


def build_with(body: str, **fields: object) -> Build:
    build = build_of(SERIES | {EBB: article("Ebb and what it leaves", body)}, **fields)
    build.converter = Converter(["footnotes", "toc"], urls={EBB: "tides/ebb/"})
    return build


def test_a_text_gets_the_footnotes_that_it_cites_and_no_others() -> None:
    build = build_with("One.[^a-2000]", data=Data(sources=SOURCES))
    view = build.views[EBB]
    markdown = markdown_of(build, view, view.document.body)
    assert markdown.startswith(f"{view.document.body}\n\n[^a-2000]: ")
    assert "b-2001" not in markdown
    prepared = prepare(build, EBB)
    assert prepared.markdown == markdown
    assert '<li id="fn:1">' in prepared.content.html
    assert prepared.problems == []


def test_a_source_without_a_year_says_so_in_the_sites_language() -> None:
    build = build_with("One.[^b-2001]", data=Data(sources=SOURCES))
    undated = build.strings.t("sources.undated")
    assert f"({undated})" in prepare(build, EBB).content.html


def test_pictures_get_their_size_and_are_remembered_by_their_digest() -> None:
    build = build_with("![A boat](boat.png) ![Gone](gone.png)")
    build.files = {"tides/boat.png": File("tides/boat.png", PNG)}
    build.converter = Converter(urls={"tides/boat.png": "tides/boat.png"})
    content = prepare(build, EBB).content
    assert 'width="3" height="2"' in content.html
    assert content.html.count('loading="lazy"') == 2
    digest = blake2b(PNG, digest_size=16).hexdigest()
    assert content.pictures["tides/boat.png"] == digest
    # One that is missing is remembered too: it may come later.
    assert list(content.pictures.values()).count("") == 1


def test_ids_and_links_are_kept_for_the_rules_about_links() -> None:
    content = prepare(build_with("## One\n\n[a](flow.md#x)\n\n### Two"), EBB).content
    assert content.anchors == ("one", "two")
    assert content.links == (Link("flow.md#x", "tides/flow.md", "x"),)


def test_what_no_list_knows_is_not_searched() -> None:
    files = SERIES | {EBB: article("Ebb and what it leaves", status="unlisted")}
    assert prepare(build_of(files), EBB).content.search == ()
    assert prepare(build_of(SERIES), EBB).content.search != ()


def test_problems_of_text_and_html_come_together() -> None:
    problems = prepare(build_with("One.[^gone]\n\n<b>two"), EBB).problems
    assert [problem.rule for problem in problems] == ["sources-are-known", "html-is-plain"]


def test_what_a_plugin_has_left_of_the_html_is_read() -> None:
    build = build_with("Words.")
    converted = prepare(build, EBB).converted
    html = converted.html.replace("Words", '<b id="x">Other words</b>')
    content, _ = read_content(build, build.views[EBB], html, converted)
    assert (content.html, content.anchors) == (html, ("x",))
    assert "Other words" in content.search[0].text


def test_the_same_text_gives_the_same_bytes_in_any_build(
    new_converter: Callable[..., Converter],
) -> None:
    body = "## One\n\nWords.[^a-2000]\n\n- [x] done\n\n| a |\n|:-:|\n| b |\n"
    prepared = []
    for reuse in (True, False):
        build = build_with(body, data=Data(sources=SOURCES))
        build.converter = new_converter(reuse=reuse)
        prepare(build, "tides/flow.md")
        prepared.append(prepare(build, EBB))
    assert prepared[0] == prepared[1]
    assert json.loads(json.dumps(prepared[0].converted.toc_tokens))


def test_a_text_that_cannot_be_worked_on_becomes_nothing() -> None:
    build = build_with("Words.")
    view = build.views[EBB]
    build.views[EBB] = replace(view, document=replace(view.document, readable=False))
    assert prepare(build, EBB).content.html.strip() == ""
