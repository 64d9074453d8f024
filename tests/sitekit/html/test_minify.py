"""Pages in fewer bytes that mean the same."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from sitekit.html.minify import minify


def words(html: str) -> list[str]:
    return LexborHTMLParser(html).body.text(separator=" ").split()


@pytest.mark.parametrize(
    "html",
    [
        "<p>One <b>two</b> three</p>\n\n<p>Four</p>",
        "<ul>\n  <li>One</li>\n  <li>Two</li>\n</ul>",
        "<p>1 &lt; 2 &amp;amp; 3</p>",
        "<table><tr><td>a</td><td>b</td></tr></table>",
        "<p>“Curly” – and — dashes… it’s fine</p>",
    ],
)
def test_no_word_is_lost_or_joined(html: str) -> None:
    assert words(minify(html)) == words(html)
    assert len(minify(html)) <= len(html)


def test_code_keeps_its_spaces() -> None:
    code = "<pre><code>a  b\n\n  c</code></pre>"
    assert LexborHTMLParser(minify(code)).css_first("code").text() == "a  b\n\n  c"


def test_inline_styles_and_scripts_stay_as_their_hashes_were_taken() -> None:
    style, script = "<style>p  {  color : red }</style>", "<script>if ( 1 )  { }</script>"
    assert minify(style + script) == style + script


def test_comments_are_removed() -> None:
    assert minify("<p>a<!-- b -->c</p>") == "<p>ac"
