"""Wrong articles, and exactly what their authors are told: `cases/NAME.md` and `cases/NAME.txt`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SERIES, landing

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_wrong_article_is_told_line_by_line(case: Path, told: Callable[..., list[str]]) -> None:
    name = case.name
    files = SERIES | {
        "tides/index.md": landing("Tides", "ebb.md", "flow.md", name),
        f"tides/{name}": case.read_bytes(),
    }
    assert told(files) == case.with_suffix(".txt").read_text().splitlines()
