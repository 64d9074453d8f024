"""Replies of a whole build: what its settings, strings and helplines say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from tests.conftest import ROOT, SERIES, our_settings, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

FILE = "replies/2026-11-01-1.md"
HELPLINES = {"helplines.yml": (ROOT / "docs/helplines.yml").read_text()}


def test_a_reply_may_name_a_number_while_the_site_lists_it(
    build_site: Callable[..., Built], caplog: pytest.LogCaptureFixture
) -> None:
    files = SERIES | {FILE: reply("Call 0808 2000 247.")}
    page = build_site(files | HELPLINES).html("tides/ebb/index.html")
    assert page.css_first("[itemprop=text]").text().strip() == "Call 0808 2000 247."
    with pytest.raises(Abort):
        build_site(files | {"helplines.yml": ""})
    assert f"docs/{FILE}:8: text must hold no phone number (found '0808 2000 247')" in caplog.text


@pytest.mark.parametrize("name", ["The editors", "Samaritans", our_settings().site_name])
def test_no_pen_name_claims_to_be_the_site_or_a_service(
    name: str, build_site: Callable[..., Built], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        build_site(SERIES | HELPLINES | {FILE: reply(name=name)})
    rule = "name must not claim to be the site, its editors or a service"
    assert f"docs/{FILE}:2: {rule} (found '{name}')" in caplog.text
