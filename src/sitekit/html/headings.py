"""The headings of a text, as its table of contents lists them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from sitekit.html.dom import Fragment, attribute, children

if TYPE_CHECKING:
    from sitekit.html.dom import Node


@dataclass(frozen=True)
class Heading:
    """A heading of the second level; `title` is HTML."""

    id: str
    title: str


def headings(html: str) -> tuple[Heading, ...]:
    """All headings of the second level that a link can lead to."""
    found = Fragment(html).css("h2[id]")
    return tuple(Heading(attribute(one, "id"), _title(one)) for one in found)


def _title(heading: Node) -> str:
    return escape(_words(heading).strip(), quote=False)


def _words(node: Node) -> str:
    """The words of a heading without its footnote marks."""
    if node.is_text_node:
        return node.text_content or ""
    if node.tag == "sup" and attribute(node, "id").startswith("fnref"):
        return ""
    return "".join(map(_words, children(node)))
