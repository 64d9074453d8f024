"""The models of what authors write: their values, their messages, the table for the guide."""

from __future__ import annotations

import pytest

from sitekit.model.schema import (
    MODELS,
    ArticleKeys,
    LandingKeys,
    PageKeys,
    SeriesKeys,
    key_table,
    validated,
)
from tests.conftest import DESCRIPTION

KEYS = {"title": "The title", "description": DESCRIPTION, "date": "2026-03-01"}


def messages(model: type[PageKeys], values: object) -> list[str]:
    return [message for _, message in validated(model, values)[1]]


@pytest.mark.parametrize("model", [*MODELS.values(), SeriesKeys])
def test_the_table_has_every_key_with_its_rule(model: type[PageKeys]) -> None:
    rows = [row.split(" | ") for row in key_table().splitlines()]
    for name, info in model.model_fields.items():
        key = f"series: {name}" if model is SeriesKeys else name
        (row,) = [row for row in rows if row[0] == f"| `{key}`"]
        assert info.description in row[2]


def test_the_table_marks_the_kinds_that_need_a_key() -> None:
    (row,) = [row for row in key_table().splitlines() if row.startswith("| `date` |")]
    assert row.split(" | ")[1] == "landing, **article**"


def test_an_unknown_key_is_reported_with_what_was_probably_meant() -> None:
    (message,) = messages(ArticleKeys, KEYS | {"tag": "x"})
    assert message.startswith("tag must be one of the keys title, description, ")
    assert message.endswith("(found 'tag'; did you mean 'tags'?)")


def test_of_a_list_each_item_is_one_problem() -> None:
    _, wrong = validated(ArticleKeys, KEYS | {"tags": ["one", "", ["two"]]})
    assert [loc for loc, _ in wrong] == [("tags", 1), ("tags", 2)]


def test_a_key_below_another_is_reported_by_its_own_name_and_rule() -> None:
    values = {"title": "The title", "description": DESCRIPTION, "series": {"parts": ["a.txt"]}}
    ((loc, message),) = validated(LandingKeys, values)[1]
    assert loc == ("series", "parts", 0)
    assert message.startswith("parts must be a list of file names such as `why.md`")
    assert message.endswith("(found 'a.txt')")


@pytest.mark.parametrize("value", ["yes", "maybe", "", "1", ["true"]])
def test_a_book_is_wanted_or_not(value: object) -> None:
    assert validated(SeriesKeys, {"parts": ["a.md"], "ebook": "true"})[0]["ebook"] is True
    assert validated(SeriesKeys, {"parts": ["a.md"], "ebook": "false"})[0]["ebook"] is False
    ((loc, message),) = validated(SeriesKeys, {"parts": ["a.md"], "ebook": value})[1]
    assert loc == ("ebook",)
    assert message.startswith("ebook must be true or false (found ")


@pytest.mark.parametrize("name", ["/etc/passwd.md", "C:\\why.md", "why.html", ""])
def test_a_part_is_a_markdown_file_of_the_site(name: str) -> None:
    assert len(messages(SeriesKeys, {"parts": [name]})) == 1


def test_with_a_problem_there_are_no_values() -> None:
    assert validated(ArticleKeys, KEYS | {"title": ""})[0] == {}


def test_every_key_has_a_rule_that_says_what_it_must_be() -> None:
    for model in (*MODELS.values(), SeriesKeys):
        assert all(info.description for info in model.model_fields.values())
