"""What the texts of a language are searched for, and the reminder where that is missing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitekit.model.front_matter import parse_yaml
from sitekit.model.patterns import RULES, Patterns, anywhere, first, parse_patterns, unchecked
from tests.conftest import PATTERNS

PATH = "locales/de.yml"
GERMAN = r"""
language: de
checks:
  alarming:
    - \b(gewalt|missbrauch)\w*
  endangering:
    - \bblockier\w*
    - \blösch(e|en|t)\b
  promises:
    - spurlos|völlig sicher
  part_numbers:
    - \bteil \d+
  claims:
    - ^redaktion
"""


def read(text: str) -> tuple[Patterns, list[str]]:
    patterns, problems = parse_patterns(PATH, parse_yaml(PATH, text)[0])
    return patterns, [str(problem) for problem in problems]


def test_patterns_are_read_by_the_rule_that_looks_for_them() -> None:
    patterns, problems = read(GERMAN)
    assert problems == []
    assert [len(getattr(patterns, rule)) for rule in RULES] == [1, 2, 1, 1, 1]
    assert first(patterns.alarming, "Etwas über GEWALT")


def test_of_several_patterns_the_first_match_in_the_text_counts() -> None:
    found = first(read(GERMAN)[0].endangering, "Erst löschen, dann blockieren.")
    assert found
    assert found.group() == "löschen"


def test_a_language_without_lists_has_no_patterns_and_gets_a_reminder() -> None:
    text = "language: de\nchecks:\n  alarming: []\n"
    patterns, problems = read(text)
    assert (patterns, problems) == (Patterns(), [])
    (reminder,) = unchecked(PATH, parse_yaml(PATH, text)[0])
    assert str(reminder) == (
        "locales/de.yml:2: checks must list what texts are searched for, or these rules are off: "
        + ", ".join(name for name in RULES if name != "alarming")
    )
    (reminder,) = unchecked(PATH, parse_yaml(PATH, "language: de\n")[0])
    assert str(reminder).endswith(": ".join(["off", ", ".join(RULES)]))
    assert list(unchecked(PATH, parse_yaml(PATH, GERMAN)[0])) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "checks:\n  alarm: []\n",
            f"2: checks must be lists named {', '.join(RULES)} "
            "(found 'alarm'; did you mean 'alarming'?)",
        ),
        (
            "checks: none\n",
            f"1: checks must be lists named {', '.join(RULES)} (found 'none')",
        ),
        (
            "checks:\n  promises:\n    - sicher\n    - (spurlos\n",
            "4: promises must be a list of regular expressions that match some text "
            "(found '(spurlos')",
        ),
        (
            "checks:\n  promises:\n    - sicher|\n",
            "3: promises must be a list of regular expressions that match some text "
            "(found 'sicher|')",
        ),
        (
            "checks:\n  promises:\n",
            "2: promises must be a list of regular expressions that match some text "
            "(found nothing)",
        ),
    ],
)
def test_what_cannot_be_searched_for_is_a_problem(text: str, message: str) -> None:
    assert read(text)[1] == [f"{PATH}:{message}"]


WORDS = st.sampled_from(["Block", "block", "them", "LEAVE", "no trace", "safe", "This site", "İ"])


@pytest.mark.parametrize("rule", RULES)
@given(st.lists(st.lists(WORDS).map(" ".join), min_size=1))
def test_whatever_a_line_holds_is_anywhere_in_the_lines(rule: str, lines: list[str]) -> None:
    patterns = getattr(PATTERNS, rule)
    if any(first(patterns, line) for line in lines):
        assert anywhere(patterns, "\n".join(lines))


def test_a_pattern_with_capitals_is_found_anywhere_too() -> None:
    assert anywhere((re.compile(r"\bSICHER\b", re.IGNORECASE),), "ganz sicher")
