"""Front matter: everything wrong in it is a problem with its line; nothing is swallowed."""

from __future__ import annotations

import pytest

from sitekit.model.front_matter import LARGEST, LONGEST, decode, parse, parse_yaml


def messages(text: str) -> list[str]:
    return [str(problem) for problem in parse("a.md", text)[1]]


def test_values_are_text_with_their_lines() -> None:
    front_matter, problems = parse(
        "a.md", "---\ntitle: no\nseries:\n  parts:\n    - 1:30\n---\nBody\n"
    )
    assert problems == []
    assert front_matter.values == {"title": "no", "series": {"parts": ["1:30"]}}
    assert front_matter.line("title") == 2
    assert front_matter.line("series", "parts", 0) == 5
    assert front_matter.line("series", "parts", 7) == 4
    assert front_matter.line("missing") == 1
    assert (front_matter.body, front_matter.body_line) == ("Body\n", 7)


def test_a_rule_in_the_body_ends_nothing() -> None:
    front_matter, _ = parse("a.md", "---\ntitle: A\n---\nOne\n\n---\n\nTwo\n")
    assert front_matter.body == "One\n\n---\n\nTwo\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "",
            "a.md:1: front matter must be at the top, between two lines of --- (found nothing)",
        ),
        (
            "Hello\n",
            "a.md:1: front matter must be at the top, between two lines of --- (found 'Hello')",
        ),
        (
            "---\ntitle: A\n",
            "a.md:1: front matter must end with a line of --- (found no such line)",
        ),
        (
            "---\ntitle: A\nnotes: [broken\n---\n",
            "a.md:4: front matter must be valid YAML (found: did not find expected ',' or ']')",
        ),
        (
            "---\ntitle: A: B\n---\n",
            "a.md:2: front matter must be valid YAML; a value that holds a colon needs quotes "
            "(found: mapping values are not allowed in this context)",
        ),
        ("---\n- a\n---\n", "a.md:2: front matter must be lines of `key: value` (found a list)"),
        ("---\ntitle: A\ntitle: B\n---\n", "a.md:3: title must be given once (found it again)"),
        ("---\n? [a]\n: b\n---\n", "a.md:2: front matter must have text as keys (found a list)"),
        (
            "---\ntitle: !!int 3\n---\n",
            "a.md:2: front matter must be plain YAML without tags (found 'tag:yaml.org,2002:int')",
        ),
        (
            "---\ntitle: A\nname: \x00\n---\n",
            "a.md:3: front matter must be valid YAML (found: control characters are not allowed)",
        ),
        (
            '---\ntitle: A\nlabel: "B\\0"\n---\n',
            "a.md:3: front matter must hold no control characters (found U+0000)",
        ),
        (
            '---\nnotes: ["\\uffffgood"]\n---\n',
            "a.md:2: front matter must hold no control characters (found U+FFFF)",
        ),
        (
            "---\ntitle: A\n...\nstatus: draft\n---\n",
            "a.md:4: front matter must be valid YAML "
            "(found: did not find expected <document start>)",
        ),
    ],
)
def test_a_problem_has_the_line_it_is_in(text: str, message: str) -> None:
    assert messages(text) == [message]


def test_nothing_after_the_end_of_a_data_file_is_lost_without_a_word() -> None:
    data, (problem,) = parse_yaml("a.yml", "a: b\n---\nc: d\n---\ne: f\n")
    assert data.values == {"a": "b"}
    rule = "file must end where its YAML does (found more after a line of ---)"
    assert str(problem) == f"a.yml:3: {rule}"
    assert parse_yaml("a.yml", "---\na: b\n...\n# The end.\n")[1] == []


def test_anchors_cannot_multiply_a_value() -> None:
    bomb = "---\na: &a [x, x]\nb: [*a, *a]\n---\n"
    assert all("must be plain YAML without anchors" in line for line in messages(bomb))
    assert len(messages(bomb)) == 3


def test_deep_nesting_is_a_problem_and_ends_nothing() -> None:
    # libyaml's composer recurses: this many brackets once ended the process.
    assert messages(f"---\na: {'[' * 19_000}\n---\n") == [
        "a.md:2: front matter must be valid YAML (found: too many levels)"
    ]
    _, (problem,) = parse_yaml("a.yml", f"a: {'[' * 100_000}")
    assert problem.message == "file must be valid YAML (found: too many levels)"


def test_front_matter_and_data_have_a_limit() -> None:
    long = f"a: {'b' * LONGEST}"
    front_matter, (problem,) = parse("a.md", f"---\n{long}\n---\nWords.")
    rule = "front matter must hold at most 20000 characters (found 20003)"
    assert str(problem) == f"a.md:1: {rule}"
    assert (front_matter.values, front_matter.body, front_matter.body_line) == ({}, "Words.", 4)
    assert parse("a.md", f"---\n{long[:LONGEST]}\n---\n")[1] == []

    data, (problem,) = parse_yaml("a.yml", "a: b\n" * (LARGEST // 5 + 1))
    assert str(problem) == "a.yml:1: file must hold at most 300000 characters (found 300005)"
    assert data.values == {}


def test_bytes_that_are_not_utf8_are_reported_with_their_line() -> None:
    text, problems = decode("a.md", b"one\ntw\xf6\n")
    assert text == "one\ntw\ufffd\n"
    assert [str(p) for p in problems] == ["a.md:2: text must be saved as UTF-8 (found byte 0xf6)"]


def test_windows_line_ends_and_byte_order_marks_are_removed() -> None:
    assert decode("a.md", b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n") == ("---\ntitle: A\n---\n", [])
