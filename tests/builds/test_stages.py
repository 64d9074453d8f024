"""The stages of a build are listed in their order; a list that is not is one line."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from sitekit.engine.stages import STAGES

if TYPE_CHECKING:
    from tests.builds.conftest import Project

MINE = """
def on_page_markdown(markdown, **_):
    return f"{markdown}\\n\\nWords of mine."
"""
OURS = [f"hooks/{name}" for name in STAGES]


def list_hooks(project: Project, hooks: list[str]) -> None:
    listed = "".join(f"  - {name}\n" for name in OURS)
    project.change("mkdocs.yml", listed, "".join(f"  - {name}\n" for name in hooks))


def swapped(first: int, second: int) -> list[str]:
    hooks = [*OURS]
    hooks[first], hooks[second] = hooks[second], hooks[first]
    return hooks


WRONG = {
    "the first two swapped": swapped(0, 1),
    "the middle swapped": swapped(2, 3),
    "backwards": OURS[::-1],
    **{f"without {name}": [one for one in OURS if one != name] for name in OURS},
    "one twice": [*OURS, "./hooks/load.py"],
    "one twice in a row": [*OURS[:2], "./hooks/render.py", *OURS[2:]],
}


@pytest.mark.parametrize("hooks", WRONG.values(), ids=WRONG)
def test_a_wrong_list_is_one_line_that_says_what_to_do(
    project: Project, caplog: pytest.LogCaptureFixture, hooks: list[str]
) -> None:
    list_hooks(project, hooks)
    with caplog.at_level(logging.WARNING, "mkdocs"), pytest.raises(Abort):
        project.clean()
    (said,) = [record.getMessage() for record in caplog.records]
    assert said.startswith("mkdocs.yml:")
    assert "hooks must list hooks/load.py" in said
    assert "\n" not in said
    assert [record.exc_info for record in caplog.records] == [None]


@pytest.mark.parametrize("place", [0, 3, len(OURS)], ids=["before", "between", "after"])
def test_a_hook_of_ones_own_may_be_anywhere(project: Project, place: int) -> None:
    project.write("hooks/mine.py", MINE)
    list_hooks(project, [*OURS[:place], "hooks/mine.py", *OURS[place:]])
    assert b"Words of mine." in project.clean()["tides/ebb/index.html"]
