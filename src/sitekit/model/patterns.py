"""What a language's texts are searched for, from `checks:` in words/*.yml: regular expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitekit.model.front_matter import FrontMatter

Searched = tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Patterns:
    """Patterns by the rule that looks for them; a rule without any is off.

    Words that are a danger in one language mean something else in another, or nothing.
    """

    alarming: Searched = ()  # in titles, descriptions, addresses
    endangering: Searched = ()  # steps that need the note “plan first”
    promises: Searched = ()  # what no page can promise
    part_numbers: Searched = ()  # how a text speaks of a part by its number
    claims: Searched = ()  # in pen names: to be the site, its editors or a service


RULES = tuple(field.name for field in fields(Patterns))


def first(patterns: Searched, text: str) -> re.Match[str] | None:
    """The first match in `text` of any pattern."""
    matches = (match for pattern in patterns if (match := pattern.search(text)))
    return min(matches, key=lambda match: match.start(), default=None)


def parse_patterns(path: str, entries: FrontMatter) -> tuple[Patterns, list[Problem]]:
    """The patterns of a language's words, and every mistake in them."""
    checks = entries.values.get("checks") or {}
    names = list(checks) if isinstance(checks, dict) else [checks]
    if strange := [name for name in names if name not in RULES]:
        rule = f"checks must be lists named {', '.join(RULES)} {found(strange[0], RULES)}"
        return Patterns(), [Problem(path, entries.line("checks", strange[0]), rule)]
    read: dict[str, Searched] = {}
    problems: list[Problem] = []
    for name, texts in checks.items():
        listed = texts if isinstance(texts, list) else [texts]
        patterns = [_pattern(text) for text in listed]
        read[name] = tuple(pattern for pattern in patterns if pattern)
        problems += [
            Problem(
                path,
                entries.line("checks", name, n),
                f"{name} must be a list of regular expressions that match some text {found(text)}",
            )
            for n, (text, pattern) in enumerate(zip(listed, patterns, strict=True))
            if pattern is None
        ]
    return Patterns(**read), problems


def unchecked(path: str, entries: FrontMatter) -> Iterator[Problem]:
    """A reminder of rules that the language has no list for; an empty list is meant to be none."""
    checks = entries.values.get("checks") or {}
    if without := [name for name in RULES if name not in checks]:
        rule = "checks must list what texts are searched for, or these rules are off:"
        yield Problem(path, entries.line("checks"), f"{rule} {', '.join(without)}")


def anywhere(patterns: Searched, lines: str) -> bool:
    """Whether any line of a long text may hold what is searched for: false only if none does."""
    small = lines.lower()
    return any(_of_small(pattern).search(small) for pattern in patterns)


@cache
def _of_small(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same for lines in small letters, where it can be: to ignore case takes twice the time."""
    capitals = re.search(r"[A-Z]", re.sub(r"\\.", "", pattern.pattern))
    return re.compile(pattern.pattern, re.MULTILINE | (re.IGNORECASE if capitals else 0))


def _pattern(text: object) -> re.Pattern[str] | None:
    try:
        pattern = re.compile(text, re.IGNORECASE) if isinstance(text, str) else None
    except re.error:
        return None
    # One that matches nothing at all would be found everywhere.
    return None if pattern and pattern.search("") else pattern
