"""What guide/safety.md promises, kept by each browser: Chromium always, the others in a soak."""

from __future__ import annotations

import json
import shutil
import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import LEAVE, OTHER, PAGES, PART, TITLE, Host, served
from tests.conftest import SOAK, STRINGS, Built, sample
from tests.soak.browsers import MissingError, chromium, firefox, wait_for, webkit
from tests.soak.project import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.soak.browsers import Driver

    Start = Callable[..., Driver]

pytestmark = pytest.mark.browser

NAME, COVER = STRINGS.t("leave.now"), STRINGS.t("leave.cover")
RAIN = "/rain"  # stands for the other site that the leave button leads to
LINK = "[data-component=leave] a"
# The narrowest of WebKitGTK's own browser is 334 px.
SIZES = [(320, 256), (320, 568), (390, 844), (568, 320), (768, 1024), (1440, 900)]
SHOWS_TEXT = "[...document.querySelectorAll('h1, main p')].some((node) => node.checkVisibility())"
WAYS = {
    "press": f"document.querySelector('{LINK}').click();",
    "Shift": """for (const type of ['keydown', 'keyup', 'keydown', 'keyup', 'keydown', 'keyup']) {
        dispatchEvent(new KeyboardEvent(type, { key: 'Shift' }));
    }""",
}


@dataclass
class Visit:
    """The site at an address of its own, and what is asked of it and of the destination."""

    root: str = ""
    destination: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)  # path, and where from
    answers: threading.Event = field(default_factory=threading.Event)

    def left(self) -> None:
        """Wait until the destination was asked for; nothing else was."""
        wait_for(lambda: self.asked, "the destination is asked for")
        assert self.asked == [(RAIN, "")]


class Watched(Host):
    """A host that keeps what it is asked for, and has the destination wait if it is told to."""

    visit = Visit()  # the one of all tests of a process

    def do_GET(self) -> None:  # noqa: N802  # its base's own name
        if self.path == "/favicon.ico":  # of the destination, which is not ours
            self.send_error(404)
            return
        self.visit.asked.append((self.path, self.headers.get("Referer", "")))
        if self.path != RAIN:
            super().do_GET()
            return
        self.visit.answers.wait(PATIENCE)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        with suppress(BrokenPipeError):  # a page that was left again
            self.wfile.write(b"<!doctype html><title>Rain</title><p>Rain")


