"""HTML as XML: for feeds and books, whose readers stop at the first mistake."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from sitekit.html.dom import VOID, attributes_of, children
from sitekit.model.front_matter import plain_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitekit.html.dom import Node

# Characters that XML 1.0 cannot hold, however they are written.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Names that XML can hold; an HTML parser takes nearly everything for one. Of prefixes, `epub` is
# declared in pages of books, `xml` everywhere.
_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_.-]*")
_ATTRIBUTE = re.compile(rf"((epub|xml):)?{_NAME.pattern}")


def plain(text: str) -> str:
    """`text` without the characters that XML forbids; line ends as XML reads them."""
    return plain_ends(_FORBIDDEN.sub("", text))


def xhtml(node: Node) -> str:
    """The inside of a node in the XML syntax of HTML.

    Comments are left out, and of elements and attributes those whose names XML cannot hold.
    """
    written: list[str] = []
    # A stack of its own: elements may be nested more deeply than Python's calls.
    waiting: list[Node | str] = [*reversed([*children(node)])]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            written.append(one)
        elif one.is_text_node:
            written.append(escape(one.text_content or "", quote=False))
        elif one.is_element_node:
            tag, inside = str(one.tag), reversed([*children(one)])
            start = f"<{tag}{''.join(_attributes(one))}"
            if tag in VOID:
                written.append(f"{start}/>")
            elif _NAME.fullmatch(tag):
                written.append(f"{start}>")
                waiting += [f"</{tag}>", *inside]
            else:
                waiting += inside
    return plain("".join(written))


def _attributes(node: Node) -> Iterator[str]:
    attributes = attributes_of(node)
    for name, value in attributes.items():
        if _ATTRIBUTE.fullmatch(name):
            yield f' {name}="{escape(value or "")}"'
    if "lang" in attributes and "xml:lang" not in attributes:  # which is what XML programs know
        yield f' xml:lang="{escape(attributes["lang"] or "")}"'
