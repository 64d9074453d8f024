"""The HTML that texts may hold: what is not listed is found, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sitekit.html.allowlist import (
    ATTRIBUTES,
    ELEMENTS,
    MAX_DEPTH,
    disallowed,
    is_too_deep,
    second_opinion,
)
from sitekit.html.dom import Embedded

# No text may hold these, whatever else is added to the list.
NEVER = {
    *("applet", "audio", "base", "body", "button", "dialog", "embed", "form", "frame", "head"),
    *("html", "iframe", "link", "main", "marquee", "math", "meta", "noscript", "object"),
    *("plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "video"),
    *("xmp", "article", "h1"),
}
NEVER_ATTRIBUTES = {
    *("autofocus", "contenteditable", "data-component", "data-leave", "formaction", "ping"),
    *("srcdoc", "srcset", "style", "target", "xlink:href", "onclick", "onload", "is", "slot"),
}


def found(html: str) -> list[str]:
    return disallowed(Embedded(html))


def test_nothing_that_acts_is_listed() -> None:
    assert not NEVER & ELEMENTS
    assert not NEVER_ATTRIBUTES & {name for names in ATTRIBUTES.values() for name in names}


@pytest.mark.parametrize("tag", sorted(NEVER))
def test_an_element_that_is_not_listed_is_found(tag: str) -> None:
    assert found(f"<p>One</p><{tag}>two</{tag}>")


@pytest.mark.parametrize("name", sorted(NEVER_ATTRIBUTES))
def test_an_attribute_that_is_not_listed_is_found(name: str) -> None:
    assert found(f'<p {name}="x">Words</p>') == [f'<p {name}="x">']
    assert found(f'<a href="#x" {name.upper()}="x">Words</a>') == [f'<a {name}="x">']


@pytest.mark.parametrize(
    "html",
    [
        "<p>Words</p>",
        "<br><img src=a.png alt=a><hr>",
        '<p class="sk-center">Words</p>',
        '<a href="https://example.org">a</a> <a href="tel:116016">b</a>',
        '<a href="mailto:a@example.org">a</a> <a href="../b/#c">d</a>',
        "<table><tr><td>a</td></tr></table>",
        "<details open><summary>More</summary>Words</details>",
        "<!-- words --><p>a</p>",
        "<pre>\n\na  b</pre>",
        "1 &lt; 2",
        "",
    ],
)
def test_plain_html_is_allowed(html: str) -> None:
    assert found(html) == []


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p class="sk-cover">Words</p>', ['<p class="sk-cover">']),
        ('<img src="https://example.org/a.png">', ['<img src="https://example.org/a.png">']),
        ("<img src=//example.org/a.png>", ['<img src="//example.org/a.png">']),
        ('<a href=" JavaScript:x()">a</a>', ['<a href=" JavaScript:x()">']),
        ("<a href='java&#10;script:x'>a</a>", ['<a href="java\nscript:x">']),
        ("<a href='/\\example.org'>a</a>", ['<a href="/\\example.org">']),
        ("<a href='data:text/html,x'>a</a>", ['<a href="data:text/html,x">']),
        ("<input type=text>", ['<input type="text">']),
    ],
)
def test_a_value_that_is_not_listed_is_shown_with_its_element(html: str, shown: list[str]) -> None:
    assert found(html) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<b>a", ["<b> without its end"]),
        ("<div />", ["<div> without its end"]),
        ("a</b>", ["</b> without its beginning"]),
        ("<h2>a</h3>", ["<h2> without its end", "</h3> without its beginning"]),
        ("<p>a<p>b", ["<p> without its end"]),
    ],
)
def test_what_a_parser_would_close_in_silence_is_found(html: str, shown: list[str]) -> None:
    assert found(html) == shown


@pytest.mark.parametrize(
    "html",
    [
        "</article><p>x</p>",
        "</main>x",
        "<body class=x>",
        "<html lang=x>",
        "<title>x</title>",
        "<!-- never closed",
        "<frameset>",
        "a</body>b",
        "<noscript><p title='</noscript><img src=x onerror=x()>'></noscript>",
        "<svg></p><style><a id='</style><img src=x onerror=x()>'>",
        "<math><mtext><table><mglyph><style><img src=x onerror=x()>",
    ],
)
def test_what_leaves_the_text_or_is_read_in_two_ways_is_found(html: str) -> None:
    assert found(html)


def test_a_text_never_gets_its_own_elements_around_it() -> None:
    assert "<body class>" in found("<body class=x>Words")


TAGS = sorted(NEVER | ELEMENTS | {"sk-x", "annotation-xml", "mglyph"})
PIECES = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(["<p onclick=x()>", "<a href=javascript:x()>", "<img src=x onerror=x()>"]),
    st.sampled_from(["words", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "&lt;", *"\"'<>"]),
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_is_allowed_holds_nothing_else_when_a_browser_reads_it(html: str) -> None:
    text = Embedded(html)
    if disallowed(text):
        return
    page = LexborHTMLParser(f"<!doctype html><main><article>{text.html}</article></main>")
    inside = page.css_first("main > article")
    tags = {node.tag for node in inside.css("*")} - {"article"}
    assert tags <= ELEMENTS
    names = {name for node in inside.css("*") for name in node.attributes}
    assert not names & NEVER_ATTRIBUTES
    assert second_opinion(text.html) == text.html


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<table><b>a</b></table>", "<b> out of place"),
        ("<a href=#a>a<a href=#b>b</a></a>", "<a> out of place"),
        ("a</p>", "<p> out of place"),
        ("<p>a<div>b</div></p>", "<div> within p"),
        ("<li>a</li>", "<li> within article"),
        ("<ul><li><dd>a</dd></li></ul>", "<dd> within li"),
        ("<b><p>a</p></b>", "<p> within b"),
        ("<abbr><rp>a</rp></abbr>", "<rp> within abbr"),
        ("<!-- a", "<!-- without its end"),
        ("a&#13;b", "character U+000D"),
        ("a&#0;b", "character U+FFFD"),
        ("<input>", "<input>"),
        ("<p lang=''>a</p>", "<p lang>"),
        ("<img src='&#1;//example.org/a.png'>", '<img src="\x01//example.org/a.png">'),
        ("<a href='&#1;https://example.org'>a</a>", '<a href="\x01https://example.org">'),
    ],
)
def test_what_is_read_in_another_place_or_way_than_written_is_found(html: str, shown: str) -> None:
    assert found(html)[0] == shown


@pytest.mark.parametrize("html", ["<a href=#a><p>a</p></a>", "<dl><div><dt>a</dt></div></dl>"])
def test_what_may_hold_blocks_is_allowed_to(html: str) -> None:
    assert found(html) == []


def test_nothing_is_nested_deeper_than_every_browser_has_it() -> None:
    assert not is_too_deep("<b>" * MAX_DEPTH + "</b>" * MAX_DEPTH)
    assert not is_too_deep("<b></b>" * 1000 + "<br>" * 1000 + "</p>" * 1000)
    assert is_too_deep("<b>" * (MAX_DEPTH + 1))
