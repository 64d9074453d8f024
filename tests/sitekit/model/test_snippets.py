"""Snippets: which lines include one, and whether a text is too much with them."""

from __future__ import annotations

import pytest

from sitekit.model.documents import LONGEST_TEXT
from sitekit.model.snippets import TooMuch, includes, too_much


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Words.", []),
        ('One\n--8<-- "a.md"', [(1, "a.md")]),
        ("  -8<-  'b/a.md'", [(0, "b/a.md")]),
        (
            '--8<--\na.md\n\n;b.md\n--8<-- "not-here.md"\n  c.md\n--8<--\nd',
            [(1, "a.md"), (5, "c.md")],
        ),
        ("--8<--\na.md", [(1, "a.md")]),
        (';--8<-- "a.md"', []),
        ('Words --8<-- "a.md"', []),
        ('--8<-- "a.md" and words', []),
        ("--8<-- [start:one]", []),
        ('--8<-- "; a.md"', []),
    ],
)
def test_a_line_includes_a_file_in_each_way_that_the_extension_knows(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert [(include.line, include.name) for include in includes(text)] == found


def test_lines_or_a_section_of_a_file_follow_a_colon() -> None:
    (include,) = includes('--8<-- "a.md:1:3,5:9"')
    assert include.paths == ("a.md:1:3,5:9", "a.md:1:3,5", "a.md:1", "a.md")


@pytest.mark.parametrize(
    ("text", "snippet", "found"),
    [
        ('One\n\n--8<-- "a"', "Two", None),
        (
            'One\n\n--8<-- "a"\n\n--8<-- "a"',
            "word\n\n" * (LONGEST_TEXT // 10),
            TooMuch(
                4,
                f"text must hold at most {LONGEST_TEXT} characters with its snippets (found more)",
            ),
        ),
        (
            'One\n\n--8<-- "a:1:9,1:9"',
            "word\n\n" * (LONGEST_TEXT // 10),
            TooMuch(
                2,
                f"text must hold at most {LONGEST_TEXT} characters with its snippets (found more)",
            ),
        ),
        (
            'One\n\n--8<-- "a"\n--8<-- "a"\nEnd',
            "w" * 11_000,
            TooMuch(2, "paragraph must hold at most 20000 characters (found 22005)"),
        ),
    ],
)
def test_a_text_has_the_same_limits_with_its_snippets(
    text: str, snippet: str, found: TooMuch | None
) -> None:
    assert too_much(text, lambda _: snippet) == found
