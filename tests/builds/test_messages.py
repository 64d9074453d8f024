"""One mistake is one message, in a whole build too."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from tests.conftest import SERIES, article

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.conftest import Built

GROUPED = [
    "paragraphs-are-short: 3 problems",
    *(f"{line}: paragraph must hold at most 120 words" for line in (7, 11, 15)),
    "images-have-words: 2 problems",
    *(f"{line}: image must say what it shows between its brackets, or in alt" for line in (9, 13)),
    "headings-skip-no-level: 1 problem",
    "17: heading must be ## at most here",
]


def test_an_address_that_cannot_be_read_is_reported_once(
    reported: Callable[..., list[str]],
) -> None:
    files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", "[a](<http://[::1>)")}
    assert reported(files) == [
        "docs/tides/ebb.md:7: link must be an address (found 'http://[::1')",
    ]


def test_problems_of_one_rule_are_together_with_their_count(
    build_site: Callable[..., Built], caplog: pytest.LogCaptureFixture
) -> None:
    long, wordless = "word " * 130, "![](boat.png)"
    text = "\n\n".join([long, wordless, long, wordless, long, "#### Deep"])
    with caplog.at_level(logging.INFO, "mkdocs"):
        files = {"tides/ebb.md": article("Ebb and flow", text), "tides/boat.png": b"x"}
        build_site(SERIES | files, strict=False)
    said = [one.getMessage() for one in caplog.records if one.name.startswith("mkdocs.hooks")]
    lines = [one.removeprefix("docs/tides/ebb.md:").partition(" (found")[0] for one in said]
    assert lines[: len(GROUPED)] == GROUPED


def test_a_page_that_waits_is_named_with_its_day(
    build_site: Callable[..., Built], caplog: pytest.LogCaptureFixture
) -> None:
    waits = article("Ebb and flow", day="2026-11-27")
    draft = article("Never seen", day="2026-11-27", status="draft")
    files = {"tides/ebb.md": waits, "tides/flow.md": draft}
    with caplog.at_level(logging.INFO, "mkdocs"):
        build_site(SERIES | files)
    said = [one.getMessage() for one in caplog.records if " waits" in one.getMessage()]
    assert said == ["docs/tides/ebb.md waits: it will appear on 2026-11-27 (UTC)"]


def test_what_no_page_may_hold_is_reported_once(reported: Callable[..., list[str]]) -> None:
    files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", "<p onclick='x'>A</p>")}
    assert [line.partition(": ")[0] for line in reported(files)] == ["docs/tides/ebb.md:7"]
