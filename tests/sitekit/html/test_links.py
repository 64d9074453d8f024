"""Links, pictures and references inside a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitekit.html.markdown import Converter

A = "[a]: /one.md\n[b]: /two.md"


@pytest.fixture(scope="module")
def shown(new_converter: Callable[..., Converter]) -> Callable[[str], str]:
    converter = new_converter()

    def _shown(text: str) -> str:
        made = converter.convert(text, "tides/ebb.md", "tides/ebb/").html
        return re.sub(r' rel="[^"]*"', "", made.strip()).removeprefix("<p>").removesuffix("</p>")

    return _shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[one](/a.md 'b')", '<a href="/a.md" title="b">one</a>'),
        ("[one](/a.md (b))", '<a href="/a.md" title="b">one</a>'),
        ("[one](/a_(b).md)", '<a href="/a_(b).md">one</a>'),
        ("[one](</a b.md>)", '<a href="/a b.md">one</a>'),
        ("[one](/a b.md)", "[one](/a b.md)"),
        ("[one [two](/b.md)](/a.md)", '[one <a href="/b.md">two</a>](/a.md)'),
        ("![*one* `two`](a.png)", '<img alt="one two" src="a.png">'),
        ("https://a.example/b_c_d.", '<a href="https://a.example/b_c_d">https://a.example/b_c_d</a>.'),
        (f"[a] [b]\n\n{A}", '<a href="/one.md">a</a> <a href="/two.md">b</a>'),
        (f"[none][a]\n[[b]]\n\n{A}", '<a href="/one.md">none</a>\n[<a href="/two.md">b</a>]'),
        ("[`c d` e]\n\n[`c d` e]: /a.md", '<a href="/a.md"><code>c d</code> e</a>'),
        ("[c\\!]\n\n[c\\!]: /a.md", '<a href="/a.md">c!</a>'),
        ("[c]\n\n[c]: /a.md\n[C]: /b.md", '<a href="/a.md">c</a>'),
        ("[c\nd]\n\n[C D]: /a.md", '<a href="/a.md">c\nd</a>'),
        ("![c]\n\n[c]: a.png 'd'", '<img alt="c" src="a.png" title="d">'),
    ],
)  # fmt: skip
def test_links_are_read_as_on_github(text: str, expected: str, shown: Callable[[str], str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("` a`", "<code> a</code>"),
        ("`` `a` ``", "<code>`a`</code>"),
        ("`  a  `", "<code> a </code>"),
        ("` `", "<code> </code>"),
        ("`a\nb`", "<code>a b</code>"),
        ("`\u00a0a`", "<code>&nbsp;a</code>"),
        ("`` \\`` ``", "<code> \\</code> ``"),
        ("<MAILTO:A@B.C>", '<a href="MAILTO:A@B.C">MAILTO:A@B.C</a>'),
    ],
)
def test_code_keeps_its_spaces_and_addresses_their_scheme(
    text: str, expected: str, shown: Callable[[str], str]
) -> None:
    assert shown(text) == expected
