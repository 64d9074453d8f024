"""A Markdown text as its readers meet it: sections of headings, paragraphs and list items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sitekit.html.dom import Fragment, attributes_of
from sitekit.model.blocks import Parsed, parse_blocks
from sitekit.model.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from markdown_it.token import Token

    from sitekit.model.documents import Document

_TITLE = re.compile(r'"(.*)"')
_TAG = re.compile(r"<(?=[a-z])", re.IGNORECASE)
# A line that the extension replaces by a file, wherever it is.
_SNIPPET = re.compile(r"^[ \t]*-{1,}8<-{1,}.*$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A heading (`level` 1 to 6), or a run of words, an HTML block or a comment (0)."""

    text: str  # as written
    line: int
    level: int = 0
    plain: str = ""  # its words, without markup


@dataclass(frozen=True)
class Text:
    """All that a rule of one text may read of its document."""

    path: str  # from the repository's root
    body: str  # Markdown
    body_line: int  # line of the file on which the body begins

    def problem_at(self, place: int, message: str) -> Problem:
        """A problem at a place in the body, counted in characters from 0."""
        return self.problem_on(self.body.count("\n", 0, place), message)

    def problem_on(self, line: int, message: str) -> Problem:
        """A problem on a line of the body, counted from 0."""
        return Problem(self.path, self.body_line + line, message)

    @cached_property
    def parsed(self) -> Parsed:
        """Its blocks, with lines of the body from 0."""
        return parse_blocks(self.body)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All headings and runs of words in their order, one a paragraph, list item or cell.

        Code is left out.
        """
        return tuple(_blocks(self.parsed, self.body_line))

    @property
    def plain(self) -> str:
        """The words of all blocks, one block a line."""
        return "\n".join(block.plain for block in self.blocks)

    def sections(self) -> Iterator[list[Block]]:
        """From one heading of the second level to the next; first what comes before any."""
        section: list[Block] = []
        for block in self.blocks:
            if block.level and block.level <= 2:  # h2: the parts of a text
                yield section
                section = []
            section.append(block)
        yield section


def text_of(document: Document) -> Text:
    """The body of a document, with its path and first line."""
    return Text(document.path, document.body, document.body_line)


def lines_of(text: Text, url: str, kinds: Collection[str], words: str = "") -> list[int]:
    """Lines of the body, from 0, that write `url` in such pieces, in HTML or in attributes.

    Pieces must hold `words`. The first line if none does: a snippet has brought it.
    """
    lines = set[int]()
    for piece in text.parsed.pieces:
        if piece.kind in kinds and piece.value == url and words in piece.words:
            lines.add(piece.line)
        elif piece.kind == "html":
            lines.update(piece.line + line for line in _lines_in_html(piece.value, url))
        elif piece.kind == "attributes" and url in piece.value:
            lines.add(piece.line)
    # What is a link here, and to the parser of blocks none.
    otherwise = text.parsed.without_code.replace("\0", "\ufffd").partition(f"({url}")
    return sorted(lines) or [otherwise[0].count("\n") if otherwise[1] else 0]


def _lines_in_html(html: str, url: str) -> Iterator[int]:
    """Lines, from 0, of the tags with an attribute that browsers read as `url`."""
    for tag in _TAG.finditer(html):
        _, *nodes = Fragment(html[tag.start() :]).css("*")
        if nodes and url in attributes_of(nodes[0]).values():
            written = html.find(url, tag.start())
            yield html.count("\n", 0, written if written >= 0 else tag.start())


def _blocks(parsed: Parsed, first: int) -> Iterator[Block]:
    level = 0
    for token in parsed.tokens:
        if token.type in ("heading_open", "heading_close"):
            level = int(token.tag[1]) if token.nesting > 0 else 0
        elif token.map and (token.type == "inline" or token.type in _OTHER):
            line = first + token.map[0]
            if token.type != "inline":
                yield Block(token.content or token.info, line, 0, _OTHER[token.type](token))
            elif token.content or level:
                yield Block(token.content, line, level, _words(parsed, token))


def _words(parsed: Parsed, token: Token) -> str:
    if "8<-" in token.content and _SNIPPET.search(token.content):
        return " ".join(_SNIPPET.sub("", token.content).split())
    return parsed.words(token)


def _title(token: Token) -> str:
    title = _TITLE.search(token.info)
    return title[1] if title else ""


def _html_words(token: Token) -> str:
    words = "".join(node.text() for node in Fragment(token.content).css("body"))
    return " ".join(words.split())


_OTHER = {"container_open": _title, "html_block": _html_words}
