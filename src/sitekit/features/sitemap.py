"""The sitemap (sitemaps.org): pages that search engines may list, with the day of their change."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sitekit.model.documents import EPOCH

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
)


def sitemap(pages: Iterable[tuple[str, dt.date]]) -> str:
    """The XML for absolute URLs, each with the day of its last change; 1970-01-01 for none."""
    return f"{_HEAD}{''.join(_url(url, day) for url, day in pages)}\n</urlset>"


def _url(url: str, day: dt.date) -> str:
    changed = "" if day == EPOCH else f"<lastmod>{day.isoformat()}</lastmod>"
    return f"\n<url><loc>{escape(url)}</loc>{changed}</url>"
