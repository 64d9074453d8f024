"""Trees of HTML as our parser and as a browser have them, to be compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sitekit.html.dom import attributes_of, children

if TYPE_CHECKING:
    from sitekit.html.dom import Node

# A tree is [tag, [[attribute, value]…], [child…]]; a text is itself; a comment has its text.
Tree = list[Any]
# What `tree_of` gives of the same node, in a browser.
TREE_OF = """const treeOf = (node) => {
    if (node.nodeType === Node.COMMENT_NODE) return ['#comment', node.data];
    if (node.nodeType !== Node.ELEMENT_NODE) return node.data ?? `#${node.nodeType}`;
    const attributes = [...node.attributes].map(({ name, value }) => [name, value]);
    attributes.sort(([a], [b]) => (a < b ? -1 : 1));
    const { localName, namespaceURI: of } = node;
    const name = of.endsWith('xhtml') ? localName : `${of} ${localName}`;
    return [name, attributes, [...node.childNodes].map(treeOf)];
};"""
# Of all other attributes an empty value says the same as none.
FLAGS = {"open", "checked", "disabled", "reversed", "alt", "href"}
_SPACE = re.compile(r"[ \t\n\f\r]+")


def tree_of(node: Node) -> Tree | str:
    """The tree of a node, with its attributes in the order of their names."""
    if node.is_text_node:
        return node.text_content or ""
    if not node.is_element_node:
        return ["#comment", (node.html or "").removeprefix("<!--").removesuffix("-->")]
    attributes = sorted([name, value or ""] for name, value in attributes_of(node).items())
    return [str(node.tag), attributes, [tree_of(child) for child in children(node)]]


def seen_by_readers(tree: Tree | str) -> Tree | str:
    """A tree without comments and the spaces that nobody sees."""
    if isinstance(tree, str):
        return _SPACE.sub(" ", tree)
    tag, attributes, inside = tree
    shown: Tree = []
    for child in inside:
        if child[0] == "#comment":
            continue
        one = seen_by_readers(child)
        if shown and isinstance(one, str) and isinstance(shown[-1], str):
            one = _SPACE.sub(" ", shown.pop() + one)
        shown.append(one)
    trimmed = [one.strip(" ") if isinstance(one, str) else one for one in shown]
    plain = [[name, _value(name, value)] for name, value in attributes if value or name in FLAGS]
    return [tag, plain, [one for one in trimmed if one != ""]]


def _value(name: str, value: str) -> str:
    if name == "class":
        return " ".join(_SPACE.sub(" ", value).split(" ")).strip(" ")
    return "" if name in FLAGS - {"alt", "href"} else value
