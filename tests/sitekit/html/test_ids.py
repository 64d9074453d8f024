"""Ids of headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitekit.html.ids import LONGEST, slugify


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Low water", "low-water"),
        ("It’s  here - at last_", "its-here-at-last_"),
        ("Žlutý kůň & Ångström", "zluty-kun-angstrom"),
        ("结论", "结论"),
        ("हिन्दी शब्द", "हिन्दी-शब्द"),
        ("Ελληνικά", "ελληνικά"),
        ("zero\u200bwidth\u200d", "zerowidth"),
        ("🎉", "u1f389"),
        ("?!", "u3f-u21"),
    ],
)
def test_an_id_is_the_words_in_any_script(words: str, expected: str) -> None:
    assert slugify(words, "-") == expected


@given(st.text(min_size=1).filter(str.strip))
def test_an_id_is_never_empty_and_holds_no_space(words: str) -> None:
    made = slugify(words, "-")
    assert made
    assert made.split() == [made]


def test_a_long_heading_has_an_id_that_ends_with_a_word() -> None:
    made = slugify("words " * 60, "-")
    assert LONGEST - 6 < len(made) <= LONGEST
    assert made.endswith("-words")
