"""Where a reader can go from here."""

from __future__ import annotations

from datetime import date

import pytest

from sitekit.features.series import all_contents, contents, navigation
from tests.conftest import SERIES, article, landing, site_of


def nav_of(src: str, **files: str):
    (nav,) = navigation(site_of(SERIES | files), src)
    return nav


def five() -> dict[str, str]:
    names = "abcde"
    files = {f"t/{name}.md": article(f"Part {name * 3}") for name in names}
    return files | {"t/index.md": landing("Tides", *(f"{name}.md" for name in names))}


@pytest.mark.parametrize(
    ("name", "step", "following"),
    [
        ("a", "first", "t/b.md"),
        ("b", "middle", "t/c.md"),
        ("d", "final", "t/e.md"),
        ("e", "last", None),
    ],
)
def test_words_fit_the_place_in_the_series(name: str, step: str, following: str | None) -> None:
    (nav,) = navigation(site_of(five()), f"t/{name}.md")
    assert nav.step == step
    assert (nav.next.src if nav.next else None) == following


def test_all_parts_are_listed_in_order_with_the_present_one_marked() -> None:
    nav = nav_of("tides/flow.md")
    assert [(p.number, p.label, p.current, p.planned) for p in nav.contents.parts] == [
        (1, "Ebb and what it leaves", False, False),
        (2, "Flow and what it brings", True, False),
        (3, "Slack water", False, True),
    ]
    assert (nav.number, nav.count) == (2, 3)


def test_a_planned_part_has_no_address_and_is_told_as_planned() -> None:
    nav = nav_of("tides/flow.md")
    assert nav.step == "planned"
    assert nav.next.url is None


@pytest.mark.parametrize(
    "keys", [{"status": "draft"}, {"status": "unlisted"}, {"day": "2026-11-27"}]
)
def test_what_readers_cannot_see_yet_is_listed_as_planned(keys: dict[str, str]) -> None:
    nav = nav_of("tides/flow.md", **{"tides/ebb.md": article("Ebb and what it leaves", **keys)})
    assert nav.contents.parts[0].planned
    assert nav.contents.parts[0].label == "Ebb and what it leaves"


def test_a_scheduled_part_appears_on_its_day() -> None:
    files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", day="2026-11-27")}
    (nav,) = navigation(site_of(files, date(2026, 11, 27)), "tides/flow.md")
    assert nav.contents.parts[0].url == "tides/ebb/"


def test_a_companion_leads_to_the_first_part() -> None:
    files = SERIES | {
        "tides/index.md": landing("Tides", "ebb.md", "flow.md", companions=("../moon.md",)),
        "moon.md": article("The moon"),
    }
    (nav,) = navigation(site_of(files | {"essays/moon.md": ""}), "moon.md")
    assert (nav.number, nav.step, nav.next.src) == (None, "companion", "tides/ebb.md")
    assert nav.contents.companions[0].current


def test_the_last_part_leads_to_a_companion() -> None:
    files = SERIES | {
        "tides/index.md": landing("Tides", "ebb.md", "flow.md", companions=("../essays/moon.md",)),
        "essays/moon.md": article("The moon"),
    }
    (nav,) = navigation(site_of(files), "tides/flow.md")
    assert (nav.step, nav.next.src) == ("last", "essays/moon.md")


def test_an_article_in_two_series_has_a_block_for_each() -> None:
    files = SERIES | {"winds/index.md": landing("Winds", "../tides/flow.md", "../tides/ebb.md")}
    navs = navigation(site_of(files), "tides/ebb.md")
    assert [(nav.contents.title, nav.number) for nav in navs] == [("Tides", 1), ("Winds", 2)]


def test_a_page_in_no_series_has_no_block() -> None:
    assert navigation(site_of(SERIES), "index.md") == ()


def test_the_whole_series_counts_what_can_be_read_and_says_where_to_begin() -> None:
    long = article("Flow and what it brings", ("word " * 90 + "\n\n") * 10)
    files = SERIES | {
        "tides/index.md": landing("Tides", "slack.md=Slack water", "ebb.md", "flow.md"),
        "tides/flow.md": long,
    }
    whole = contents(site_of(files), "tides/index.md")
    assert whole is not None
    assert whole.minutes == 1 + 5
    assert whole.begin is not None
    assert whole.begin.src == "tides/ebb.md"


def test_home_shows_every_series_that_is_published() -> None:
    hidden = landing("Hidden", "../tides/ebb.md").replace("---\n\n", "status: draft\n---\n\n")
    site = site_of(SERIES | {"hidden/index.md": hidden})
    assert [whole.title for whole in all_contents(site)] == ["Tides"]
