"""Authors: read from docs/authors.yml, and every mistake in an entry."""

from __future__ import annotations

import pytest

from sitekit.model.authors import Author, parse_authors

PATH = "docs/authors.yml"
ADA = """ada:
  name: Ada Weir
  about: She sails, and
    writes about it.
  url: https://example.com/ada
  picture: pictures/ada.webp
"""


def test_an_author_is_a_name_and_what_else_is_known() -> None:
    authors, problems = parse_authors(PATH, f"{ADA}bo:\n  name: Bo\n", {"pictures/ada.webp"})
    assert problems == []
    assert authors == {
        "ada": Author(
            "Ada Weir",
            "She sails, and writes about it.",
            "https://example.com/ada",
            "pictures/ada.webp",
        ),
        "bo": Author("Bo"),
    }


def test_without_a_file_there_are_none() -> None:
    assert parse_authors(PATH, "", ()) == ({}, [])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "  name: Ada Weir\n",
            "",
            "1: name must be text: the name that pages show (found",
        ),
        ("name: Ada Weir", "name: [Ada]", "2: name must be text: the name that pages show"),
        ("https://example", "http://example", "5: url must be an address that begins with https"),
        ("ada.webp", "ada.web", "6: picture must be a picture below docs/, such as"),
        ("ada.webp", "add.webp", "6: picture must be a file below docs/ (found"),
        ("  url", "  ulr", "5: ulr must be one of the keys name, about, url, picture"),
    ],
)
def test_a_mistake_is_one_line_and_the_author_is_still_known(
    old: str, new: str, message: str
) -> None:
    authors, (problem,) = parse_authors(PATH, ADA.replace(old, new), {"pictures/ada.webp"})
    assert str(problem).startswith(f"{PATH}:{message}")
    assert authors == {"ada": Author("ada")}


def test_an_entry_without_keys_is_a_problem() -> None:
    authors, (problem,) = parse_authors(PATH, "ada: Ada Weir\n", ())
    assert str(problem) == (
        "docs/authors.yml:1: author must be keys and values, such as name and about "
        "(found 'Ada Weir')"
    )
    assert authors == {"ada": Author("ada")}
