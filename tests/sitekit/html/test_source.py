"""Markdown as it is written, without its code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitekit.html.source import without_code


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("One `two` three", "One       three"),
        ("```\n<b>\n```\nOne", "   \n   \n   \nOne"),
        ("One <!-- two\nthree --> four", "One         \n          four"),
        ("~~~\n```\n~~~\n`One`", "   \n   \n   \n     "),
        ("One ` two", "One ` two"),
    ],
)
def test_code_and_comments_become_spaces(text: str, rest: str) -> None:
    assert without_code(text) == rest


@given(st.text("`~<!->\n ab"))
def test_every_place_stays_where_it_is(text: str) -> None:
    rest = without_code(text)
    assert len(rest) == len(text)
    assert all(one in (" ", other) for one, other in zip(rest, text, strict=True))
    assert rest.count("\n") == text.count("\n")
