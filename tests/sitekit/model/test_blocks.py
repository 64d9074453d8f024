"""The blocks of a text, with their lines."""

from __future__ import annotations

import pytest

from sitekit.model.blocks import SYNTAX, parse_blocks, words_of


def blocks(text: str, syntax: frozenset[str] = SYNTAX) -> list[tuple[str, tuple[int, int]]]:
    """Kind and lines, from 1, of every block that begins."""
    return [
        (token.type.removesuffix("_open"), (token.map[0] + 1, token.map[1]))
        for token in parse_blocks(text, syntax).tokens
        if token.map and token.type != "inline"
    ]


@pytest.mark.parametrize("header", ['!!! note "Title"', "??? tip", "???+ note", '=== "One"'])
def test_what_is_indented_below_a_header_is_inside(header: str) -> None:
    text = f"Words\n{header}\n    Inside.\n\n    - One\nafter"
    assert blocks(text) == [
        ("paragraph", (1, 1)),
        ("container", (2, 5)),
        ("paragraph", (3, 3)),
        ("bullet_list", (5, 5)),
        ("list_item", (5, 5)),
        ("paragraph", (5, 5)),
        ("paragraph", (6, 6)),
    ]


def test_a_note_holds_what_is_indented_below_it() -> None:
    text = "Words[^a]\n\n[^a]: A note.\n\n    ```\n    code\n    ```\n[^b]: Another."
    assert [kind for kind, _ in blocks(text)] == [
        *("paragraph", "footnote", "paragraph", "fence", "footnote", "paragraph")
    ]
    assert dict(blocks(text))["fence"] == (5, 7)


def test_terms_and_meanings_are_a_list() -> None:
    text = "Ebb\n:   Out\n:   Away\n\n    and back\n\nFlow\n\n:   In"
    assert [kind for kind, _ in blocks(text)] == [
        *("dl", "dt", "dd", "paragraph", "dd", "paragraph", "paragraph"),
        *("dl", "dt", "dd", "paragraph"),
    ]


def test_an_element_with_markdown_holds_blocks_to_its_end() -> None:
    text = "<div markdown>\n```\n</div>\n```\n<div>\n</div>\n\n## Words\n</div>\n\nAfter"
    assert [kind for kind, _ in blocks(text)] == [
        *("element", "fence", "html_block", "heading", "paragraph")
    ]
    assert blocks(text)[0] == ("element", (1, 9))


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_value_that_speaks_of_markdown_is_no_such_attribute(quote: str) -> None:
    text = f"<p title={quote}<div markdown>\nopen{quote}>a</p>\n\nAfter"
    assert [kind for kind, _ in blocks(text)] == ["html_block", "paragraph"]


def test_what_no_extension_reads_is_as_on_github() -> None:
    text = '!!! note "Title"\n    Inside.\n\nEbb\n: Out\n\n[^a]: words'
    assert {kind for kind, _ in blocks(text, frozenset())} == {"paragraph"}


def test_nothing_deep_is_dropped_in_silence() -> None:
    text = "".join(f"{'  ' * n}- {n}\n" for n in range(45))
    assert len([kind for kind, _ in blocks(text) if kind == "list_item"]) == 45


def test_words_of_a_line_are_without_marks() -> None:
    assert words_of("A *boat* ![at `low`](x.png) [tide](y.md)") == "A boat at low tide"
