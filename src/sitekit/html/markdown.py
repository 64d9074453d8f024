"""Markdown to HTML, by Python-Markdown with the extensions of the settings and those of ours."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sitekit.html.allowlist import MAX_DEPTH, disallowed, is_too_deep
from sitekit.html.blocks import BlockTree, GitHubBlocks, GitHubBlocksEnd
from sitekit.html.dom import Embedded, attribute
from sitekit.html.notes import NOTE_LINKS
from sitekit.html.preview import WORDS_ARE_KNOWN, differences
from sitekit.html.urls import relative_url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitekit.html.dom import Node
    from sitekit.html.preview import Difference
    from sitekit.model.blocks import Parsed

AFTER_ATTRIBUTES = 5  # they are read at 8 (attr_list)
_OUTWARD = re.compile(r"\s*(https?:|//)", re.IGNORECASE)
# A sign in HTML that begins no tag. The minifier takes what follows for one, `</div` among it.
_LONE = re.compile(r"<(?![a-zA-Z/!?])")
_NUMBER = re.compile(r"\d")
# Of telephones, with groups of thousands, with a sign before it.
_WRITTEN = (
    r"(?<![\w.,:/+-])(?:(?:\+|\(\+?|0)\d(?:[() ./-]{0,2}\d){4,}|\d{1,3}(?:[ \u00a0\u202f]\d{3})+"
    r"|[+\u2212-]\d+(?:[.,]\d+)*%?)(?!\w)"
)
_LAST = 1  # of patterns: what they have found is kept aside by then
_ALIGNED = re.compile(r"text-align: (left|center|right);")


@dataclass(frozen=True)
class Link:
    """A link or picture of a text that stays within the site, or cannot be read at all."""

    written: str  # as the author wrote it
    path: str  # below docs/
    anchor: str  # after `#`
    is_readable: bool = True
    numbered: tuple[str, ...] = ()  # what it says, each time that this holds a number


@dataclass(frozen=True)
class Converted:
    """What Markdown makes of one text, with its links resolved."""

    html: str
    links: tuple[Link, ...]
    disallowed: tuple[str, ...]  # what no page may hold, as tags show it
    toc_tokens: list[dict[str, Any]]
    differences: tuple[Difference, ...] = ()  # from what GitHub's preview shows


class Converter:
    """One Markdown object for many texts; making one costs a tenth of a page's Markdown."""

    def __init__(
        self,
        extensions: Sequence[Any] = (),
        configs: Mapping[str, Any] | None = None,
        urls: Mapping[str, str] | None = None,
        *,
        titles: Mapping[str, str] | None = None,
        right_to_left: bool = False,
        reuse: bool = True,
        log: Callable[[str], None] | None = None,
    ) -> None:
        """`urls` are the URLs of all files below the site's, by their path below docs/.

        `titles` are those of boxes that have none of their own, by their kind; `right_to_left`
        says how the site's language is written.

        Without `reuse`, each text gets a Markdown object of its own: for extensions that keep
        something of a text, or whose settings depend on the page. `log` hears once if blocks
        are not read as GitHub reads them.
        """
        self._extensions, self._configs = extensions, configs or {}
        self._urls, self._reuse, self._log = urls or {}, reuse, log
        self._titles, self._right_to_left = titles or {}, right_to_left
        self._md: markdown.Markdown | None = None

    def convert(self, text: str, src: str, url: str, parsed: Parsed | None = None) -> Converted:
        """The HTML of the file `src`, whose page is at `url` below the site's URL.

        `parsed` are the blocks of what `text` begins with, where they are known.
        """
        md = self._md or markdown.Markdown(
            extensions=[
                GitHubBlocks(),
                *self._extensions,
                SiteMarkup(right_to_left=self._right_to_left),
                GitHubBlocksEnd(),
            ],
            extension_configs=dict(self._configs),
        )
        self._md = None  # after an exception its state is undefined
        if isinstance(md.parser, BlockTree):
            md.parser.given, md.parser.read, md.parser.titles = parsed, [], self._titles
            if md.parser.foreign and self._log:
                names = ", ".join(md.parser.foreign)
                self._log(f"lists are not nested as GitHub nests them, because of: {names}")
                self._log = None
        html = _shallow(md.reset().convert, text)
        if html is None:
            return Converted("", (), (f"more than {MAX_DEPTH} elements open at once",), [])
        self._md = md if self._reuse else None
        read = Embedded(html)
        differ = self._differences(md, text, read)
        links = resolve_links(read.article, src, url, self._urls)
        wrong = tuple(disallowed(read))
        return Converted(read.html, tuple(links), wrong, getattr(md, "toc_tokens", []), differ)

    def _differences(
        self, md: markdown.Markdown, text: str, read: Embedded
    ) -> tuple[Difference, ...]:
        """Where the page shows what the preview does not, with lines of the text."""
        if not isinstance(md.parser, BlockTree):
            return ()
        names = {str(one).removeprefix("markdown.extensions.") for one in self._extensions}
        found = differences(md.parser.read, read.article, words=names <= WORDS_ARE_KNOWN)
        if not found:
            return ()
        lines = origins(text.split("\n"), md.parser.lines)
        return tuple(replace(one, line=lines[min(one.line, len(lines) - 1)]) for one in found)


