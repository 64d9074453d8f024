"""How rules are declared and run: each gets the inputs that its parameters name, and no others.

What a rule may depend on is so written in its signature, and the key of a cached page, which holds
all inputs, cannot forget one.

A rule holds for every site, unless it is declared as one of the house: then a site may switch it
off, or give it another limit, by one line below `extra: lint` in mkdocs.yml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from inspect import signature
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from sitekit.model.problems import Problem, rule_id, with_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitekit.model.settings import Limit, Limits

    Rule = TypeVar("Rule", bound=Callable[..., Iterable[Problem]])

DEFAULTS: Limits = MappingProxyType({})  # of a site that sets nothing


@dataclass(frozen=True)
class House:
    """What a site may set of a rule."""

    default: Limit = True  # what holds where the site says nothing; its type is what may be set
    unit: str = ""  # of the limit, if that is a number

    @property
    def allowed(self) -> str:
        """What may be written after its id."""
        if self.default is True:
            return "off or on"
        if isinstance(self.default, tuple):
            return "off, or a list of text"
        return f"off, on, or a number of {self.unit} above 0"


_HOUSE: dict[Callable[..., object], House] = {}  # filled where rules are declared


def house(default: Limit = True, unit: str = "") -> Callable[[Rule], Rule]:
    """Declare a house rule. Its parameter `limit`, if it has one, gets what is set."""

    def declare(rule: Rule) -> Rule:
        _HOUSE[rule] = House(default, unit)
        return rule

    return declare


def house_of(rule: Callable[..., object]) -> House | None:
    """What a site may set of a rule; None if it holds for every site."""
    return _HOUSE.get(rule)


def run(
    rules: Iterable[Callable[..., Iterable[Problem]]], limits: Limits, **inputs: Any
) -> list[Problem]:
    """Problems from every rule that is on, with its id.

    Raises KeyError for an input that is not given.
    """
    return [
        problem
        for rule, own in _on(rules, limits, inputs)
        for problem in with_rule(
            rule_id(rule), rule(**{name: own[name] for name in _parameters(rule)})
        )
    ]


def _on(
    rules: Iterable[Callable[..., Iterable[Problem]]], limits: Limits, inputs: Mapping[str, Any]
) -> Iterable[tuple[Callable[..., Iterable[Problem]], Mapping[str, Any]]]:
    """The rules that are not switched off, each with its inputs."""
    for rule in rules:
        declared = house_of(rule)
        limit = limits.get(rule_id(rule), declared.default) if declared else True
        if limit:
            yield rule, {**inputs, "limit": limit}


@cache
def _parameters(rule: Callable[..., object]) -> tuple[str, ...]:
    return tuple(signature(rule).parameters)
