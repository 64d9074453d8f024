"""Rules inside a text: each mistake once, with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitekit.lint.prose import blocks, sections
from sitekit.model.reading import grade
from tests.conftest import SERIES, article, problems_of, site_of

if TYPE_CHECKING:
    from collections.abc import Callable

PLAN = '--8<-- "plan-first.md"'
FIRST = 7  # line of the body's first line in `article()`


def told(body: str) -> list[str]:
    problems = problems_of(SERIES | {"tides/ebb.md": article("Ebb and what it leaves", body)})
    return [problem.removeprefix("docs/tides/ebb.md:") for problem in problems]


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        (
            "One.[^nobody-1900]\n",
            ["7: footnote must name a source in docs/sources.yml (found 'nobody-1900')"],
        ),
        ("One.[^note]\n\n[^note]: Said here.\n", []),
        ("## Two\n\n#### Four\n", ["9: heading must be ### at most here (found '####')"]),
        ("### Three\n", ["7: heading must be ## at most here (found '###')"]),
        ("## Two\n\n### Three\n\n## Two again\n", []),
        (
            "A ![](tide.png)\n\n<img src='x'>\n",
            [
                "7: image must say what it shows between its brackets, or in alt (found '![](')",
                "9: image must say what it shows between its brackets, or in alt "
                "(found \"<img src='x'>\")",
                "9: text must be Markdown, or HTML without scripts, styles, frames, forms "
                "and links (found \"<img src='x'>\")",
            ],
        ),
        ("![A line of weed on the sand](tide.png)\n", []),
        (
            "```yaml\nkey: value # (1)!\n```\n",
            ["8: code must have no annotations; explain it in the text below (found '# (1)!')"],
        ),
        ("word " * 121, ["7: paragraph must hold at most 120 words (found 121)"]),
        ("- " + "word " * 100 + "\n- " + "word " * 100, []),
        (
            "This site is completely safe.\n",
            ["7: text must not promise what no page can (found 'This site is completely safe')"],
        ),
        (
            "With this button you\nleave no trace.\n\n<!-- no plan-first: it is the button -->\n",
            ["7: text must not promise what no page can (found 'leave no trace')"],
        ),
        (
            "Our page keeps you anonymous.\n",
            ["7: text must not promise what no page can (found 'Our page keeps you anonymous')"],
        ),
        ("If you feel unsafe, look for a safe moment. They are safe at home.\n", []),
        ("<!-- what cannot be promised -->\n\nNo page is untraceable.\n", []),
    ],
)
def test_a_mistake_is_told(body: str, messages: list[str]) -> None:
    assert told(body) == messages


@pytest.mark.parametrize(
    "step",
    [
        "Block the number.",
        "You could delete the photographs.",
        "Change your passwords.",
        "Take off the tracker.",
        "Confront them.",
        "Before you leave, pack.",
        "When moving out, ask a friend.",
    ],
)
def test_a_step_that_can_endanger_needs_the_note_in_its_section(step: str) -> None:
    rule = f"section must hold {PLAN}, or <!-- no plan-first: the reason -->"
    (problem,) = told(f"## One\n\n{PLAN}\n\n## Two\n\n{step}\n")
    assert problem.startswith(f"13: {rule} (found ")
    assert told(f"## One\n\n{step}\n\n{PLAN}\n") == []
    assert told(f"## One\n\n<!-- no plan-first: describes only -->\n\n{step}\n") == []
    assert len(told(f"## One\n\n<!-- no plan-first: -->\n\n{step}\n")) == 1


def test_code_is_not_read_and_lines_stay_right() -> None:
    body = "```\n## no heading\n\nblock\n```\n\nOne\ntwo.\n\n- three\n- four\n  five\n"
    found = blocks(site_of({"a/b.md": article("The title", body)}).articles["a/b.md"])
    assert [(block.line, block.plain) for block in found] == [
        (13, "One two."),
        (16, "- three"),
        (17, "- four five"),
    ]


def test_a_section_goes_from_heading_to_heading() -> None:
    body = "Before.\n\n## One\n\n### Inside\n\nText.\n\n## Two\n"
    one = site_of({"a/b.md": article("The title", body)}).articles["a/b.md"]
    assert [[block.plain for block in section] for section in sections(one)] == [
        ["Before."],
        ["One", "Inside", "Text."],
        ["Two"],
    ]


def test_grade_rises_with_long_words_and_long_sentences() -> None:
    easy = grade("The cat sat. It was warm. You can go now.")
    hard = grade("Considerable uncertainty characterises observational investigations generally.")
    assert easy < 2
    assert hard > 15
    assert grade("") == 0


@pytest.mark.parametrize(
    "heading",
    [
        "## Main",
        "## Share title",
        "## Words {#reply-2026-01-01-1}",
        "<span id='title'>Words</span>",
        "<h2 ID = main>Words</h2>",
    ],
)
def test_a_heading_cannot_take_the_name_of_a_part_of_the_page(
    heading: str, told: Callable[..., list[str]]
) -> None:
    (message,) = told(SERIES | {"tides/ebb.md": article("Ebb and what it leaves", heading)})
    assert message.startswith("docs/tides/ebb.md:1: heading must have another name")


def test_words_that_look_like_such_a_name_are_words(build_site: Callable[..., object]) -> None:
    words = 'It says `id="main"`, and id=title.'
    build_site(SERIES | {"tides/ebb.md": article("Ebb and what it leaves", words)})


@pytest.mark.parametrize(
    "heading", ["<h1>Words</h1>", "> # Words", "- # Words", "<H1 id=a>Words</H1>"]
)
def test_a_second_title_is_told_however_it_is_written(
    heading: str, told: Callable[..., list[str]]
) -> None:
    (message,) = told(SERIES | {"tides/ebb.md": article("Ebb and what it leaves", heading)})
    assert message.startswith("docs/tides/ebb.md:1: text must have no heading of the first level")
