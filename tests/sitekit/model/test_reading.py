"""Reading time and reading grade."""

from __future__ import annotations

from sitekit.model.reading import grade, minutes, words


def test_reading_time_counts_words_and_not_sources() -> None:
    body = """
One two[^a] [three](https://example.org/four/five).

<!-- six
seven -->
--8<-- "eight.md"

[^a]: Nine ten.
    Eleven.

Don’t
"""
    assert words(body) == 4
    assert minutes("word " * 201) == 2
    assert minutes("") == 1


def test_grade_rises_with_long_words_and_long_sentences() -> None:
    easy = grade("The cat sat. It was warm. You can go now.")
    hard = grade("Considerable uncertainty characterises observational investigations generally.")
    assert easy < 2
    assert hard > 15
    assert grade("") == 0
