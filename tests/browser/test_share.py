"""Passing a page on: without script first, then by hand and by keyboard, then where it fails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sitekit.features.share import TARGETS
from tests.browser.conftest import PART, SETTLED, TITLE
from tests.conftest import STRINGS, our_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page, Route

    Open = Show = Callable[..., Page]

pytestmark = pytest.mark.browser

ADDRESS = f"https://example.org{PART}"  # the public one, wherever the pages are served
TEXT = f"{TITLE}\n{ADDRESS}"
THANKS, COPIED = STRINGS.t("share.thanks"), STRINGS.t("share.copied")
COPY, SHEET = STRINGS.t("share.copy"), STRINGS.t("share.sheet")
EXPECTED, OPEN = STRINGS.t("share.expected"), STRINGS.t("share.open")
NETWORKS = STRINGS.t("share.network")
# The links in the order of the settings, by what they say.
NAMES = {target.key: target.name or STRINGS.t(f"share.targets.{target.key}") for target in TARGETS}
LINKS = [NAMES[key] for key in our_settings().extra["share"]]

NATIVE = """Object.defineProperty(navigator, 'share', { configurable: true, value: async (data) => {
    window.shared = [...(window.shared ?? []), data];
    %s
} });"""
REFUSED = "throw new DOMException('', '%s');"
CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: %s });"
# Every change of the words that are announced, in order.
LISTEN = """window.said = [];
    const status = document.querySelector('[data-component=share] [role=status]');
    const heard = () => said.push(status.textContent);
    new MutationObserver(heard).observe(status, { childList: true });"""
# Playwright's own way to wait for a condition is a script that the page's policy forbids.
HEARD = """(count) => new Promise((resolve) => {
    const look = () => (said.length >= count ? resolve() : setTimeout(look, 20));
    look();
})"""


def share(page: Page) -> Locator:
    return page.locator("[data-component=share]")


def field(page: Page) -> Locator:
    return share(page).get_by_label(STRINGS.t("share.link"), exact=True)


def server(page: Page) -> Locator:
    return share(page).get_by_label(STRINGS.t("share.server"))


def there(page: Page) -> Locator:
    return share(page).get_by_role("button", name=OPEN)


def status(page: Page) -> Locator:
    return share(page).get_by_role("status")


def selected(page: Page) -> str:
    return page.evaluate(
        "(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))"
        "(document.activeElement)"
    )


def answered(page: Page) -> list[str]:
    """Let every other host answer, and keep the addresses that were asked for."""
    asked: list[str] = []

    def _answer(route: Route) -> None:
        asked.append(route.request.url)
        assert "referer" not in route.request.all_headers()
        route.fulfill(body="<title>There</title>", content_type="text/html")

    page.route(re.compile(r"^https:"), _answer)
    return asked


def with_script(open_page: Open, script: str, **options: object) -> Page:
    """The article in a browser that `script` has changed before it opens."""
    page = open_page("/404.html", **options)
    page.add_init_script(script)
    page.goto(page.url.replace("/404.html", PART))
    return page


def with_server_field(show: Show) -> Page:
    page = show(PART)
    share(page).get_by_text(NETWORKS).click()
    share(page).get_by_role("link", name="Mastodon").click()
    return page


def test_without_script_the_link_can_be_selected_and_no_button_shows(show: Show) -> None:
    page = show(PART, java_script_enabled=False)
    assert field(page).is_visible()
    assert field(page).input_value() == ADDRESS
    assert not field(page).is_editable()
    field(page).focus()
    page.keyboard.press("Control+A")
    assert selected(page) == ADDRESS
    assert share(page).get_by_role("button").count() == 0
    assert status(page).inner_text() == ""


def test_without_script_the_networks_open_by_keyboard_and_are_plain_links(show: Show) -> None:
    page = show(PART, java_script_enabled=False)
    links = share(page).get_by_role("link")
    assert links.count() == 0
    field(page).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert links.all_inner_texts() == LINKS
    for link in links.all():
        assert link.get_attribute("target") is None
        values = parse_qs(urlsplit(link.get_attribute("href") or "").query).values()
        assert any(ADDRESS in value for (value,) in values)
    assert not server(page).is_visible()


def test_without_script_mastodon_leads_to_where_the_server_is_asked_for(show: Show) -> None:
    page = show(PART, java_script_enabled=False)
    asked = answered(page)
    share(page).get_by_text(NETWORKS).click()
    share(page).get_by_role("link", name="Mastodon").click()
    page.wait_for_url(re.compile("joinmastodon"))
    assert asked == [f"https://share.joinmastodon.org/?text={quote(TEXT, safe='')}"]


def test_a_script_that_does_not_come_takes_nothing_away(open_page: Open) -> None:
    page = open_page("/404.html")
    page.route("**/share.js", lambda route: route.abort())
    page.goto(page.url.replace("/404.html", PART))
    assert field(page).is_visible()
    assert share(page).get_by_role("button").count() == 0


def test_the_link_is_copied_and_said_so_each_time(open_page: Open) -> None:
    page = open_page(PART, permissions=["clipboard-read", "clipboard-write"])
    assert not field(page).is_visible()
    page.evaluate(LISTEN)
    for changes in (1, 3):
        share(page).get_by_role("button", name=COPY).click()
        page.evaluate(HEARD, changes)
    assert page.evaluate("navigator.clipboard.readText()") == ADDRESS
    assert page.evaluate("said") == [COPIED, "", COPIED]
    assert not field(page).is_visible()


@pytest.mark.parametrize(
    "clipboard",
    ["undefined", "{ writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) }"],
    ids=["absent", "refused"],
)
def test_where_copying_fails_the_link_is_shown_focused_and_selected(
    open_page: Open, clipboard: str
) -> None:
    page = with_script(open_page, CLIPBOARD % clipboard)
    share(page).get_by_role("button", name=COPY).click()
    expect(field(page)).to_be_focused()
    assert selected(page) == ADDRESS
    assert status(page).inner_text() == ""


def test_there_is_no_button_for_a_sheet_that_the_system_has_not(show: Show) -> None:
    page = show(PART)
    assert share(page).get_by_role("button").all_inner_texts() == [COPY]


def test_the_sheet_gets_title_and_public_address_alone(open_page: Open) -> None:
    page = with_script(open_page, NATIVE % "")
    share(page).get_by_role("button", name=SHEET).click()
    expect(status(page)).to_have_text(THANKS)
    assert page.evaluate("shared") == [{"title": TITLE, "url": ADDRESS}]


def test_a_sheet_that_was_closed_again_is_no_matter(open_page: Open) -> None:
    page = with_script(open_page, NATIVE % (REFUSED % "AbortError"))
    page.evaluate(LISTEN)
    share(page).get_by_role("button", name=SHEET).click()
    page.evaluate(SETTLED)
    assert page.evaluate("shared.length") == 1
    assert page.evaluate("said") == []
    assert not field(page).is_visible()


def test_a_sheet_that_fails_leaves_the_link(open_page: Open) -> None:
    page = with_script(open_page, NATIVE % (REFUSED % "NotAllowedError"))
    share(page).get_by_role("button", name=SHEET).click()
    expect(field(page)).to_be_focused()
    assert selected(page) == ADDRESS


def test_pressing_a_network_goes_there_in_this_tab(show: Show) -> None:
    page = show(PART)
    asked = answered(page)
    share(page).get_by_text(NETWORKS).click()
    share(page).get_by_role("link", name="Telegram").click()
    page.wait_for_url(re.compile("t.me"))
    (url,) = asked
    assert parse_qs(urlsplit(url).query) == {"url": [ADDRESS], "text": [TITLE]}
    assert len(page.context.pages) == 1


def test_pressing_a_network_is_thanked_for(show: Show) -> None:
    page = show(PART)
    # Elsewhere a program opens beside the page; here nothing would.
    share(page).get_by_text(NETWORKS).click()
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    share(page).get_by_role("link", name=NAMES["email"]).click()
    expect(status(page)).to_have_text(THANKS)


def test_mastodon_asks_for_the_server_in_place(show: Show) -> None:
    page = with_server_field(show)
    opener = share(page).get_by_role("link", name="Mastodon")
    expect(server(page)).to_be_focused()
    assert opener.get_attribute("aria-expanded") == "true"
    assert share(page).get_by_text(EXPECTED).is_visible()
    assert not there(page).is_visible()
    assert status(page).inner_text() == ""
    opener.click()
    assert not server(page).is_visible()
    assert opener.get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("mastodon.social", "mastodon.social"),
        ("https://example.social/", "example.social"),
        ("HTTP://Example.Social", "example.social"),
        ("  example.social ", "example.social"),
        ("a-b.c.example.social", "a-b.c.example.social"),
        ("@me@example.social", "example.social"),
        ("example.social.", "example.social"),
        ("münchen.social", "xn--mnchen-3ya.social"),
    ],
)
def test_a_server_is_opened_by_its_name(show: Show, typed: str, host: str) -> None:
    page = with_server_field(show)
    asked = answered(page)
    server(page).fill(typed)
    assert not share(page).get_by_text(EXPECTED).is_visible()
    there(page).click()
    page.wait_for_url(f"https://{host}/**")
    assert asked == [f"https://{host}/share?text={quote(TEXT, safe='')}"]


# Typed where the name of a server is expected.
NO_NAMES = [
    "typed",
    "",
    "mastodon",
    "my server.social",
    "example.social/path",
    "example.social/@me",
    "me:word@example.social",
    "@@example.social",
    "a/b@example.social",
    "example.social:8080",
    "example.social?a=b",
    "example.social#a",
    "example..social",
    "127.0.0.1",
    "[::1]",
    "javascript:alert(1)",
    "ftp://example.social",
    "https://https://example.social",
    "example.social\\@evil.example",
    "exa%2Fmple.social",
]


def test_what_is_no_name_of_a_server_is_not_offered(show: Show) -> None:
    page = with_server_field(show)
    asked = answered(page)
    before = page.url
    for typed in NO_NAMES:
        server(page).fill("example.social")
        assert there(page).is_visible()
        server(page).fill(typed)
        assert not there(page).is_visible(), typed
        assert share(page).get_by_text(EXPECTED).first.is_visible(), typed
        status(page).evaluate("node => { node.textContent = '' }")
        server(page).press("Enter")
        expect(status(page)).to_have_text(EXPECTED)
        assert (page.url, asked) == (before, []), typed


def test_enter_follows_the_link_to_the_server(show: Show) -> None:
    page = with_server_field(show)
    asked = answered(page)
    page.keyboard.type("example.social")
    page.keyboard.press("Enter")
    page.wait_for_url("https://example.social/**")
    assert asked == [f"https://example.social/share?text={quote(TEXT, safe='')}"]


def test_the_keyboard_goes_from_top_to_bottom(open_page: Open) -> None:
    page = with_script(open_page, NATIVE % "")
    share(page).get_by_role("button", name=SHEET).focus()
    seen = []
    before, (after, *_) = LINKS[: LINKS.index("Mastodon") + 1], LINKS[LINKS.index("Mastodon") + 1 :]
    for key in ("Tab", "Tab", "Enter", *["Tab"] * len(before), "Enter"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.innerText"))
    page.keyboard.type("example.social")
    for _ in range(2):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText"))
    field = ""
    assert seen == [COPY, NETWORKS, NETWORKS, *before, field, OPEN, after]


def test_opening_and_typing_leave_no_trace_in_address_history_or_storage(open_page: Open) -> None:
    page = open_page(PART)
    before = (page.url, page.evaluate("history.length"))
    share(page).get_by_text(NETWORKS).click()
    share(page).get_by_role("link", name="Mastodon").click()
    server(page).fill("no name")
    server(page).press("Enter")
    server(page).fill("example.social")
    share(page).get_by_role("button", name=COPY).click()
    expect(status(page)).to_have_text(re.compile("Thank you|^$"))
    assert (page.url, page.evaluate("history.length")) == before
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == [
        "",
        0,
        0,
    ]
    page.reload()
    assert server(page).input_value() == ""


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_everything_to_press_is_44_pixels_high_and_nothing_is_wider_than_the_page(
    show: Show, width: int
) -> None:
    page = show(PART, width)
    share(page).get_by_text(NETWORKS).click()
    share(page).get_by_role("link", name="Mastodon").click()
    server(page).fill("example.social")
    for part in share(page).locator("a, button, summary, input").all():
        box = part.bounding_box()
        assert box is None or box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_block(show: Show, scheme: str) -> None:
    page = show(PART, 390, 12000)
    page.emulate_media(color_scheme=scheme)
    share(page).get_by_text(NETWORKS).click()
    share(page).get_by_role("link", name="Mastodon").click()
    for typed in ("no name", "example.social"):
        server(page).fill(typed)
        found = Axe().run(page, context="[data-component=share]").response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []


def test_it_is_not_printed(show: Show) -> None:
    page = show(PART)
    page.emulate_media(media="print")
    assert not share(page).is_visible()
