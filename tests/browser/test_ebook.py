"""The pages of a book, as the browser that most reader apps are made of shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_markdown import EVERYTHING, PIXEL
from tests.builds.test_ebook import BOOK, wanted
from tests.conftest import SERIES, Built, article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

# What a book claims to meet, at both levels.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COLUMNS = 12
TABLE = "\n".join("|".join([cell] * COLUMNS) for cell in ("head", "---", "a_word_of_twenty_one"))
FILES = {
    **SERIES,
    "tides/index.md": wanted(SERIES["tides/index.md"]),
    "tides/ebb.md": article("Ebb and what it leaves", EVERYTHING),
    "tides/flow.md": article("Flow and what it brings", TABLE),
    "tides/line.png": PIXEL,
}
WIDER = "document.documentElement.scrollWidth - innerWidth"


def test_its_pages_meet_what_it_claims_and_fit_the_smallest_screen(
    build_site: Callable[..., Built], tmp_path: Path, chromium: Browser
) -> None:
    site = build_site(FILES)
    with ZipFile(site.folder / BOOK) as archive:
        archive.extractall(tmp_path / "book")
    context = chromium.new_context(viewport={"width": 320, "height": 480})
    page = context.new_page()
    files = sorted((tmp_path / "book").rglob("*.xhtml"))
    assert len(files) > 5
    for file in files:
        page.goto(file.as_uri())
        assert page.evaluate(WIDER) <= 0, file.name
        found = Axe().run(page, options={"runOnly": WCAG}).response
        assert found["passes"], file.name
        wrong = [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
        assert wrong == [], file.name
    context.close()
