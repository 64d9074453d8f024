"""A series as a book: its texts and templates in one file, an EPUB 3.3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import nh3

from sitekit.html.allowlist import ATTRIBUTES, ELEMENTS, EVERYWHERE, FIELDS
from sitekit.html.dom import Fragment, attribute, children
from sitekit.html.fields import without_fields
from sitekit.html.notes import ID as NOTES
from sitekit.html.urls import SCHEMES, leads_elsewhere
from sitekit.html.xml import xhtml

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sitekit.html.dom import Node
    from sitekit.html.headings import Heading
    from sitekit.model.authors import Author
    from sitekit.model.contents import Contents, Entry
    from sitekit.model.documents import Document
    from sitekit.model.sources import Source

EPUB = "application/epub+zip"
CONTENTS = "nav.xhtml"
# What every reader app shows (EPUB 3.3, §3.2), by how a file begins: names may say something else.
_PICTURES = {
    b"\x89PNG": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"GIF8": ("gif", "image/gif"),
    b"RIFF": ("webp", "image/webp"),
}
_NO_TEXT = "script, style, form, button, .headerlink"
_ELEMENTS = ELEMENTS - FIELDS
_FOR_PAGES = {"rel", "loading", "decoding", "data-tabs"}
_ATTRIBUTES = {tag: {*EVERYWHERE, *ATTRIBUTES.get(tag, ())} - _FOR_PAGES for tag in _ELEMENTS}
_ATTRIBUTES["a"] |= {"aria-label", "role"}  # of notes and of the ways back from them
_NOT_IN_URLS = re.compile(r"[\s\"<>\\^`{|}]")


@dataclass(frozen=True)
class Page:
    """A page of the site that the book holds."""

    url: str  # below the site's
    name: str  # of its file in the book
    html: str  # of its text


@dataclass(frozen=True)
class Picture:
    """A picture in the book."""

    name: str
    type: str  # media type
    data: bytes

    @property
    def may_move(self) -> bool:
        """Whether its format can move; nobody has looked."""
        return self.type in ("image/gif", "image/webp")


@dataclass(frozen=True)
class Chapter:
    """A text of the book: the landing page's, a part or a companion."""

    name: str  # of its file
    document: Document
    entry: Entry | None  # None for the landing page's
    authors: tuple[Author, ...]
    html: str  # XHTML
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class Book:
    """What templates show of a book. Chapters are in reading order, companions last."""

    identifier: str
    url: str  # of the landing page; absolute
    site_url: str
    contents: Contents
    notes: tuple[str, ...]  # on the content of the whole series
    start: Chapter | None  # the landing page's text and choices
    chapters: tuple[Chapter, ...]
    sources: tuple[Source, ...]
    pictures: tuple[Picture, ...]
    created: dt.date | None  # the first day that a text names
    modified: dt.date

    @property
    def authors(self) -> tuple[Author, ...]:
        """Everybody who wrote one of the texts, once."""
        return tuple(dict.fromkeys(author for one in self.chapters for author in one.authors))

    @property
    def bibliography(self) -> list[Source]:
        return sorted(self.sources, key=lambda one: (one.authors.casefold(), one.year, one.title))

    @property
    def accessibility_features(self) -> list[str]:
        """As schema.org names them; the summary in the strings says them in words."""
        described = ["alternativeText"] if self.pictures else []
        structure = ["structuralNavigation", "tableOfContents", "readingOrder"]
        return [*structure, "displayTransformability", "ARIA", *described]

    @property
    def hazard(self) -> str:
        """Whether anything flashes or moves."""
        return "unknown" if any(one.may_move for one in self.pictures) else "none"

    def href(self, url: str) -> str:
        """Where a page at `url`, below the site's, is: in the book, or on the web."""
        names = {chapter.document.url: chapter.name for chapter in self.chapters}
        return names.get(url) or urljoin(self.site_url, url)


def identifier(first_url: str) -> str:
    """The name of a book for libraries, from the first URL that its series ever had."""
    return uuid5(NAMESPACE_URL, first_url).urn


def bind(
    pages: Sequence[Page], site_url: str, read: Callable[[str], bytes | None]
) -> tuple[dict[str, str], tuple[Picture, ...]]:
    """The texts of `pages` as XHTML by their names in the book, and the pictures they show.

    Links between them stay in the book, others to the site become absolute. `site_url` is absolute;
    `read` gives the bytes of a file by its path below docs/.
    """
    texts = {page.name: _cleaned(page.html) for page in pages}
    ids = {name: {attribute(n, "id") for n in text.css("[id]")} for name, text in texts.items()}
    names = {page.url: page.name for page in pages}
    pictures: dict[str, Picture] = {}
    for page in pages:
        text = texts[page.name]
        _show_pictures(text, page.url, site_url, pictures, read)
        for link in text.css("a[href]"):
            url = _moved(attribute(link, "href"), page, site_url, names, ids)
            link.attrs["href"] = _NOT_IN_URLS.sub(lambda sign: quote(sign[0]), url)
        for box in text.css("details"):
            box.attrs["open"] = ""  # not every app can open it
        for code in text.css("pre, code, kbd"):
            code.attrs["dir"] = "ltr"  # which a book's styles may not say
        _mark_notes(text)
    return {name: xhtml(text.body) for name, text in texts.items()}, tuple(pictures.values())


