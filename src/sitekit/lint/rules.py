"""How rules are run: each gets the inputs that its parameters name, and no others.

What a rule may depend on is so written in its signature, and the key of a cached page, which holds
all inputs, cannot forget one.
"""

from __future__ import annotations

from functools import cache
from inspect import signature
from typing import TYPE_CHECKING, Any

from sitekit.model.problems import Problem, rule_id, with_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Rule = "Callable[..., Iterable[Problem]]"


def run(rules: Iterable[Callable[..., Iterable[Problem]]], **inputs: Any) -> list[Problem]:
    """Problems from every rule, with its id. Raises KeyError for an input that is not given."""
    return [
        problem
        for rule in rules
        for problem in with_rule(
            rule_id(rule), rule(**{name: inputs[name] for name in _parameters(rule)})
        )
    ]


@cache
def _parameters(rule: Callable[..., object]) -> tuple[str, ...]:
    return tuple(signature(rule).parameters)
