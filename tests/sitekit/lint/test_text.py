"""Rules of one text: each problem once, with its line."""

from __future__ import annotations

import pytest

from sitekit.lint.prose import Text
from sitekit.lint.text import check_text
from sitekit.model.front_matter import parse_yaml
from sitekit.model.patterns import Patterns, parse_patterns
from tests.conftest import SERIES, article, problems_of

PLAN = '--8<-- "plan-first.md"'
GERMAN = """
checks:
  endangering:
    - \\blösch(e|en|t)\\b
  promises:
    - spurlos|völlig sicher
"""


def messages(body: str) -> list[str]:
    problems = problems_of(SERIES | {"tides/ebb.md": article("Ebb and what it leaves", body)})
    return [problem.removeprefix("docs/tides/ebb.md:") for problem in problems]


@pytest.mark.parametrize(
    ("body", "found"),
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
            "##\n\nWords.\n\n- ## <!-- later -->\n",
            ["7: heading must have words (found '##')", "11: heading must have words (found '##')"],
        ),
        ("## `code`\n\n## ![A boat](boat.png)\n\n## 🌊\n", []),
        (
            "A ![](tide.png)\n\n<img src='x'>\n",
            [
                "7: image must say what it shows between its brackets, or in alt "
                "(found '![](tide.png)')",
                "9: image must say what it shows between its brackets, or in alt "
                "(found \"<img src='x'>\")",
            ],
        ),
        ("![A line of weed on the sand](tide.png)\n", []),
        (
            "Words.\n\n```py\nx = 1\n\nThe rest.\n",
            ["9: code must end with a line of ``` (found no such line)"],
        ),
        (
            "- a\n\n    ~~~~\n    x\n    ~~~\n\nAfter.\n",
            ["9: code must end with a line of ~~~~ (found no such line)"],
        ),
        ("```\n", ["7: code must end with a line of ``` (found no such line)"]),
        ("> ```\n> x\n> `````\n\n````\n```\n````\n\n- ```\n  x\n  ```\n", []),
        ('!!! note "a"\n    ```py\n    x\n    ```\n\n```\nx\n``` \n', []),
        (
            "Words.\n\n[](flow.md) and [ ](ebb.md)\n",
            [
                "9: link must have words between its brackets (found '[](ebb.md)')",
                "9: link must have words between its brackets (found '[](flow.md)')",
            ],
        ),
        ("[![A boat](boat.png)](flow.md) [`code`](flow.md) [*a*](b.md)\n", []),
        (
            "[![](boat.png)](flow.md)\n",
            [
                "7: image must say what it shows between its brackets, or in alt "
                "(found '![](boat.png)')"
            ],
        ),
        (
            "```yaml\nkey: value # (1)!\n```\n\n1. Said here.\n",
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
        (
            "Text\n\n# Title again\n",
            [
                "9: text must have no heading of the first level: the title makes it "
                "(found '# Title again')"
            ],
        ),
        (
            "Words\n=====\n",
            [
                "7: text must have no heading of the first level: the title makes it "
                "(found 'Words\\n=====')"
            ],
        ),
        ("```sh\n# a comment\n```\n", []),
        ("```sh\na comment\n```\n=====\n", []),
        (
            "One\x07 two.\n",
            ["7: text must hold no control characters (found U+0007)"],
        ),
        (
            "One.\n\n<<<<<<< HEAD\n\nTwo.\n\n=======\n\nThree.\n\n>>>>>>> other\n",
            ["9: text must hold no marks of an unfinished merge (found '<<<<<<< HEAD')"],
        ),
        ("```\n<<<<<<< HEAD\n```\n", []),
        ('--8<-- "gone.md"\n', ["7: snippet must be a file of docs/snippets (found 'gone.md')"]),
    ],
)
def test_a_problem_is_reported_once_with_its_line(body: str, found: list[str]) -> None:
    assert messages(body) == found


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
    (problem,) = messages(f"## One\n\n{PLAN}\n\n## Two\n\n{step}\n")
    assert problem.startswith(f"13: {rule} (found ")
    assert messages(f"## One\n\n{step}\n\n{PLAN}\n") == []
    assert messages(f"## One\n\n<!-- no plan-first: describes only -->\n\n{step}\n") == []
    assert len(messages(f"## One\n\n<!-- no plan-first: -->\n\n{step}\n")) == 1


def test_texts_are_searched_for_what_their_language_lists() -> None:
    patterns, _ = parse_patterns("", parse_yaml("", GERMAN)[0])
    text = Text("docs/a/b.md", "Lösche nichts.\n\nHier liest du spurlos.\n\nBlock him.", 1)
    problems = check_text(text, source_keys=(), patterns=patterns, snippet_names=())
    assert [(problem.line, problem.rule) for problem in problems] == [
        (3, "nothing-is-promised"),
        (1, "plan-comes-first"),
    ]


def test_every_rule_names_itself() -> None:
    text = Text("docs/a/b.md", "# Title\n\n[^a]\n\n" + "word " * 121, 1)
    problems = check_text(text, source_keys=(), patterns=Patterns(), snippet_names=())
    assert {problem.rule for problem in problems} == {
        "sources-are-known",
        "title-is-written-once",
        "paragraphs-are-short",
    }


FORMULAS = ("no cure", "staying is not safe")


def formulas_in(body: str, *, formulas: tuple[str, ...] = FORMULAS) -> list[tuple[int, str]]:
    text = Text("docs/a.md", body, 1)
    limits = {"formulas-keep-their-place": formulas}
    problems = check_text(
        text, source_keys=(), patterns=Patterns(), snippet_names=None, limits=limits
    )
    return [(problem.line, problem.message) for problem in problems]


def test_a_formula_is_said_only_where_a_text_says_that_it_belongs() -> None:
    rule = "text must not say this without <!-- formulas belong here -->"
    body = "It is **no\ncure**.\n\n- *Staying* is not safe either.\n"
    assert formulas_in(body) == [
        (1, f"{rule} (found 'no cure')"),
        (4, f"{rule} (found 'Staying is not safe')"),
    ]
    assert formulas_in(f"<!-- formulas belong here -->\n\n{body}") == []
    assert formulas_in(body, formulas=()) == []


def test_a_formula_is_whole_words() -> None:
    assert formulas_in("There is no cured ham, and it is unsafe; casino cure.\n") == []
