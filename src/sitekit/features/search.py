"""Search: what the index holds of a page, and all pages in the order a reader would look for them.

The index has the form that the theme's search worker reads (mkdocs-material 9.8).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from sitekit.html.dom import attribute, children

if TYPE_CHECKING:
    from sitekit.html.dom import Fragment, Node
    from sitekit.model.site import Site

# Elements that the worker knows how to show; of all others it gets the text alone.
_SHOWN = {"p", "code", "pre", "li", "ol", "ul", "sub", "sup"}
_HIDDEN = {"script", "style", "object"}
_HEADING = re.compile(r"h[1-6]")


@dataclass(frozen=True)
class SearchEntry:
    """One section of a page, as HTML in which only a few elements are left."""

    location: str  # URL below the site's, with the heading's id
    title: str
    text: str


@dataclass(frozen=True)
class SearchPage:
    """What the search page shows without a search, and what its script loads."""

    pages: tuple[Listed, ...]
    worker: str  # URL below the site's


@dataclass(frozen=True)
class Listed:
    """A page in the list of all pages."""

    title: str
    url: str
    description: str


def all_pages(site: Site) -> tuple[Listed, ...]:
    """Every page that may be linked: each series with its parts and companions, then the rest."""
    in_series = [
        src
        for series in site.series.values()
        for src in (series.landing.src, *(entry.src for entry in series.entries))
    ]
    order = dict.fromkeys([*in_series, *site.documents])
    documents = (one for src in order if (one := site.listed_document(src)))
    return tuple(Listed(one.title, one.url, one.description) for one in documents)


def search_entries(text: Fragment, url: str, title: str) -> tuple[SearchEntry, ...]:
    """The sections of a page: what comes before the first heading, then one for each heading.

    `url` is the page's below the site's URL; `title` names what comes before the first heading.
    """
    if not text.html.strip():
        return ()
    sections = [_Section()]
    for node in children(text.body):
        _add(node, sections, inside=frozenset())
    return tuple(
        SearchEntry(
            f"{url}#{section.id}" if section.id else url,
            "".join(section.title).strip() or escape(title, quote=False),
            "".join(section.text).strip(),
        )
        for section in sections
    )


@dataclass
class _Section:
    id: str = ""
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def _add(node: Node, sections: list[_Section], inside: frozenset[str]) -> None:
    """Add a node to the last section, or begin a new one; `inside` are the elements around it."""
    if node.is_text_node:
        _add_text(node.text_content or "", sections[-1], inside)
        return
    tag = str(node.tag)
    if not node.is_element_node or tag in _HIDDEN or "data-search-exclude" in node.attributes:
        return
    if attribute(node, "class") in ("headerlink", "linenodiv"):
        return
    if _HEADING.fullmatch(tag) and attribute(node, "id"):
        sections.append(_Section(attribute(node, "id")))
        inside = frozenset({"heading"})
    section = sections[-1]
    pieces = section.title if "heading" in inside else section.text
    if tag in _SHOWN:
        pieces.append(f"<{tag}>")
    begin = len(pieces)
    for child in children(node):
        _add(child, sections, inside | {tag})
    if tag in _SHOWN:
        if all(piece.isspace() for piece in pieces[begin:]):
            del pieces[begin - 1 :]
        else:
            pieces.append(f"</{tag}>")


def _add_text(text: str, section: _Section, inside: frozenset[str]) -> None:
    if "pre" not in inside:
        text = " " if text.isspace() else text.replace("\n", " ")
    if "heading" in inside:
        section.title.append(escape(text, quote=False))
    elif not text.isspace() or "pre" in inside or not (section.text and section.text[-1].isspace()):
        section.text.append(escape(text, quote=False))
