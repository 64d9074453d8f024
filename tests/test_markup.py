"""Markdown and HTML in texts: what is added to it, and what may not stand in it."""

from __future__ import annotations

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from sitekit.html import unfit_html
from sitekit.markup import Markup
from sitekit.previews import HEIGHT, WIDTH, preview
from tests.conftest import page, problems_of


def rendered(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(
        markdown(text, extensions=["tables", "attr_list", "footnotes", Markup()])
    )


@pytest.mark.parametrize(
    "text", ["[a](https://example.org)", "<http://example.org>", "[a](//example.org){ rel=author }"]
)
def test_a_link_to_another_site_tells_nobody_where_it_was_pressed(text: str) -> None:
    assert rendered(text).css_first("a").attributes["rel"] == "noopener noreferrer"


def test_a_link_in_a_note_does_so_too() -> None:
    note = rendered("Words.[^1]\n\n[^1]: [a](https://example.org)")
    assert note.css_first(".footnote a[href^=https]").attributes["rel"] == "noopener noreferrer"


def test_other_links_are_left_alone() -> None:
    assert "rel" not in rendered("[a](b.md)").css_first("a").attributes


def test_columns_are_aligned_by_classes_since_the_policy_forbids_styles() -> None:
    table = rendered("| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |")
    assert [cell.attributes.get("class") for cell in table.css("td")] == [
        None,
        "sk-center",
        "sk-right",
    ]
    assert table.css_first("[style]") is None


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<p style='color: red'>Words</p>",
        "<p onclick='go()'>Words</p>",
        "<IFRAME src=x></IFRAME>",
        "<form action=x>",
        "<style>p {}</style>",
        "<a href='https://example.org'>out</a>",
        "<a href='//example.org'>out</a>",
        "<a href='javascript:go()'>out</a>",
        "[a](javascript:go)",
        "[a]( <data:text/html,x>)",
        "Words{: onclick=go() }",
        "[a](b.md){ style='color:red' }",
        "<video src=x>",
    ],
)
def test_html_that_no_page_may_hold_is_found(text: str) -> None:
    ((place, what),) = unfit_html(f"Words.\n\n{text}\n")
    assert place >= len("Words.\n\n")
    assert what in f"Words.\n\n{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <script> in a comment -->",
        "```html\n<script>\n```",
        "`<script>` in code",
        "<details><summary>More</summary>Words</details>",
        "<a href='#there' id='here'>within</a>",
        "1 < 2 and <3 and {on=off",
        "An ocean {#style} and [a](b.md){ .one }",
    ],
)
def test_what_is_harmless_is_left_alone(text: str) -> None:
    assert list(unfit_html(text)) == []


def test_the_author_is_told_the_line() -> None:
    files = {"index.md": page("Words of home", "One.\n\n<script>x</script>")}
    rule = "text must be Markdown, or HTML without scripts, styles, frames, forms and outward links"
    assert problems_of(files) == [f"docs/index.md:8: {rule} (found '<script>')"]


def test_a_preview_is_a_picture_of_the_right_size_the_same_every_time() -> None:
    png = preview("M0 150H320")
    assert png == preview("M0 150H320")
    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (WIDTH, HEIGHT)
    assert png != preview("M0 150Q160 0 320 150")
