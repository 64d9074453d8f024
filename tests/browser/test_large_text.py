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
# Text grows by the browser's own setting, which `rem` in media queries follow, and by a style of a
# reader's own, which they do not.
WAYS = {"setting": (32, "100%"), "style": (16, "200%")}
SIZES = [(320, 568), (320, 840), (390, 840), (640, 840), (1440, 840)]
OUT_OF_VIEW = """(size) => {
    document.documentElement.style.fontSize = size;
    for (const details of document.querySelectorAll('details')) details.open = true;
    const link = document.querySelector('[data-component=leave] a');
    const bar = link.getBoundingClientRect();
    const inside = bar.left >= 0 && bar.top >= -0.5
        && bar.right <= innerWidth + 0.5 && bar.bottom <= innerHeight + 0.5;
    const on = document.elementFromPoint((bar.left + bar.right) / 2, (bar.top + bar.bottom) / 2);
    const wide = document.documentElement.scrollWidth - innerWidth;
    return [
        getComputedStyle(document.documentElement).fontSize,
        inside && on?.closest('a') === link ? '' : 'leave',
        wide > 0 ? wide : 0,
    ];
}"""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", EVERY_PAGE)
def test_at_twice_the_size_the_bar_is_in_view_and_nothing_scrolls_sideways(
    open_page: Open, path: str, way: str
) -> None:
    pixels, size = WAYS[way]
    page = open_page(path, pixels)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OUT_OF_VIEW, size) == ["32px", "", 0], (width, height)


def test_text_of_any_size_leaves_the_button_on_the_screen(open_page: Open) -> None:
    page = open_page(LANDING, 32, viewport={"width": 320, "height": 256})
    assert page.evaluate(OUT_OF_VIEW, "200%") == ["64px", "", 0]


# Lines, paragraphs, letters and words as far apart as anybody may set them (WCAG 2.2, 1.4.12).
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_half_as_large_again_four_times_zoomed_and_widely_spaced_it_is_in_view_too(
    open_page: Open, path: str
) -> None:
    page = open_page(path, 24)
    for width, height in SIZES[::2]:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OUT_OF_VIEW) == ["24px", "", 0], (width, height)
    # 1280 by 1024 at 400 %.
    page = open_page(path, viewport={"width": 320, "height": 256}, device_scale_factor=4)
    assert page.evaluate(OUT_OF_VIEW) == ["16px", "", 0]
    page = open_page(path, viewport={"width": 320, "height": 640}, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    assert page.evaluate(OUT_OF_VIEW) == ["16px", "", 0]
