"""Every language: its words fit on the smallest phone, in both directions of writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitekit.model.front_matter import parse_yaml
from sitekit.model.locale import Strings
from tests.browser.conftest import PART, set_text
from tests.browser.test_large_text import OUT_OF_VIEW, WAYS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SPEAK = """([language, direction, label, limit]) => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
    const bar = document.querySelector('[data-component=leave]');
    bar.querySelector('[data-leave]').textContent = label;
    bar.querySelector('p').firstChild.textContent = `${limit} `;
}"""


@pytest.mark.parametrize(("text", "size"), [(16, "100%"), *WAYS.values()])
def test_the_way_out_is_on_the_smallest_screen_in_every_language(
    show: Callable[..., Page], text: int, size: str
) -> None:
    page = show(PART)
    set_text(page, text)
    languages = [
        Strings(parse_yaml("", file.read_text())[0].values) for file in ROOT.glob("locales/*.yml")
    ]
    assert {"ltr", "rtl"} == {strings.direction for strings in languages}
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 640})
        for strings in languages:
            words = [strings.t("leave.label"), strings.t("leave.limit")]
            page.evaluate(SPEAK, [strings.language, strings.direction, *words])
            where = (strings.language, width)
            pixels = f"{text * int(size[:-1]) // 100}px"
            assert page.evaluate(OUT_OF_VIEW, size) == [pixels, "", 0], where
            assert words[0] in page.locator("[data-leave]").last.inner_text(), where
