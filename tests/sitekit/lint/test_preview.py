"""The rule about what GitHub's preview shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitekit.html.preview import Difference
from sitekit.lint.preview import REMEDIES, check_preview
from sitekit.lint.prose import Text

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = Text("docs/tides/ebb.md", "One.\n\n- two\n", 7)


def test_a_difference_is_reported_with_its_line_and_what_helps() -> None:
    (problem,) = check_preview(TEXT, [Difference(2, "list", "1", "")])
    assert str(problem) == (
        "docs/tides/ebb.md:9: text must show what the preview shows (list '1'); put an empty line "
        "before the list, and four spaces before what is inside an item (found nothing)"
    )
    assert problem.rule == "renders-as-previewed"


@pytest.mark.parametrize("kind", REMEDIES)
def test_every_kind_has_a_remedy(kind: str) -> None:
    (problem,) = check_preview(TEXT, [Difference(0, kind, "a", "b")])
    assert REMEDIES[kind] in problem.message


def test_what_python_markdown_reads_in_another_way_is_reported(
    problems_with: Callable[[str], list[str]],
) -> None:
    found = problems_with('One.\n\nA*"word"* and `` ` ``.\n\n*(*foo)')
    assert [message.split(": ")[0] for message in found] == ["9", "11"]
