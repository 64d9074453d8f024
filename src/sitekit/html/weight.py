"""What a page weighs: what must arrive before its text can be read, and what it takes in all."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser

from sitekit.html.urls import is_readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sitekit.model.settings import Limits

# What stops a browser from showing text until it is there, and what comes as it can.
BLOCKING = "link[rel~=stylesheet], head script[src]:not([type=module]):not([defer]):not([async])"
ASKED = "link[rel~=stylesheet], script[src], img[src], source[src], iframe[src]"
BASE_URL = "https://site.invalid/"  # in place of the site's own URL
# What readers wrote and what a site lists of its pages grow, and are nobody's to make shorter.
UNBUDGETED = (
    "[data-component=replies] > ol, [data-component=parts], .sk-home__ways,"
    "[data-component=search] > ul"
)
LEVEL = 6  # servers' usual one
GZIP = 31  # zlib's name for the format of RFC 1952
# Rules, and what each limits: a field of Weight, and its unit.
WEIGHED = {
    "text-comes-soon": ("before_reading", "bytes gzipped before it can be read"),
    "page-is-light": ("in_all", "bytes gzipped in all"),
    "requests-are-few": ("requests", "requests"),
}
PARTS = {"styles": "style", "scripts": "script", "pictures": "svg"}


@dataclass(frozen=True)
class OwnWeight:
    """Bytes of one page without the files it asks for, and where those are."""

    parts: Mapping[str, int]  # raw
    html: int  # gzipped
    before: int  # gzipped, up to the end of its text
    blocking: Sequence[str]  # addresses, of BASE_URL or of other hosts
    asked: Sequence[str]


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


def own_weight(html: str, url: str) -> OwnWeight:
    """Weigh the page `html` at `url` alone. What is UNBUDGETED counts in `parts` only."""
    page = LexborHTMLParser(html)
    parts = {name: sum(map(_bytes, page.css(tag))) for name, tag in PARTS.items()}
    parts["text"] = len(html.encode()) - sum(parts.values())
    if growing := page.css(UNBUDGETED):
        for node in growing:
            node.decompose()
        html = str(page.html)
    # A browser shows a page as it comes: what follows the text delays no word of it.
    text, end, after = html.rpartition("</article>")
    text, after = (text + end, after) if end else (html, "")
    before, packed = _gzipped_so_far(text.encode(), after.encode())
    asked = sorted(set(_addresses(page, ASKED, url)))
    return OwnWeight(parts, packed, before, sorted(set(_addresses(page, BLOCKING, url))), asked)


def weigh(html: str, url: str, size_of: Callable[[str], int]) -> Weight:
    """Weigh the page `html` at `url`; `size_of` gives the bytes, gzipped, of an address."""
    return with_files(own_weight(html, url), size_of)


def with_files(own: OwnWeight, size_of: Callable[[str], int]) -> Weight:
    """A page's own weight and that of the files it asks for."""
    before = own.before + sum(map(size_of, own.blocking))
    in_all = own.html + sum(map(size_of, own.asked))
    return Weight(own.parts, own.html, before, in_all, 1 + len(own.asked))


def violations(
    weight: Weight, limits: Limits, files: Mapping[str, int] | None = None
) -> Iterator[tuple[str, str]]:
    """A rule's id and a message for each of `limits` that a page is over, naming what is heaviest.

    `files` are the raw bytes of the files that the page asks for, by their names.
    """
    name_of_file = max(files, key=files.__getitem__) if files else ""
    for rule, (name, what) in WEIGHED.items():
        if (most := limits[rule]) and (found := getattr(weight, name)) > most:
            part = f"most of it {weight.heaviest}, {weight.parts[weight.heaviest]} bytes raw"
            if name == "in_all" and files and files[name_of_file] > weight.html:
                part = f"most of it {name_of_file}, {files[name_of_file]} bytes"
            yield rule, f"page must take at most {most} {what} (found {found}; {part})"


def gzipped(data: bytes) -> int:
    """Bytes as a server sends them: gzip (RFC 1952) at the usual level."""
    return len(gzip.compress(data, LEVEL))


def _gzipped_so_far(first: bytes, rest: bytes) -> tuple[int, int]:
    """What `gzipped` says of `first`, and of `first + rest`, in one go."""
    packer = zlib.compressobj(LEVEL, wbits=GZIP)
    packed = len(packer.compress(first))
    before = packed + len(packer.copy().flush())
    return before, packed + len(packer.compress(rest)) + len(packer.flush())


def _addresses(page: LexborHTMLParser, selector: str, url: str) -> Iterator[str]:
    for node in page.css(selector):
        address = node.attributes.get("src") or node.attributes.get("href") or ""
        if is_readable(address) and not address.startswith("data:"):
            yield urldefrag(urljoin(BASE_URL + url, address)).url


def _bytes(node: object) -> int:
    return len(str(getattr(node, "html", "")).encode())
