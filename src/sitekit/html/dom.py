"""HTML as browsers read it: the one parser (Lexbor, the HTML standard's algorithm) of the core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = LexborNode

# Elements that hold nothing and have no end tag.
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    *("source", "track", "wbr"),
}


class Document:
    """A whole HTML document as a tree."""

    def __init__(self, html: str) -> None:
        self._tree = LexborHTMLParser(html)

    # The standard gives every document these three.
    @property
    def html(self) -> Node:
        assert self._tree.root is not None  # noqa: S101
        return self._tree.root

    @property
    def head(self) -> Node:
        assert self._tree.head is not None  # noqa: S101
        return self._tree.head

    @property
    def body(self) -> Node:
        assert self._tree.body is not None  # noqa: S101
        return self._tree.body

    def css(self, selector: str) -> list[Node]:
        return self.html.css(selector)


class Fragment:
    """The inside of a `<body>`, as a tree that may be changed and written again."""

    def __init__(self, html: str) -> None:
        self._document = Document(f"<!doctype html><body>{html}</body>")

    @property
    def body(self) -> Node:
        return self._document.body

    def css(self, selector: str) -> list[Node]:
        return self.body.css(selector)

    @property
    def html(self) -> str:
        return self.body.inner_html or ""


class Embedded:
    """The HTML of a text inside the elements that a page puts around it.

    So what leaves them, or gives the page's own elements attributes, is seen as in a browser.
    """

    def __init__(self, html: str) -> None:
        # The rule is for what a page has before its text: without it, frames could take its place.
        self.document = Document(f"<!doctype html><hr><main><article>{html}</article></main>")
        self.written = html

    @property
    def article(self) -> Node:
        article = self.document.body.css_first("main > article")
        assert article is not None  # noqa: S101  # it is opened before the text begins
        return article

    @property
    def html(self) -> str:
        return self.article.inner_html or ""


def attribute(node: Node, name: str) -> str:
    """An attribute's value; an empty text where it has none or is not there."""
    return node.attributes.get(name) or ""


def attributes_of(node: Node) -> dict[str, str | None]:
    """All attributes by name; of a repeated one the first counts, as in browsers."""
    return dict(node.attributes)


def children(node: Node) -> Iterator[Node]:
    """The children of a node: elements, texts and comments."""
    return node.iter(include_text=True)
