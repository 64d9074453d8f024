"""Settings as the rest of the build reads them."""

from __future__ import annotations

from sitekit.model.settings import SEARCH, SUBSCRIBE, FeedSettings, Settings
from tests.conftest import TODAY

MENUS = {"header": [{"Low": "ebb.md"}], "footer": [{"About": "about.md"}]}


def settings(
    feeds: FeedSettings | None = None,
    *,
    search: bool = False,
    nav: tuple[dict[str, str], ...] | None = None,
) -> Settings:
    return Settings(TODAY, "A", "B", "/", "", menus=MENUS, feeds=feeds, search=search, nav=nav)


def test_nav_takes_the_place_of_the_headers_menu() -> None:
    assert settings().shown_menus == MENUS
    nav = ({"High": "flow.md"},)
    assert settings(nav=nav).shown_menus == {"header": nav, "footer": MENUS["footer"]}


def test_a_page_without_its_plugin_has_nothing_to_show() -> None:
    assert settings().empty_pages == (SUBSCRIBE, SEARCH)
    assert settings(FeedSettings(20), search=True).empty_pages == ()
    assert settings(FeedSettings(20)).empty_pages == (SEARCH,)
