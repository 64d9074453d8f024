"""What the preview shows of a text, beside what its page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitekit.html.dom import Embedded
from sitekit.html.markdown import origins
from sitekit.html.preview import differences
from sitekit.model.blocks import parse_blocks
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitekit.html.markdown import Converter


def found(text: str, html: str, *, words: bool = True) -> list[tuple[int, str, str, str]]:
    """The differences of a page's HTML from its text."""
    made = differences([parse_blocks(text)], Embedded(html).article, words=words)
    return [(one.line, one.kind, one.previewed, one.shown) for one in made]


@pytest.mark.parametrize(
    ("text", "html", "difference"),
    [
        ("One\n\n- two\n  - three", "<p>One</p><ul><li>two</li><li>three</li></ul>",
         (3, "list", "2", "1")),
        ("One\n- two", "<p>One - two</p>", (1, "list", "1", "")),
        ("One\n\n[two](a.md)", "<p>One</p><p>[two](a.md)</p>", (2, "link", "a.md", "")),
        ("[one](a.md)", '<p><a href="b.md">one</a></p>', (0, "link", "a.md", "b.md")),
        ("## One #two", "<h3>One #two</h3>", (0, "heading", "2", "3")),
        ("![one](a.png)", "<p>one</p>", (0, "picture", "a.png one", "")),
        ("```\na = 1\n```", "<p>a = 1</p>", (0, "code", "a = 1", "")),
        ("> one", "<p>one</p>", (0, "quote", "", "")),
        ("| a |\n|---|\n| b |", "<p>a b</p>", (0, "table", "2 × 1", "")),
        ("One two\\* three", "<p>One two three</p>",
         (0, "words", "One two* three", "One two three")),
    ],
)  # fmt: skip
def test_what_differs_has_its_kind_and_line(
    text: str, html: str, difference: tuple[int, str, str, str]
) -> None:
    assert found(text, html)[0] == difference


def test_a_note_may_be_explained_after_the_text(new_converter: Callable[..., Converter]) -> None:
    text = "One.[^a]\n\n- two.[^a]"
    converted = new_converter().convert(
        f"{text}\n\n[^a]: Three.", "a/b.md", "a/b/", parse_blocks(text)
    )
    assert converted.differences == ()


def test_words_are_left_alone_where_an_extension_may_change_them() -> None:
    assert found('"One"', "<p>“One”</p>", words=False) == []
    assert found("- one", "<p>one</p>", words=False) == [(0, "list", "1", "")]


ALL = """
!!! note "One *two*"
    Three :wave: ++ctrl+c++ and ++alt+"Q"++

=== "Four"
    - five
    - [x] six

??? tip
    > seven[^a]

Words[^b] at https://example.org/a_b, https://www.example.org/ and www.example.org, <a@example.org>.

{% no attributes %}
{% either %} `code`{% nor here %}
{{ last }}

a_{{ none }}.b **c**{ .d }

<details markdown>
<summary>Eight</summary>
[nine](a.md){ .ten }
</details>

> [!WARNING]
> Eleven

## Twelve \\# &copy; {#thirteen}

Fourteen
:   Fifteen `six teen`

| a | b |
|---|:-:|
| `c\\|d` | ![e *f*](g.png "h") |

*[HTML]: words

[^a]: Note.

    ```py
    x = 1
    ```
[^b]: - HTML
[^b]: again

<ul><li>raw <b>words</b></li></ul>

[one]: b.md
[two][one] [one] ~~three~~ {four} five {.six}
and[^gone]
{ .seven }
"""


def test_the_markdown_of_this_site_is_known(new_converter: Callable[..., Converter]) -> None:
    assert new_converter().convert(ALL, "a/b.md", "a/b/").differences == ()


def test_the_texts_of_this_site_are_shown_as_previewed(
    new_converter: Callable[..., Converter],
) -> None:
    converter = new_converter()
    for file in sorted((ROOT / "docs").rglob("*.md")):
        body = file.read_text().split("---\n", 2)[-1]
        assert converter.convert(body, "a/b.md", "a/b/").differences == ()


def test_lines_of_a_snippet_come_from_where_it_is_named() -> None:
    written = ["One", '--8<-- "a.md"', "", "Two", "Two"]
    expanded = ["One", "a", "b", "", "Two", "Two"]
    assert origins(written, expanded) == [0, 1, 1, 2, 3, 4]
    assert origins(written, written) == [0, 1, 2, 3, 4]
