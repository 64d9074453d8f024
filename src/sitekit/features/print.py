"""Texts of several pages on one: each keeps its notes to itself and its links where they led."""

from __future__ import annotations

from posixpath import relpath
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from sitekit.html.disallowed import is_readable

NAMES = ("id", "for", "name", "aria-labelledby")  # attributes that name something within a page
ADDRESSES = ("href", "src")


def standing_in(html: str, prefix: str, url: str, here: str) -> str:
    """The text `html` of the page at `url`, to stand in the page at `here` among others.

    What it names gets `prefix`, and its headings go one level down, below the title of their part.
    """
    text = LexborHTMLParser(f"<body>{html}</body>").body
    assert text is not None  # noqa: S101  # tells the type checker: it was written above
    for name in NAMES:
        for node in text.css(f"[{name}]"):
            node.attrs[name] = prefix + str(node.attributes[name])
    for name in ADDRESSES:
        for node in text.css(f"[{name}]"):
            node.attrs[name] = _moved(str(node.attributes[name]), prefix, url, here)
    moved = (text.html or "").removeprefix("<body>").removesuffix("</body>")
    for level in (5, 4, 3, 2):
        for end in ("<h", "</h"):
            moved = moved.replace(f"{end}{level}", f"{end}{level + 1}")
    return moved


def _moved(address: str, prefix: str, url: str, here: str) -> str:
    if address.startswith("#"):
        return f"#{prefix}{address[1:]}"
    if not is_readable(address) or urlsplit(address).scheme or address.startswith("//"):
        return address
    path, mark, rest = urljoin(f"/{url}", address).partition("#")
    slash = "/" if path.endswith("/") and path != "/" else ""
    return relpath(path, f"/{here}") + slash + mark + rest
