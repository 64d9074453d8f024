"""Leaving a reply: to open, to cancel, to know what each way costs before it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Callable[..., Page]

pytestmark = pytest.mark.browser
PART = "/going-no-contact/why-is-it-so-hard/"
BLOCK = "[data-component=replies]"


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_the_keyboard_opens_and_cancels_and_stays_where_it_was(
    open_page: Open, *, script: bool
) -> None:
    page = open_page(PART, java_script_enabled=script)
    block = page.locator(BLOCK)
    assert block.get_by_text("Leave a reply").is_visible()
    assert not block.get_by_text("Cancel reply").is_visible()
    assert not block.get_by_role("link").first.is_visible()
    block.locator("summary").focus()
    page.keyboard.press("Enter")
    assert block.get_by_text("Cancel reply").is_visible()
    assert not block.get_by_text("Leave a reply").is_visible()
    assert [link.inner_text() for link in block.get_by_role("link").all()] == [
        "editors@example.org",
        "Write it there",
    ]
    page.keyboard.press("Space")
    assert block.get_by_text("Leave a reply").is_visible()
    assert not block.get_by_role("link").first.is_visible()
    assert block.locator("summary:focus").count() == 1


def test_each_way_says_its_price_before_its_link(open_page: Open) -> None:
    block = open_page(PART).locator(BLOCK)
    block.locator("summary").click()
    letter, form = block.locator("dd").all()
    assert letter.inner_text().index("“Sent”") < letter.inner_text().index("editors@")
    assert form.inner_text().index("public at once") < form.inner_text().index("Write it there")
    above = block.inner_text().split("By e-mail")[0]
    assert "keep what was once published" in above


def test_opening_changes_neither_history_nor_address(open_page: Open) -> None:
    page = open_page(PART)
    before = page.evaluate("[history.length, location.href]")
    page.locator(f"{BLOCK} summary").click()
    assert page.evaluate("[history.length, location.href]") == before
