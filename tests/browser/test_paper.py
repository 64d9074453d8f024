"""What a page prints: as a PDF of A4, read back."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from tests.browser.conftest import LANDING, PART, served
from tests.conftest import SERIES, STRINGS, article, our_parts, our_settings, our_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from tests.conftest import Built

    Show = Callable[..., Page]

pytestmark = pytest.mark.browser

ARTICLES = [f"/{one.url}" for one in our_site().documents.values() if one.kind == "article"]
MOST, MOST_OF_ALL = 6, 45  # sheets of a part, and of the whole series
WHOLE = f"{LANDING}print/"
LONG = "begin " + "word " * 80 + "END-OF-LINE"
BODY = f"""Words.[^a]

???+ note "Open"
    INSIDE-OPEN

??? note "Closed"
    INSIDE-CLOSED

<details><summary>Plain</summary><p>INSIDE-PLAIN</p></details>

```text
{LONG}
{"x" * 400}END-OF-WORD
```

[A link](https://example.org/some/where) and [one of ours](flow.md).

[^a]: INSIDE-NOTE
"""


def sheets(page: Page) -> list[str]:
    """The text of each sheet in one line, without ligatures; its number comes first."""
    pdf = PdfReader(BytesIO(page.pdf(format="A4")))
    texts = (normalize("NFKC", sheet.extract_text()) for sheet in pdf.pages)
    return [" ".join(text.split()) for text in texts]


@pytest.fixture
def printed(build_site: Callable[..., Built], chromium: Browser) -> Callable[[str], list[str]]:
    def _printed(path: str) -> list[str]:
        files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", BODY)}
        with served(build_site(files)) as root:
            page = chromium.new_page()
            page.goto(root + path)
            found = sheets(page)
            page.close()
            return found

    return _printed


@pytest.mark.parametrize("path", ["/tides/ebb/", "/tides/print/"])
def test_what_is_folded_is_open_on_paper_and_no_line_of_code_is_cut(
    printed: Callable[[str], list[str]], path: str
) -> None:
    text = "".join(printed(path)).replace(" ", "")
    for words in ("OPEN", "CLOSED", "PLAIN", "NOTE"):
        assert f"INSIDE-{words}" in text
    assert "END-OF-LINE" in text
    assert "END-OF-WORD" in text


def test_links_to_other_sites_show_their_address_and_ours_do_not(
    printed: Callable[[str], list[str]],
) -> None:
    text = " ".join(printed("/tides/ebb/"))
    assert "(https://example.org/some/where)" in text
    assert text.count("http") == 1


@pytest.mark.parametrize("path", ARTICLES)
def test_a_part_takes_few_sheets_and_begins_with_its_text(show: Show, path: str) -> None:
    page = show(path)
    first = page.locator(".sk-text p").first.inner_text().split()[:8]
    found = sheets(page)
    assert len(found) <= MOST
    assert " ".join(first) in found[0]
    assert [sheet.split()[0] for sheet in found] == [str(n + 1) for n in range(len(found))]


def test_an_empty_heading_is_not_printed_nor_what_only_a_screen_can_do(show: Show) -> None:
    page = show(PART)
    page.emulate_media(media="print")
    for name in ("share", "series", "next", "toc", "notice", "leave", "replies"):
        assert not page.locator(f"[data-component={name}]").first.is_visible(), name
    assert our_settings().site_name not in " ".join(sheets(page))


def test_a_landing_page_prints_numbered_parts_on_two_sheets(show: Show) -> None:
    found = sheets(show(LANDING))
    assert len(found) <= 2
    for number, part in enumerate(our_parts(), 1):
        assert f"{number}. {part.label}" in " ".join(found)


def test_home_prints_its_companions(show: Show) -> None:
    series = next(iter(our_site().series.values()))
    text = " ".join(sheets(show("/")))
    for src in (one.src for one in series.companions):
        assert our_site().documents[src].title in text


def test_paper_is_white_though_the_screen_was_dark(show: Show) -> None:
    page = show(LANDING)
    page.emulate_media(color_scheme="dark")
    page.emulate_media(media="print")
    white = "() => getComputedStyle(document.querySelector('.sk-parts')).backgroundColor"
    assert page.evaluate(white) == "rgb(255, 255, 255)"


def test_a_whole_series_is_a_small_book(show: Show) -> None:
    page = show(WHOLE)
    found = sheets(page)
    assert len(found) <= MOST_OF_ALL
    parts = our_parts()
    for part in parts:  # contents on the first sheet, each part on a new one
        assert part.label in found[0]
    begins = [n for n, sheet in enumerate(found) for p in parts if f". {p.label}" in sheet[:60]]
    assert len(begins) == len(parts)
    assert STRINGS.t("print.top") not in " ".join(found)


def test_the_whole_series_on_a_screen_has_contents_and_drawings(show: Show) -> None:
    page = show(WHOLE)
    links = page.get_by_role("navigation", name=STRINGS.t("parts.title")).get_by_role("link")
    assert links.count() >= len(our_parts())
    links.nth(1).click()
    title = page.locator("article h2").filter(has_text=our_parts()[1].label).first
    assert title.evaluate("node => node.getBoundingClientRect().top") < 200
    assert page.locator("article svg").count() == links.count()
    page.get_by_role("link", name=STRINGS.t("print.top")).first.click()
    assert page.locator("#parts-title").evaluate("n => n.getBoundingClientRect().top") >= 0
