"""Menus: the links of the settings whose page exists."""

from __future__ import annotations

from sitekit.features.menus import MenuLink, Menus, menus_of
from tests.conftest import SERIES, page, site_of


def test_a_menu_holds_the_pages_that_exist() -> None:
    files = SERIES | {"about.md": page("About us"), "draft.md": page("A draft", status="draft")}
    entries = [
        {"Home": "index.md"},
        {"Help": "help.md"},
        {"D": "draft.md"},
        {"About": "about.md#us"},
    ]
    menus = menus_of(site_of(files), {"header": entries, "footer": entries[:1]})
    home = MenuLink("Home", "")
    assert menus == Menus(header=(home, MenuLink("About", "about/#us")), footer=(home,))


def test_without_settings_every_menu_is_empty() -> None:
    assert menus_of(site_of(SERIES), {}) == Menus()
