"""A whole series on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitekit.features.print import standing_in
from tests.conftest import SERIES, Built, article

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = SERIES | {
    "about.md": SERIES["index.md"].replace("The home page", "About these pages"),
    "tides/ebb.md": article(
        "Ebb and what it leaves", "One.[^a] [On](flow.md)\n\n## Low\n\n[^a]: A."
    ),
    "tides/flow.md": article(
        "Flow and what it brings", "Two.[^a] [About](../about.md)\n\n[^a]: B."
    ),
}


def whole(site: Built):
    return site.html("tides/print/index.html")


def test_every_published_part_is_there_in_order_under_one_title(
    build_site: Callable[..., Built],
) -> None:
    page = whole(build_site(FILES))
    assert [h.text() for h in page.css("h1")] == ["Tides"]
    assert [h.text(strip=True) for h in page.css("main h2")] == [
        "1. Ebb and what it leaves",
        "2. Flow and what it brings",
    ]
    assert [h.text() for h in page.css("h3")] == ["Low"]


def test_notes_of_different_parts_do_not_meet(build_site: Callable[..., Built]) -> None:
    page = whole(build_site(FILES))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(set(ids)) == len(ids)
    for link in page.css("sup a, .footnote-backref"):
        assert page.css_first(f"[id='{link.attributes['href'][1:]}']") is not None


def test_it_stands_in_no_list_for_machines_but_the_series_leads_to_it(
    build_site: Callable[..., Built],
) -> None:
    site = build_site(FILES)
    assert whole(site).css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert "print" not in (site.folder / "sitemap.xml").read_text()
    assert "print" not in (site.folder / "search/search_index.json").read_text()
    landing = site.html("tides/index.html")
    assert landing.css_first("a[href='print/'], a[href='./print/']") is not None


def test_a_series_without_a_published_part_has_none(build_site: Callable[..., Built]) -> None:
    drafts = {name: article(f"Article {name}", status="draft") for name in FILES if "/e" in name}
    drafts |= {"tides/flow.md": article("Flow and what it brings", status="draft")}
    site = build_site(FILES | {"tides/ebb.md": article("Ebb, a draft", status="draft")} | drafts)
    assert not (site.folder / "tides/print").exists()


@pytest.mark.parametrize(
    ("address", "moved"),
    [
        ("#there", "#1-there"),
        ("../b/", "../../series/b/"),
        ("../../help/#gb", "../../help/#gb"),
        ("../..", "../.."),
        ("picture.png", "../../series/a/picture.png"),
        ("https://example.org/x", "https://example.org/x"),
        ("//example.org/x", "//example.org/x"),
        ("tel:123", "tel:123"),
    ],
)
def test_links_lead_where_they_led(address: str, moved: str) -> None:
    html = standing_in(f'<p><a href="{address}">x</a></p>', "1-", "series/a/", "other/print/")
    assert f'href="{moved}"' in html
