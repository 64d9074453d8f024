"""Subscribing: addresses that can be copied, with script and without, and are what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LANDING
from tests.conftest import STRINGS, our_site

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
    names = ["/feed.xml", f"{LANDING}feed.xml", f"{LANDING}reading-order.xml"]
    assert shown == [f"https://example.org{name}" for name in names]
    assert not page.locator(f"{FEEDS} button").first.is_visible()


def test_a_press_copies_the_address_and_says_so(open_page: Open) -> None:
    page = open_page("/subscribe/", permissions=["clipboard-read", "clipboard-write"])
    series = next(iter(our_site().series.values())).landing.title
    title = STRINGS.t("feeds.series", title=series)
    button = page.get_by_role("button", name=STRINGS.t("feeds.copy_of", title=title))
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_have_text(STRINGS.t("feeds.copied"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"https://example.org{LANDING}feed.xml"


def test_where_copying_is_refused_it_says_where_the_address_is(open_page: Open) -> None:
    page = open_page("/subscribe/")
    page.evaluate("delete Navigator.prototype.clipboard")
    page.locator(f"{FEEDS} button").first.click()
    expect(page.locator(STATUS)).to_have_text(STRINGS.t("feeds.refused"))


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
