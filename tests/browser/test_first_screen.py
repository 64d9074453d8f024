"""What a phone shows of an article before anything is scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import STRINGS, our_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Show = Callable[..., Page]

pytestmark = pytest.mark.browser

ARTICLES = [f"/{one.url}" for one in our_site().documents.values() if one.kind == "article"]
LINES = """() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('.sk-text p'));
    const bar = document.querySelector('[data-component=leave]').getBoundingClientRect().top;
    const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
    return [...lines].filter((bottom) => bottom <= bar).length;
}"""
ABOVE_BAR = """() => document.querySelector('h1').getBoundingClientRect().bottom
    <= document.querySelector('[data-component=leave]').getBoundingClientRect().top"""


@pytest.mark.parametrize("path", ARTICLES)
def test_a_phone_shows_three_lines_of_the_text(show: Show, path: str) -> None:
    page = show(path, 390, 664)
    assert page.evaluate(LINES) >= 3


@pytest.mark.parametrize("path", ARTICLES)
def test_the_smallest_phone_shows_the_whole_title(show: Show, path: str) -> None:
    page = show(path, 320, 568)
    assert page.evaluate(ABOVE_BAR)


def test_the_whole_series_can_be_reached_from_the_top_of_a_part(show: Show) -> None:
    series = next(iter(our_site().series.values()))
    page = show(ARTICLES[0], java_script_enabled=False)
    top = page.get_by_role("navigation", name=STRINGS.t("parts.title"))
    top.locator("summary").click()
    assert top.locator("li").count() == len([*series.entries])
    assert top.locator("a").first.is_visible()
