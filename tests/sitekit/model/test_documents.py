"""A document: its kind and URL, its keys, who may see it, and what is too much to work on."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from sitekit.model.documents import (
    EPOCH,
    UNTITLED,
    Choice,
    Document,
    Part,
    SeriesDefinition,
    digest_of,
    dump,
    kind_of,
    load,
    parse_document,
    url_of,
    with_text,
)
from sitekit.model.front_matter import head_of
from sitekit.model.schema import MODELS, ArticleKeys, Day
from tests.conftest import DESCRIPTION, TODAY, article, landing, page


def messages(text: str, src: str = "a/b.md") -> list[str]:
    return [str(problem) for problem in sorted(parse_document(src, text)[1])]


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
def test_kind_and_url_follow_from_the_place(src: str, kind: str, url: str) -> None:
    assert (kind_of(src), url_of(src)) == (kind, url)


def test_a_document_has_what_its_author_wrote() -> None:
    text = article("Ebb", day="2026-03-01", label="E", updated="2026-04-01", tags="[a & b]")
    ebb, problems = parse_document("tides/ebb.md", text.replace("Ebb", "Ebb & <flow>"))
    assert problems == []
    assert (ebb.title, ebb.label, ebb.description) == ("Ebb & <flow>", "E", DESCRIPTION)
    assert (ebb.date, ebb.updated) == (dt.date(2026, 3, 1), dt.date(2026, 4, 1))
    assert ebb.minutes == 1


def test_without_a_label_the_title_is_the_label() -> None:
    assert parse_document("a/b.md", article("The title"))[0].label == "The title"


@pytest.mark.parametrize(
    "day", ["soon", "2026-13-01", "1700000000", "2026-03-01 10:00", "03/01/2026"]
)
def test_a_date_must_be_a_day(day: str) -> None:
    text = article("The title", day=f"'{day}'")
    assert messages(text) == [
        f"docs/a/b.md:4: date must be a day such as 2026-03-01 (found '{day}')"
    ]


def test_updated_must_not_be_before_date() -> None:
    text = article("The title", day="2026-03-01", updated="2026-02-01")
    assert messages(text) == [
        "docs/a/b.md:5: updated must be a day such as 2026-03-01, not before `date` "
        "(found '2026-02-01')"
    ]


def test_a_page_has_no_date() -> None:
    assert messages(page("The title", date="2026-03-01"), "a.md") == [
        "docs/a.md:4: date must be one of the keys title, description, notes, status, "
        "redirect_from, translation_of (found 'date')"
    ]


def test_a_planned_part_needs_a_label() -> None:
    text = page("The title", series="\n  parts:\n    - a.md\n    - planned: b.md")
    assert messages(text, "a/index.md") == [
        "docs/a/index.md:7: parts must be a list of file names such as `why.md`, "
        "or `planned: why.md` with a `label:` below it (found keys and values)"
    ]


def test_a_document_with_problems_stays_in_the_site_with_what_is_known() -> None:
    broken, problems = parse_document("a/b.md", article("''", label="Kept"))
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
    one = parse_document("a/b.md", article("The title", day=day, status=status))[0]
    assert (one.listed(TODAY), one.published(TODAY)) == (listed, published)


def test_a_landing_page_needs_no_date() -> None:
    assert messages(landing("Tides", "ebb.md"), "tides/index.md") == []


def test_a_title_over_two_lines_becomes_one_line() -> None:
    one, problems = parse_document("tides/ebb.md", article('"Ebb and\\n  what it leaves"'))
    assert problems == []
    assert one.title == "Ebb and what it leaves"


@pytest.mark.parametrize(
    ("body", "line", "rule"),
    [
        ("word " * 61_000, 6, "text must hold at most 300000 characters (found 305002)"),
        ("Words.\n" * 20_001, 6, "text must hold at most 20000 lines (found 20003)"),
        ("```\n```\n" * 2_001, 6, "text must hold at most 2000 blocks of code (found 2001)"),
        (
            "Words.\n\n![A tide](data:" + "x" * 21_000 + ")",
            9,
            "paragraph must hold at most 20000 characters (found 21016)",
        ),
        (
            "Words.\n\n" + "[" * 4_000,
            9,
            "paragraph must hold fewer signs [, or be divided in several",
        ),
        ("Words.\n\n" + "- " * 300 + "a", 9, "lists and quotes must be nested at most 20 deep"),
        (">" * 300, 7, "lists and quotes must be nested at most 20 deep"),
        (
            "".join(f"{'    ' * n}1. a\n" for n in range(30)),
            27,
            "lists and quotes must be nested at most 20 deep",
        ),
    ],
)
def test_a_text_that_is_too_much_to_work_on_is_reported_and_left_alone(
    body: str, line: int, rule: str
) -> None:
    found, (problem,) = parse_document("a/b.md", article("The title", body))
    assert str(problem).startswith(f"docs/a/b.md:{line}: {rule}")
    assert problem.rule == "text-can-be-read"
    assert (found.body, found.readable) == ("", False)


@pytest.mark.parametrize(
    "body",
    [
        "- " * 40,
        "* * *\n" * 30,
        "*" * 60,
        "    " * 15 + "code",
        "| - " * 40,
        "a\n\n" * 900,
        ("word " * 200 + "\n\n") * 118,
        "[a](b.md) c\n\n" * 900,
        "`<![CDATA[`",
        "```\n" + "x = [1]\n" * 900 + "```",
    ],
)
def test_what_a_person_writes_is_not_too_much(body: str) -> None:
    found, problems = parse_document("a/b.md", article("The title", body))
    assert (found.body.strip(), problems) == (body.strip(), [])


def test_a_document_knows_which_sources_it_cites() -> None:
    body = "One.[^b] Two.[^a] Three.[^b] `[^c]`[^d]\n\n[^d]: Said here."
    assert parse_document("a/b.md", article("The title", body))[0].cites == ("b", "a")


def test_the_body_begins_below_the_front_matter() -> None:
    text = article("The title", "One.\n\n---\n\nTwo.")
    found = parse_document("a/b.md", text)[0]
    assert found.body == "\nOne.\n\n---\n\nTwo.\n"
    assert text.split("\n")[found.body_line - 1 :] == found.body.split("\n")
    assert (
        found.problem_at(found.body.index("Two"), "m").line
        == text[: text.index("Two")].count("\n") + 1
    )


def test_front_matter_without_an_end_is_no_text() -> None:
    assert parse_document("a/b.md", "---\ntitle: A title\n\nWords.\n")[0].body == ""


def test_a_document_without_front_matter_is_read_from_its_first_line() -> None:
    found = parse_document("a/b.md", "Just words.\n")[0]
    assert (found.body, found.body_line) == ("Just words.\n", 1)


def test_a_problem_with_a_key_has_its_line() -> None:
    found = parse_document("a/b.md", article("The title", tags="[one, two]"))[0]
    assert found.problem(("tags", 1), "m").line == 5
    assert found.problem(("authors",), "m").line == 1


def test_the_day_of_a_document_is_that_of_its_last_change() -> None:
    dated = article("The title", day="2026-03-01")
    changed = article("The title", day="2026-03-01", updated="2026-04-01")
    days = [parse_document("a/b.md", text)[0].day for text in (dated, changed)]
    assert days == [dt.date(2026, 3, 1), dt.date(2026, 4, 1)]
    assert parse_document("a.md", page("The title"))[0].day == EPOCH


@given(st.text(), st.text())
def test_texts_with_the_same_digest_are_the_same(one: str, other: str) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)


def test_half_a_character_has_a_digest() -> None:
    assert digest_of("\ud800") != digest_of("\ud801")


# Surrogates too: YAML can write halves of characters.
TEXT = st.text(st.characters(exclude_categories=[]), max_size=20)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DAYS = st.none() | st.dates()
CHOICES = st.lists(
    st.builds(
        Choice,
        sentence=TEXT,
        src=TEXT,
        loc=st.tuples(st.just("series"), st.just("choices"), st.integers(0, 99)),
    ),
    max_size=2,
).map(tuple)
PARTS = st.lists(
    st.builds(
        Part,
        src=TEXT,
        loc=st.tuples(st.just("series"), TEXT, st.integers(0, 99)),
        label=st.none() | TEXT,
    ),
    max_size=3,
).map(tuple)
DOCUMENTS = st.builds(
    Document,
    src=TEXT,
    path=TEXT,
    url=TEXT,
    kind=st.sampled_from(["page", "landing", "article"]),
    digest=TEXT,
    title=TEXT,
    description=TEXT,
    status=st.sampled_from(["published", "draft", "unlisted"]),
    own_label=st.none() | TEXT,
    **{one.name: DAYS for one in fields(Document) if "dt.date" in str(one.type)},
    notes=TEXTS,
    redirect_from=TEXTS,
    authors=TEXTS,
    tags=TEXTS,
    series=st.none() | st.builds(SeriesDefinition, PARTS, PARTS, CHOICES, st.none() | TEXT),
    minutes=st.integers(),
    body_line=st.integers(1, 99),
    readable=st.booleans(),
    text=TEXT,
)


@given(DOCUMENTS)
def test_any_document_comes_back_from_json_as_it_was(document: Document) -> None:
    assert load(json.loads(json.dumps(dump(document))), document.text) == document


@pytest.mark.parametrize(
    ("src", "text"),
    [
        ("about.md", page("About us", "Words.", notes="[Violence]", redirect_from="[/old/]")),
        ("tides/index.md", landing("Tides", "ebb.md", "flow.md=Flow", companions=("moon.md",))),
        ("tides/index.md", landing("Tides", "ebb.md", choices={"You wonder": "ebb.md"})),
        ("tides/ebb.md", article("Ebb", updated="2026-04-01", tags="[a]", authors="[b]")),
    ],
)
def test_a_document_of_each_kind_comes_back_from_json_as_it_was(src: str, text: str) -> None:
    document = parse_document(src, text)[0]
    again = load(json.loads(json.dumps(dump(document))), text)
    assert (again, again.body) == (document, document.body)


def test_of_a_huge_file_nothing_is_read() -> None:
    found, (problem,) = parse_document("a/b.md", article("The title", "word " * 200_000))
    rule = "text must hold at most 300000 characters (found 1000130)"
    assert (str(problem), problem.rule) == (f"docs/a/b.md:1: {rule}", "text-can-be-read")
    assert (found.title, found.text, found.body) == (UNTITLED, "", "")


def test_a_key_that_templates_alone_show_needs_a_field_of_the_model_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class WithReview(ArticleKeys):
        reviewed: Day | None = Field(None, description="a day such as 2026-03-01")
        readers: list[str] = Field([], description="a list of text")

    monkeypatch.setitem(MODELS, "article", WithReview)
    text = article("Ebb and flow", reviewed="2026-03-02", readers="[A, B]")
    document, problems = parse_document("a/b.md", text)
    assert problems == []
    assert document.extra == {"reviewed": dt.date(2026, 3, 2), "readers": ("A", "B")}
    assert load(json.loads(json.dumps(dump(document))), text) == document


@pytest.mark.parametrize(
    "body", ["", "\n", "\nOther words.[^1]\n", "\n---\n\nWords.\n", f"\n{'> ' * 60}deep\n"]
)
def test_another_body_below_the_same_front_matter_gives_the_same_document(body: str) -> None:
    text = article("The title", "Words.[^2]")
    new = head_of(text) + body
    ebb, _ = parse_document("tides/ebb.md", text)
    assert with_text(ebb, new) == parse_document("tides/ebb.md", new)


@pytest.mark.parametrize("text", ["", "Words.", "---\ntitle: A", "---\ntitle: A\n----\n"])
def test_front_matter_without_an_end_is_the_whole_text(text: str) -> None:
    assert head_of(text) == text
