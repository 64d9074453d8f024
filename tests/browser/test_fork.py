"""The fork in another language: its search finds words of that language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Built

pytestmark = pytest.mark.browser


def test_search_knows_the_language_of_the_fork(fork: Built, chromium: Browser) -> None:
    with served(fork) as root:
        page = chromium.new_page()
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(f"{root}/search/")
        for typed in ("Begegnung", "nötig"):
            page.get_by_role("searchbox").fill("")
            page.get_by_role("searchbox").press_sequentially(typed)
            found = page.locator(".sk-search__found")
            found.locator("a").first.wait_for()
            assert "Entscheiden" in found.inner_text()
            assert page.get_by_role("status").inner_text() == "Gefundene Seiten: 1"
        assert refused == []
        assert all(address.startswith(root) for address in asked)
        page.close()
