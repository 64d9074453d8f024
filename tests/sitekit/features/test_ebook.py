"""A series as a book: its texts as XHTML, its links, pictures and notes, and the one file."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitekit.features.ebook import EPUB, Book, Chapter, container, epub, identifier
from sitekit.features.ebook.texts import Page, bind
from sitekit.html.dom import Fragment
from sitekit.html.notes import fold_notes
from sitekit.model.locale import Strings
from sitekit.model.sources import Source
from tests.conftest import ROOT, SERIES, STRINGS, article
from tests.sitekit.conftest import build_of

SITE = "https://example.org/sub/"
PNG, JPEG = b"\x89PNG\r\n", b"\xff\xd8\xff\xe0"
FLOW = Page("tides/flow/", "text-2.xhtml", '<h2 id="low">Low</h2>')
SPACES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
}
TYPE = "{http://www.idpf.org/2007/ops}type"


def bound(html: str, **files: bytes) -> str:
    """The text `html` of tides/ebb/ in a book that holds tides/flow/ too."""
    pages = [Page("tides/ebb/", "text-1.xhtml", html), FLOW]
    named = {f"tides/{name.replace('_', '.')}": data for name, data in files.items()}
    return bind(pages, SITE, named.get)[0]["text-1.xhtml"]


@pytest.mark.parametrize(
    ("href", "in_book"),
    [
        ("../flow/", "text-2.xhtml"),
        ("../flow/#low", "text-2.xhtml#low"),
        ("../flow/#high", "text-2.xhtml"),
        ("#fn:1", "#fn:1"),
        ("../../help/#gb", "https://example.org/sub/help/#gb"),
        ("../", "https://example.org/sub/tides/"),
        ("../print/?a=b", "https://example.org/sub/tides/print/?a=b"),
        ("https://example.com/a?b=c#d", "https://example.com/a?b=c#d"),
        ("https://example.com/a b|c", "https://example.com/a%20b%7Cc"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+44", "tel:+44"),
    ],
)
def test_links_lead_within_the_book_or_to_a_whole_url(href: str, in_book: str) -> None:
    (link,) = Fragment(bound(f'<a href="{href}" rel="noopener">Words</a>')).css("a")
    assert link.attributes == {"href": in_book}


def test_pictures_are_in_the_book_once_with_the_type_that_their_bytes_show() -> None:
    boat = '<img src="../boat.jpg" alt="A" loading="lazy">'
    html = f'{boat}<img src="../sea.jpg">{boat}'
    files = {"tides/boat.jpg": PNG, "tides/sea.jpg": JPEG}
    texts, pictures = bind([Page("tides/ebb/", "text-1.xhtml", html)], SITE, files.get)
    assert [(one.name, one.type, one.data) for one in pictures] == [
        ("picture-1.png", "image/png", PNG),
        ("picture-2.jpg", "image/jpeg", JPEG),
    ]
    shown = Fragment(texts["text-1.xhtml"]).css("img")
    assert [one.attributes["src"] for one in shown] == [
        "picture-1.png",
        "picture-2.jpg",
        "picture-1.png",
    ]
    assert "loading" not in shown[0].attributes


def test_a_picture_that_apps_cannot_show_is_a_link_with_its_description() -> None:
    html = (
        '<img src="../boat.avif" alt="A &lt; boat"><a href="#x"><img src="../no.png" alt="No"></a>'
    )
    (link, outer) = Fragment(bound(html, boat_avif=b"\0\0\0 ftypavif")).css("a")
    assert link.attributes["href"] == "https://example.org/sub/tides/boat.avif"
    assert (link.text(), outer.text()) == ("A < boat", "No")


def test_nothing_acts_and_nothing_is_folded() -> None:
    html = bound(
        "<script>1</script><iframe src='https://example.com'></iframe><form>A</form>"
        '<p onclick="x" style="y" class="z">B</p><details><summary>C</summary>D</details>'
        '<input type="checkbox" checked>E'
    )
    assert html == ('<p class="z">B</p><details open=""><summary>C</summary>D</details>☑ E')


def test_code_is_written_from_left_to_right() -> None:
    assert bound("<kbd>Ctrl</kbd>") == '<kbd dir="ltr">Ctrl</kbd>'


NOTED = (
    '<p>Words<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup></p>'
    '<div class="footnote"><hr><ol><li id="fn:a"><p>A &amp; B '
    '<a class="footnote-backref" href="#fnref:a">↩</a></p></li>'
    '<li id="fn:b"><ul><li>C</li></ul></li></ol></div>'
)


def test_notes_are_marked_so_that_apps_show_them_in_place() -> None:
    folded = Fragment(NOTED)
    fold_notes(folded, STRINGS.t, 0)
    text = Fragment(bound(folded.html))
    (mark,) = text.css("a[role=doc-noteref]")
    assert mark.attributes["epub:type"] == "noteref"
    (section,) = text.css("section")
    assert section.attributes["epub:type"] == "footnotes"
    assert section.attributes["aria-label"] == STRINGS.t("notes.count", count=2)
    notes = section.css("aside[role=doc-footnote]")
    assert [one.attributes["epub:type"] for one in notes] == ["footnote"] * 2
    assert [one.text(strip=True)[:6] for one in notes] == ["1.A & ", "2.C"]
    assert mark.attributes["href"] == f"#{notes[0].attributes['id']}"
    (back,) = notes[0].css("a[role=doc-backlink]")
    assert text.css(f"[id='{back.attributes['href'][1:]}']")
    assert text.css("details, .footnote > ol") == []


def test_a_book_keeps_its_identifier_and_series_have_different_ones() -> None:
    one = identifier("https://example.org/tides/")
    assert one == identifier("https://example.org/tides/")
    assert one.startswith("urn:uuid:")
    assert one != identifier("https://example.org/other/")


def test_the_container_says_what_it_is_first_and_knows_no_clock() -> None:
    files = {"META-INF/container.xml": b"<x/>", "EPUB/b": b"b" * 1000, "EPUB/a": b"a"}
    data = container(files)
    assert data == container(dict(files))
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with ZipFile(BytesIO(data)) as archive:
        first, *others = archive.infolist()
        assert (first.compress_type, first.extra) == (ZIP_STORED, b"")
        assert [one.filename for one in others] == list(files)
        assert {one.date_time for one in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("mimetype") == EPUB.encode()
        assert archive.read("EPUB/b") == files["EPUB/b"]


def environment() -> jinja2.Environment:
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "overrides"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    found.globals["t"] = STRINGS.t
    found.filters |= {"day": STRINGS.day, "names": STRINGS.names}
    return found


TEMPLATES = environment()


def book_of(
    title: str = "Ebb and what it leaves", strings: Strings | None = None, **keys: object
) -> dict[str, bytes]:
    """The files of a book of SERIES, whose first part has this title, without its bytes."""
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    files = SERIES | {"tides/ebb.md": article(f'"{quoted}"', updated="2026-04-01")}
    build = build_of(files, **{} if strings is None else {"strings": strings})
    contents = build.views["tides/index.md"].contents
    texts = [entry for entry in contents.entries if entry.url]
    values = {
        "identifier": identifier("https://example.org/tides/"),
        "url": "https://example.org/tides/",
        "site_url": "https://example.org/",
        "contents": contents,
        "notes": ("Mentions water.",),
        "start": None,
        "chapters": tuple(
            Chapter(f"text-{n}.xhtml", build.views[one.src].document, one, (), "<p>Words.</p>", ())
            for n, one in enumerate(texts)
        ),
        "sources": (),
        "pictures": (),
        "created": dt.date(2026, 3, 1),
        "modified": dt.date(2026, 4, 1),
    }
    data = epub(
        Book(**values | keys),
        PNG,
        lambda name, **more: TEMPLATES.get_template(f"ebook/{name}").render(
            site=build.facts, **more
        ),
    )
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(files: dict[str, bytes], name: str) -> ElementTree.Element:
    return ElementTree.fromstring(files[f"EPUB/{name}"])  # noqa: S314  # our own


def test_every_file_is_in_the_manifest_and_every_page_in_the_spine() -> None:
    sources = (Source("Sand", "2001", "On sand", "Shore Press"),)
    files = book_of(sources=sources)
    package = xml(files, "package.opf")
    items = {one.get("id"): one.get("href") for one in package.iterfind(".//opf:item", SPACES)}
    there = {name.removeprefix("EPUB/") for name in files if name.startswith("EPUB/")}
    assert {*items.values()} == there - {"package.opf"}
    order = [items[one.get("idref")] for one in package.iterfind(".//opf:itemref", SPACES)]
    assert {*order} == {name for name in there if name.endswith(".xhtml")}
    assert order == [
        *("cover.xhtml", "title.xhtml", "nav.xhtml", "text-0.xhtml", "text-1.xhtml"),
        *("sources.xhtml", "about.xhtml"),
    ]


def test_contents_and_landmarks_lead_to_files_of_the_book() -> None:
    files = book_of()
    toc, landmarks = xml(files, "nav.xhtml").iterfind(".//h:nav", SPACES)
    assert (toc.get(TYPE), landmarks.get(TYPE)) == ("toc", "landmarks")
    for link in (*toc.iterfind(".//h:a", SPACES), *landmarks.iterfind(".//h:a", SPACES)):
        assert f"EPUB/{link.get('href')}" in files
    kinds = [link.get(TYPE) for link in landmarks.iterfind(".//h:a", SPACES)]
    assert kinds == ["cover", "titlepage", "toc", "bodymatter", "colophon"]


def test_metadata_say_what_libraries_and_readers_with_a_screen_reader_ask() -> None:
    package = xml(book_of(), "package.opf")
    said = {one.get("property"): one.text for one in package.iterfind(".//opf:meta", SPACES)}
    assert said["dcterms:modified"] == "2026-04-01T00:00:00Z"
    assert said["dcterms:conformsTo"] == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert {"schema:accessMode", "schema:accessibilityHazard", "a11y:certifiedBy"} <= said.keys()
    language, day = (package.findtext(f".//dc:{name}", "", SPACES) for name in ("language", "date"))
    assert (language, day) == (STRINGS.language, "2026-03-01")


def test_pages_turn_and_lines_run_in_the_direction_of_the_language() -> None:
    files = book_of(strings=Strings({**STRINGS.entries, "language": "ar"}))
    package, page = xml(files, "package.opf"), xml(files, "text-0.xhtml")
    (spine,) = package.iterfind("opf:spine", SPACES)
    assert (spine.get("page-progression-direction"), package.get("dir")) == ("rtl", "rtl")
    assert (page.get("dir"), page.get("lang")) == ("rtl", "ar")


def test_what_readers_are_told_first_is_on_the_title_page() -> None:
    title = "".join(xml(book_of(), "title.xhtml").itertext())
    assert "Mentions water." in title
    assert STRINGS.t("ebook.stays") in title


def test_a_picture_that_may_move_is_said_to() -> None:
    _, pictures = bind(
        [Page("a/", "text-0.xhtml", '<img src="a.gif" alt="A">')], SITE, lambda _: b"GIF89a"
    )
    package = xml(book_of(pictures=pictures), "package.opf")
    said = [(one.get("property"), one.text) for one in package.iterfind(".//opf:meta", SPACES)]
    assert ("schema:accessibilityHazard", "unknown") in said
    assert ("schema:accessibilityFeature", "alternativeText") in said
    assert ("schema:accessMode", "visual") in said


def test_the_book_says_when_each_text_was_written_and_what_is_still_to_come() -> None:
    about = "".join(xml(book_of(), "about.xhtml").itertext())
    assert STRINGS.t("byline.updated", day=STRINGS.day(dt.date(2026, 4, 1))) in about
    assert f"Slack water: {STRINGS.t('part.planned')}" in about


# A title shows something: what nobody sees is none.
@given(st.text(alphabet="<>&\"' ab😀\u202eا{}%").filter(lambda title: title.strip(" \u202e")))
def test_whatever_a_title_holds_every_file_is_xml_that_says_it(title: str) -> None:
    title = " ".join(title.split())
    files = book_of(title)
    pages = [xml(files, n[5:]) for n in files if n.endswith(("html", "opf"))]
    titles = [page.findtext(".//h:h1", "", SPACES) for page in pages]
    assert title in titles
