"""Problems as GitHub shows them: beside the line, under the name of their check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.model.problems import Problem, annotation, of
from tests.conftest import SERIES, article

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def test_an_annotation_holds_path_line_and_check() -> None:
    problem = Problem("docs/a, b.md", 4, "key must be 100 %\n(found ':')", "front-matter")
    assert annotation(problem) == (
        "::error file=docs/a%2C b.md,line=4,title=front-matter::key must be 100 %25%0A(found ':')"
    )


def test_the_first_check_that_is_named_stays() -> None:
    first = of("one", [Problem("a", 1, "b")])
    assert [problem.check for problem in of("two", first)] == ["one"]


def test_on_github_every_problem_is_an_annotation_too(
    told: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    told(SERIES | {"tides/ebb.md": article("Ebb and what it leaves", "[a](gone.md)", tags="x")})
    assert [line.split("::")[1] for line in capsys.readouterr().out.splitlines()] == [
        "error file=docs/tides/ebb.md,line=5,title=front-matter",
        "error file=docs/tides/ebb.md,line=8,title=link-leads-somewhere",
    ]
