"""Markdown to HTML, by Python-Markdown with the extensions of the settings and two of ours."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit, urlunsplit

import markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

LINKS_LAST = 0  # once all other tree processors have made theirs
AFTER_ATTRIBUTES = 5  # links are made at 20 (inline), their attributes read at 8 (attr_list)
_OUTWARD = re.compile(r"\s*(https?:|//)", re.IGNORECASE)
# A sign in HTML that begins no tag. The minifier takes what follows for one, `</div` among it.
_LONE = re.compile(r"<(?![a-zA-Z/!?])")
_ALIGNED = re.compile(r"text-align: (left|center|right);")


@dataclass(frozen=True)
class Link:
    """A link or picture of a text that stays within the site, or cannot be read at all."""

    written: str  # as the author wrote it
    path: str  # below docs/
    anchor: str  # after `#`
    is_readable: bool = True


@dataclass(frozen=True)
class Converted:
    """What Markdown makes of one text."""

    html: str
    links: tuple[Link, ...]
    toc_tokens: list[dict[str, Any]]


class Converter:
    """One Markdown object for many texts; making one costs a tenth of a page's Markdown."""

    def __init__(
        self,
        extensions: Sequence[Any] = (),
        configs: Mapping[str, Any] | None = None,
        urls: Mapping[str, str] | None = None,
        *,
        reuse: bool = True,
    ) -> None:
        """`urls` are the URLs of all files below the site's, by their path below docs/.

        Without `reuse`, each text gets a Markdown object of its own: for extensions that keep
        something of a text, or whose settings depend on the page.
        """
        self._extensions, self._configs = extensions, configs or {}
        self._links, self._reuse = LinkResolver(urls or {}), reuse
        self._md: markdown.Markdown | None = None

    def convert(self, text: str, src: str, url: str) -> Converted:
        """The HTML of the file `src`, whose page is at `url` below the site's URL."""
        md = self._md or self._new()
        self._md = None  # after an exception its state is undefined
        md.reset()
        self._links.start(src, url)
        html = md.convert(text)
        self._md = md if self._reuse else None
        return Converted(html, tuple(self._links.found.values()), getattr(md, "toc_tokens", []))

    def _new(self) -> markdown.Markdown:
        md = markdown.Markdown(
            extensions=[*self._extensions, SiteMarkup()], extension_configs=dict(self._configs)
        )
        md.treeprocessors.register(self._links, "sk-links", LINKS_LAST)
        return md


class LinkResolver(Treeprocessor):
    """Turns links to files into links to their pages, and remembers every one of them."""

    def __init__(self, urls: Mapping[str, str]) -> None:
        super().__init__()
        self._urls = urls
        self._src = self._url = ""
        self.found: dict[str, Link] = {}

    def start(self, src: str, url: str) -> None:
        self._src, self._url, self.found = src, url, {}

    def run(self, root: Element) -> None:
        for node in root.iter():
            key = {"a": "href", "img": "src"}.get(str(node.tag))
            if key and node.get(key) is not None:
                node.set(key, self._resolved(str(node.get(key))))

    def _resolved(self, written: str) -> str:
        if AMP_SUBSTITUTE in written:  # an e-mail address that Markdown has spelled in entities
            return written
        link = link_of(written, self._src)
        if link is None:
            return written
        self.found.setdefault(written, link)
        if not link.is_readable:
            return ""
        to = urlsplit(written)
        target = self._urls.get(link.path)
        if target is None or not to.path:
            return written
        return urlunsplit(("", "", relative_url(target, self._url), to.query, to.fragment))


class SiteMarkup(Extension):
    """`rel` on every link to another site, classes instead of styles, no lone `<`."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  # Markdown's own name
        md.treeprocessors.register(_Markup(md), "sk-markup", AFTER_ATTRIBUTES)
        md.postprocessors.register(_Escaped(md), "sk-escaped", AFTER_ATTRIBUTES)


class _Markup(Treeprocessor):
    def run(self, root: Element) -> None:
        for node in root.iter("a"):
            if _OUTWARD.match(node.get("href", "")):
                node.set("rel", "noopener noreferrer")
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


def relative_url(target: str, page: str) -> str:
    """The URL `target` as the page at the URL `page` links to it, both below the site's."""
    if target in ("", ".", "./"):
        target = "./"
    slash = "/" if target.endswith("/") else ""
    return posixpath.relpath(f"/{target}", posixpath.dirname(f"/{page}")) + slash
