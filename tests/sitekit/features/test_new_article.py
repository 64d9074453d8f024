"""A new article: a name from its title, a file that passes, its place in the series."""

from __future__ import annotations

import pytest

from sitekit.features.new_article import LONGEST, article_file, name_of, with_part
from tests.conftest import DESCRIPTION, SERIES, problems_of


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Why you’re struggling to stay away", "why-youre-struggling-to-stay-away.md"),
        ("Ébb & “flow”: what now?", "ebb-flow-what-now.md"),
        ("A" + " word" * 30, "a" + "-word" * 11 + ".md"),
        ("潮の満ち引き", ".md"),
    ],
)
def test_the_name_of_a_file_is_made_of_its_title(title: str, name: str) -> None:
    assert name_of(title) == name


@pytest.mark.parametrize("title", ["It’s: a “title”", "- dash & #hash", "no", "1:30", "'q' \"p\""])
def test_any_title_comes_back_from_the_file(title: str) -> None:
    title = f"{title} and more"
    text = article_file({"title": title, "description": DESCRIPTION, "date": "2026-03-01"})
    files = SERIES | {"tides/new.md": text}
    files["tides/index.md"] = with_part(files["tides/index.md"], "new.md") or ""
    assert problems_of(files) == []


def test_a_part_is_added_after_the_last_and_nothing_else_changes() -> None:
    before = SERIES["tides/index.md"].replace("  parts:", "  # in reading order\n  parts:")
    after = with_part(before, "new.md")
    assert after == before.replace(
        "      label: Slack water\n", "      label: Slack water\n    - new.md\n"
    )


def test_a_planned_part_gets_its_file() -> None:
    after = with_part(SERIES["tides/index.md"], "slack.md")
    assert after == SERIES["tides/index.md"].replace(
        "    - planned: slack.md\n      label: Slack water\n", "    - slack.md\n"
    )


@pytest.mark.parametrize(
    "landing",
    [
        "",
        "---\nseries: x\n---\n",
        "---\ntitle: x\n---\n",
        "---\nseries:\n  parts: [a.md]\n---\n",
        "---\n:\n---",
    ],
)
def test_a_list_that_is_not_written_line_by_line_is_left_alone(landing: str) -> None:
    assert with_part(landing, "new.md") is None


@pytest.mark.parametrize("title", ["x" * 200, "a " * 200, "word" * 40 + " b"])
def test_a_name_is_never_longer_than_fits_a_line(title: str) -> None:
    assert 0 < len(name_of(title).removesuffix(".md")) <= LONGEST


def test_a_key_without_a_value_is_left_out() -> None:
    assert article_file({"title": "A", "label": ""}).startswith("---\ntitle: A\n---\n")
