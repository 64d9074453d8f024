"""The last look at a finished page: the way out is there, and nothing is that is not ours.

It is taken after the last byte is made, of pages that plugins and hooks of others have changed too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.html.allowlist import ELEMENTS
from sitekit.html.csp import DATA, hash_of
from sitekit.html.dom import Document, attribute, children

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sitekit.html.dom import Node

# What templates write around a text.
PAGE_ELEMENTS = ELEMENTS | {
    *("html", "head", "title", "meta", "link", "style", "script", "body"),
    *("h1", "main", "article", "section", "header", "footer", "nav", "aside", "button", "noscript"),
    *("svg", "path"),
}
META = {"viewport", "color-scheme", "theme-color", "referrer", "description", "robots"}
LINKS = {"icon", "canonical", "alternate"}
_STOPS = "a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]"


def last_look(html: str, *, leave_url: str, hashes: Collection[str]) -> list[str]:
    """What is wrong with a finished page, as `page must …` sentences.

    `leave_url` is where the way out leads; `hashes` are those of the styles and scripts of ours, as
    a policy names them.
    """
    page = Document(html)
    return [*_way_out(page, leave_url), *_strangers(page, hashes)]


def _way_out(page: Document, leave_url: str) -> Iterator[str]:
    bars = page.css("[data-component=leave]")
    if len(bars) != 1 or bars[0].parent is None or bars[0].parent.tag != "body":
        yield "page must have one leave bar, as a child of its body"
    elif [attribute(link, "href") for link in bars[0].css("a[data-leave]")] != [leave_url]:
        yield f"page must have a leave bar with a link to {leave_url}"
    stops = page.css(_STOPS)[:2]
    if [attribute(stop, "href") for stop in stops] != ["#main", leave_url]:
        yield "page must have the way out as the second stop of the keyboard"
    if any(attribute(node, name) for node in (page.html, page.body) for name in ("class", "style")):
        yield "page must have no classes and styles on its body"


def _strangers(page: Document, hashes: Collection[str]) -> Iterator[str]:
    for node in page.css("*"):
        tag = str(node.tag)
        if tag not in PAGE_ELEMENTS or _is_strange(node, tag, hashes):
            yield f"page must hold nothing but its own elements (found <{_shown(node)}>)"
    for node in children(page.body):
        own = node.tag in ("main", "script") or attribute(node, "class").startswith("sk-")
        if node.is_element_node and not own:
            yield f"page must have no other child of its body (found <{_shown(node)}>)"


def _is_strange(node: Node, tag: str, hashes: Collection[str]) -> bool:
    """Whether a style, script, meta or link element is none of ours."""
    if any(name == "style" or name.startswith("on") for name in node.attributes):
        return True
    if tag == "style":
        return hash_of(node.text()) not in hashes
    if tag == "script":
        if "src" in node.attributes:
            return f"'{attribute(node, 'integrity')}'" not in hashes
        return attribute(node, "type") != DATA and hash_of(node.text()) not in hashes
    if tag == "meta":
        if "http-equiv" in node.attributes:
            return attribute(node, "http-equiv").lower() != "content-security-policy"
        name = attribute(node, "name") or attribute(node, "property")
        return "charset" not in node.attributes and name not in META and not name.startswith("og:")
    return tag == "link" and attribute(node, "rel") not in LINKS


def _shown(node: Node) -> str:
    pairs = (f'{name}="{value}"' if value else name for name, value in node.attributes.items())
    return " ".join([str(node.tag), *pairs])[:80]
