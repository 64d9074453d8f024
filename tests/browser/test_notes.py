"""Notes of an article: folded, reached from their marks, and back to the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PART
from tests.conftest import STRINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Show = Callable[..., Page]

pytestmark = pytest.mark.browser

MIDDLE = """(node) => {
    const { top } = node.getBoundingClientRect();
    return top / innerHeight;
}"""


def follow_and_return(page: Page) -> tuple[float, bool]:
    """Where on the screen a mark is, from 0 to 1, after a look at its note; and whether it was."""
    mark = page.locator("sup a.footnote-ref").nth(3)
    note = mark.get_attribute("href") or ""
    mark.click()
    back = page.locator(f"[id='{note[1:]}'] .footnote-backref").first
    back.wait_for()
    seen = page.locator(f"[id='{note[1:]}']").is_visible()
    back.click()
    return mark.evaluate(MIDDLE), seen


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [390, 1440])
def test_a_reader_returns_from_a_note_to_the_sentence(
    show: Show, width: int, *, script: bool
) -> None:
    page = show(PART, width, java_script_enabled=script)
    assert not page.locator("#sk-notes li").first.is_visible()
    place, seen = follow_and_return(page)
    assert seen
    assert 0.2 < place < 0.7


def test_the_line_of_an_article_that_counts_its_sources_opens_them(show: Show) -> None:
    page = show(PART)
    page.locator(".sk-article-header a[href='#sk-notes']").click()
    assert page.locator("#sk-notes li").first.is_visible()


def test_notes_are_announced_as_notes(show: Show) -> None:
    page = show(PART)
    mark = page.locator("sup a").first
    assert mark.get_attribute("role") == "doc-noteref"
    assert page.get_by_label(STRINGS.t("notes.mark", number=1), exact=True).count() >= 1
    page.locator("#sk-notes > summary").click()
    assert (
        page.locator("[role=doc-endnotes]").get_attribute("aria-label")
        == page.locator("#sk-notes > summary").inner_text()
    )
    assert page.get_by_label(STRINGS.t("notes.back", number=1), exact=True).count() >= 1
