"""Our own docs/, built strictly."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest

from tests.conftest import STRINGS, Built, our_parts, our_site

ADDRESS = "https://example.org/"


def test_every_page_is_there(real_site: Built) -> None:
    documents = our_site().documents.values()
    urls = {document.url for document in documents if our_site().listed_document(document.src)}
    assert {f"{url}index.html".removeprefix("./") for url in urls} <= {*real_site.pages()}
    assert "404.html" in real_site.pages()


def test_the_series_block_holds_all_parts_in_order(real_site: Built) -> None:
    (*_, part) = our_parts()
    series = our_site().series_at(part.src)[0]
    page = real_site.html(f"{part.url}index.html")
    block = page.css_first("nav[data-component=series]")
    labels = [
        item.css_first("a, strong, span").text(deep=False).strip() for item in block.css("ol > li")
    ]
    listed = [our_site().listed_document(entry.src) for entry in series.entries]
    wanted = [
        entry.label or (document.label if document else entry.src)
        for entry, document in zip(series.entries, listed, strict=True)
    ]
    assert labels == wanted[: len(series.parts)]
    assert len(block.css("[aria-current=page]")) == 1
    assert all(item.css_first("a") is None for item in block.css("[data-planned]"))
    beside = [companion.text() for companion in block.css("ul > li")]
    assert all(label in text for label, text in zip(wanted[len(labels) :], beside, strict=True))


@pytest.mark.parametrize("block", ["sk-home", "sk-helpline", "sk-parts", "sk-print", "sk-search"])
def test_a_page_carries_no_styles_of_another_kind_of_page(real_site: Built, block: str) -> None:
    for part in our_parts():
        page = real_site.html(f"{part.url}index.html")
        assert f".{block}" not in page.css_first("style").text()


def test_every_part_says_its_place(real_site: Built) -> None:
    for number, part in enumerate(our_parts(), 1):
        page = real_site.html(f"{part.url}index.html")
        count = len(our_site().series_at(part.src)[0].parts)
        place = page.css_first(".sk-opening b").text()
        assert place == STRINGS.t("part.of", number=number, count=count)
        assert page.css_first("[data-component=toc] summary") is not None
        assert page.css_first("[data-component=next]") is not None


@pytest.mark.parametrize("selector", ["a[href]", "script[src]", "img[src]", "link[href]"])
def test_every_internal_address_leads_somewhere(real_site: Built, selector: str) -> None:
    for name in real_site.pages():
        page = urljoin(ADDRESS, name.removesuffix("index.html"))
        for node in real_site.html(name).css(selector):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            target = urlsplit(urljoin(page, address))
            if target.netloc != "example.org":
                continue
            file = real_site.folder / target.path.lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            assert file.is_file(), f"{name}: {address}"
            if target.fragment:
                there = real_site.html(str(file.relative_to(real_site.folder)))
                assert there.css_first(f"[id='{target.fragment}']"), f"{name}: {address}"


def test_no_page_asks_another_host_for_anything(real_site: Built) -> None:
    loading = "script[src], img[src], iframe, link[rel~=stylesheet], link[rel~=preload], source"
    for name in real_site.pages():
        for node in real_site.html(name).css(loading):
            address = node.attributes.get("src") or node.attributes.get("href") or ""
            assert not urlsplit(address).netloc, f"{name}: {address}"


def test_ids_are_unique_and_headings_skip_no_level(real_site: Built) -> None:
    for name in real_site.pages():
        page = real_site.html(name)
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), name
        levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4")]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(b <= a + 1 for a, b in pairwise(levels)), name


def test_structured_data_is_json_everywhere(real_site: Built) -> None:
    for name in real_site.pages():
        for script in real_site.html(name).css("script[type='application/ld+json']"):
            assert json.loads(script.text())["@context"] == "https://schema.org"


def test_the_site_holds_no_file_of_the_theme(real_site: Built) -> None:
    assert not (real_site.folder / "assets").exists()


def test_every_note_has_its_way_back(real_site: Built) -> None:
    for name in real_site.pages():
        page = real_site.html(name)
        for note in page.css(".footnote li"):
            back = note.css_first("a.footnote-backref").attributes["href"]
            assert page.css_first(f"[id='{back[1:]}']") is not None, f"{name} {back}"


def test_what_readers_type_stands_for_words_that_are_there(real_site: Built) -> None:
    index = json.loads((real_site.folder / "search/search_index.json").read_text())
    texts = "\n".join(f"{one['title']}\n{one['text']}" for one in index["docs"])
    for typed, words in index["synonyms"].items():
        for word in words:
            assert re.search(rf"\b{re.escape(word)}", texts, re.IGNORECASE), f"{typed}: {word}"
