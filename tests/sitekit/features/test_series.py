"""Where a reader can go from an article."""

from __future__ import annotations

import pytest

from sitekit.features.series import SeriesNav, series_navs
from tests.conftest import SERIES, article, landing
from tests.sitekit.conftest import series_at


def navs_of(files: dict[str, str], src: str) -> tuple[SeriesNav, ...]:
    return series_navs(src, series_at(files, src))


def nav_of(files: dict[str, str], src: str) -> SeriesNav:
    (nav,) = navs_of(files, src)
    return nav


NAMES = "abcde"
FIVE = {f"t/{name}.md": article(f"Part {name * 3}") for name in NAMES} | {
    "t/index.md": landing("Tides", *(f"{name}.md" for name in NAMES))
}


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
    nav = nav_of(FIVE, f"t/{name}.md")
    assert (nav.step, nav.next.src if nav.next else None) == (step, following)


def test_all_parts_are_listed_in_order_with_the_present_one_marked() -> None:
    nav = nav_of(SERIES, "tides/flow.md")
    assert [(p.number, p.label, p.current, p.planned) for p in nav.contents.parts] == [
        (1, "Ebb and what it leaves", False, False),
        (2, "Flow and what it brings", True, False),
        (3, "Slack water", False, True),
    ]
    assert (nav.number, nav.count) == (2, 3)


def test_a_planned_part_comes_next_without_a_url() -> None:
    nav = nav_of(SERIES, "tides/flow.md")
    assert nav.step == "planned"
    assert nav.next is not None
    assert nav.next.url is None


def test_a_companion_leads_to_the_first_part() -> None:
    files = SERIES | {
        "tides/index.md": landing(
            "Tides", "slack.md=Slack", "ebb.md", "flow.md", companions=("../essays/moon.md",)
        ),
        "essays/moon.md": article("The moon"),
    }
    nav = nav_of(files, "essays/moon.md")
    assert nav.next is not None
    assert (nav.number, nav.step, nav.next.src) == (None, "companion", "tides/ebb.md")
    assert nav.contents.companions[0].current


def test_the_last_part_leads_to_a_companion_that_can_be_opened() -> None:
    files = SERIES | {
        "tides/index.md": landing(
            "Tides", "ebb.md", "flow.md", companions=("../essays/sun.md", "../essays/moon.md")
        ),
        "essays/sun.md": article("The sun", status="draft"),
        "essays/moon.md": article("The moon"),
    }
    nav = nav_of(files, "tides/flow.md")
    assert nav.next is not None
    assert (nav.step, nav.next.src) == ("last", "essays/moon.md")


def test_an_article_in_two_series_has_a_block_for_each() -> None:
    files = SERIES | {"winds/index.md": landing("Winds", "../tides/flow.md", "../tides/ebb.md")}
    navs = navs_of(files, "tides/ebb.md")
    assert [(nav.contents.title, nav.number) for nav in navs] == [("Tides", 1), ("Winds", 2)]


def test_a_page_in_no_series_has_no_block() -> None:
    assert navs_of(SERIES, "index.md") == ()
