"""Problems: what was found, the id of their rule, and how GitHub shows them."""

from __future__ import annotations

import pytest

from sitekit.model.problems import Problem, annotation, found, rule_id, with_rule


def test_an_annotation_has_path_line_and_rule() -> None:
    problem = Problem("docs/a, b.md", 4, "key must be 100 %\n(found ':')", "front-matter")
    assert annotation(problem) == (
        "::error file=docs/a%2C b.md,line=4,title=front-matter::key must be 100 %25%0A(found ':')"
    )


def test_the_first_rule_that_is_named_is_kept() -> None:
    first = with_rule("one", [Problem("a", 1, "b")])
    assert [problem.rule for problem in with_rule("two", first)] == ["one"]


def test_the_id_of_a_rule_is_its_name_with_hyphens() -> None:
    def part_exists() -> None: ...

    assert rule_id(part_exists) == "part-exists"


def test_problems_are_sorted_by_path_and_line_and_equal_whatever_rule_found_them() -> None:
    last, first = Problem("b", 1, "m"), Problem("a", 2, "m")
    assert sorted([last, Problem("a", 10, "m"), first]) == [first, Problem("a", 10, "m"), last]
    assert len({Problem("a", 1, "m", "one"), Problem("a", 1, "m", "two")}) == 1


def test_what_was_found_fits_on_a_line() -> None:
    assert found("x" * 500) == f"(found 500 characters: {'x' * 60!r}…)"
    assert found("two\nlines") == "(found 'two\\nlines')"
    assert found("dratf", ["draft", "unlisted"]) == "(found 'dratf'; did you mean 'draft'?)"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "nothing"),
        ("", "nothing"),
        ([], "nothing"),
        ({}, "nothing"),
        (["a"], "a list"),
        ({"a": 1}, "keys and values"),
        (False, "'False'"),
        (0, "'0'"),
    ],
)
def test_what_was_found_is_said_in_a_word(value: object, shown: str) -> None:
    assert found(value) == f"(found {shown})"
