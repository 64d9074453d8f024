"""The book of a series, as a build writes it beside the pages."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.builds.conftest import PIXEL
from tests.conftest import SERIES, STRINGS, Built, article, contents

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.builds.conftest import Project

BOOK, SITE = "tides/tides.epub", "https://example.org/"


def wanted(landing: str) -> str:
    """The text of a landing page whose readers get a book."""
    return landing.replace("series: \n", "series: \n  ebook: true\n")


def files_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


def page(files: dict[str, bytes], name: str) -> LexborHTMLParser:
    return LexborHTMLParser(files[name])


def with_book(project: Project) -> None:
    project.change("docs/tides/index.md", "series: \n", "series: \n  ebook: true\n")


def test_a_book_holds_what_can_be_read_in_order_and_nothing_of_the_page(project: Project) -> None:
    with_book(project)
    begin = "Where [it begins](ebb.md).[^stone-1999]"
    project.change("docs/tides/index.md", "---\n\n", f"---\n\n{begin}\n\n")
    source = "stone-1999:\n  authors: Stone\n  year: 1999\n  title: On stone\n  in: Shore Press\n"
    project.change("docs/sources.yml", "\nsand-2001:", f"{source}sand-2001:")
    book = files_of(project.clean()[BOOK])
    links = page(book, "nav.xhtml").css("nav:first-of-type > ol > li > a")
    assert [one.text() for one in links][1:-2] == [
        STRINGS.t("ebook.start"),
        "1. Ebb and what it leaves",
        "2. Flow and what it brings",
        "The shore between",
    ]
    first = page(book, links[2].attributes["href"])
    assert first.css_first("svg path").attributes["d"] == "M0 150H320"
    assert first.css_first("h1").text() == "Ebb and what it leaves"
    assert first.css_first("a[href='text-2.xhtml#what-comes']") is not None
    assert first.css_first("aside[role=doc-footnote]") is not None
    assert "A note that several pages hold." in first.text()
    picture = first.css_first("img")
    assert (picture.attributes["alt"], book[picture.attributes["src"]]) == ("A boat", PIXEL)
    sources = [one.text() for one in page(book, "sources.xhtml").css("li")]
    assert [one.partition(".")[0] for one in sources] == ["Sand (2001)", "Stone (1999)"]
    whole = b"".join(book.values()).decode(errors="ignore")
    for absent in ("A secret.", "Words of a reader.", "<script", "data-component", "<button"):
        assert absent not in whole


def test_pages_link_to_it_with_its_size_and_machines_do_not_list_it(project: Project) -> None:
    with_book(project)
    built = project.build()
    shown = STRINGS.t("ebook.link", size=STRINGS.size(len(built[BOOK])))
    for name in ("tides/index.html", "tides/print/index.html"):
        link = LexborHTMLParser(built[name]).css_first("a[href$='tides.epub']")
        assert link.text() == shown
    listing = [name for name in built if name.endswith((".xml", ".json", ".opml", ".txt"))]
    assert [name for name in listing if b".epub" in built[name]] == []
    assert b"/tides/tides.epub\n  Content-Type: application/epub+zip\n" in built["_headers"]
    assert [name for name in built if "ebook/" in name] == []


@pytest.mark.parametrize("folders", ["true", "false"])
def test_every_link_leads_to_a_place_in_the_book_or_to_a_page_of_the_site(
    project: Project, folders: str
) -> None:
    with_book(project)
    project.change("docs/tides/flow.md", "Water.", "[A](../about.md) [B](ebb.md) [C](index.md)")
    project.write("own.yml", f"INHERIT: mkdocs.yml\nuse_directory_urls: {folders}\n")
    site = project.clean(config="own.yml")
    book = files_of(site[BOOK])
    pages = {name: page(book, name) for name in book if name.endswith(".xhtml")}
    ids = {name: {n.attributes["id"] for n in one.css("[id]")} for name, one in pages.items()}
    elsewhere = set()
    for name, one in pages.items():
        for url in (str(link.attributes["href"]) for link in one.css("a[href]")):
            path, _, anchor = url.partition("#")
            if "://" in url:
                elsewhere.add(url)
            else:
                assert (path or name) in book, (name, url)
                assert not anchor or unquote(anchor) in ids[path or name], (name, url)
    ours = {url.removeprefix(SITE) for url in elsewhere if url.startswith(SITE)}
    paths = {url + ("index.html" if url.endswith("/") else "") for url in ours}
    assert len(paths) == 3  # the series, its link, help
    assert paths <= site.keys()


def test_an_unlisted_series_has_its_book_and_its_page_to_print(
    build_site: Callable[..., Built],
) -> None:
    landing = wanted(SERIES["tides/index.md"]).replace("series:", "status: unlisted\nseries:", 1)
    site = build_site(SERIES | {"tides/index.md": landing})
    links = [str(one.attributes["href"]) for one in site.html("tides/index.html").css("main a")]
    assert {"print/", "tides.epub"} <= {url.removeprefix("./") for url in links}
    assert (site.folder / BOOK).is_file()
    assert (site.folder / "tides/print/index.html").is_file()


def test_a_page_called_like_it_is_one_line(reported: Callable[..., list[str]]) -> None:
    files = {
        "tides/index.md": wanted(SERIES["tides/index.md"]),
        "tides/tides.epub.md": article("A page called like it"),
    }
    lines = [line for line in reported(SERIES | files) if "the site has a file at" in line]
    assert lines == [
        "docs/tides/tides.epub.md:1: file name must be another;"
        " the site has a file at /tides/tides.epub"
    ]


def test_without_the_key_there_is_none(project: Project) -> None:
    built = project.build()
    assert [name for name in built if name.endswith(".epub")] == []
    assert b".epub" not in built["tides/index.html"] + built["_headers"]


def test_it_is_the_same_on_another_day_and_from_the_cache(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_book(project)
    first = project.build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796000000")
    assert project.clean()[BOOK] == first[BOOK]
    assert project.build()[BOOK] == first[BOOK]
    assert "tides/ebb.md" not in project.converted


def test_a_change_in_a_part_a_picture_or_a_source_changes_the_book_and_its_size(
    project: Project,
) -> None:
    with_book(project)
    old = project.build()
    changes = [
        ("docs/tides/flow.md", "Water.", "Water.\n\n" + "Rain.\n\n".join(map(str, range(900)))),
        ("docs/sources.yml", "On sand", "On wet sand"),
    ]
    for name, before, after in changes:
        project.change(name, before, after)
        new = project.build()
        assert new[BOOK] != old[BOOK]
        assert new == project.clean()
        old = new
    project.write("docs/tides/boat.png", PIXEL + b"\0" * 50_000)
    new = project.build()
    assert new[BOOK] != old[BOOK]
    assert new == project.clean()


def test_a_renamed_series_keeps_the_identifier_of_its_book(
    build_site: Callable[..., Built],
) -> None:
    named = {"tides/index.md": wanted(SERIES["tides/index.md"])}
    moved = {name.replace("tides/", "waters/"): text for name, text in (SERIES | named).items()}
    moved["waters/index.md"] = moved["waters/index.md"].replace(
        "series: ", "redirect_from: [/tides/]\nseries: ", 1
    )
    site = build_site(SERIES | named)
    before = files_of((site.folder / BOOK).read_bytes())
    for name in SERIES:
        (site.folder.parent / "docs" / name).unlink()
    after = files_of((build_site(moved).folder / "waters/waters.epub").read_bytes())

    def id_of(book: dict[str, bytes]) -> str:
        return book["package.opf"].partition(b"urn:uuid:")[2][:36].decode()

    assert id_of(before) == id_of(after)


def test_a_wrong_value_is_one_line(reported: Callable[..., list[str]]) -> None:
    text = SERIES["tides/index.md"].replace("series: \n", "series: \n  ebook: maybe\n")
    (line,) = reported(SERIES | {"tides/index.md": text})
    assert line.startswith("docs/tides/index.md:5: ebook must be true or false (found 'maybe')")


def test_a_series_without_a_published_part_has_no_book(build_site: Callable[..., Built]) -> None:
    drafts = {
        name: article(f"A draft, {name[6:9]}", status="draft")
        for name in ("tides/ebb.md", "tides/flow.md")
    }
    landing = {"tides/index.md": wanted(SERIES["tides/index.md"])}
    site = build_site(SERIES | drafts | landing)
    assert [name for name in contents(site.folder) if name.endswith(".epub")] == []
