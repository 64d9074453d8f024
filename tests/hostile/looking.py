"""Pages looked at in a browser: the way out is in view and on top, and three Shifts leave."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from tests.browser.conftest import LEAVE, served

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, Page

    from tests.conftest import Built

SIZES = [(320, 568), (1280, 800)]
DIRECTIONS = ["ltr", "rtl"]
TEXT_SIZES = [32, 16]  # as a reader sets them in the browser
ENOUGH = 3  # pages with something wrong, since each may take half a minute
# Whatever can be pressed in a text is pressed, and whatever can have the focus has had it.
PRESS = """() => {
    for (const node of document.querySelectorAll('main summary, main label, main input')) {
        node.click();
        node.focus();
    }
}"""
LOOK = """([direction, pixels]) => {
    const wrong = [];
    const { fontSize } = getComputedStyle(document.documentElement);
    if (fontSize !== `${pixels}px`) wrong.push(`text of ${fontSize}`);
    document.documentElement.dir = direction;
    const link = document.querySelector('body > .sk-leave a');
    const { scrollHeight, scrollWidth } = document.documentElement;
    for (const place of [0, scrollHeight / 2, scrollHeight]) {
        scrollTo(0, place);
        const { left, top, right, bottom } = link.getBoundingClientRect();
        if (left < 0 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5) {
            wrong.push(`button at ${[left, top, right, bottom].map(Math.round)}`);
        }
        const on = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        if (on?.closest('a') !== link) wrong.push(`${on?.outerHTML.slice(0, 80)} over the button`);
    }
    scrollTo(9999, 0);
    if (scrollX || scrollWidth > innerWidth || innerWidth !== visualViewport.width) {
        wrong.push(`${scrollWidth} wide`);
    }
    const shown = { opacityProperty: true, visibilityProperty: true };
    if (!link.checkVisibility(shown)) wrong.push('button not shown');
    return wrong;
}"""


def look_at(browser: Browser, built: Built, paths: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with each of these pages, at all sizes; of `ENOUGH` at most."""
    found: dict[str, list[str]] = {}
    with served(built) as root:
        width, height = SIZES[0]
        context = browser.new_context(viewport={"width": width, "height": height})
        # No content: the browser asks for it, and stays.
        context.route(f"{LEAVE}**", lambda route: route.fulfill(status=204))
        page, said = _listening(context.new_page(), root)
        for path in paths:
            said.clear()
            if wrong := [*_look_at(page, f"{root}{path}"), *said]:
                found[path] = wrong
            if len(found) == ENOUGH:
                break
        context.close()
    return found


def _look_at(page: Page, url: str) -> list[str]:
    wrong = []
    settings = page.context.new_cdp_session(page)
    page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    page.goto(url)
    page.evaluate(PRESS)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for pixels, direction in product(TEXT_SIZES, DIRECTIONS):
            settings.send("Page.setFontSizes", {"fontSizes": {"standard": pixels}})
            seen = page.evaluate(LOOK, [direction, pixels])
            wrong += [f"{width}x{height} {direction} {pixels}px: {one}" for one in seen]
    try:
        with page.expect_request(f"{LEAVE}**"):
            for _ in range(3):
                page.keyboard.press("Shift")
    except Exception:  # whatever keeps a reader here
        wrong.append("three Shifts do not leave")
    return wrong


def _listening(page: Page, root: str) -> tuple[Page, list[str]]:
    """The page, and a list of what it complains of or asks of other hosts."""
    said: list[str] = []

    def ask(request: Any) -> None:
        if not request.url.startswith((root, LEAVE, "data:")):
            said.append(f"asks for {request.url}")

    page.on("request", ask)
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on(
        "console",
        lambda message: said.append(message.text) if message.type in ("error", "warning") else None,
    )
    return page, said
