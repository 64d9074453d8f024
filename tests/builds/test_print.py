"""A whole series on one page of a built site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import SERIES, Built, article, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborHTMLParser

FILES = SERIES | {
    "about.md": page("About these pages"),
    "tides/ebb.md": article(
        "Ebb and what it leaves", "One.[^a] [On](flow.md)\n\n## Low\n\n[^a]: A."
    ),
    "tides/flow.md": article(
        "Flow and what it brings", "Two.[^a] [About](../about.md)\n\n[^a]: B."
    ),
}


def whole(site: Built) -> LexborHTMLParser:
    return site.html("tides/print/index.html")


def test_every_published_part_is_there_in_order_under_one_title(
    build_site: Callable[..., Built],
) -> None:
    html = whole(build_site(FILES))
    assert [h.text() for h in html.css("h1")] == ["Tides"]
    assert [h.text(strip=True) for h in html.css("article h2")] == [
        "1. Ebb and what it leaves",
        "2. Flow and what it brings",
    ]
    assert [h.text() for h in html.css("h3")] == ["Low"]


def test_footnotes_of_different_parts_do_not_meet(build_site: Callable[..., Built]) -> None:
    html = whole(build_site(FILES))
    ids = [node.attributes["id"] for node in html.css("[id]")]
    assert len(set(ids)) == len(ids)
    for link in html.css("sup a, .footnote-backref"):
        assert html.css_first(f"[id='{link.attributes['href'][1:]}']") is not None


def test_machines_do_not_list_it_and_the_series_links_to_it(
    build_site: Callable[..., Built],
) -> None:
    site = build_site(FILES)
    assert whole(site).css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert "print" not in (site.folder / "sitemap.xml").read_text()
    assert "print" not in (site.folder / "search/search_index.json").read_text()
    landing = site.html("tides/index.html")
    assert landing.css_first("a[href='print/'], a[href='./print/']") is not None


def test_a_series_without_a_published_part_has_none(build_site: Callable[..., Built]) -> None:
    site = build_site(
        FILES
        | {
            "tides/ebb.md": article("Ebb, a draft", status="draft"),
            "tides/flow.md": article("Flow and what it brings", status="draft"),
        }
    )
    assert not (site.folder / "tides/print").exists()
