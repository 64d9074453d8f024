"""HTML as browsers read it: what the standard says, and what the core relies on."""

from __future__ import annotations

import pytest

from sitekit.html.dom import Document, Embedded, Fragment, attribute, attributes_of, children


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("", ""),
        ("words", "words"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<P CLASS=a>b</P>", '<p class="a">b</p>'),
        ("<p>a</body>b", "<p>ab</p>"),
        ("<title>a</title>", "<title>a</title>"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("<div />a", "<div>a</div>"),
        ("<!-- a -->b", "<!-- a -->b"),
        ("<td>a</td>", "a"),
        ("<svg><path d='M0 0'/></svg>", '<svg><path d="M0 0"></path></svg>'),
    ],
)
def test_html_is_read_as_the_standard_says(html: str, read: str) -> None:
    assert Fragment(html).html == read
    assert Fragment(read).html == read


def test_a_selector_finds_nodes_of_the_fragment_in_their_order() -> None:
    fragment = Fragment("<i>1</i><p><i>2</i></p><i>3</i>")
    assert [node.text() for node in fragment.css("i")] == ["1", "2", "3"]
    assert fragment.css("html, head, body > body") == []


def test_children_are_those_of_one_level() -> None:
    (paragraph,) = Fragment("<p>a<i>b</i>c</p>").css("p")
    assert [child.tag for child in children(paragraph)] == ["-text", "i", "-text"]


def test_an_attribute_that_is_missing_is_empty() -> None:
    (node,) = Fragment('<p hidden class="a &amp; b">').css("p")
    names = ("class", "hidden", "id")
    assert [attribute(node, name) for name in names] == ["a & b", "", ""]


def test_what_is_changed_is_written() -> None:
    fragment = Fragment("<p>a</p><i>b</i>")
    fragment.css("p")[0].attrs["id"] = 'x"y'
    fragment.css("i")[0].decompose()
    assert fragment.html == '<p id="x&quot;y">a</p>'


def test_of_a_repeated_attribute_the_first_counts() -> None:
    (node,) = Fragment("<p id=a ID=b hidden>c</p>").css("p")
    assert attributes_of(node) == {"id": "a", "hidden": None}


def test_every_document_has_its_three_elements() -> None:
    document = Document("words")
    assert [document.html.tag, document.head.tag, document.body.tag] == ["html", "head", "body"]
    assert [node.tag for node in Document("<title>a</title><p>b").css("title, p")] == ["title", "p"]


@pytest.mark.parametrize("html", ["", "<p>a</p>", "words", "<!-- a --><p>b</p>"])
def test_a_text_is_read_inside_the_elements_of_its_page(html: str) -> None:
    embedded = Embedded(html)
    assert (embedded.html, embedded.written) == (html, html)
    assert embedded.article.parent is not None
    assert embedded.article.parent.tag == "main"


def test_what_leaves_the_elements_around_a_text_is_no_part_of_it() -> None:
    embedded = Embedded("<p>a</p></article><p>b</p>")
    assert embedded.html == "<p>a</p>"
    assert "b" in embedded.document.body.text()
