"""Words, menus, drawings, styles, reading time, the list of all pages, problems."""

from __future__ import annotations

from datetime import date

import pytest

from sitekit.features.drawings import parse_drawings
from sitekit.features.menus import menu
from sitekit.features.search import all_pages
from sitekit.model.front_matter import parse_yaml
from sitekit.model.locale import Words, completed
from sitekit.model.problems import found
from sitekit.model.reading import minutes, words
from tests.conftest import SERIES, article, page, site_of

ENGLISH = Words(
    {
        "language": "en-GB",
        "next": {"first": "Part {number}"},
        "minutes": {"one": "{count} minute", "other": "{count} minutes"},
    }
)
POLISH = Words(
    {
        "language": "pl",
        "parts": {"one": "{count} część", "few": "{count} części", "other": "{count} —"},
    }
)


def test_words_are_filled_in_and_counted() -> None:
    assert ENGLISH.say("next.first", number=2) == "Part 2"
    assert ENGLISH.say("minutes", count=1) == "1 minute"
    assert ENGLISH.say("minutes", count=7) == "7 minutes"
    assert POLISH.say("parts", count=3) == "3 części"


def test_words_that_are_missing_are_our_mistake() -> None:
    with pytest.raises(KeyError):
        ENGLISH.say("next.last")


def test_a_language_has_every_word_and_fills_in_no_other() -> None:
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
    assert Words(values).say("minutes", count=2) == "2 minutes"
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
def test_a_word_that_cannot_be_filled_in_is_a_mistake(form: str) -> None:
    entries = parse_yaml("", f"next: '{form}'\n")[0]
    values, (problem,) = completed("locales/de.yml", entries, {"next": "Part"})
    assert values == {"next": "Part"}
    assert problem.message.startswith("next must fill in nothing (found ")


def test_days_and_direction_follow_the_language() -> None:
    assert ENGLISH.day(date(2026, 11, 21)) == "21 November 2026"
    assert Words({"language": "ar"}).direction == "rtl"


def test_a_menu_holds_the_pages_that_exist() -> None:
    files = SERIES | {"about.md": page("About us"), "draft.md": page("A draft", status="draft")}
    entries = [
        {"Home": "index.md"},
        {"Help": "help.md"},
        {"D": "draft.md"},
        {"About": "about.md#us"},
    ]
    links = menu(site_of(files), entries)
    assert [(link.label, link.url) for link in links] == [("Home", ""), ("About", "about/#us")]


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><path d="M0 150H320"/></svg>'
)


def test_a_drawing_is_reduced_to_its_line() -> None:
    assert parse_drawings({"tides/ebb.svg": DRAWING}) == ({"tides/ebb.md": "M0 150H320"}, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "<svg",
            "docs/a.svg:1: drawing must be an SVG file that can be read "
            "(found: unclosed token: line 1, column 0)",
        ),
        (
            DRAWING.replace("320 200", "100 100"),
            "docs/a.svg:1: drawing must have viewBox=\"0 0 320 200\" (found '0 0 100 100')",
        ),
        (
            DRAWING.replace("</svg>", "<script/></svg>"),
            "docs/a.svg:1: drawing must be one <path> and nothing else (found 2 elements)",
        ),
        (
            DRAWING.replace("M0 150", "M9 10"),
            "docs/a.svg:1: drawing must begin at the left edge, with M0 150 (found 'M9 10H320')",
        ),
    ],
)
def test_a_drawing_that_would_not_join_is_told(text: str, message: str) -> None:
    drawings, problems = parse_drawings({"a.svg": text})
    assert drawings == {}
    assert [str(problem) for problem in problems] == [message]


def test_reading_time_counts_words_and_not_sources() -> None:
    body = """
One two[^a] [three](https://example.org/four/five).

<!-- six
seven -->
--8<-- "eight.md"

[^a]: Nine ten.
    Eleven.

Don’t
"""
    assert words(body) == 4
    assert minutes("word " * 201) == 2
    assert minutes("") == 1


def test_all_pages_come_series_first() -> None:
    files = SERIES | {
        "about.md": page("About us"),
        "tides/gone.md": article("Gone", status="draft"),
    }
    assert [a.src for a in all_pages(site_of(files))] == [
        "tides/index.md",
        "tides/ebb.md",
        "tides/flow.md",
        "about.md",
        "index.md",
    ]


def test_what_was_found_fits_on_a_line() -> None:
    assert found("x" * 500) == f"(found 500 characters: {'x' * 60!r}…)"
    assert found("two\nlines") == "(found 'two\\nlines')"
    assert found("dratf", ["draft", "unlisted"]) == "(found 'dratf'; did you mean 'draft'?)"
