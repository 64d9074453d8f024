"""Wrong articles and exactly what is reported of them: tests/cases/NAME.md and NAME.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitekit.model.front_matter import decode
from tests.conftest import ROOT, SERIES, expected_of, landing, problems_of

if TYPE_CHECKING:
    from pathlib import Path

CASES = sorted((ROOT / "tests/cases").glob("*.md"))


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_problem_of_a_wrong_article_is_reported_on_one_line(case: Path) -> None:
    src = f"tides/{case.name}"
    text, problems = decode(f"docs/{src}", case.read_bytes())
    index = landing("Tides", "ebb.md", "flow.md", case.name)
    messages = problems_of(SERIES | {"tides/index.md": index, src: text})
    expected = expected_of(case.with_suffix(".txt"))
    assert [*map(str, problems), *messages] == expected
