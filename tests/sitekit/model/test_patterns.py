"""What a language's texts are searched for: read from its words, and told when it is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitekit.lint.site import check
from sitekit.lint.text import check_texts
from sitekit.model.front_matter import parse_yaml
from sitekit.model.patterns import RULES, Patterns, first, parse_patterns, unchecked
from tests.conftest import SERIES, article, site_of

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
"""


def read(text: str) -> tuple[Patterns, list[str]]:
    patterns, problems = parse_patterns(PATH, parse_yaml(PATH, text)[0])
    return patterns, [str(problem) for problem in problems]


def test_texts_are_searched_for_what_their_language_lists() -> None:
    patterns, problems = read(GERMAN)
    assert problems == []
    files = SERIES | {
        "tides/ebb.md": article("Etwas über Gewalt", "Lösche nichts.\n\nHier liest du spurlos."),
        "tides/flow.md": article("How to escape him", "Block him. You leave no trace."),
    }
    site = replace(site_of(files), patterns=patterns)
    told = [str(problem).partition(": ")[2] for problem in (*check(site), *check_texts(site))]
    assert [message.split(" must ")[0] for message in told] == ["title", "text", "section"]
    assert "(found 'Gewalt')" in told[0]
    assert "(found 'spurlos')" in told[1]
    assert "(found 'Lösche')" in told[2]


def test_of_several_patterns_what_stands_first_is_told() -> None:
    found = first(read(GERMAN)[0].endangering, "Erst löschen, dann blockieren.")
    assert found
    assert found.group() == "löschen"


def test_a_language_without_lists_checks_nothing_and_is_reminded_of() -> None:
    text = "language: de\nchecks:\n  alarming: []\n"
    patterns, problems = read(text)
    assert (patterns, problems) == (Patterns(), [])
    (reminder,) = unchecked(PATH, parse_yaml(PATH, text)[0])
    assert str(reminder) == (
        "locales/de.yml:2: checks must list what texts are searched for, or these rules are off: "
        "endangering, promises"
    )
    (reminder,) = unchecked(PATH, parse_yaml(PATH, "language: de\n")[0])
    assert str(reminder).endswith(": ".join(["off", ", ".join(RULES)]))
    assert list(unchecked(PATH, parse_yaml(PATH, GERMAN)[0])) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "checks:\n  alarm: []\n",
            "2: checks must be lists named alarming, endangering, promises "
            "(found 'alarm'; did you mean 'alarming'?)",
        ),
        (
            "checks: none\n",
            "1: checks must be lists named alarming, endangering, promises (found 'none')",
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
def test_what_cannot_be_searched_for_is_a_mistake(text: str, message: str) -> None:
    assert read(text)[1] == [f"{PATH}:{message}"]
