"""Subscribing: addresses that can be copied, with script and without, and are what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Callable[..., Page]

pytestmark = pytest.mark.browser
FEEDS = "[data-component=feeds]"
STATUS = f"{FEEDS} [role=status]:not(:empty)"


def test_without_script_every_feed_is_a_plain_link_that_shows_its_address(open_page: Open) -> None:
    page = open_page("/subscribe/", java_script_enabled=False)
    shown = [link.inner_text() for link in page.locator(f"{FEEDS} h3 ~ p:has(button) a").all()]
    assert shown == [
        "https://example.org/feed.xml",
        "https://example.org/going-no-contact/feed.xml",
        "https://example.org/going-no-contact/reading-order.xml",
    ]
    assert not page.locator(f"{FEEDS} button").first.is_visible()


def test_a_press_copies_the_address_and_says_so(open_page: Open) -> None:
    page = open_page("/subscribe/", permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy the address of Going No Contact: the parts")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_have_text("The address is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://example.org/going-no-contact/feed.xml"


def test_where_copying_is_refused_it_says_where_the_address_stands(open_page: Open) -> None:
    page = open_page("/subscribe/")
    page.evaluate("delete Navigator.prototype.clipboard")
    page.locator(f"{FEEDS} button").first.click()
    expect(page.locator(STATUS)).to_contain_text("blocked copying")


def test_feeds_are_sent_with_their_types(open_page: Open, address: str) -> None:
    page = open_page("/subscribe/")
    for path, of in (
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/feeds.opml", "text/x-opml; charset=utf-8"),
    ):
        answer = page.request.get(address + path)
        assert answer.headers["content-type"] == of
        assert answer.ok
