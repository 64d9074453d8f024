"""Text as large as a reader has set it: nothing leaves the screen, least of all the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import LANDING
from tests.conftest import our_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Callable[..., Page]

pytestmark = pytest.mark.browser

EVERY_PAGE = [f"/{one.url}" for one in our_site().documents.values()]
EVERY_PAGE += [f"{LANDING}print/", "/404.html"]
OUT_OF_VIEW = """() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const bar = document.querySelector('[data-component=leave] a').getBoundingClientRect();
    const inside = bar.left >= 0 && bar.top >= 0
        && bar.right <= innerWidth && bar.bottom <= innerHeight;
    const wide = document.documentElement.scrollWidth - innerWidth;
    return [inside ? '' : 'leave', wide > 0 ? wide : 0];
}"""


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_at_twice_the_size_the_bar_is_in_view_and_nothing_scrolls_sideways(
    open_page: Open, path: str
) -> None:
    page = open_page(path, 32, viewport={"width": 320, "height": 640})
    for width in (320, 390, 640, 1440):
        page.set_viewport_size({"width": width, "height": 840})
        assert page.evaluate(OUT_OF_VIEW) == ["", 0], width
