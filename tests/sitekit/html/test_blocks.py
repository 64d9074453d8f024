"""What GitHub's preview shows is what pages show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sitekit.html.markdown import Converter

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def html(new_converter: Callable[..., Converter]) -> Callable[[str], str]:
    """The HTML of a text, with nothing between its elements."""
    converter = new_converter()

    def _html(text: str) -> str:
        made = converter.convert(text, "tides/ebb.md", "tides/ebb/").html
        return re.sub(r"\s*\n\s*", "", re.sub(r"(?<=\w)\n(?=\w)", " ", made))

    return _html


ONE, TWO = "<li>one</li>", "<li>two</li>"
NESTED = f"<ul><li>one<ul>{TWO}</ul></li></ul>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- one\n  - two", NESTED),
        ("- one\n   - two", NESTED),
        ("- one\n    - two", NESTED),
        ("- one\n\t- two", NESTED),
        ("1. one\n   - two", f"<ol><li>one<ul>{TWO}</ul></li></ol>"),
        ("1. one\n  - two", f"<ol>{ONE}</ol><ul>{TWO}</ul>"),
        ("3. one\n4. two", f'<ol start="3">{ONE}{TWO}</ol>'),
        ("Words:\n- one\n- two", f"<p>Words:</p><ul>{ONE}{TWO}</ul>"),
        ("Words\n> one", "<p>Words</p><blockquote><p>one</p></blockquote>"),
        ("Words\n## One\nmore", '<p>Words</p><h2 id="one">One</h2><p>more</p>'),
        ("- one\n\n- two", "<ul><li><p>one</p></li><li><p>two</p></li></ul>"),
        ("* one\n+ two", f"<ul>{ONE}</ul><ul>{TWO}</ul>"),
        ("- one\n\n  | a |\n  |---|\n  | b |", "<ul><li><p>one</p><table><thead><tr><th>a</th>"
         "</tr></thead><tbody><tr><td>b</td></tr></tbody></table></li></ul>"),
    ],
)  # fmt: skip
def test_lists_nest_and_blocks_end_as_on_github(
    text: str, expected: str, html: Callable[[str], str]
) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words\n```py\nx = 1\n```\nafter", "x = 1"),
        ("- one\n\n  ```py\n  x = 1\n  ```", "x = 1"),
        ("> ```\n> x = 1\n> ```", "x = 1"),
        ("````\n```\nx = 1\n```\n````", "```x = 1```"),
        ("```rust,ignore\nx = 1\n```", "x = 1"),
        ("~~~\nx = 1", "x = 1"),
        ("    <script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("[^1]: One\n\n    ```\n    x = 1\n    ```\n\nWords[^1]", "x = 1"),
    ],
)
def test_code_is_code_wherever_it_is(text: str, expected: str, html: Callable[[str], str]) -> None:
    (code,) = re.findall(r"<code[^>]*>(.*?)</code>", html(text))
    assert re.sub("<[^>]*>", "", code) == expected


def test_markdown_between_html_is_markdown(html: Callable[[str], str]) -> None:
    text = "<details>\n<summary>More</summary>\n\n#### One\n\n**two**\n\n</details>"
    shown = '<h4 id="one">One</h4><p><strong>two</strong></p>'
    assert html(text) == f"<details><summary>More</summary>{shown}</details>"


@pytest.mark.parametrize(
    "text", ["> [!NOTE]\n> Words.", "!!! note\n    Words.", "??? note\n    Words."]
)
def test_a_box_without_a_title_gets_that_of_the_language(text: str) -> None:
    extensions = ["admonition", "pymdownx.details", "pymdownx.superfences"]
    converter = Converter(extensions, titles={"note": "Hinweis"})
    assert ">Hinweis</" in converter.convert(text, "a.md", "a/").html
    own = text.replace("!!! note", '!!! note "Own"').replace("??? note", '??? note "Own"')
    assert (">Hinweis</" in converter.convert(own, "a.md", "a/").html) == (own == text)


def test_an_alert_is_an_admonition(html: Callable[[str], str]) -> None:
    title = '<div class="admonition tip"><p class="admonition-title">Tip</p>'
    assert html("> [!TIP]\n> One.\n>\n> - two") == f"{title}<p>One.</p><ul>{TWO}</ul></div>"
    assert "admonition" not in html("> [!TIP]")
    assert "admonition" not in html("> [!TIP] One.")


def test_cells_are_aligned_as_their_column(html: Callable[[str], str]) -> None:
    made = html("| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 |")
    for tag in ("th", "td"):
        assert re.findall(rf'<{tag} class="sk-(\w+)">', made) == ["left", "right", "center"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## C#", '<h2 id="c">C#</h2>'),
        ("## C# {#sharp}", '<h2 id="sharp">C#</h2>'),
        ("one  \ntwo\\\nthree", "<p>one<br>two<br>three</p>"),
        ("~~one~~", "<p><del>one</del></p>"),
        (":wave: at 10:30:00", "<p>👋 at 10:30:00</p>"),
        (r"\&copy; \~ \|", "<p>&amp;copy; ~ |</p>"),
        ("&copy; <!-- a --> b", "<p>© <!-- a --> b</p>"),
        ("- [x] one", '<ul class="task-list"><li class="task-list-item"><input type="checkbox" '
         'disabled="" checked=""> one</li></ul>'),
        ("Ebb\n:   Out\n\nFlow\n:   In",
         "<dl><dt>Ebb</dt><dd>Out</dd><dt>Flow</dt><dd>In</dd></dl>"),
        ("*[UN]: United\n\nUN", '<p><abbr title="United">UN</abbr></p>'),
        ("- one\n{ .two }\n", '<ul><li class="two">one</li></ul>'),
        ("<figure markdown>\nOne **two**\n</figure>",
         "<figure><p>One <strong>two</strong></p></figure>"),
        ('<p markdown class="a">*one*</p>', '<p class="a"><em>one</em></p>'),
    ],
)  # fmt: skip
def test_what_else_github_or_this_site_shows(
    text: str, expected: str, html: Callable[[str], str]
) -> None:
    assert html(text) == expected


def test_tabs_of_one_set_stand_together(html: Callable[[str], str]) -> None:
    made = html('=== "One"\n    - one\n\n=== "Two"\n    - two')
    assert made.count('class="tabbed-set') == 1
    assert made.count('class="tabbed-block"') == 2


def test_with_an_unknown_block_extension_python_markdown_reads_the_blocks() -> None:
    heard: list[str] = []
    converter = Converter(["pymdownx.blocks.admonition"], log=heard.append)
    text = "- one\n  - two\n\n/// note\nthree\n///"
    for _ in range(2):
        made = converter.convert(text, "tides/ebb.md", "tides/ebb/").html
    assert made.count("<ul>") == 1
    assert 'class="admonition note"' in made
    (said,) = heard
    assert "pymdownx.blocks" in said
