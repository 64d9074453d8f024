"""Search: what the index holds of a page, and all pages in the order a reader would look for them.

overrides/components/search/search.js reads the index, and knows what is like what a reader types.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import normalize

from sitekit.html.dom import attribute, children
from sitekit.model.front_matter import parse_yaml
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitekit.html.dom import Fragment, Node
    from sitekit.model.site import Site

# What lies within a line of text; around all other elements words end.
_INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd"),
    *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
}
_HIDDEN = {"script", "style", "object"}
_HEADING = re.compile(r"h[1-6]")

Synonyms = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class SearchEntry:
    """One section of a page, as plain text."""

    location: str  # URL below the site's, with the heading's id
    title: str
    text: str


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
    sections = [_Section()]
    for node in children(text.body):
        _add(node, sections, in_heading=False)
    return tuple(
        SearchEntry(
            f"{url}#{section.id}" if section.id else url,
            _plain(section.title) or title,
            _plain(section.text),
        )
        for section in sections
    )


def index(entries: Iterable[SearchEntry], synonyms: Mapping[str, tuple[str, ...]]) -> str:
    """The file that the search loads: every section, and what else a typed word may mean (JSON)."""
    docs = [{"location": one.location, "title": one.title, "text": one.text} for one in entries]
    return json.dumps(
        {"docs": docs, "synonyms": synonyms}, ensure_ascii=False, separators=(",", ":")
    )


def parse_synonyms(path: str, text: str) -> tuple[Synonyms, list[Problem]]:
    """The words of synonyms.yml: what readers type, and the words that texts use for it."""
    entries, problems = parse_yaml(path, text)
    synonyms: Synonyms = {}
    for typed, words in entries.values.items():
        listed = words if isinstance(words, list) else [words]
        if listed and all(isinstance(word, str) and word.strip() for word in listed):
            synonyms[normalize("NFC", typed)] = tuple(normalize("NFC", word) for word in listed)
        else:
            rule = f"{typed} must be a word that texts use, or a list of such words"
            problems.append(Problem(path, entries.line(typed), f"{rule} {found(words)}"))
    return synonyms, problems


@dataclass
class _Section:
    id: str = ""
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def _plain(pieces: list[str]) -> str:
    return normalize("NFC", " ".join("".join(pieces).split()))


def _add(node: Node, sections: list[_Section], *, in_heading: bool) -> None:
    """Add the words of a node to the last section, or begin a new one."""
    if node.is_text_node:
        section = sections[-1]
        (section.title if in_heading else section.text).append(node.text_content or "")
        return
    tag = str(node.tag)
    if not node.is_element_node or tag in _HIDDEN or "data-search-exclude" in node.attributes:
        return
    if attribute(node, "class") in ("headerlink", "linenodiv", "footnote-backref"):
        return
    if tag == "sup" and attribute(node, "id").startswith("fnref"):
        return  # its number would stick to the word before it
    if _HEADING.fullmatch(tag) and attribute(node, "id"):
        sections.append(_Section(attribute(node, "id")))
        in_heading = True
    section = sections[-1]
    gap = [] if tag in _INLINE else [" "]
    (section.title if in_heading else section.text).extend(gap)
    for child in children(node):
        _add(child, sections, in_heading=in_heading)
    (section.title if in_heading else section.text).extend(gap)
