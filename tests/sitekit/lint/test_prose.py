"""A Markdown text as its readers meet it."""

from __future__ import annotations

import pytest

from sitekit.lint.prose import Text, text_of
from sitekit.model.documents import parse_document
from tests.conftest import article


def text(body: str) -> Text:
    return Text("docs/a/b.md", body, 7)


def test_a_rule_gets_the_path_the_body_and_its_first_line() -> None:
    document = parse_document("a/b.md", article("The title", "Words."))[0]
    assert text_of(document) == Text("docs/a/b.md", "\nWords.\n", 6)


def test_code_is_left_out_and_lines_are_those_of_the_file() -> None:
    body = "```\n## no heading\n\nblock\n```\n\nOne\ntwo.\n\n- three\n- four\n  five\n"
    assert [(block.line, block.plain) for block in text(body).blocks] == [
        (13, "One two."),
        (16, "three"),
        (17, "four five"),
    ]


def test_a_fence_ends_with_the_sign_it_began_with() -> None:
    assert [block.plain for block in text("~~~\n```\n~~~\n\nWords.").blocks] == ["Words."]


def test_a_quote_a_list_and_a_table_are_not_one_paragraph() -> None:
    body = "> One.\n>\n> Two.\n\n- Three\n  - Four\n\n| Five | Six |\n|---|---|\n| Seven | |"
    assert [(block.line, block.plain) for block in text(body).blocks] == [
        *((7, "One."), (9, "Two."), (11, "Three"), (12, "Four")),
        *((14, "Five"), (14, "Six"), (16, "Seven")),
    ]


def test_headings_have_their_level() -> None:
    blocks = text("## Two\n### Three\n#no heading").blocks
    assert [(block.level, block.text) for block in blocks] == [
        (2, "Two"),
        (3, "Three"),
        (0, "#no heading"),
    ]


def test_a_section_goes_from_heading_to_heading() -> None:
    body = "Before.\n\n## One\n\n### Inside\n\nText.\n\n## Two\n"
    assert [[block.plain for block in section] for section in text(body).sections()] == [
        ["Before."],
        ["One", "Inside", "Text."],
        ["Two"],
    ]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Plain  words,\nas they are.", "Plain words, as they are."),
        ("A [link](https://example.org/a_b) and ![a boat](boat.png)", "A link and a boat"),
        ("*One* **two** `three`[^four]", "One two three"),
        ("<b>One</b> two {: .x }", "One two {: .x }"),
        ("<b>One</b> two\n{: .x }", "One two"),
        ('--8<-- "plan-first.md"', ""),
        ('!!! note "A note"', "A note"),
        ("<div>One <!-- two --></div>", "One"),
        ("> One\n> two", "One two"),
    ],
)
def test_the_words_of_a_block_are_without_markup(written: str, plain: str) -> None:
    assert text(written).plain == plain


def test_a_place_in_the_body_has_its_line() -> None:
    body = "One.\n\nTwo.\n"
    assert text(body).problem_at(body.index("Two"), "m").line == 9
