"""Texts as people write them for GitHub, built strictly: what their pages show."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SERIES, article

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode

    from tests.conftest import Built

EBB = "tides/ebb.md"
PICTURE_BYTES = 150_000


@pytest.fixture
def text_of(build_site: Callable[..., Built]) -> Callable[[str], LexborNode]:
    """The text of a page whose article has this body, built strictly."""

    def _text(body: str) -> LexborNode:
        site = build_site(SERIES | {EBB: article("Ebb and what it leaves", body)})
        text = site.html("tides/ebb/index.html").css_first(".sk-text")
        assert text is not None
        return text

    return _text


def words(node: LexborNode) -> str:
    return " ".join(node.text().split())


def test_code_of_every_kind_is_code_and_nothing_else(
    text_of: Callable[[str], LexborNode],
) -> None:
    text = text_of(
        "Look for `[^0-9]+` and `<img src='b.png'>`.\n\n"
        "```\nsed 's/[^a-z]//'\n```\n\n"
        "```markdown\n![](boat.jpg)\n<script>\n```\n\n"
        "~~~~text\n~~~\n# No title\n~~~\n~~~~\n\n"
        "- In a list:\n\n      <script src='a.js'></script>\n      [gone](gone.md)\n\n"
        "> ```\n> [^quoted] <<<<<<< here\n> ```\n\n"
        "Last:\n\n    <iframe>\n    [gone](gone.md)\n"
    )
    assert len(text.css("pre")) == 6
    assert text.css("script, iframe, img, sup, h1, a") == []
    assert "[^0-9]+" in text.text()


def test_comments_with_numbers_are_comments(text_of: Callable[[str], LexborNode]) -> None:
    text = text_of("```python\n# (1) read the tide table\nheight = 2  # (2)\n```\n\nWords.")
    assert "# (1) read the tide table" in text.css_first("pre").text()


def test_columns_are_aligned(text_of: Callable[[str], LexborNode]) -> None:
    text = text_of("| Place | Metres |\n| :--- | ---: |\n| Quay | 4 |\n| Bar | 2 |")
    assert [cell.attributes["class"] for cell in text.css("th, td")] == ["sk-left", "sk-right"] * 3


def test_a_label_may_hold_code(text_of: Callable[[str], LexborNode]) -> None:
    text = text_of("See the [`tide` table].\n\n[`tide` table]: https://example.org/tides")
    (link,) = text.css("a")
    assert (link.attributes["href"], link.text()) == ("https://example.org/tides", "tide table")


def test_markdown_within_html_is_shown(text_of: Callable[[str], LexborNode]) -> None:
    text = text_of(
        "## When it floods\n\n### At night\n\n<details>\n<summary>What to carry</summary>\n\n"
        "#### First\n\nA **lamp**:\n\n- oil\n- wick\n\n</details>\n"
    )
    box = text.css_first("details")
    assert [node.text() for node in box.css("summary, h4, strong, li")] == [
        *("What to carry", "First", "lamp", "oil", "wick")
    ]


def test_lists_nest_at_two_spaces_and_follow_a_paragraph(
    text_of: Callable[[str], LexborNode],
) -> None:
    text = text_of("- Spring\n  - neap\n- Autumn\n  - surge\n\nTake along:\n- boots\n- rope\n")
    assert [node.text() for node in text.css("li li")] == ["neap", "surge"]
    assert [node.text() for node in text.css("p + ul > li")] == ["boots", "rope"]


def test_a_heading_keeps_the_sign_at_its_end(text_of: Callable[[str], LexborNode]) -> None:
    text = text_of("## In C#\n\nWords.\n\n## And F# ##\n\nWords.")
    assert [node.text() for node in text.css("h2")] == ["In C#", "And F#"]


def test_headings_of_every_script_have_ids_of_their_words(
    text_of: Callable[[str], LexborNode],
) -> None:
    body = "## 潮汐\n\nWords.\n\n## Прилив\n\n[up](#潮汐)\n"
    ids = [node.attributes["id"] for node in text_of(body).css("h2")]
    assert ids == ["潮汐", "прилив"]
    later = [node.attributes["id"] for node in text_of(f"## 月\n\nWords.\n\n{body}").css("h2")]
    assert later[1:] == ids


def test_long_quotes_and_tables_are_no_long_paragraph(
    text_of: Callable[[str], LexborNode],
) -> None:
    quote = "\n>\n".join("> " + "water " * 50 for _ in range(4))
    table = "| a | b |\n|---|---|\n" + "| some words | some more |\n" * 60
    text = text_of(f"{quote}\n\n{table}")
    assert (len(text.css("blockquote p")), len(text.css("tr"))) == (4, 61)


def test_minutes_of_chinese_are_counted_in_characters(build_site: Callable[..., Built]) -> None:
    body = "\n\n".join(["潮水慢慢退去留下贝壳和石头。" * 30] * 10)
    site = build_site(SERIES | {EBB: article("Ebb and what it leaves", body)})
    shown = site.html("tides/ebb/index.html").css_first(".sk-opening span").text()
    assert 8 <= int(shown.split()[0]) <= 14


def test_code_has_a_title_numbers_and_marked_lines(text_of: Callable[[str], LexborNode]) -> None:
    text = text_of('```python title="tide.py" linenums="1" hl_lines="2"\na = 1\n# low\n```')
    assert text.css_first(".filename").text() == "tide.py"
    assert [one.attributes["data-linenos"].strip() for one in text.css(".linenos")] == ["1", "2"]
    assert [words(one) for one in text.css(".hll .c1")] == ["# low"]


def test_only_pages_with_highlighted_code_carry_its_styles(
    build_site: Callable[..., Built],
) -> None:
    site = build_site(SERIES | {EBB: article("Ebb and what it leaves", "```py\na = 1\n```")})
    with_code, without = (
        site.html(f"tides/{name}/index.html").css_first("style").text() for name in ("ebb", "flow")
    )
    assert ".highlight" in with_code
    assert ".highlight" not in without


def test_a_picture_that_is_too_heavy_is_named_with_its_bytes_and_line(
    reported: Callable[..., list[str]],
) -> None:
    picture = b"\x89PNG" + os.urandom(PICTURE_BYTES - 4)
    body = "Words.\n\n![A boat](boat.png)"
    files = SERIES | {EBB: article("Ebb and what it leaves", body), "tides/boat.png": picture}
    (message,) = reported(files)
    assert message.startswith("docs/tides/ebb.md:9: page must take at most ")
    assert message.endswith(f"; most of it boat.png, {PICTURE_BYTES} bytes)")


def test_a_picture_of_another_site_is_called_that_at_its_line(
    reported: Callable[..., list[str]],
) -> None:
    body = "Words.\n\nWords.\n\n![A boat](https://example.com/boat.png)"
    assert reported(SERIES | {EBB: article("Ebb and what it leaves", body)}) == [
        "docs/tides/ebb.md:11: a picture must be a file of the site "
        "(found 'https://example.com/boat.png')"
    ]


def test_an_article_of_120_000_characters_is_built(text_of: Callable[[str], LexborNode]) -> None:
    part = "## Part {n}\n\n" + "Words of a [long](flow.md) article, one after another. " * 10
    body = "\n\n".join(part.format(n=n) for n in range(215))
    assert len(body) > 120_000
    assert len(text_of(body).css("h2")) == 215
