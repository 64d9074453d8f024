"""Text as large as a reader has set it: nothing leaves the screen, least of all the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import LANDING, set_text
from tests.conftest import our_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Show = Callable[..., Page]

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


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_at_twice_the_size_the_bar_is_in_view_and_nothing_scrolls_sideways(
    show: Show, path: str
) -> None:
    page = show(path)
    for pixels, size in WAYS.values():
        set_text(page, pixels)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            seen = page.evaluate(OUT_OF_VIEW, size)
            assert seen == ["32px", "", 0], (pixels, size, width, height)


def test_text_of_any_size_leaves_the_button_on_the_screen(show: Show) -> None:
    page = show(LANDING, 320, 256)
    set_text(page, 32)
    assert page.evaluate(OUT_OF_VIEW, "200%") == ["64px", "", 0]


# Lines, paragraphs, letters and words as far apart as anybody may set them (WCAG 2.2, 1.4.12); a
# sheet that a script constructs is none that the page's policy forbids.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets.push(sheet);
    return getComputedStyle(document.querySelector('h1')).letterSpacing;
}"""


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_half_as_large_again_four_times_zoomed_and_widely_spaced_it_is_in_view_too(
    show: Show, path: str
) -> None:
    page = show(path)
    set_text(page, 24)
    for width, height in SIZES[::2]:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OUT_OF_VIEW, "") == ["24px", "", 0], (width, height)
    set_text(page, 16)
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 %
    assert page.evaluate(OUT_OF_VIEW, "") == ["16px", "", 0]
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(SPACED) != "normal"
    assert page.evaluate(OUT_OF_VIEW, "") == ["16px", "", 0]
