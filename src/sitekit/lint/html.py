"""What must hold for the HTML that a text becomes, with its notes and snippets."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sitekit.html.dom import attribute
from sitekit.lint.rules import run
from sitekit.model.problems import found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitekit.html.dom import Fragment, Node
    from sitekit.lint.prose import Text
    from sitekit.model.inline import Piece
    from sitekit.model.problems import Problem

# Ids that templates give: with a heading of the same name, links would lead to the wrong one.
TAKEN = re.compile(
    r"main|title|helplines|search-(hint|words)|(parts|replies|share)-title|series-title-\d+"
    r"|reply-\d{4}-.*"
)
_SHOWN = re.compile(r"<(/?)([\w:-]+)((?: [^>]*)?)>")
_PICTURE = re.compile(r'<img src="([^"]*)">')


def html_is_plain(text: Text, disallowed: Sequence[str]) -> Iterator[Problem]:
    """A text may hold Markdown, and the HTML that guide/safety.md lists, closed.

    Anything else could run, take the reader somewhere, or cover the way out; an element left open
    would swallow what follows the text.

    Fix: write it in Markdown, close it, or take it out.
    """
    for tag, times in Counter(disallowed).items():
        if re.match(r"<h1[ >]", tag):  # another rule reports every one
            continue
        rule = "text must be Markdown, or HTML without scripts, styles, frames, forms and links"
        if not tag.endswith(">"):
            rule = "text must become plain, closed HTML"
        shown = tag
        if picture := _PICTURE.fullmatch(tag):
            rule, shown = "a picture must be a file of the site", picture[1]
        for line in _lines(text, tag)[:times]:
            yield text.problem_on(line, f"{rule} {found(shown)}")


def ids_are_free(text: Text, fragment: Fragment) -> Iterator[Problem]:
    """A heading must not have the id of a part of the page: links would lead to the wrong one.

    Fix: give the heading another id, such as `{#my-name}` after it.
    """
    for node in fragment.css("[id]"):
        if TAKEN.fullmatch(attribute(node, "id")):
            rule = "heading must have another name, such as {#my-name} after it"
            name = attribute(node, "id")
            line = _line_of_id(text, node, name)
            yield text.problem_on(line, f"{rule}; the page itself uses it {found(name)}")


def title_stays_alone(text: Text, fragment: Fragment) -> Iterator[Problem]:
    """A text must have no heading of the first level, in notes and snippets too.

    Fix: make it `##`.
    """
    # One that Markdown shows has been reported, with its line.
    if fragment.css("h1") and not any(block.level == 1 for block in text.blocks):
        rule = "text must have no heading of the first level: the title makes it"
        yield text.problem_on(_lines(text, "<h1>")[0], f"{rule} (found '<h1>')")


RULES: tuple[Callable[..., Iterator[Problem]], ...] = (
    html_is_plain,
    ids_are_free,
    title_stays_alone,
)


def check_html(text: Text, disallowed: Sequence[str], fragment: Fragment) -> list[Problem]:
    """Problems in what a text becomes: what no page may hold, and its tree."""
    return run(RULES, text=text, disallowed=disallowed, fragment=fragment)


def _lines(text: Text, shown: str) -> list[int]:
    """Lines on which a text may have written what is shown; its first if on none."""
    tag = _SHOWN.match(shown)
    if not tag:
        return [0]
    name, last = tag[2], re.sub(r"=.*", "", tag[3].split(" ")[-1])
    pieces = text.parsed.pieces
    if not shown.endswith(">"):
        return _unbalanced(pieces, name, ends=bool(tag[1])) or [0]
    opened = re.compile(rf"<{tag[1]}{re.escape(name)}\b[^>]*{re.escape(last)}", re.IGNORECASE)
    found = [
        piece.line + piece.value.count("\n", 0, match.start())
        for piece in pieces
        if piece.kind == "html"
        for match in opened.finditer(piece.value)
    ]
    if not found and last:
        found = [one.line for one in pieces if one.kind == "attributes" and last in one.value]
    if not found and name in ("a", "img"):
        kind = "image" if name == "img" else "link"
        found = [one.line for one in pieces if one.kind == kind and one.value in shown]
    return found or [0]


def _unbalanced(pieces: Sequence[Piece], name: str, *, ends: bool) -> list[int]:
    """Lines of the tags of an element that are left without their end, or their beginning."""
    tags = re.compile(rf"<!--.*?-->|<(/?){re.escape(name)}\b[^>]*>", re.IGNORECASE | re.DOTALL)
    opened, closed = list[int](), list[int]()
    for piece in pieces:
        for tag in tags.finditer(piece.value if piece.kind == "html" else ""):
            line = piece.line + piece.value.count("\n", 0, tag.start())
            if tag[1] is None:  # a comment
                continue
            if not tag[1]:
                opened.append(line)
            elif opened:
                opened.pop()
            else:
                closed.append(line)
    return closed if ends else opened


def _line_of_id(text: Text, node: Node, name: str) -> int:
    """The line of a heading, or of what else is given an id."""
    words = " ".join((node.text() or "").split())
    for block in text.blocks:
        if block.level and block.plain == words:
            return block.line - text.body_line
    written = (one for one in text.parsed.pieces if one.kind in ("html", "attributes"))
    return next((one.line for one in written if name in one.value), 0)
