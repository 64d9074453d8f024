"""The HTML that texts may hold: elements and attributes, and the walk that finds everything else.

One list serves texts, replies and feeds. A text is refused, with what was found; it is never
rewritten in silence. The reasons for each group are in guide/safety.md.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

import nh3

from sitekit.html.dom import VOID, Fragment, attributes_of, children
from sitekit.html.urls import SCHEMES, is_of_this_site, is_web_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitekit.html.dom import Document, Embedded, Node

# What Markdown and its extensions write, and the plain words of HTML that mean more than Markdown.
PHRASES = {
    *("a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
    *("s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    *("bdi", "bdo", "ruby", "rt", "rp"),
}
BLOCKS = {
    *("blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "summary", "ul"),
    *("caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
}
PICTURES = {"img"}
# Tabs and task lists: fields that nothing sends anywhere.
FIELDS = {"input", "label"}
ELEMENTS = PHRASES | BLOCKS | PICTURES | FIELDS
# Elsewhere, parsers and the minifier put these into other elements than their author did.
PARENTS = {
    "li": {"ol", "ul"},
    "dd": {"dl", "div"},
    "dt": {"dl", "div"},
    "rp": {"ruby"},
    "rt": {"ruby"},
}
# These hold what the element around them may hold; other phrases hold phrases alone.
_TRANSPARENT = {"a", "del", "ins"}
# Browsers nest 512 elements and no more, each at a place of its own; the page's are among them.
MAX_DEPTH = 100

_PIXELS = re.compile(r"[1-9]\d{0,3}")
_SPAN = re.compile(r"[1-9]\d?")
_NUMBER = re.compile(r"-?\d{1,6}")
_ID = re.compile(r"[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]{1,200}")
_CLASS = re.compile(r"(?!sk-)[\w:+#.-]{1,60}|sk-(left|center|right)")
_TABS = re.compile(r"__tabbed_\d+(_\d+)?")


def _is_text(value: str) -> bool:
    return True


def _is_empty(value: str) -> bool:
    return value in ("", "disabled", "checked", "open", "reversed")


def _are_classes(value: str) -> bool:
    return all(_CLASS.fullmatch(name) for name in value.split())


def _matching(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: bool(pattern.fullmatch(value))


def _one_of(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


EVERYWHERE: dict[str, Callable[[str], bool]] = {
    "class": _are_classes,
    "id": _matching(_ID),
    "title": _is_text,
    "lang": _matching(re.compile(r"[A-Za-z0-9-]{1,35}")),
    "dir": _one_of("ltr", "rtl", "auto"),
}
ATTRIBUTES: dict[str, dict[str, Callable[[str], bool]]] = {
    "a": {"href": is_web_link, "rel": _is_text},
    "blockquote": {"cite": is_web_link},
    "q": {"cite": is_web_link},
    "col": {"span": _matching(_SPAN)},
    "colgroup": {"span": _matching(_SPAN)},
    "details": {"open": _is_empty},
    "div": {"data-tabs": _matching(re.compile(r"\d+:\d+"))},
    "img": {
        "src": is_of_this_site,
        "alt": _is_text,
        "width": _matching(_PIXELS),
        "height": _matching(_PIXELS),
        "loading": _one_of("lazy"),
        "decoding": _one_of("async"),
    },
    "input": {
        "type": _one_of("radio", "checkbox"),
        "checked": _is_empty,
        "disabled": _is_empty,
        "name": _matching(_TABS),
    },
    "label": {"for": _matching(_TABS)},
    "li": {"value": _matching(_NUMBER)},
    "ol": {"start": _matching(_NUMBER), "reversed": _is_empty, "type": _one_of(*"1aAiI")},
    "span": {"data-linenos": _matching(re.compile(r"[ \d]{1,8}"))},
    "td": {"colspan": _matching(_SPAN), "rowspan": _matching(_SPAN)},
    "th": {
        "colspan": _matching(_SPAN),
        "rowspan": _matching(_SPAN),
        "scope": _one_of("row", "col", "rowgroup", "colgroup"),
    },
    "time": {"datetime": _is_text},
}
_RULES = {tag: EVERYWHERE | ATTRIBUTES.get(tag, {}) for tag in ELEMENTS}
# Without a type, a field is one to write in.
REQUIRED = {"input": "type"}
_TAG = re.compile(r"<(/?[a-z][a-z0-9]*)")
# Elements that a parser adds by itself, and may leave out again.
_IMPLIED = {"tbody", "/tbody", "colgroup", "/colgroup", "tr", "/tr"}
_NEWLINES = re.compile(r"(<pre[^>]*>)\n+")
# Control characters, and what parsers put for characters that cannot be.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]")


def disallowed(text: Embedded) -> list[str]:
    """What no page may hold of a text, as its tags show it."""
    found, html = [*_outside(text.document)], text.html
    for node in _elements(text.article):
        if shown := _shown_if_disallowed(node) or _shown_if_misplaced(node):
            found.append(shown)
    before, after = _tags(text.written), _tags(html)
    if "/article" not in after or "/article" in before:
        found += _misread(before, after)
    elif not found:  # a comment goes on over the end of the text, as no listed element can
        found.append("<!-- without its end")
    found += [f"character U+{ord(one):04X}" for one in dict.fromkeys(_CONTROL.findall(html))]
    if not found and not _is_stable(html):
        found.append("markup that browsers read in more than one way")
    return found


def is_too_deep(html: str) -> bool:
    """Whether more than MAX_DEPTH elements are open at once, as they are written.

    A parser opens formatting elements again in every block, so this is asked before one reads it.
    """
    depth = 0
    for tag in _TAG.findall(html.lower()):
        if tag.startswith("/"):
            depth = max(0, depth - 1)
        elif tag not in VOID:
            depth += 1
            if depth > MAX_DEPTH:
                return True
    return False


def second_opinion(html: str) -> str:
    """`html` cleaned by another library with the same list; the same if there is nothing to do."""
    return nh3.clean(
        html,
        tags=ELEMENTS,
        clean_content_tags=set(),
        attributes={tag: {*EVERYWHERE, *ATTRIBUTES.get(tag, ())} for tag in ELEMENTS},
        strip_comments=False,
        link_rel=None,
        url_schemes=set(SCHEMES),
    )


def _is_stable(html: str) -> bool:
    """Whether it is read again as it was written, and another library finds nothing to clean."""
    plain = _NEWLINES.sub(r"\1", html)
    return Fragment(plain).html == plain and second_opinion(plain) == plain


def _outside(document: Document) -> Iterator[str]:
    """What the text has put outside the elements around it."""
    for node in (document.html, document.body):
        if attributes_of(node):
            yield f"<{node.tag} {' '.join(attributes_of(node))}>"
    for node in children(document.head):
        yield f"<{node.tag}>"
    siblings = [*children(document.body), *children(document.body.css("main")[0])]
    elements = [str(node.tag) for node in siblings if node.is_element_node]
    if elements != ["hr", "main", "article"] or any(
        (node.text_content or "").strip() for node in siblings if node.is_text_node
    ):
        yield "</article>"


def _shown_if_disallowed(node: Node) -> str:
    """The start tag of an element that is not listed, or has an attribute that is not."""
    tag, attributes = str(node.tag), attributes_of(node)
    rules = _RULES.get(tag, EVERYWHERE)
    wrong = {
        name: value
        for name, value in attributes.items()
        if name not in rules or not rules[name](value or "")
    }
    if not wrong and tag in ELEMENTS and (tag not in REQUIRED or REQUIRED[tag] in attributes):
        return ""
    shown = wrong or attributes
    pairs = (f' {name}="{value}"' if value else f" {name}" for name, value in shown.items())
    return f"<{tag}{''.join(pairs)}>"


def _shown_if_misplaced(node: Node) -> str:
    """An element in one that cannot hold it."""
    tag, parent = str(node.tag), str(node.parent.tag if node.parent else "")
    if tag in PARENTS:
        return "" if parent in PARENTS[tag] else f"<{tag}> within {parent}"
    if tag in BLOCKS and parent in PHRASES and parent not in _TRANSPARENT:
        return f"<{tag}> within {parent}"
    return ""


def _misread(before: list[str], after: list[str]) -> Iterator[str]:
    """Elements that a text opens and does not close, or closes alone, or that move or vanish.

    A parser puts these right in silence, so tags are compared before and after.
    """
    if before == after:
        return
    pairs = zip_longest(before, after, fillvalue="")
    old, new = next(pair for pair in pairs if pair[0] != pair[1])
    if new == "/p" and old in BLOCKS - {"p"}:  # Markdown may have begun that paragraph
        yield f"<{old}> within p"
        return
    missing = [*_unbalanced(Counter(before), Counter(after))]
    moved = old if new.startswith("/") or not new else new
    yield from missing or [f"<{moved}> out of place"]


def _tags(html: str) -> list[str]:
    return [tag for tag in _TAG.findall(html.lower()) if tag not in _IMPLIED]


def _unbalanced(before: Counter[str], after: Counter[str]) -> Iterator[str]:
    for tag in sorted(before.keys() | after.keys()):
        if before[tag] == after[tag]:
            continue
        if tag.startswith("/") and before[tag] > after[tag]:
            yield f"<{tag}> without its beginning"
        elif tag.startswith("/"):
            yield f"<{tag[1:]}> without its end"
        elif before[tag] > after[tag]:
            yield f"<{tag}>"


def _elements(node: Node) -> Iterator[Node]:
    nodes = node.traverse(include_text=False)
    next(nodes)  # the node itself
    return (one for one in nodes if one.is_element_node)
