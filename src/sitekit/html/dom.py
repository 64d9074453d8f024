"""HTML as browsers read it: the one parser (Lexbor, the HTML standard's algorithm) of the core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = LexborNode


class Fragment:
    """The inside of a `<body>`, as a tree that may be changed and written again."""

    def __init__(self, html: str) -> None:
        self._tree = LexborHTMLParser(f"<!doctype html><body>{html}</body>")

    @property
    def body(self) -> Node:
        body = self._tree.body
        assert body is not None  # noqa: S101  # the standard gives every document one
        return body

    def css(self, selector: str) -> list[Node]:
        return self.body.css(selector)

    def nodes(self) -> Iterator[Node]:
        """Every node in the order of the document, text and comments included."""
        nodes = self.body.traverse(include_text=True)
        next(nodes)  # the body itself
        return nodes

    @property
    def html(self) -> str:
        return self.body.inner_html or ""


def attribute(node: Node, name: str) -> str:
    """An attribute's value; an empty text where it has none or is not there."""
    return node.attributes.get(name) or ""


def children(node: Node) -> Iterator[Node]:
    return node.iter(include_text=True)


def text_of(node: Node) -> str:
    return node.text(deep=True)
