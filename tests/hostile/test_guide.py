"""The guide lists the HTML that texts may hold as the code has it."""

from __future__ import annotations

import re

from sitekit.html.allowlist import ATTRIBUTES, ELEMENTS, EVERYWHERE
from tests.conftest import ROOT

SECTION = (ROOT / "guide/safety.md").read_text().split("## HTML in a text")[1].split("\n## ")[0]
NAME = re.compile(r"`([a-z0-9-]+)`")
ROWS = [line.strip("| ").split(" | ") for line in SECTION.splitlines() if line.startswith("| `")]


def names(cell: str) -> set[str]:
    headings = {f"h{level}" for level in range(2, 7)} if "`h2` to `h6`" in cell else set[str]()
    return {*NAME.findall(cell), *headings}


def test_the_guide_lists_every_element_with_a_reason() -> None:
    rows = [row for row in ROWS if len(row) == len(("elements", "why"))]
    assert set().union(*(names(elements) for elements, _ in rows)) == ELEMENTS
    assert all(why for _, why in rows)


def test_the_guide_lists_every_attribute_with_its_elements_and_a_reason() -> None:
    rows = [row for row in ROWS if len(row) == len(("attributes", "of", "why"))]
    listed = {
        (element, attribute)
        for attributes, of, why in rows
        for attribute in names(attributes)
        for element in (names(of) or {"every element"})
        if why
    }
    allowed = {(tag, name) for tag, names_ in ATTRIBUTES.items() for name in names_}
    assert listed == allowed | {("every element", name) for name in EVERYWHERE}
