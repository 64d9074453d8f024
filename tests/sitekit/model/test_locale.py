"""Interface strings: filled in, counted, complete in every language; days and direction."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sitekit.model.front_matter import parse_yaml
from sitekit.model.locale import Strings, completed
from sitekit.model.patterns import parse_patterns, unchecked
from tests.conftest import ENGLISH as MODEL
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LOCALES = sorted(ROOT.glob("locales/*.yml"))
LANGUAGES = {"ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "zh-Hans"}

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


@pytest.mark.parametrize(
    ("language", "name", "isolated"),
    [
        ("en-GB", "Ada", False),
        ("en-GB", "أحمد", True),
        ("ar", "أحمد", False),
        ("ar", "Ada", True),
        ("ar", "12", False),
    ],
)
def test_a_name_that_runs_the_other_way_leaves_its_neighbours_in_their_place(
    language: str, name: str, *, isolated: bool
) -> None:
    strings = Strings({"language": language, "by": "{who} · 1"})
    shown = f"\u2068{name}\u2069" if isolated else name
    assert strings.t("by", who=name) == f"{shown} · 1"


def test_a_string_that_is_missing_raises_since_it_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        ENGLISH.t("next.last")
    with pytest.raises(KeyError):
        ENGLISH.t("next.first")


def test_a_language_has_every_string_and_fills_in_no_other_value() -> None:
    text = (
        "language: de\nnext:\n  erste: Teil\nminutes: '{zahl} Minuten'\nchecks:\n  promises: []\n"
        "of: Von vielen\n"
    )
    more = {"last": "The last", "of": "Of {count}", "checks": {"promises": ["x"]}}
    model = ENGLISH.entries | more
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
        "locales/de.yml:7: of must fill in {count} (found 'Von vielen')",
    ]


@pytest.mark.parametrize(
    ("language", "forms", "message"),
    [
        (
            "pl",
            "one: '{count} a', other: '{count} b'",
            "one, few, many, other (found 'one, other')",
        ),
        ("de", "one: a, two: b, other: '{count} c'", "one, other (found 'one, two, other')"),
        ("de", None, "one, other (found 'other')"),
        ("ja", "other: '{count} a'", ""),
        ("ja", None, ""),
        ("ar", "zero: a, one: b, two: c, few: d, many: e, other: '{count} f'", ""),
    ],
)
def test_a_language_has_its_plural_forms_and_no_others(
    language: str, forms: str | None, message: str
) -> None:
    text = f"language: {language}\nminutes: {f'{{{forms}}}' if forms else repr('{count}')}\n"
    model = {"language": "en", "minutes": ENGLISH.entries["minutes"]}
    _, problems = completed("x.yml", parse_yaml("", text)[0], model)
    wanted = [f"x.yml:2: minutes must have the plural forms {message}"] if message else []
    assert [str(problem) for problem in problems] == wanted


def test_what_depends_on_no_number_has_no_forms() -> None:
    entries = parse_yaml("", "language: de\nnext: {one: Teil, other: Teile}\n")[0]
    _, (problem,) = completed("x.yml", entries, {"language": "en", "next": "Part"})
    assert problem.message == "next must be one text (found 'one, other')"


def test_a_language_that_nobody_knows_is_a_problem() -> None:
    entries = parse_yaml("", "language: klingon\n")[0]
    _, (problem,) = completed("x.yml", entries, {"language": "en"})
    assert problem.message == (
        "language must be the code of a language, such as en-GB (found 'klingon')"
    )


def test_the_languages_are_there() -> None:
    assert {file.stem for file in LOCALES} >= LANGUAGES


@pytest.mark.parametrize("file", LOCALES, ids=lambda file: file.stem)
def test_every_language_has_every_string_form_and_placeholder(file: Path) -> None:
    entries, problems = parse_yaml(file.name, file.read_text())
    _, incomplete = completed(file.name, entries, MODEL.values)
    _, unreadable = parse_patterns(file.name, entries)
    wrong = [*problems, *incomplete, *unreadable, *unchecked(file.name, entries)]
    assert [str(problem) for problem in wrong] == []
    assert Strings(entries.values).language.startswith(file.stem)


@pytest.mark.parametrize("file", LOCALES, ids=lambda file: file.stem)
def test_the_button_has_one_short_name_wherever_it_is_named(file: Path) -> None:
    """Speech input presses what a reader says it sees; the name in a text is that on the button."""
    strings = Strings(parse_yaml("", file.read_text())[0].values)
    label = strings.t("leave.label")
    assert len(label) <= 22
    for name in ("leave.now", "notice.text", "feeds.raw"):
        assert label.casefold() in strings.t(name).casefold(), name


@pytest.mark.parametrize("file", LOCALES, ids=lambda file: file.stem)
def test_a_translation_leaves_nothing_in_english(file: Path) -> None:
    def texts(values: object) -> set[str]:
        if isinstance(values, dict):
            return set().union(*map(texts, values.values()))
        return {values} if isinstance(values, str) else set()

    if file.stem == "en":
        return
    same = texts(MODEL.values) & texts(parse_yaml("", file.read_text())[0].values)
    assert {text for text in same if len(text.split()) > 2} == set()


def test_names_are_listed_as_a_language_lists_them() -> None:
    names = ("Ada", "Bo", "Cy")
    assert ENGLISH.names(names) == "Ada, Bo and Cy"
    assert POLISH.names(names[:2]) == "Ada i Bo"
    assert Strings({"language": "ja"}).names(names) == "Ada、Bo、Cy"
    assert ENGLISH.names(()) == ""


@pytest.mark.parametrize("form", ["Teil {zahl}", "Teil {", "Teil {0}"])
def test_a_string_that_cannot_be_filled_in_is_a_problem(form: str) -> None:
    entries = parse_yaml("", f"language: de\nnext: '{form}'\n")[0]
    model = {"language": "en", "next": "Part"}
    values, (problem,) = completed("locales/de.yml", entries, model)
    assert values == {"language": "de", "next": "Part"}
    assert problem.message.startswith("next must fill in nothing (found ")


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "1 kB"), (83_600, "84 kB"), (999_600, "1 MB"), (2_449_000, "2.4 MB")]
)
def test_sizes_are_rounded_to_what_readers_can_compare(count: int, shown: str) -> None:
    assert Strings({"language": "en-GB"}).size(count) == shown
    assert Strings({"language": "fr"}).size(83_600) == "84\u202fko"


def test_days_and_direction_follow_the_language() -> None:
    assert ENGLISH.day(date(2026, 11, 21)) == "21 November 2026"
    assert ENGLISH.direction == "ltr"
    assert Strings({"language": "ar"}).direction == "rtl"


def test_a_script_without_italics_is_known() -> None:
    upright = {file.stem for file in LOCALES if strings_of(file).upright}
    assert upright == {"ar", "ja", "zh-Hans"}
    assert not Strings({"language": "sr"}).upright
    assert Strings({"language": "zh-TW"}).upright


def strings_of(file: Path) -> Strings:
    return Strings(parse_yaml(file.name, file.read_text())[0].values)