@pytest.fixture(scope="session")
def host(real_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The real site, but for the destination of its leave button."""
    folder = tmp_path_factory.mktemp("host") / "site"
    shutil.copytree(real_site.folder, folder)
    with served(Built(folder), Watched) as root, served(Built(folder), Watched) as elsewhere:
        visit = Watched.visit
        visit.root, visit.destination = root, f"{elsewhere}{RAIN}"
        for page in folder.rglob("*.html"):
            page.write_text(page.read_text().replace(LEAVE, visit.destination))
        yield visit


@pytest.fixture
def visit(host: Visit) -> Visit:
    host.asked.clear()
    host.answers.set()
    return host


ENGINES = ["chromium", "firefox", "webkit"] if SOAK else ["chromium"]


@pytest.fixture(scope="module", params=ENGINES)
def start(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Start]:
    """Start a browser, or skip the test and say what is missing."""
    with ExitStack() as stack:

        def _start(*, script: bool = True) -> Driver:
            try:
                if request.param == "chromium":
                    own = request.getfixturevalue("chromium")
                    return stack.enter_context(chromium(own, script=script))
                engine = {"firefox": firefox, "webkit": webkit}[request.param]
                folder = tmp_path_factory.mktemp(request.param)
                return stack.enter_context(engine(folder, script=script))
            except MissingError as missing:
                pytest.skip(str(missing))

        yield _start


@pytest.fixture(scope="module")
def browser(start: Start) -> Driver:
    driver = start()
    print(f"\n{driver.name} {driver.version}")
    return driver


def test_req_01_the_link_leaves_without_script(start: Start, browser: Driver, visit: Visit) -> None:
    browser.resize(390, 844)
    browser.open(f"{visit.root}{PART}")
    place = browser.place(LINK)
    plain = start(script=False)
    plain.resize(390, 844)
    plain.open(f"{visit.root}{PART}")
    visit.asked.clear()
    plain.press_at(*place)
    visit.left()


WHERE = """((place, size) => {
    document.documentElement.style.fontSize = size;
    window.scrollTo(0, place);
    const link = document.querySelector('[data-component=leave] a');
    const { left, top, width, height, right, bottom } = link.getBoundingClientRect();
    const points = [0.05, 0.5, 0.95].flatMap((h) => [0.1, 0.5, 0.9].map((v) => [h, v]));
    const covered = points.filter(([h, v]) =>
        document.elementFromPoint(left + width * h, top + height * v)?.closest('a') !== link);
    const inside = left >= 0 && top >= -0.5
        && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5;
    const wide = document.documentElement.scrollWidth - innerWidth;
    return [inside, width >= 44 && height >= 44, covered.length, Math.max(wide, 0)];
})"""


@pytest.mark.parametrize("path", PAGES)
def test_req_03_the_link_is_in_view_whole_and_uncovered(
    browser: Driver, visit: Visit, path: str
) -> None:
    browser.open(f"{visit.root}{path}")
    for width, height in SIZES:
        browser.resize(width, height)
        for size in ("100%", "200%"):
            end = browser.value("document.documentElement.scrollHeight")
            for place in (0, end // 3, end // 2, end):
                seen = browser.value(f"{WHERE}({place}, '{size}')")
                assert seen == [True, True, 0, 0], (width, height, size, place)


@pytest.mark.parametrize("way", ["press", "keyboard", "Shift"])
def test_req_11_12_leaving_asks_for_the_destination_alone_and_tells_it_nothing(
    browser: Driver, visit: Visit, way: str
) -> None:
    browser.open(f"{visit.root}{PART}")
    visit.asked.clear()
    if way == "press":
        browser.click(LINK)
    elif way == "keyboard":
        browser.press("Tab")
        browser.press("Tab")
        browser.press("Enter")
    else:
        for _ in range(3):
            browser.press("Shift")
    visit.left()
    browser.until("document.title === 'Rain'")
    assert browser.value("[document.referrer, location.href]") == ["", visit.destination]
    visit.left()


@pytest.mark.parametrize("way", WAYS)
def test_req_05_the_text_is_gone_before_the_destination_answers(
    browser: Driver, visit: Visit, way: str
) -> None:
    browser.resize(1440, 900)
    browser.open(f"{visit.root}{PART}")
    visit.answers.clear()
    # Seen in the same task as the press, so nothing of the network can come between.
    said = browser.value(f"""(() => {{
        const before = {SHOWS_TEXT};
        {WAYS[way]}
        const cover = document.querySelector('.sk-cover');
        const {{ x, y, width, height }} = cover.getBoundingClientRect();
        const {{ backgroundColor }} = getComputedStyle(cover);
        const look = [x, y, width - innerWidth, height - innerHeight, backgroundColor];
        return [before, {SHOWS_TEXT}, ...look, cover.innerText, document.title];
    }})()""")
    visit.answers.set()
    assert said == [True, False, 0, 0, 0, 0, "rgb(255, 255, 255)", COVER, COVER]
    browser.until("document.title === 'Rain'")


@pytest.mark.parametrize("way", ["press", "Shift"])
def test_req_06_back_does_not_show_the_page_that_was_left(
    start: Start, visit: Visit, way: str
) -> None:
    browser = start()
    browser.open(f"{visit.root}{OTHER}")
    browser.open(f"{visit.root}{PART}")
    # Links within a page add nothing to the history, or Back would lead to them.
    browser.click("[data-component=toc] summary")
    browser.click("[data-component=toc] li:nth-child(3) a")
    browser.click("sup a")
    browser.click(".footnote-backref")
    if way == "press":
        browser.click(LINK)
    else:
        for _ in range(3):
            browser.press("Shift")
    browser.until("document.title === 'Rain'")
    visit.asked.clear()
    browser.back()
    # The page before it may come: /safety/ says so, and no script of ours could help it.
    if browser.sees_after_back:
        browser.until(f"location.pathname === '{OTHER}' && document.readyState === 'complete'")
        assert browser.value(SHOWS_TEXT)
    else:
        wait_for(lambda: visit.asked, "the page before it is asked for")
    assert PART not in dict(visit.asked)


@pytest.mark.parametrize(
    "keys",
    [
        ["Shift", "Shift"],
        ["Shift+a", "Shift+b", "Shift+c"],
        ["Shift", "Shift", "a", "Shift"],
        ["Shift", "Shift", "Tab", "Shift", "Shift"],
        ["Control+Shift", "Control+Shift", "Control+Shift"],
        ["Escape", "Escape", "Escape", "Escape"],
    ],
    ids=" ".join,
)
def test_req_08_other_presses_do_not_leave(browser: Driver, visit: Visit, keys: list[str]) -> None:
    browser.open(f"{visit.root}{PART}")
    visit.asked.clear()
    for key in keys:
        browser.press(*key.split("+"))
    assert browser.value(f"[{SHOWS_TEXT}, location.pathname]") == [True, PART]
    assert visit.asked == []


def test_req_10_a_page_that_is_restored_shows_its_text_and_not_the_cover(
    browser: Driver, visit: Visit
) -> None:
    browser.open(f"{visit.root}{PART}")
    title = browser.value("document.title")
    visit.answers.clear()
    said = browser.value(f"""(() => {{
        const covered = () => document.querySelector('.sk-cover').checkVisibility();
        {WAYS["press"]}
        const before = [{SHOWS_TEXT}, covered()];
        dispatchEvent(new PageTransitionEvent('pageshow', {{ persisted: true }}));
        const hidden = [...document.body.children].filter((part) => part.hidden);
        return [before, {SHOWS_TEXT}, covered(), hidden.length, document.title];
    }})()""")
    visit.answers.set()
    assert said == [[False, True], True, False, 1, title]
    browser.until("document.title === 'Rain'")


def test_req_10_a_page_that_is_left_covered_is_whole_when_a_reader_comes_back(
    browser: Driver, visit: Visit
) -> None:
    browser.open(f"{visit.root}{PART}")
    # Another page of the site, opened before the destination has answered.
    go = f"location.assign({json.dumps(OTHER)})"
    browser.value(f"(() => {{ window.kept = true; {WAYS['press']} {go}; }})()")
    browser.until(f"location.pathname === '{OTHER}' && document.readyState === 'complete'")
    browser.back()
    browser.until(f"location.pathname === '{PART}' && document.readyState === 'complete'")
    print(f"restored from memory: {browser.value('window.kept === true')}")
    covered = "document.querySelector('.sk-cover').checkVisibility()"
    browser.until(f"!{covered}")
    assert browser.value(SHOWS_TEXT)


# Every summary, and every link within the page that can be seen by then.
PRESS_ALL = """(() => {
    for (const summary of document.querySelectorAll('summary')) summary.click();
    for (const link of document.querySelectorAll("a[href^='#']"))
        if (link.checkVisibility()) link.click();
})()"""
KEPT = """(async () => [document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await globalThis.caches?.keys() ?? []).length,
    (await navigator.serviceWorker?.getRegistrations() ?? []).length])()"""
ASKED = """performance.getEntriesByType('resource').map(({ name }) => name)
    .filter((name) => !name.startsWith(location.origin) && !name.startsWith('data:'))"""


def test_req_20_21_after_every_page_nothing_is_kept_and_no_other_host_was_asked(
    browser: Driver, visit: Visit, real_site: Built
) -> None:
    pages = real_site.pages()
    for name in sample(pages[::4], of=pages):  # Chromium is asked of all in tests/browser
        browser.open(f"{visit.root}/{name}")
        browser.value(PRESS_ALL)
        assert browser.value(KEPT) == ["", 0, 0, 0, 0, 0], name
        assert browser.value(ASKED) == [], name
    assert RAIN not in dict(visit.asked)


def test_req_21_a_script_runs_by_its_hash_and_no_other_does(browser: Driver, visit: Visit) -> None:
    browser.open(f"{visit.root}/search/")
    word = max(TITLE.split(), key=len)
    browser.until("document.querySelector('[role=searchbox], [type=search]')?.checkVisibility()")
    browser.click("[role=searchbox], [type=search]")
    for letter in word.lower():
        browser.press(letter)
    browser.until(f"document.querySelector('.sk-search__found a[href*=\"{PART.split('/')[-2]}\"]')")
    blocked = """new Promise((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
        const script = document.createElement('script');
        script.text = 'window.x = 1';
        document.head.append(script);
    })"""
    assert browser.value(blocked).startswith("script-src")
    assert browser.value("window.x") is None


def test_req_23_24_notes_and_contents_change_neither_the_history_nor_the_address(
    browser: Driver, visit: Visit
) -> None:
    browser.resize(390, 844)
    browser.open(f"{visit.root}{PART}")
    before = browser.value("[location.href, history.length]")
    browser.click("[data-component=toc] summary")
    browser.click("[data-component=toc] li:nth-child(2) a")
    top = browser.value("document.activeElement.getBoundingClientRect().top")
    assert 0 <= top < 200
    mark = "sup a.footnote-ref"
    note = browser.value(f"document.querySelector('{mark}').hash.slice(1)")
    browser.click(mark)
    focused = "document.activeElement.closest('[id]').id"
    assert browser.value(f"[{focused}, document.activeElement.checkVisibility()]") == [note, True]
    browser.click(f"[id='{note}'] .footnote-backref")
    middle = browser.value(f"document.querySelector('{mark}').getBoundingClientRect().top")
    assert 0 < middle < 844
    assert browser.value("[location.href, history.length]") == before
