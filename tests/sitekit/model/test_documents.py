"""The model of a page's keys, and what its author is told."""

from __future__ import annotations

from datetime import date

import pytest

from sitekit.model.documents import kind_of, parse_article, url_of
from sitekit.model.schema import ArticleKeys, key_table
from tests.conftest import DESCRIPTION, TODAY, article, landing, page


def told(text: str, src: str = "a/b.md") -> list[str]:
    return [str(problem) for problem in sorted(parse_article(src, text)[1])]


@pytest.mark.parametrize(
    ("src", "kind", "url"),
    [
        ("index.md", "page", ""),
        ("about.md", "page", "about/"),
        ("tides/index.md", "landing", "tides/"),
        ("tides/ebb.md", "article", "tides/ebb/"),
        ("tides/my-index.md", "article", "tides/my-index/"),
    ],
)
def test_kind_and_address_follow_place(src: str, kind: str, url: str) -> None:
    assert (kind_of(src), url_of(src)) == (kind, url)


def test_an_article_holds_what_its_author_wrote() -> None:
    text = article("Ebb", day="2026-03-01", label="E", updated="2026-04-01", tags="[a & b]")
    ebb, problems = parse_article("tides/ebb.md", text.replace("Ebb", "Ebb & <flow>"))
    assert problems == []
    assert (ebb.title, ebb.label, ebb.description) == ("Ebb & <flow>", "E", DESCRIPTION)
    assert (ebb.date, ebb.updated) == (date(2026, 3, 1), date(2026, 4, 1))
    assert ebb.minutes == 1


def test_label_is_the_title_without_one() -> None:
    assert parse_article("a/b.md", article("The title"))[0].label == "The title"


@pytest.mark.parametrize(
    "day", ["soon", "2026-13-01", "1700000000", "2026-03-01 10:00", "03/01/2026"]
)
def test_a_date_must_be_a_day(day: str) -> None:
    text = article("The title", day=f"'{day}'")
    assert told(text) == [f"docs/a/b.md:4: date must be a day such as 2026-03-01 (found '{day}')"]


def test_updated_must_not_be_before_date() -> None:
    text = article("The title", day="2026-03-01", updated="2026-02-01")
    assert told(text) == [
        "docs/a/b.md:5: updated must be a day such as 2026-03-01, not before `date` "
        "(found '2026-02-01')"
    ]


def test_a_page_has_no_date() -> None:
    assert told(page("The title", date="2026-03-01"), "a.md") == [
        "docs/a.md:4: date must be one of the keys title, description, notes, status, "
        "redirect_from (found 'date')"
    ]


def test_a_planned_part_needs_a_label() -> None:
    text = page("The title", series="\n  parts:\n    - a.md\n    - planned: b.md")
    assert told(text, "a/index.md") == [
        "docs/a/index.md:7: parts must be a list of file names such as `why.md`, "
        "or `planned: why.md` with a `label:` below it (found keys and values)"
    ]


def test_with_problems_it_stays_in_the_site_with_what_is_known() -> None:
    broken, problems = parse_article("a/b.md", article("T", label="Kept"))
    assert len(problems) == 1
    assert (broken.title, broken.label) == ("Untitled page", "Kept")


@pytest.mark.parametrize(
    ("status", "day", "listed", "published"),
    [
        ("published", "2026-11-21", True, True),
        ("published", "2026-11-27", False, False),
        ("unlisted", "2026-11-21", False, True),
        ("draft", "2026-11-21", False, False),
    ],
)
def test_status_and_day_decide_who_sees_it(
    status: str, day: str, *, listed: bool, published: bool
) -> None:
    one = parse_article("a/b.md", article("The title", day=day, status=status))[0]
    assert (one.listed(TODAY), one.published(TODAY)) == (listed, published)


def test_the_table_names_every_key() -> None:
    assert all(f"| `{key}` |" in key_table() for key in ArticleKeys.model_fields)


def test_a_landing_page_may_stand_without_a_date() -> None:
    assert told(landing("Tides", "ebb.md"), "tides/index.md") == []


def test_a_title_over_two_lines_is_one() -> None:
    one, problems = parse_article("tides/ebb.md", article('"Ebb and\\n  what it leaves"'))
    assert problems == []
    assert one.title == "Ebb and what it leaves"


@pytest.mark.parametrize(
    ("body", "line", "rule"),
    [
        ("word " * 30_000, 6, "text must hold at most 100000 characters (found 150002)"),
        (
            "Words.\n\n![A tide](data:" + "x" * 5000 + ")",
            9,
            "paragraph, list or table must hold at most 4000 characters (found 5017)",
        ),
        ("a\n\n" * 1001, 6, "text must hold at most 1000 paragraphs (found 1002)"),
        (
            "<img " * 700 + ("\n\n" + "<img " * 700) * 2,
            6,
            "text must hold at most 2000 times < (found 2100)",
        ),
        ("Words.\n\n<![A boat](boat.jpg)>", 9, "text must not hold <!["),
        ("[" * 601, 6, "text must hold at most 600 times [ (found 601)"),
        ("Words.\n\n" + "- " * 300 + "a", 9, "lists and quotes must stand at most 20 deep"),
        (">" * 300, 7, "lists and quotes must stand at most 20 deep"),
        (
            "".join(f"{'    ' * n}1. a\n" for n in range(30)),
            26,
            "lists and quotes must stand at most 20 deep",
        ),
    ],
)
def test_what_is_too_much_to_work_on_is_told_and_left(body: str, line: int, rule: str) -> None:
    found, (problem,) = parse_article("a/b.md", article("The title", body))
    assert str(problem).startswith(f"docs/a/b.md:{line}: {rule}")
    assert found.body == ""


@pytest.mark.parametrize(
    "body", ["- " * 40, "* * *\n" * 30, "*" * 60, "    " * 15 + "code", "| - " * 40, "a\n\n" * 900]
)
def test_what_a_person_writes_is_not_too_much(body: str) -> None:
    found, problems = parse_article("a/b.md", article("The title", body))
    assert (found.body.strip(), problems) == (body.strip(), [])
