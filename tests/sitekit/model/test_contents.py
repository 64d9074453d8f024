"""A series as lists show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sitekit.model.contents import Entry, Start, contents_of
from tests.conftest import DESCRIPTION, SERIES, article, landing, page, site_of
from tests.sitekit.conftest import contents_in


def test_all_entries_are_listed_in_order_with_what_a_list_shows() -> None:
    files = SERIES | {
        "tides/index.md": landing(
            "Tides", "ebb.md", "slack.md=Slack water", companions=("../essays/moon.md",)
        ),
        "essays/moon.md": article("The moon", label="Moon"),
    }
    ebb, slack, moon = contents_in(files).entries
    assert ebb == Entry(
        "tides/ebb.md",
        "Ebb and what it leaves",
        "Ebb and what it leaves",
        "tides/ebb/",
        DESCRIPTION,
        1,
        1,
    )
    assert slack == Entry("tides/slack.md", "Slack water", number=2)
    assert (moon.label, moon.title, moon.number) == ("Moon", "The moon", None)


@pytest.mark.parametrize("url", ["a/tides/", "a/tides/index.html"])
def test_a_book_is_in_the_folder_of_its_series_and_called_like_it(url: str) -> None:
    wanted = SERIES["tides/index.md"].replace("series: \n", "series: \n  ebook: true\n")
    for text, ebook_url in ((SERIES["tides/index.md"], None), (wanted, "a/tides/tides.epub")):
        site = site_of(SERIES | {"tides/index.md": text})
        series = site.series["tides/index.md"]
        moved = replace(series, landing=replace(series.landing, url=url))
        assert contents_of(site, moved, {}).ebook_url == ebook_url


@pytest.mark.parametrize(
    "keys", [{"status": "draft"}, {"status": "unlisted"}, {"day": "2026-11-27"}]
)
def test_what_readers_cannot_see_yet_is_listed_as_planned(keys: dict[str, str]) -> None:
    files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", **keys)}
    ebb = contents_in(files).parts[0]
    assert ebb == Entry("tides/ebb.md", "Ebb and what it leaves", number=1)
    assert ebb.planned


def test_a_scheduled_part_appears_on_its_day() -> None:
    files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", day="2026-11-27")}
    assert contents_in(files).parts[0].planned
    assert contents_in(files, today=date(2026, 11, 27)).parts[0].url == "tides/ebb/"


def test_a_file_that_is_missing_is_listed_by_its_name() -> None:
    files = SERIES | {"tides/index.md": landing("Tides", "ebb.md", "gone.md")}
    assert contents_in(files).parts[1] == Entry("tides/gone.md", "tides/gone.md", number=2)


def test_the_part_that_is_open_is_not_planned_even_as_a_draft() -> None:
    assert not replace(contents_in(SERIES).parts[2], current=True).planned


def test_a_series_counts_the_minutes_of_what_can_be_read_and_says_where_to_begin() -> None:
    long = article("Flow and what it brings", ("word " * 90 + "\n\n") * 10)
    files = SERIES | {
        "tides/index.md": landing("Tides", "slack.md=Slack water", "ebb.md", "flow.md"),
        "tides/flow.md": long,
    }
    contents = contents_in(files)
    assert contents.minutes == 1 + 5
    assert contents.begin is not None
    assert contents.begin.src == "tides/ebb.md"


def test_a_series_of_planned_parts_begins_nowhere() -> None:
    contents = contents_in({"tides/index.md": landing("Tides", "ebb.md=Ebb")})
    assert (contents.begin, contents.minutes) == (None, 0)


def test_only_parts_have_numbers() -> None:
    files = SERIES | {
        "tides/index.md": landing("Tides", "ebb.md", companions=("flow.md",)),
    }
    contents = contents_in(files)
    names = ("tides/ebb.md", "tides/flow.md", "index.md")
    assert [contents.number_of(src) for src in names] == [1, None, None]


def test_a_drawing_belongs_to_its_part_planned_or_not() -> None:
    site = site_of(SERIES)
    drawings = {"tides/slack.md": "M0 150"}
    contents = contents_of(site, site.series["tides/index.md"], drawings)
    assert [part.drawing for part in contents.parts] == [None, None, "M0 150"]


def test_a_sentence_leads_to_a_part_a_companion_or_help() -> None:
    sentences = ("You are afraid", "You wonder", "You love the sea", "You cannot wait")
    files = ("../help.md", "ebb.md", "../essays/moon.md", "slack.md")
    moon = ("../essays/moon.md",)
    choices = dict(zip(sentences, files, strict=True))
    contents = contents_in(
        SERIES
        | {
            "tides/index.md": landing("Tides", "ebb.md", companions=moon, choices=choices),
            "tides/slack.md": article("Slack water", status="draft"),
            "essays/moon.md": article("The moon", label="Moon"),
            "help.md": page("Help by sea"),
        }
    )
    assert contents.choices == (
        Start("You are afraid", "help/", "Help by sea", None, is_companion=False, is_help=True),
        Start(
            "You wonder",
            "tides/ebb/",
            "Ebb and what it leaves",
            1,
            is_companion=False,
            is_help=False,
        ),
        Start(
            "You love the sea",
            "essays/moon/",
            "Moon",
            None,
            is_companion=True,
            is_help=False,
        ),
    )


@pytest.mark.parametrize(
    ("words", "usual"), [((1, 1, 300), 1), ((1, 300, 900), None), ((1, 300), None), ((1,), None)]
)
def test_minutes_go_without_saying_where_most_parts_take_the_same(
    words: tuple[int, ...], usual: int | None
) -> None:
    names = [f"part-{n}.md" for n in range(len(words))]
    parts = {
        f"tides/{name}": article(f"Part of the tides {name}", "word word word\n\n" * count)
        for name, count in zip(names, words, strict=True)
    }
    contents = contents_in({"tides/index.md": landing("Tides", *names)} | parts)
    assert contents.usual_minutes == usual
