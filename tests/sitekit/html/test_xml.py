"""HTML as XML: read by an XML parser, it says the same."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitekit.html.dom import Fragment
from sitekit.html.xml import plain, xhtml


def parsed(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<body>{xhtml(Fragment(html).body)}</body>")  # noqa: S314  # our own


@pytest.mark.parametrize(
    ("html", "xml"),
    [
        ("a<br>b<hr>", "a<br/>b<hr/>"),
        ("<details open><p>One", '<details open=""><p>One</p></details>'),
        ("&amp; &lt; &nbsp;&copy; &quot;", '&amp; &lt; \xa0© "'),
        ("<a title='\"<>&'>", '<a title="&quot;&lt;&gt;&amp;"></a>'),
        ("<p></p><!-- unseen --><p>", "<p></p><p></p>"),
        ('<i lang="de">x</i>', '<i lang="de" xml:lang="de">x</i>'),
        ("<pre>\n\nx</pre>", "<pre>\nx</pre>"),
        ("\x0ba\ufffe", "a"),
        ('<p 1="x" a:b="y" @="z" epub:type="x">', '<p epub:type="x"></p>'),
        ("<a:b>x</a:b><b<b>y", "xy"),
    ],
)
def test_the_syntax_is_that_of_xml(html: str, xml: str) -> None:
    assert xhtml(Fragment(html).body) == xml


def test_an_element_as_deep_as_browsers_nest_is_written() -> None:
    html = "<b>" * 500
    assert xhtml(Fragment(html).body).count("<b>") == 500


TEXTS = st.text(alphabet="<>&\"'abp/= \n!-ا雨😀\x00\x0b\ufffe")


@given(TEXTS)
def test_whatever_a_browser_reads_an_xml_parser_reads_too(html: str) -> None:
    root, text = parsed(html), Fragment(html)
    assert "".join(root.itertext()) == plain(text.body.text())
    assert [one.tag for one in root.iter()] == [
        str(one.tag)
        for one in text.body.traverse()
        if one.is_element_node and re.fullmatch("[a-z][a-z-]*", str(one.tag))
    ]
