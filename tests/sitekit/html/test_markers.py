"""The place in a text where a list from data goes."""

from __future__ import annotations

import pytest

from sitekit.html.markers import split_at_marker


@pytest.mark.parametrize("name", ["feeds", "helplines"])
def test_a_list_comes_where_the_text_says(name: str) -> None:
    assert split_at_marker(f"<p>a</p><!-- {name} --><p>b</p>") == ("<p>a</p>", "<p>b</p>")


def test_without_a_marker_the_list_is_last() -> None:
    assert split_at_marker("<p>a</p><!-- else -->") == ("<p>a</p><!-- else -->", "")


def test_only_the_first_marker_counts() -> None:
    marker = "<!-- helplines -->"
    assert split_at_marker(f"a{marker}b{marker}c") == ("a", f"b{marker}c")
