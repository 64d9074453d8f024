"""What guide/safety.md requires of pages in use, as far as it takes Playwright to show it.

What every browser can be asked is in tests/soak/test_safety.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import LEAVE, PAGES, PART, SETTLED, TITLE
from tests.conftest import STRINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page, Request, Route

    from tests.conftest import Built

    Open = Show = Callable[..., Page]

pytestmark = pytest.mark.browser

NAME = STRINGS.t("leave.now")


def link(page: Page) -> Locator:
    return page.locator("[data-component=leave] a")


def countries(page: Page) -> Locator:
    return page.get_by_role("navigation", name=STRINGS.t("helplines.countries"))


def answered(page: Page) -> list[Request]:
    """Let the destination answer, and keep what is asked of it."""
    asked: list[Request] = []

    def _answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(body="<title>Weather</title><p>Rain", content_type="text/html")

    page.route(f"{LEAVE}**", _answer)
    return asked


# Every summary, and every link within the page that can be seen by then.
PRESS_ALL = """() => {
    for (const summary of document.querySelectorAll('summary')) summary.click();
    for (const link of document.querySelectorAll("a[href^='#']"))
        if (link.checkVisibility()) link.click();
}"""


def shows_text(page: Page) -> bool:
    return page.evaluate(
        "[...document.querySelectorAll('h1, p, a')].some(n => n.checkVisibility())"
    )


def press_shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("path", PAGES)
def test_req_01_the_link_leaves_without_script(show: Show, path: str) -> None:
    page = show(path, java_script_enabled=False)
    page.route(f"{LEAVE}**", lambda route: route.fulfill(status=204))
    with page.expect_request(LEAVE) as asked:
        link(page).click()
    assert asked.value.is_navigation_request()


def test_req_01_a_script_that_is_blocked_or_broken_takes_nothing_away(open_page: Open) -> None:
    page = open_page("/404.html")
    page.add_init_script("document.querySelectorAll = () => { throw new Error('broken') }")
    page.goto(page.url.replace("/404.html", PART))
    answered(page)
    link(page).click()
    page.wait_for_url(LEAVE)


def test_req_04_the_keyboard_meets_it_second_and_sees_it(show: Show) -> None:
    page = show(PART)
    answered(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == NAME
    box = page.locator(":focus").bounding_box()
    assert box is not None
    assert box["height"] >= 44
    page.keyboard.press("Enter")
    page.wait_for_url(LEAVE)


def test_req_07_no_new_tab_no_question(open_page: Open) -> None:
    page = open_page(PART)
    asked: list[object] = []
    page.on("dialog", lambda dialog: asked.append(dialog))  # noqa: PLW0108
    page.context.on("page", lambda other: asked.append(other))  # noqa: PLW0108
    answered(page)
    link(page).click(modifiers=["Control"])
    page.wait_for_url(LEAVE)
    assert asked == []


def test_req_07_the_middle_button_leaves_too(open_page: Open) -> None:
    page = open_page(PART)
    answered(page)
    link(page).click(button="middle")
    page.wait_for_url(LEAVE)
    assert len(page.context.pages) == 1


def test_req_08_a_press_of_the_mouse_between_resets(show: Show) -> None:
    page = show(PART)
    press_shift(page, 2)
    page.mouse.click(5, 400)
    press_shift(page, 1)
    assert shows_text(page)


@pytest.mark.parametrize(("times", "leaves"), [((0, 2600, 5200), False), ((0, 2400, 5000), True)])
def test_req_08_presses_count_within_five_seconds(
    show: Show, times: tuple[int, ...], *, leaves: bool
) -> None:
    page = show(PART)
    # No content: the browser stays, so the page can be asked what it shows at any time.
    page.route(f"{LEAVE}**", lambda route: route.fulfill(status=204))
    shown = page.evaluate(
        """(times) => {
            for (const time of times) for (const type of ['keydown', 'keyup']) {
                const event = new KeyboardEvent(type, { key: 'Shift' });
                Object.defineProperty(event, 'timeStamp', { value: time });
                dispatchEvent(event);
            }
            return document.querySelector('h1').checkVisibility();
        }""",
        times,
    )
    assert shown is not leaves


def test_req_09_shift_is_named_only_where_it_works(open_page: Open, show: Show) -> None:
    words, wide = STRINGS.t("leave.shift"), (1440, 900)
    assert show(PART, *wide).get_by_text(words).is_visible()
    assert not show(PART, *wide, java_script_enabled=False).get_by_text(words).is_visible()
    size = {"width": 1440, "height": 900}
    phone = open_page(PART, viewport=size, has_touch=True, is_mobile=True)
    assert not phone.get_by_text(words).is_visible()


def test_req_13_the_way_out_is_not_printed(show: Show) -> None:
    page = show(PART)
    page.emulate_media(media="print")
    for part in ("leave", "notice"):
        assert not page.locator(f"[data-component={part}]").is_visible()
    assert not page.locator(".sk-header").is_visible()
    assert page.locator("h1").is_visible()


def test_req_20_21_whatever_is_pressed_nothing_is_kept_and_no_other_host_is_asked(
    open_page: Open, address: str, real_site: Built
) -> None:
    page = open_page("/404.html")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => console.log(e.violatedDirective))"
    )
    for name in real_site.pages():
        page.goto(f"{address}/{name}")
        page.evaluate(PRESS_ALL)
        for box in page.get_by_role("searchbox").all():
            box.fill(max(TITLE.split(), key=len))
            page.locator(".sk-search__found a").first.wait_for()
        for opener in page.get_by_role("link", name="Mastodon", exact=True).all():
            opener.click()
            page.get_by_label(STRINGS.t("share.server")).fill("mastodon.social")
            page.get_by_role("button", name=STRINGS.t("share.copy")).click()
        page.evaluate(SETTLED)
        kept = page.evaluate(
            """async () => [document.cookie, localStorage.length, sessionStorage.length,
                (await indexedDB.databases()).length, (await caches.keys()).length,
                (await navigator.serviceWorker.getRegistrations()).length]"""
        )
        assert kept == ["", 0, 0, 0, 0, 0], name
    page.wait_for_load_state("networkidle")
    assert page.context.cookies() == []
    assert len(asked) >= len(real_site.pages())
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert said == []


def test_req_21_the_policy_of_a_page_is_enforced(open_page: Open) -> None:
    page = open_page(PART)
    blocked = """() => new Promise((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective));
        const script = document.createElement('script');
        script.text = 'window.x = 1';
        document.head.append(script);
    })"""
    assert page.evaluate(blocked) == "script-src-elem"
    assert page.evaluate("window.x") is None


def test_req_23_nothing_within_a_page_adds_to_the_history(open_page: Open) -> None:
    page = open_page(PART)
    before = page.evaluate("history.length")
    page.locator("[data-component=toc] summary").click()
    chosen = page.locator("[data-component=toc] a").nth(1)
    target = chosen.get_attribute("href") or ""
    chosen.click()
    assert page.locator(f"[id='{target[1:]}']").evaluate("n => n.getBoundingClientRect().top") < 200
    assert page.locator(":focus").get_attribute("id") == target[1:]
    page.locator("sup a").first.click()
    assert "footnote" in (page.locator(":focus").evaluate("n => n.closest('.footnote').className"))
    page.locator(".footnote-backref").first.click()
    page.locator("body").press("Tab")
    page.get_by_role("link", name=STRINGS.t("skip.text")).press("Enter")
    assert page.evaluate("history.length") == before


def test_req_24_no_choice_goes_into_the_address(open_page: Open) -> None:
    page = open_page("/help/")
    before = (page.url, page.evaluate("history.length"))
    choices = page.get_by_role("navigation", name=STRINGS.t("helplines.countries")).get_by_role(
        "link"
    )
    choices.filter(has_text="Ireland").click()
    assert page.locator("#ie").is_visible()
    assert not page.locator("#gb").is_visible()
    choices.filter(has_text=STRINGS.t("helplines.all")).click()
    assert page.locator("#gb").is_visible()
    assert (page.url, page.evaluate("history.length")) == before
    page = open_page(PART)
    before = page.url
    page.locator("sup a").first.click()
    assert page.url == before


def test_req_24_countries_are_links_without_script(show: Show) -> None:
    page = show("/help/", java_script_enabled=False)
    page.get_by_role("navigation", name=STRINGS.t("helplines.countries")).get_by_text(
        "Ireland"
    ).click()
    top = page.locator("#ie").bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 200


def test_req_29_the_title_stays_while_one_reads(open_page: Open) -> None:
    page = open_page("/404.html")
    page.clock.install()
    page.goto(page.url.replace("/404.html", PART))
    before = page.title()
    page.mouse.wheel(0, 3000)
    page.locator("[data-component=toc] summary").click()
    page.evaluate("dispatchEvent(new Event('blur')); dispatchEvent(new Event('visibilitychange'))")
    page.clock.run_for("10:00")
    assert page.title() == before
