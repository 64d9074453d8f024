"""Rules for the HTML that a text becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Problems = Callable[[str], list[str]]

SCRIPT = '<script>document.title = "x"</script>'


@pytest.mark.parametrize(
    "text",
    [
        f"An arrow <!-- in prose.\n\n{SCRIPT}",
        f"A stray ` tick.\n\n{SCRIPT}\n\nAnother ` tick.",
        f"    ```\n\n{SCRIPT}\n\n    ```",
        "<textarea>",
        "<div>never closed",
        "<div />",
        "<b/>x",
        "<![CDATA[ > <div> ]]>",
        "Words[^w]\n\n[^w]: <div/>",
        "<details><summary>More</summary>never closed",
        "Words\n{: .sk-cover data-leave=x }",
        "[a](https://example.org){ target=_blank }",
        "[a](data:text/html,x)",
    ],
)
def test_what_no_page_may_have_is_reported_however_it_comes_into_the_html(
    text: str, problems_with: Problems
) -> None:
    assert [
        message
        for message in problems_with(text)
        if "plain, closed HTML" in message or "or HTML that" in message
    ]


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
def test_a_heading_cannot_have_an_id_of_the_page_itself(
    heading: str, problems_with: Problems
) -> None:
    (message,) = problems_with(heading)
    assert message.startswith("7: heading must have another name")


def test_words_that_look_like_an_id_are_words(problems_with: Problems) -> None:
    words = 'It says `id="main"`, and id=title.'
    assert problems_with(words) == []


@pytest.mark.parametrize(
    "heading", ["<h1>Words</h1>", "> # Words", "- # Words", "<H1 id=a>Words</H1>"]
)
def test_a_second_title_is_reported_however_it_is_written(
    heading: str, problems_with: Problems
) -> None:
    (message,) = problems_with(heading)
    assert message.startswith("7: text must have no heading of the first level")


def test_a_second_title_in_markdown_is_reported_once_with_its_line(
    problems_with: Problems,
) -> None:
    assert [message.partition(":")[0] for message in problems_with("One.\n\n# Two\n")] == ["9"]


def test_a_comment_in_code_hides_no_second_title(problems_with: Problems) -> None:
    (message,) = problems_with("```sh\n# a comment\n```\n\n> # Words\n")
    assert message.startswith("11: text must have no heading of the first level")


@pytest.mark.parametrize(
    "text",
    [
        "One[^1] ![words](/tides/ebb.md)\n\n| a |\n|:-:|\n| b |\n\n[^1]: Two.<br>",
        '!!! note "Title"\n    Words.\n\n- [x] done\n\n++ctrl+c++',
        '=== "One"\n    Words.\n\n=== "Two"\n    Other words.\n',
        "Term\n:   Its meaning\n\n```html\n<script>\n```\n",
        '<details markdown="1"><summary>More</summary>Words</details>',
    ],
)
def test_what_markdown_itself_makes_is_no_problem(text: str, problems_with: Problems) -> None:
    assert problems_with(text) == []


RULE = "text must be Markdown, or HTML that guide/safety.md lists"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("One.\n\n<script>x</script>\n", [f"9: {RULE} (found '<script>')"]),
        (
            "`<b onclick=x()>`\n\nTwo <b onclick=x()>three</b>\n",
            [f"9: {RULE} (found '<b onclick=\"x()\">')"],
        ),
        ("<h10>a</h10>\n", [f"7: {RULE} (found '<h10>')"]),
        (
            "One.\n\n[a](flow.md){ target=_blank }\n",
            [f"9: {RULE} (found '<a target=\"_blank\">')"],
        ),
        (
            "One.\n\n<div>\n\nTwo.\n",
            ["9: text must become plain, closed HTML (found '<div> without its end')"],
        ),
    ],
)
def test_what_no_page_may_have_is_reported_once_with_its_line(
    text: str, messages: list[str], problems_with: Problems
) -> None:
    assert problems_with(text) == messages


@pytest.mark.parametrize(
    "html",
    [
        "<a href='javascript:x()'>a</a>",
        "<a href='//example.org'>a</a>",
    ],
)
def test_links_of_html_that_lead_nowhere_safe_are_reported(
    html: str, problems_with: Problems
) -> None:
    assert any(RULE in message for message in problems_with(html))


@pytest.mark.parametrize(
    "picture",
    [
        "![A boat](http://example.org/a.png)",
        "<img src='http://example.org/a.png' alt='A boat'>",
        "![A boat][b]\n\n[b]: http://example.org/a.png",
        "[![A boat](http://example.org/a.png)](flow.md)",
    ],
)
def test_a_picture_of_another_site_is_reported_with_its_line(
    picture: str, problems_with: Problems
) -> None:
    (message,) = problems_with(f"Words.\n\n{picture}")
    rule = "a picture must be a file of the site (found 'http://example.org/a.png')"
    assert message == f"{11 if '[b]:' in picture else 9}: {rule}"


def test_an_id_with_a_sign_that_nobody_sees_is_reported(problems_with: Problems) -> None:
    (message,) = problems_with("Words.\n\n## Two {#t\u200bwo}")
    assert message.startswith("9: text must be Markdown, or HTML that ")


def test_what_is_wrong_twice_is_reported_twice(problems_with: Problems) -> None:
    text = "<script>a</script>\n\nTwo.\n\n<script>b</script>"
    assert [message.partition(": ")[0] for message in problems_with(text)] == ["7", "11"]


@pytest.mark.parametrize(
    "html", ['<img alt="A boat" src="http://[::1">', "<a href='http://]/'>a</a>"]
)
def test_an_address_in_html_that_cannot_be_read_is_reported_once(
    html: str, problems_with: Problems
) -> None:
    (message,) = problems_with(html)
    assert message.startswith("7: link must be an address (found 'http://")


def test_a_link_in_html_is_followed_like_one_of_markdown(problems_with: Problems) -> None:
    assert problems_with("<a href='flow.md'>a</a> <a href='#there' id='there'>within</a>") == []
    (message,) = problems_with("<a href='flwo.md'>a</a>")
    assert "lead to a file of the site (found 'flwo.md'" in message


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <script> in a comment -->",
        "```html\n<script>\n```",
        "`<script>` in code",
        "<details><summary>More</summary>Words</details>",
        "<a href='#there' id='there'>within</a>",
        "1 < 2 and <3 and {on=off",
        "An ocean {#style} and [a](flow.md){ .one }",
    ],
)
def test_what_is_harmless_is_left_alone(text: str, problems_with: Problems) -> None:
    assert problems_with(text) == []
