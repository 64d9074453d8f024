"""The texts of a book as XHTML, with links and pictures of its own, and notes as apps know them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin

from sitekit.html.dom import Fragment, attribute, children
from sitekit.html.fields import cleaned, without_fields
from sitekit.html.notes import ID as NOTES
from sitekit.html.urls import leads_elsewhere
from sitekit.html.xml import xhtml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sitekit.html.dom import Node

# What every reader app shows (EPUB 3.3, §3.2), by how a file begins: names may say something else.
_PICTURES = {
    b"\x89PNG": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"GIF8": ("gif", "image/gif"),
    b"RIFF": ("webp", "image/webp"),
}
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
    return Fragment(cleaned(text))


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
            for signature, (suffix, media_type) in _PICTURES.items():
                if data.startswith(signature):
                    name = f"picture-{len(pictures) + 1}.{suffix}"
                    pictures[path] = Picture(name, media_type, data)
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
