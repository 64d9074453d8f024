"""The bodies that are built, as one site: what is published of them, and how it looks."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from sitekit.html.allowlist import ATTRIBUTES, ELEMENTS, EVERYWHERE, FIELDS
from sitekit.html.dom import Document, attributes_of
from sitekit.html.urls import SCHEMES, leads_elsewhere
from tests.conftest import ROOT, Built, article, landing, sample
from tests.conftest import page as page_of
from tests.hostile.corpus import OF_NOTES, corpus, prepared
from tests.hostile.looking import look_at
from tests.hostile.site import build_bodies, pages_of, whole_series
from tests.hostile.trees import seen_by_readers, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

BODIES = {one.name: one.body for one in corpus() if one.refused is None}
SAMPLE = 5
OF_BOOKS = {
    *("html", "head", "meta", "title", "link", "body", "nav", "header", "section", "aside", "h1"),
}
# Of these, and beside what a text may have: values of templates, and what says it of XML.
OF_THEIRS = {"charset", "rel", "type", "href", "hidden", "role", "aria-label", "aria-labelledby"}
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_bodies(BODIES, tmp_path_factory.mktemp("hostile"))


def texts_in(html: str, selector: str) -> Document:
    """The document, once each of its texts has nothing but what is listed."""
    page = Document(html)
    for text in page.css(selector):
        for node in text.css("*")[1:]:
            assert node.tag in ELEMENTS
            rules = EVERYWHERE | ATTRIBUTES.get(str(node.tag), {})
            assert attributes_of(node).keys() <= rules.keys() | OF_NOTES
    return page


def test_a_page_holds_its_text_as_it_was_judged(built: Built) -> None:
    pages = pages_of(built)
    assert pages.keys() == BODIES.keys()
    for name, path in pages.items():
        html = (built.folder / path[1:] / "index.html").read_text()
        texts = texts_in(html, ".sk-text").css(".sk-text")  # notes at the end are one of their own
        text = Document("".join(str(one.inner_html) for one in texts)).body
        judged = Document(prepared(BODIES[name])[0].content.html).body
        shown, expected = seen_by_readers(tree_of(text)), seen_by_readers(tree_of(judged))
        assert shown[2] == expected[2], name


def test_the_page_of_a_whole_series_holds_nothing_else(built: Built) -> None:
    texts = 0
    for path in whole_series(built):
        page = texts_in((built.folder / path[1:] / "index.html").read_text(), ".sk-text")
        texts += len(page.css("main > article > .sk-text"))
    assert texts == len(BODIES)


def test_feeds_hold_nothing_else(built: Built) -> None:
    texts = []
    for file in built.folder.rglob("*.xml"):
        if file.name in ("feed.xml", "reading-order.xml"):
            texts += [one.text or "" for one in ElementTree.parse(file).iter(CONTENT)]  # noqa: S314  # ours
    for file in built.folder.rglob("*.json"):
        if file.name in ("feed.json", "reading-order.json"):
            texts += [one["content_html"] for one in json.loads(file.read_text())["items"]]
    assert len(texts) > 4 * len(BODIES)
    for text in set(texts):
        page = texts_in(f"<!doctype html>{text}", "body")
        assert not [node for node in page.css("body *") if node.tag in FIELDS]
        assert not page.css("[class], [name], [style], [data-tabs]")
        for node in page.css("img"):
            assert (node.attributes.get("src") or "").startswith("https://example.org/")


def test_the_search_index_holds_text_which_is_shown_as_text(built: Built) -> None:
    entries = json.loads((built.folder / "search/search_index.json").read_text())["docs"]
    assert len(entries) >= len(BODIES)
    assert {type(entry[key]) for entry in entries for key in ("title", "text")} == {str}
    script = (ROOT / "overrides/components/search/search.js").read_text()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|parseFromString|write\(", script)


def test_books_hold_nothing_else(built: Built) -> None:
    chapters = 0
    for file in built.folder.rglob("*.epub"):
        book = zipfile.ZipFile(file)
        for name in (name for name in book.namelist() if name.endswith(".xhtml")):
            chapters += 1
            for node in ElementTree.fromstring(book.read(name)).iter():  # noqa: S314  # ours
                tag, attributes = _local(node.tag), {_local(one): v for one, v in node.items()}
                assert tag in (ELEMENTS - FIELDS) | OF_BOOKS
                rules = EVERYWHERE | ATTRIBUTES.get(tag, {})
                assert attributes.keys() <= rules.keys() | OF_THEIRS
                for one in ("href", "src", "cite"):
                    url = attributes.get(one, "")
                    scheme = url.partition(":")[0].lower() if leads_elsewhere(url) else ""
                    assert not scheme or (one != "src" and scheme in SCHEMES)
    assert chapters > len(BODIES)


def _local(name: str) -> str:
    """A name of XML without its namespace."""
    return name.rpartition("}")[2]


@pytest.mark.browser
def test_the_way_out_is_in_view_on_top_and_works(chromium: Browser, built: Built) -> None:
    pages = [*pages_of(built).values()]
    pages = sample(pages[:: len(pages) // SAMPLE], of=pages)  # all are in whole series, too
    assert look_at(chromium, built, [*whole_series(built), *pages]) == {}


@pytest.mark.browser
def test_whatever_a_browser_names_changes_nothing(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    names = page.evaluate(
        """() => {
            const all = new Set();
            for (const one of [document, window, document.body, document.createElement('a')]) {
                for (let of = one; of; of = Object.getPrototypeOf(of)) {
                    for (const name of Object.getOwnPropertyNames(of)) all.add(name);
                }
            }
            return [...all];
        }"""
    )
    page.close()
    ids = [name for name in sorted(set(names)) if re.fullmatch(r"[\w$]+", name) and name != "title"]
    assert len(ids) > 1000
    spans = [f'<span id="{name}"></span>' for name in ids]
    lines = ["".join(spans[n : n + 20]) for n in range(0, len(spans), 20)]
    bodies = {f"names-{n}": "\n\n".join(lines[n : n + 20]) for n in range(0, len(lines), 20)}
    built = build_bodies(bodies, tmp_path)
    assert look_at(chromium, built, pages_of(built).values()) == {}


@pytest.mark.browser
@pytest.mark.parametrize("letter", sample(["W", "中", "ا"], of=["W", "中", "ا", "«"]))
def test_no_title_is_too_long(
    chromium: Browser, build_site: Callable[..., Built], letter: str
) -> None:
    longest = {name: letter * (40 - n) for n, name in enumerate(("one", "two", "three", "four"))}
    files = {
        "index.md": page_of("The home page"),
        "wide/index.md": landing(letter * 30, "a.md", "b.md", f"c.md={longest['three']}"),
        "wide/a.md": article(letter * 60, "## Ways\n\nWords.", label=longest["one"]),
        "wide/b.md": article(letter * 59, "## Ways\n\nWords.", label=longest["two"]),
        "search.md": page_of(longest["four"]),
    }
    built = build_site(files)
    paths = [f"/{name}" for name in built.pages() if "redirect" not in name]
    assert look_at(chromium, built, paths) == {}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("style", "wrong"),
    [
        ("main{position:fixed;inset:0;z-index:1}", "over the button"),
        (".sk-leave{display:none}", "button not shown"),
        (".sk-text{inline-size:3000px} main{overflow:visible;contain:none}", "wide"),
        (".sk-leave{position:static!important}", "button at"),
    ],
)
def test_a_page_that_is_spoilt_is_seen(
    chromium: Browser, built: Built, tmp_path: Path, style: str, wrong: str
) -> None:
    path = next(iter(pages_of(built).values()))
    html = (built.folder / path[1:] / "index.html").read_text()
    spoilt = re.sub(r"<meta content=\"default-src[^>]*>", f"<style>{style}</style>", html)
    assert spoilt != html
    (tmp_path / "index.html").write_text(f"{spoilt}{'<p>Words</p>' * 200}")
    (tmp_path / "_headers").write_text("")
    found = look_at(chromium, Built(tmp_path), ["/index.html"])
    assert any(wrong in one for one in found["/index.html"])
