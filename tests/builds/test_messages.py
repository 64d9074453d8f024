"""One mistake is one message, in a whole build too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import SERIES, article

if TYPE_CHECKING:
    from collections.abc import Callable


def test_an_address_that_cannot_be_read_is_reported_once(
    reported: Callable[..., list[str]],
) -> None:
    files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", "[a](<http://[::1>)")}
    assert reported(files) == [
        "docs/tides/ebb.md:7: link must be an address (found 'http://[::1')",
    ]


def test_what_no_page_may_hold_is_reported_once(reported: Callable[..., list[str]]) -> None:
    files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", "<p onclick='x'>A</p>")}
    assert [line.partition(": ")[0] for line in reported(files)] == ["docs/tides/ebb.md:7"]
