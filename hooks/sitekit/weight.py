"""What a page weighs: what must arrive before its text can be read, and what it takes in all."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# What stops a browser from showing text until it is there, and what comes as it can.
BLOCKING = "link[rel~=stylesheet], head script[src]:not([type=module]):not([defer]):not([async])"
ASKED = "link[rel~=stylesheet], script[src], img[src], source[src], iframe[src]"
HERE = "https://here/"  # stands for the site's own address
# What readers wrote comes after the text, and is nobody's to make shorter.
REPLIES = "[data-component=replies] > ol"
PARTS = {"styles": "style", "scripts": "script", "pictures": "svg"}


@dataclass(frozen=True)
class Weight:
    """Bytes of one page. `parts` are raw, everything else is gzipped."""

    parts: Mapping[str, int]
    html: int
    before_reading: int
    in_all: int
    requests: int

    @property
    def heaviest(self) -> str:
        return max(self.parts, key=lambda part: self.parts[part])


def weigh(html: str, url: str, size_of: Callable[[str], int]) -> Weight:
    """Weigh the page `html` at `url`; `size_of` gives the bytes, gzipped, of an address.

    Replies stand in `parts`, and in no other number.
    """
    page = LexborHTMLParser(html)
    parts = {name: sum(map(_bytes, page.css(tag))) for name, tag in PARTS.items()}
    parts["text"] = len(html.encode()) - sum(parts.values())
    packed = gzipped(html.encode()) - _replies(page)
    asked = set(_addresses(page, ASKED, url))
    # A browser shows a page as it comes: what stands after the text delays no word of it.
    text, end, _ = html.rpartition("</article>")
    before = gzipped((text + end or html).encode())
    before += sum(size_of(address) for address in set(_addresses(page, BLOCKING, url)))
    return Weight(parts, packed, before, packed + sum(map(size_of, asked)), 1 + len(asked))


def over(weight: Weight, budget: Mapping[str, int]) -> Iterator[str]:
    """One message for each limit of `budget` that a page is over, naming its heaviest part."""
    for name, what in (
        ("before_reading", "bytes gzipped before it can be read"),
        ("in_all", "bytes gzipped in all"),
        ("requests", "requests"),
    ):
        if (found := getattr(weight, name)) > budget[name]:
            part = f"most of it {weight.heaviest}, {weight.parts[weight.heaviest]} bytes raw"
            yield f"page must take at most {budget[name]} {what} (found {found}; {part})"


def gzipped(data: bytes) -> int:
    """Bytes as a server sends them: gzip (RFC 1952) at the usual level."""
    return len(gzip.compress(data, 6))


def _addresses(page: LexborHTMLParser, selector: str, url: str) -> Iterator[str]:
    for node in page.css(selector):
        address = node.attributes.get("src") or node.attributes.get("href") or ""
        if not address.startswith("data:"):
            yield urlsplit(urljoin(HERE + url, address))._replace(fragment="").geturl()


def _replies(page: LexborHTMLParser) -> int:
    """What a page's replies add to it, gzipped; takes them out."""
    replies = page.css(REPLIES)
    whole = gzipped(str(page.html).encode()) if replies else 0
    for node in replies:
        node.decompose()
    return whole - gzipped(str(page.html).encode()) if replies else 0


def _bytes(node: object) -> int:
    return len(str(getattr(node, "html", "")).encode())
