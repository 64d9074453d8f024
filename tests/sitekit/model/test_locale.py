"""Interface strings: filled in, counted, complete in every language; days and direction."""

from __future__ import annotations

from datetime import date

import pytest

from sitekit.model.front_matter import parse_yaml
from sitekit.model.locale import Strings, completed

ENGLISH = Strings(
    {
        "language": "en-GB",
        "next": {"first": "Part {number}"},
        "minutes": {"one": "{count} minute", "other": "{count} minutes"},
    }
)
POLISH = Strings(
    {
        "language": "pl",
        "parts": {"one": "{count} część", "few": "{count} części", "other": "{count} —"},
    }
)


def test_strings_are_filled_in_and_counted() -> None:
    assert ENGLISH.t("next.first", number=2) == "Part 2"
    assert ENGLISH.t("minutes", count=1) == "1 minute"
    assert ENGLISH.t("minutes", count=7) == "7 minutes"
    assert POLISH.t("parts", count=3) == "3 części"
    assert POLISH.t("parts", count=5) == "5 —"


def test_a_string_that_is_missing_raises_since_it_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        ENGLISH.t("next.last")
    with pytest.raises(KeyError):
        ENGLISH.t("next.first")


def test_a_language_has_every_string_and_fills_in_no_other_value() -> None:
    text = (
        "language: de\nnext:\n  erste: Teil\nminutes: '{zahl} Minuten'\nchecks:\n  promises: []\n"
    )
    model = ENGLISH.entries | {"last": "The last", "checks": {"promises": ["x"]}}
    values, problems = completed("locales/de.yml", parse_yaml("", text)[0], model)
    assert (values["language"], values["next"], values["last"]) == (
        "de",
        {"first": "Part {number}"},
        "The last",
    )
    assert Strings(values).t("minutes", count=2) == "2 minutes"
    assert [str(problem) for problem in sorted(problems)] == [
        "locales/de.yml:1: last must be there, as it is in the words this language follows "
        "(found nothing)",
        "locales/de.yml:2: next.first must be there, as it is in the words this language follows "
        "(found nothing)",
        "locales/de.yml:3: next.erste must be a word that is shown "
        "(found 'next.erste'; did you mean 'next.first'?)",
        "locales/de.yml:4: minutes must fill in only {count} (found 'zahl')",
    ]


@pytest.mark.parametrize("form", ["Teil {zahl}", "Teil {", "Teil {0}"])
def test_a_string_that_cannot_be_filled_in_is_a_problem(form: str) -> None:
    entries = parse_yaml("", f"next: '{form}'\n")[0]
    values, (problem,) = completed("locales/de.yml", entries, {"next": "Part"})
    assert values == {"next": "Part"}
    assert problem.message.startswith("next must fill in nothing (found ")


def test_days_and_direction_follow_the_language() -> None:
    assert ENGLISH.day(date(2026, 11, 21)) == "21 November 2026"
    assert ENGLISH.direction == "ltr"
    assert Strings({"language": "ar"}).direction == "rtl"
