"""Whether a page shows what GitHub's preview of its text shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.lint.rules import DEFAULTS, run
from sitekit.model.problems import found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitekit.html.preview import Difference
    from sitekit.lint.prose import Text
    from sitekit.model.problems import Problem

# What helps, by what differs.
REMEDIES = {
    "heading": "put an empty line before and after the heading",
    "list": "put an empty line before the list, and four spaces before what is inside an item",
    "link": "write the link as [words](<target>), its words without brackets and HTML",
    "picture": "write the picture as ![words](<file>)",
    "code": "put an empty line before and after the code, between lines of ```",
    "table": "put an empty line before and after the table, and a | at both ends of a row",
    "quote": "put an empty line before and after the quote",
    "words": "put a backslash before signs that are meant as signs, or write them as `code`;"
    " put a space beside signs that should mark words, as `**` after a full stop",
}


def renders_as_previewed(text: Text, differences: Sequence[Difference]) -> Iterator[Problem]:
    """A page must show the headings, lists, links, code and words that GitHub's preview shows.

    Who writes there would not know that readers see something else.

    Fix: as the message says; four spaces before what is nested, and empty lines around lists,
    quotes and tables, are read in one way everywhere.
    """
    for one in differences:
        rule = f"text must show what the preview shows ({one.kind} {_said(one.previewed)}); "
        yield text.problem_on(one.line, f"{rule}{REMEDIES[one.kind]} {found(one.shown)}")


def _said(value: str) -> str:
    return repr(value) if value else "none"


RULES = (renders_as_previewed,)


def check_preview(text: Text, differences: Sequence[Difference]) -> list[Problem]:
    """Problems where a page shows another structure than the preview."""
    return run(RULES, DEFAULTS, text=text, differences=differences)
