"""Rules get the inputs that their parameters name, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sitekit.lint import files, html, site, text
from sitekit.lint.rules import house, run
from sitekit.model.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def seen(**values: object) -> Iterator[Problem]:
    yield Problem("a", 1, " ".join(sorted(values)))


def no_input() -> Iterator[Problem]:
    return seen()


def one_input(body: str) -> Iterator[Problem]:
    return seen(body=body)


def two_inputs(body: str, names: list[str]) -> Iterator[Problem]:
    return seen(body=body, names=names)


def test_a_rule_gets_what_its_parameters_name_and_no_more() -> None:
    rules = (no_input, one_input, two_inputs)
    problems = run(rules, {}, body="Words.", names=[], site=object())
    assert [problem.message for problem in problems] == ["", "body", "body names"]


def test_inputs_are_those_that_were_given() -> None:
    given: dict[str, Any] = {}

    def keeps(body: str, names: list[str]) -> Iterator[Problem]:
        given.update(body=body, names=names)
        yield from ()

    names = ["a"]
    assert run([keeps], {}, body="Words.", names=names) == []
    assert given == {"body": "Words.", "names": names}
    assert given["names"] is names


def test_a_rule_whose_input_is_missing_stops_at_once() -> None:
    with pytest.raises(KeyError, match="names"):
        run([two_inputs], {}, body="Words.")


def test_problems_come_in_the_order_of_the_rules_with_their_ids() -> None:
    problems = run([two_inputs, one_input], {}, body="Words.", names=[])
    assert [problem.rule for problem in problems] == ["two-inputs", "one-input"]


def test_a_problem_that_names_its_rule_keeps_the_name() -> None:
    def one_rule() -> Iterator[Problem]:
        yield Problem("a", 1, "m", "another-rule")

    assert [problem.rule for problem in run([one_rule], {})] == ["another-rule"]


@house(3, "words")
def limited(body: str, limit: int) -> Iterator[Problem]:
    yield Problem("a", 1, f"{body} {limit}")


@house()
def switched() -> Iterator[Problem]:
    yield Problem("a", 1, "on")


def test_a_house_rule_gets_its_limit_or_that_of_the_site() -> None:
    said = [run([limited], limits, body="b")[0].message for limits in ({}, {"limited": 8})]
    assert said == ["b 3", "b 8"]


@pytest.mark.parametrize("rule", [limited, switched])
def test_a_house_rule_may_be_off(rule: Callable[..., Iterator[Problem]]) -> None:
    assert run([rule], {rule.__name__: False}, body="b") == []
    assert len(run([rule], {"another": False}, body="b")) == 1


def test_a_rule_that_is_not_of_the_house_is_never_off() -> None:
    assert len(run([no_input], {"no-input": False})) == 1


@pytest.mark.parametrize(
    "rule",
    [*text.RULES, *html.RULES, *files.RULES],
    ids=lambda rule: rule.__name__,
)
def test_a_rule_of_one_text_or_file_gets_no_site(rule: Callable[..., object]) -> None:
    assert "site" not in rule.__annotations__


@pytest.mark.parametrize(
    "rule",
    [*site.RULES, *text.RULES, *html.RULES, *files.RULES],
    ids=lambda rule: rule.__name__,
)
def test_every_rule_says_what_it_asks_for_and_how_to_fix_it(rule: Callable[..., object]) -> None:
    what, fix, how = (rule.__doc__ or "").partition("Fix:")
    assert what.strip()
    assert (fix, bool(how.strip())) == ("Fix:", True)