def origins(written: Sequence[str], expanded: Sequence[str]) -> list[int]:
    """For each line of a text with its snippets, the line of the text that it comes from."""
    found: list[int] = []
    at = 0
    for line in expanded:
        follows = written[at : at + 1] != [line] and line in written[at:]
        # A line that is not there comes from the snippet that was named last.
        if follows and "8<-" in written[at]:
            at = written.index(line, at)
        found.append(min(at, len(written) - 1))
        if written[at : at + 1] == [line]:
            at += 1
    return found


def _shallow(convert: Callable[[str], str], text: str) -> str | None:
    """The HTML of a text; None if it is nested too deeply to be read."""
    try:
        html = convert(text)
    except RecursionError:
        return None
    return None if is_too_deep(html) else html


def resolve_links(text: Node, src: str, url: str, urls: Mapping[str, str]) -> list[Link]:
    """Turn links to files into links to their pages, and return every one of them, once.

    Links to other sites tell them nothing of where a reader comes from.
    """
    found: dict[str, Link] = {}
    for node in text.css("a[href], img[src]"):
        if not NOTE_LINKS.isdisjoint(attribute(node, "class").split()):
            continue  # Markdown writes these, and names of notes change
        key = "src" if node.tag == "img" else "href"
        written = attribute(node, key)
        link = link_of(written, src)
        if link:
            words = node.text() if key == "href" else ""
            said = (words,) if _NUMBER.search(words) else ()
            before = found.get(written, link)
            found[written] = replace(before, numbered=before.numbered + said) if said else before
            node.attrs[key] = _resolved(written, link, url, urls)
        elif key == "href" and _OUTWARD.match(written):
            node.attrs["rel"] = "noopener noreferrer"
    return list(found.values())


def _resolved(written: str, link: Link, url: str, urls: Mapping[str, str]) -> str:
    if not link.is_readable:
        return ""
    to, target = urlsplit(written), urls.get(link.path)
    if target is None or not to.path:
        return written
    return urlunsplit(("", "", relative_url(target, url), to.query, to.fragment))


class SiteMarkup(Extension):
    """Classes instead of styles, no lone `<`; numbers as they are written in any direction."""

    def __init__(self, *, right_to_left: bool = False) -> None:
        super().__init__()
        self._right_to_left = right_to_left

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  # Markdown's own name
        md.treeprocessors.register(_Markup(md), "sk-markup", AFTER_ATTRIBUTES)
        md.postprocessors.register(_Escaped(md), "sk-escaped", AFTER_ATTRIBUTES)
        if self._right_to_left:
            md.inlinePatterns.register(_Number(_WRITTEN, md), "sk-number", _LAST)


class _Number(InlineProcessor):
    """A number whose signs or groups would change places in a text from right to left."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        number = Element("bdi", {"dir": "ltr"})
        number.text = AtomicString(m[0])
        return number, *m.span()


class _Markup(Treeprocessor):
    def run(self, root: Element) -> None:
        for tag in ("th", "td"):
            for node in root.iter(tag):
                # The policy forbids inline styles, which is how Markdown aligns a column.
                if aligned := _ALIGNED.fullmatch(node.attrib.pop("style", "")):
                    node.set("class", f"sk-{aligned[1]}")


class _Escaped(Postprocessor):
    def run(self, text: str) -> str:
        return _LONE.sub("&lt;", text)


def link_of(written: str, src: str) -> Link | None:
    """The link as the file `src` writes it; None if it leads to another site, or nowhere."""
    try:
        to = urlsplit(written)
    except ValueError:  # brackets that look like an IPv6 host and are none
        return Link(written, written, "", is_readable=False)
    if to.scheme or to.netloc or not (to.path or to.fragment):
        return None
    path = unquote(to.path)
    if not path:
        path = src
    elif path.startswith("/"):  # relative to docs/: a snippet is shown on pages at any depth
        path = posixpath.normpath(path.lstrip("/"))
    else:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(src), path))
    return Link(written, path, unquote(to.fragment))
