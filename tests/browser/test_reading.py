"""What only a browser can show: without script first, then keyboard, width, colours, requests."""

from __future__ import annotations

import re
import threading
from itertools import product
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PAGES, PART, SETTLED, TITLE, Slow, served, set_text
from tests.conftest import STRINGS, our_parts, our_settings, our_site, sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from tests.conftest import Built

    Open = Show = Callable[..., Page]

pytestmark = pytest.mark.browser

# How far things have moved by themselves since the page was opened (Layout Instability).
SHIFT = """() => new Promise((resolve) => {
    const sum = (entries) => entries.reduce((moved, entry) => moved + entry.value, 0);
    const observer = new PerformanceObserver((list) => resolve(sum(list.getEntries())));
    observer.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum(observer.takeRecords())));  // none has been
})"""
ASK_AXE = """async (tags) => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const values = axe.getRules(tags).map(({ ruleId }) => ruleId);
    const options = { runOnly: { type: 'rule', values }, resultTypes: ['violations'] };
    const { violations, passes } = await axe.run(options);
    if (!passes.length) return [['no rule applies', '']];
    return violations.map(({ id, nodes }) => [id, nodes[0].html]);
}"""
# Of the pages, widths, sizes of text, and schemes of colours in which axe is asked.
VIEWS = [*product(PAGES, (390, 1440), (16, 32), ("light", "dark"))]
FEW = [(path, *view) for path in PAGES for view in [(390, 16, "light"), (1440, 16, "dark")]]
WORD = max(TITLE.split(), key=len)  # one that the search finds


def axe(page: Page, *tags: str) -> list[list[str]]:
    """What axe finds wrong, and the first element that has it.

    All of its rules are asked, those of AAA and its experiments too, or those with any of `tags`.
    """
    page.evaluate(Axe().axe_script)
    return page.evaluate(ASK_AXE, [*tags])


def test_an_article_reads_whole_without_script(show: Show) -> None:
    page = show(PART, java_script_enabled=False)
    assert page.get_by_role("heading", level=1).inner_text() == TITLE
    page.locator("[data-component=toc] summary").click()
    assert page.locator("[data-component=toc] a").count() >= 5
    assert page.locator("[data-component=toc] a").first.is_visible()
    assert page.locator("[data-component=series] li").count() >= len(our_parts())


def test_search_lists_every_page_without_script(show: Show) -> None:
    page = show("/search/", java_script_enabled=False)
    assert not page.get_by_role("searchbox").is_visible()
    links = page.locator("[data-component=search] ul a").all_inner_texts()
    assert {TITLE, *(part.title for part in our_parts())} <= {*links}
    assert our_site().documents["about.md"].title in links


def test_search_finds_words_and_leaves_the_address_alone(open_page: Open) -> None:
    page = open_page("/search/")
    before, length = page.url, page.evaluate("history.length")
    page.get_by_role("searchbox").press_sequentially(WORD)
    found = page.locator(".sk-search__found a")
    found.first.wait_for()
    assert TITLE in " ".join(page.locator(".sk-search__found").all_inner_texts())
    said = STRINGS.t("search.found", count=page.locator(".sk-search__found > li").count())
    assert page.get_by_role("status").inner_text() == said
    assert (page.url, page.evaluate("history.length")) == (before, length)
    found.first.click()
    assert urlsplit(page.url).path != urlsplit(before).path


def test_search_says_when_nothing_is_found_and_empties_again(show: Show) -> None:
    page = show("/search/")
    box = page.get_by_role("searchbox")
    box.fill("zzzqqq")
    page.get_by_text(STRINGS.t("search.none")).wait_for()
    box.fill("")
    assert page.get_by_role("status").inner_text() == ""


def test_search_says_when_the_index_cannot_be_had(show: Show) -> None:
    page = show("/search/")
    page.route("**/search_index.json", lambda route: route.abort())
    page.get_by_role("searchbox").fill(WORD)
    page.get_by_text(STRINGS.t("search.broken")).wait_for()


