"""Leaving a reply: to open, to cancel, to know what each way costs before it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PART
from tests.conftest import STRINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Show = Callable[..., Page]

pytestmark = pytest.mark.browser
BLOCK = "[data-component=replies]"
LEAVE, CANCEL = STRINGS.t("replies.leave"), STRINGS.t("replies.cancel")
EDITORS, FORM = "editors@example.org", STRINGS.t("replies.form_go")


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_the_keyboard_opens_and_cancels_and_stays_where_it_was(show: Show, *, script: bool) -> None:
    page = show(PART, java_script_enabled=script)
    block = page.locator(BLOCK)
    assert block.get_by_text(LEAVE).is_visible()
    assert not block.get_by_text(CANCEL).is_visible()
    assert not block.get_by_role("link").first.is_visible()
    block.locator("summary").focus()
    page.keyboard.press("Enter")
    assert block.get_by_text(CANCEL).is_visible()
    assert not block.get_by_text(LEAVE).is_visible()
    assert block.get_by_role("link").all_inner_texts() == [EDITORS, FORM]
    page.keyboard.press("Space")
    assert block.get_by_text(LEAVE).is_visible()
    assert not block.get_by_role("link").first.is_visible()
    assert block.locator("summary:focus").count() == 1


def test_each_way_says_its_price_before_its_link(show: Show) -> None:
    block = show(PART).locator(BLOCK)
    block.locator("summary").click()
    email, form = (text.split("\n")[0] for text in block.locator("dd").all_inner_texts())
    assert email == f"{STRINGS.t('replies.letter_price')} {EDITORS}"
    assert form == f"{STRINGS.t('replies.form_price')} {FORM}"
    above = block.inner_text().split(STRINGS.t("replies.letter"))[0]
    assert STRINGS.t("replies.kept") in above


def test_opening_changes_neither_history_nor_address(open_page: Open) -> None:
    page = open_page(PART)
    before = page.evaluate("[history.length, location.href]")
    page.locator(f"{BLOCK} summary").click()
    assert page.evaluate("[history.length, location.href]") == before
