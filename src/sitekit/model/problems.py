"""What an author can put right, said in one line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SHOWN = 60  # characters of what was found that still fit on one line beside the rule


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: `path` from the repository's root, `line` from 1, `key must … (found …)`."""

    path: str
    line: int
    message: str
    rule: str = field(default="", compare=False)  # its id in guide/lint-rules.md

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def rule_id(rule: Callable[..., object]) -> str:
    """The id of a lint rule, as guide/lint-rules.md and annotations show it: `part-exists`."""
    return rule.__name__.replace("_", "-")


def with_rule(rule: str, problems: Iterable[Problem]) -> list[Problem]:
    """`problems` with the id of the rule that found them, where they have none yet."""
    return [problem if problem.rule else replace(problem, rule=rule) for problem in problems]


def annotation(problem: Problem) -> str:
    """The line that makes GitHub show a problem beside the text (its workflow commands)."""

    def escaped(text: str) -> str:
        for character in "%\r\n:,":
            text = text.replace(character, f"%{ord(character):02X}")
        return text

    message = problem.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    place = f"file={escaped(problem.path)},line={problem.line},title={escaped(problem.rule)}"
    return f"::error {place}::{message}"


def found(value: object, among: Iterable[str] = ()) -> str:
    """Say what was found, and which of the allowed values `among` may have been meant."""
    return f"(found {_shown(value)}{_meant(value, among)})"


def _shown(value: object) -> str:
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "keys and values"
    text = str(value)
    if len(text) > SHOWN:
        return f"{len(text)} characters: {text[:SHOWN]!r}…"
    return repr(text)


def _meant(value: object, among: Iterable[str]) -> str:
    close = get_close_matches(str(value), list(among), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