def test_search_loads_nothing_until_a_word_is_typed(open_page: Open) -> None:
    page = open_page("/search/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert not [url for url in asked if "search_index" in url]


def test_an_article_can_be_read_after_one_request_and_then_asks_for_one_script(
    open_page: Open, address: str
) -> None:
    page = open_page("/404.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + PART)
    page.wait_for_load_state("networkidle")
    script = f"{address}/components/share/share.js"
    assert [url for url in asked if url.startswith("http")] == [address + PART, script]


@pytest.mark.parametrize(
    ("path", "width", "text", "scheme"), sample([*FEW, (PART, 390, 32, "light")], of=VIEWS)
)
def test_axe_finds_nothing(show: Show, path: str, width: int, text: int, scheme: str) -> None:
    # A tall window, so that a link does not happen to lie half behind the leave bar.
    page = show(path, width, 12000)
    set_text(page, text)
    page.emulate_media(color_scheme=scheme)
    assert axe(page) == []


def test_the_keyboard_meets_text_and_way_out_first(show: Show) -> None:
    page = show(PART, 1024, 800)
    seen = []
    for _ in range(3):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        seen.append(focused.inner_text())
        assert focused.is_visible()
    assert seen == [STRINGS.t("skip.text"), STRINGS.t("leave.now"), our_settings().site_name]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_and_nothing_waits_for_a_file(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.evaluate(SETTLED)
    assert page.evaluate(SHIFT) == 0
    blocking = """performance.getEntriesByType('resource')
        .filter((entry) => entry.renderBlockingStatus === 'blocking').map((entry) => entry.name)"""
    assert page.evaluate(blocking) == []


@pytest.mark.parametrize(
    ("path", "part"), [("/help/", ".sk-header"), (PART, "[data-component=leave]")]
)
def test_a_bar_that_arrives_in_pieces_does_not_move(
    chromium: Browser, real_site: Built, path: str, part: str
) -> None:
    html = (real_site.folder / path.strip("/") / "index.html").read_bytes()
    name = part.strip(".[]").rpartition("=")[2].encode()
    begin = next(m.start() for m in re.finditer(rb"<(header|aside)[^>]*\b%b\b" % name, html))
    end = html.index(b"</aside>" if b"leave" in name else b"</header>", begin)
    with served(real_site, Slow) as root:
        page = chromium.new_page(viewport={"width": 390, "height": 844})
        for cut in [m.start() for m in re.finditer(b"<(?!/)", html[begin:end])][1:]:
            Slow.cut, Slow.go_on = begin + cut, threading.Event()
            page.goto(root + path, wait_until="commit")
            page.locator(part).wait_for(state="attached")
            page.evaluate(SETTLED)
            Slow.go_on.set()
            page.wait_for_load_state()
            page.evaluate(SETTLED)
            assert page.evaluate(SHIFT) == 0, html[begin : begin + cut][-40:]
        page.close()


@pytest.mark.parametrize("path", PAGES)
def test_forced_colours_leave_every_control_in_view(show: Show, path: str) -> None:
    page = show(path)
    page.emulate_media(forced_colors="active")
    leave = page.locator("[data-component=leave] a")
    assert leave.is_visible()
    border = """(node) => [node, node.closest('aside')]
        .some((edge) => getComputedStyle(edge).borderBottomStyle === 'solid')"""
    assert leave.evaluate(border)
    for summary in page.locator("summary").all():
        assert summary.is_visible()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_a_number_to_call_is_whole_and_on_one_line(show: Show, width: int) -> None:
    page = show("/help/", width)
    broken = """() => [...document.querySelectorAll('a[href^="tel:"], a[href^="sms:"]')]
        .filter((a) => {
            const { height, right } = a.getBoundingClientRect();
            const line = parseFloat(getComputedStyle(a).lineHeight);
            return height > 1.5 * line || right > innerWidth;
        }).map((a) => a.innerText)"""
    assert page.locator("a[href^='tel:']").count() > 20
    assert page.evaluate(broken) == []


@pytest.mark.parametrize("path", PAGES)
def test_everything_to_press_is_large_enough(show: Show, path: str) -> None:
    page = show(path)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    # Links in a sentence are exempt (WCAG 2.2, 2.5.8); 24 px for all others.
    small = """() => [...document.querySelectorAll('a, button, summary, input')]
        .filter((node) => node.checkVisibility())
        .filter((node) => !node.closest('p, dd, .sk-skip, sup, .sk-text li, [hidden]'))
        .filter((node) => { const { width, height } = node.getBoundingClientRect();
            return width < 24 || height < 24; })
        .map((node) => node.outerHTML)"""
    assert page.evaluate(small) == []


def test_what_is_found_is_shown_with_the_words_around_it(show: Show) -> None:
    page = show("/search/")
    page.get_by_role("searchbox").fill(WORD)
    found = page.locator(".sk-search__found li")
    found.first.wait_for()
    marked = found.locator("> p:last-child:has(mark)")
    assert marked.count() >= 1
    for text in marked.all():
        before = text.evaluate(
            "node => node.innerText.split(node.querySelector('mark').innerText)[0]"
        )
        assert len(before) <= 125
        assert len(text.inner_text()) <= 260


def test_whoever_finds_nothing_is_offered_help(show: Show) -> None:
    page = show("/search/")
    help_ = page.locator("[data-component=search]").get_by_role(
        "link", name=STRINGS.t("search.helplines")
    )
    page.get_by_role("searchbox").fill("zzzqqq")
    help_.wait_for()
    page.get_by_role("searchbox").fill(WORD)
    page.locator(".sk-search__found a").first.wait_for()
    assert not help_.is_visible()
