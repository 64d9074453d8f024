"""What a search finds: accents, scripts without spaces, signs, code, slips of the finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import served
from tests.conftest import STRINGS, Built, article, landing, page, run_build, write_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONG = "Plain words about nothing in particular fill this text. " * 12
CHINESE, JAPANESE = "今天我们学习编程语言和数据库。", "東京タワーに行きました。"
TEXTS = [
    ("Accents of every kind", "The café of Müller, Łódź, Ελλάδα, أحمد."),
    ("Texts without spaces", CHINESE + JAPANESE),
    ("Names that hold signs", "We write C++, F# and .NET, and C alone: `<b>`."),
    ("Words that are in code", "Run `git rebase`:\n\n```sh\nmake frobnicate\n```"),
    ("Where it is far down", f"{LONG}\n\nA lighthouse[^1] stands.\n\n[^1]: A note."),
    ("About the little ones", "What children need when their parents part."),
    ("Something about narcissism", "## A heading here\n\nNarcissism, and stopping."),
]
FILES = {
    "index.md": page("The home page"),
    "search.md": page("Find a page"),
    "help.md": page("Someone to talk to"),
    "helplines.yml": """
gb:
  country: United Kingdom
  emergency: {call: ["999"], mark: known, checked: 2026-11-21}
  lines:
    - {service: A line, for: Everyone, call: [0808 200 0247], mark: known, checked: 2026-11-21}
""",
    "synonyms.yml": "kids: children\nhotline: [someone to talk to]\n",
    "tides/index.md": landing("Tides", *(f"{n}.md" for n in range(1, 8))),
    **{f"tides/{n}.md": article(title, text) for n, (title, text) in enumerate(TEXTS, 1)},
}
FOUND = {
    "cafe": 1,
    "CAFÉ": 1,
    "Muller": 1,
    "müller": 1,
    "lodz": 1,
    "ελλαδα": 1,
    "احمد": 1,
    "ｃａｆｅ": 1,
    "编程": 2,
    "数据库": 2,
    "今天数据库": 2,  # as two words
    "タワー": 2,
    "C++": 3,
    "f#": 3,
    ".net": 3,
    "net": 3,
    "frobnicate": 4,
    "git rebase": 4,
    "rebase git": 4,
    "“lighthouse”": 5,
    "kids": 6,
    "hotline": "help",
    "narcissist": 7,
    "narcisism": 7,  # a slip of the finger
    "stopped": 7,
    "stop": 7,
}


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("searched")
    write_files(folder / "docs", FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795651200")
        patch.setenv("SITE_URL", "https://example.org/")
        run_build(folder / "docs", folder / "site")
    with served(Built(folder / "site")) as root:
        opened = chromium.new_page()
        opened.goto(f"{root}/search/")
        yield opened
        opened.close()


def search(opened: Page, words: str) -> list[str]:
    """Paths of the pages found; waits for what the page says of them."""
    box, status = opened.get_by_role("searchbox"), opened.get_by_role("status")
    box.fill("")
    expect(status).to_have_text("")
    box.fill(words)
    expect(status).not_to_have_text("")
    assert STRINGS.t("search.broken") not in status.inner_text()
    hrefs = opened.locator(".sk-search__found a").evaluate_all("all => all.map(a => a.href)")
    return [href.split("/", 3)[3].partition("#")[0] for href in hrefs]


@pytest.mark.parametrize("words", FOUND)
def test_the_page_that_is_meant_comes_first(searched: Page, words: str) -> None:
    place = FOUND[words]
    wanted = "help/" if place == "help" else f"tides/{place}/"
    assert search(searched, words)[:1] == [wanted]


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("cafe", "café"),
        ("编程", "编程"),
        ("c++", "C++"),
        ("LIGHTHOUSE", "lighthouse"),
        ("<b>", "<b>"),
    ],
)
def test_what_is_found_is_marked_as_it_is_written(searched: Page, words: str, marked: str) -> None:
    search(searched, words)
    assert searched.locator(".sk-search__found mark").first.inner_text() == marked
    excerpt = searched.locator(".sk-search__found li > p:last-child").first.inner_text()
    assert marked in excerpt
    assert len(excerpt) < 300


@pytest.mark.parametrize("words", ["zzzqqq", "编码器", "+++", "<i>", "\\", "(", "%"])
def test_a_miss_offers_the_ways_on_and_help_first(searched: Page, words: str) -> None:
    assert search(searched, words) == []
    assert searched.get_by_role("status").inner_text() == STRINGS.t("search.none")
    ways = searched.locator("[role=search] ul a")
    assert ways.all_inner_texts() == [STRINGS.t("search.helplines"), STRINGS.t("search.all")]
    assert ways.first.is_visible()
    search(searched, "cafe")
    assert not ways.first.is_visible()


def test_near_words_are_said_to_be_near(searched: Page) -> None:
    search(searched, "narcisism")
    assert searched.get_by_role("status").inner_text().startswith(STRINGS.t("search.near"))
    search(searched, "kids")
    assert STRINGS.t("search.near") not in searched.get_by_role("status").inner_text()


def test_a_page_that_has_all_words_comes_alone(searched: Page) -> None:
    assert search(searched, "children parents") == ["tides/6/"]
    assert "tides/6/" in search(searched, "children lighthouse")


def test_the_beginning_of_a_word_finds_it_and_its_middle_does_not(searched: Page) -> None:
    assert search(searched, "lightho") == ["tides/5/"]
    assert "tides/5/" not in search(searched, "house")
