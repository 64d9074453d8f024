"""What is inside the lines of a text, with its lines."""

from __future__ import annotations

import pytest

from sitekit.model.blocks import parse_blocks


def pieces(text: str) -> list[tuple[str, str, int]]:
    return [(one.kind, one.value, one.line) for one in parse_blocks(text).pieces]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md) and\n![c](d.png)", [("link", "b.md", 0), ("image", "d.png", 1)]),
        ("[a\nb\nc](d.md)", [("link", "d.md", 2)]),
        ("`[a](b.md)` [^c] `[^d]`\n<b>e</b>", [("note", "c", 0), ("html", "<b>", 1),
         ("html", "</b>", 1)]),
        ("> - [a](b.md)\n>   [c](d.md)", [("link", "b.md", 0), ("link", "d.md", 1)]),
        ("[a] [b]\n\n[a]: c.md\n[b]: d.md", [("link", "c.md", 2), ("link", "d.md", 3)]),
        ("    [a](b.md)\n\n```\n[a](b.md)\n```", []),
        ("<div>\n[a](b.md)\n</div>", [("html", "<div>\n[a](b.md)\n</div>", 0)]),
        ("*a*{ .b } and {c}", [("attributes", "{ .b }", 0)]),
        ("a {b} c", []),
        ("| [a](b.md) |\n|---|\n| [c](d.md) |", [("link", "b.md", 0), ("link", "d.md", 2)]),
        ("Words[^a]\n\n[^a]: One\n    [b](c.md)", [("note", "a", 0), ("link", "c.md", 3)]),
        ("`a\nb` [c](d.md)", [("link", "d.md", 1)]),
    ],
)  # fmt: skip
def test_each_piece_has_its_line_and_code_has_none(
    text: str, found: list[tuple[str, str, int]]
) -> None:
    assert pieces(text) == found


def test_words_of_links_and_pictures_are_without_marks() -> None:
    found = parse_blocks("[*a* `b`](c.md) ![*d* e](f.png)").pieces
    assert [one.words for one in found] == ["a b", "d e"]
