"""A series as a book: its texts and templates in one file, an EPUB 3.3."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from sitekit.features.ebook.texts import Page, Picture
    from sitekit.html.headings import Heading
    from sitekit.model.authors import Author
    from sitekit.model.contents import Contents, Entry
    from sitekit.model.documents import Document
    from sitekit.model.sources import Source

EPUB = "application/epub+zip"
CONTENTS = "nav.xhtml"


@dataclass(frozen=True)
class Chapter:
    """A part or a companion."""

    name: str  # of its file
    document: Document
    entry: Entry
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
    start: Page | None  # the landing page, if it has a text or choices; as XHTML
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
