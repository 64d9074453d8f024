"""Texts of several pages on one: each keeps its notes to itself and its links where they led."""

from __future__ import annotations

from urllib.parse import urljoin

from sitekit.html.dom import Fragment, attribute
from sitekit.html.urls import leads_elsewhere, relative_url

NAMES = ("id", "for", "name", "aria-labelledby")  # attributes that name something within a page
URLS = ("href", "src")


def scope_ids(html: str, prefix: str, url: str, here: str) -> str:
    """The text `html` of the page at `url`, for the page at `here`, which shows several texts.

    Names within it get `prefix`, and its headings go one level down, below the title of their part.
    URLs are below the site's.
    """
    text = Fragment(html)
    for name in NAMES:
        for node in text.css(f"[{name}]"):
            node.attrs[name] = prefix + attribute(node, name)
    for name in URLS:
        for node in text.css(f"[{name}]"):
            node.attrs[name] = _moved(attribute(node, name), prefix, url, here)
    moved = text.html
    for level in (5, 4, 3, 2):
        for end in ("<h", "</h"):
            moved = moved.replace(f"{end}{level}", f"{end}{level + 1}")
    return moved


def _moved(address: str, prefix: str, url: str, here: str) -> str:
    if address.startswith("#"):
        return f"#{prefix}{address[1:]}"
    if leads_elsewhere(address):
        return address
    path, mark, rest = urljoin(f"/{url}", address).partition("#")
    return relative_url(path.lstrip("/"), here) + mark + rest