def _cleaned(html: str) -> Fragment:
    """A text with what texts may hold and nothing that acts, whatever plugins have added."""
    text = Fragment(html)
    without_fields(text)
    for node in reversed(text.css(_NO_TEXT)):
        node.decompose()
    clean = nh3.clean(
        text.html,
        tags=_ELEMENTS,
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return Fragment(clean)


def _moved(
    url: str, page: Page, site_url: str, names: Mapping[str, str], ids: Mapping[str, set[str]]
) -> str:
    if url.startswith("#") or leads_elsewhere(url):
        return url
    below = urljoin(f"/{page.url}", url).lstrip("/")
    path, _, anchor = below.partition("#")
    name = names.get(path)
    if name is None:
        return urljoin(site_url, below)
    return f"{name}#{anchor}" if unquote(anchor) in ids[name] else name


def _show_pictures(
    text: Fragment,
    url: str,
    site_url: str,
    pictures: dict[str, Picture],
    read: Callable[[str], bytes | None],
) -> None:
    """Name each picture as it is in the book; one that apps cannot show becomes a link to it."""
    for image in text.css("img"):
        below = urljoin(f"/{url}", attribute(image, "src")).lstrip("/")
        path = unquote(below)
        if path not in pictures and (data := read(path)):
            for begins, (suffix, of) in _PICTURES.items():
                if data.startswith(begins):
                    pictures[path] = Picture(f"picture-{len(pictures) + 1}.{suffix}", of, data)
        words = attribute(image, "alt")
        if path in pictures:
            image.attrs["src"] = pictures[path].name
        elif _is_within_link(image):
            image.replace_with(words)
        else:
            link = f'<a href="{escape(urljoin(site_url, below))}">{escape(words or path)}</a>'
            image.replace_with(Fragment(link).css("a")[0])


def _is_within_link(node: Node) -> bool:
    above = node.parent
    while above is not None and above.tag != "a":
        above = above.parent
    return above is not None


def _mark_notes(text: Fragment) -> None:
    """Let apps show a note where it is called for (`noteref`, `footnote`)."""
    for mark in text.css("a.footnote-ref"):
        mark.attrs["epub:type"] = "noteref"
    for box in text.css(f"div.{NOTES}"):
        listed, summary = box.css_first("ol"), box.css_first("summary")
        if listed is None:
            continue
        name = escape(summary.text() if summary else "")
        notes = [one for one in children(listed) if one.tag == "li"]
        box.inner_html = (
            f'<section epub:type="footnotes" id="{NOTES}" aria-label="{name}">'
            f"<hr>{''.join(_notes(notes))}</section>"
        )


def _notes(notes: Sequence[Node]) -> Iterator[str]:
    for number, note in enumerate(notes, 1):
        first = next((one for one in children(note) if one.is_element_node), None)
        start = first if first is not None and first.tag == "p" else note
        start.inner_html = f"<span>{number}.</span> {start.inner_html}"
        begin = '<aside epub:type="footnote" role="doc-footnote"'
        yield f'{begin} id="{escape(attribute(note, "id"))}">{note.inner_html}</aside>'


def epub(book: Book, cover: bytes, render: Callable[..., str]) -> bytes:
    """The file of a book; `render` gives a template of overrides/ebook/ with values."""
    pages = {
        "package.opf": render("package.opf", book=book),
        CONTENTS: render(CONTENTS, book=book),
        "book.css": render("book.css"),
        "cover.xhtml": render("cover.xhtml", book=book),
        "title.xhtml": render("title.xhtml", book=book),
        "about.xhtml": render("about.xhtml", book=book),
    }
    if book.sources:
        pages["sources.xhtml"] = render("sources.xhtml", book=book)
    if book.start:
        pages[book.start.name] = render("start.xhtml", book=book)
    for chapter in book.chapters:
        pages[chapter.name] = render("chapter.xhtml", book=book, chapter=chapter)
    files = {f"EPUB/{name}": text.encode() for name, text in pages.items()}
    files |= {f"EPUB/{one.name}": one.data for one in book.pictures}
    root = render("container.xml").encode()
    return container({"META-INF/container.xml": root, "EPUB/cover.png": cover} | files)


def container(files: Mapping[str, bytes]) -> bytes:
    """Files by their names → the container (EPUB 3.3, §4); the same bytes of the same files."""
    # Uncompressed and first: programs know the type of the file by its first bytes.
    files = {"mimetype": EPUB.encode(), **files}
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in files.items():
            entry = ZipInfo(name)  # dated 1980-01-01
            entry.create_system = 3  # whatever this one is
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return packed.getvalue()
