"""The sitemap: every URL with the day of its change, as valid XML."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from sitekit.features.sitemap import sitemap
from sitekit.model.documents import EPOCH

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def read(text: str) -> list[tuple[str | None, str | None]]:
    root = ElementTree.fromstring(text.encode())  # noqa: S314  # our own
    return [
        (url.findtext("s:loc", namespaces=SPACE), url.findtext("s:lastmod", namespaces=SPACE))
        for url in root.findall("s:url", SPACE)
    ]


def test_each_page_has_its_url_and_the_day_of_its_change() -> None:
    pages = [("https://e.org/b/", date(2026, 3, 1)), ("https://e.org/", EPOCH)]
    assert read(sitemap(pages)) == [("https://e.org/b/", "2026-03-01"), ("https://e.org/", None)]


def test_without_pages_it_is_empty_and_valid() -> None:
    assert read(sitemap([])) == []


@given(st.text("ab&<>'\"?= ", max_size=20))
def test_any_sign_in_a_url_comes_back(rest: str) -> None:
    url = f"https://e.org/{rest}"
    assert read(sitemap([(url, EPOCH)])) == [(url, None)]
