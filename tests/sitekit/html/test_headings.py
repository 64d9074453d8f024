"""The table of contents: headings of the second level that a link can lead to."""

from __future__ import annotations

import pytest

from sitekit.html.headings import Heading, headings


def test_headings_of_the_second_level_are_listed_in_their_order() -> None:
    html = '<h2 id="a">One</h2><h3 id="b">Two</h3><div><h2 id="c">Three</h2></div><h2>Four</h2>'
    assert headings(html) == (Heading("a", "One"), Heading("c", "Three"))


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("One <em>two</em> <code>a&lt;b</code>", "One two a&lt;b"),
        ("One &amp; “two”", "One &amp; “two”"),
        (" One\n ", "One"),
        ('One<sup id="fnref:a"><a href="#fn:a">1</a></sup>', "One"),
        ('One<sup id="fnref2:a"><a href="#fn:a">1</a></sup>', "One"),
        ("m<sup>2</sup>", "m2"),
        ("<!-- a -->One", "One"),
    ],
)
def test_a_title_has_its_words_and_no_footnote_marks(html: str, title: str) -> None:
    assert headings(f'<h2 id="a">{html}</h2>') == (Heading("a", title),)


def test_a_text_without_headings_has_none() -> None:
    assert headings("<p>Words.</p>") == ()
