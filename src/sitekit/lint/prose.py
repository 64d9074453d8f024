"""A Markdown text as its readers meet it: sections of headings, paragraphs and list items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sitekit.model.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitekit.model.documents import Document

_FENCE = re.compile(r"^\s*(```|~~~)")
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
_ITEM = re.compile(r"^\s*([-*+]|\d+[.)])\s+")
_MARK = re.compile(
    r"\[\^[^\]]+\]|\{[^}]*\}|<[^>]*>|[*_`>#]|^!!!.*$|^\?\?\?.*$|--8<--.*", re.MULTILINE
)
_SIGN = re.compile(r"[][{<*_`>#!?]|--8<--")  # one of these is in whatever the others match
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Block:
    """A heading (`level` 1 to 6), or a paragraph or list item (0), as written, with its line."""

    text: str
    line: int
    level: int = 0

    @cached_property
    def plain(self) -> str:
        """Its words, without markup."""
        marked = _SIGN.search(self.text)
        text = _MARK.sub(" ", _LINK.sub(r"\1", self.text)) if marked else self.text
        return " ".join(text.split())


@dataclass(frozen=True)
class Text:
    """All that a rule of one text may read of its document."""

    path: str  # from the repository's root
    body: str  # Markdown
    body_line: int  # line of the file on which the body begins

    def problem_at(self, place: int, message: str) -> Problem:
        """A problem at a place in the body, counted in characters from 0."""
        return Problem(self.path, self.body_line + self.body.count("\n", 0, place), message)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All headings, paragraphs and list items in their order; code is left out."""
        return _blocks(self.body, self.body_line)

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
    return Text(document.path, document.body, document.body_line)


def _blocks(body: str, first: int) -> tuple[Block, ...]:
    found: list[Block] = []
    fence = ""
    open_block: list[str] = []
    start = 0

    def close() -> None:
        if open_block:
            found.append(Block("\n".join(open_block), start))
            open_block.clear()

    for line, text in enumerate(body.split("\n"), first):
        if mark := _FENCE.match(text):
            close()
            fence = "" if fence == mark[1] else fence or mark[1]
        elif fence:
            continue
        elif heading := _HEADING.match(text):
            close()
            found.append(Block(heading[2], line, len(heading[1])))
        elif not text.strip():
            close()
        else:
            if _ITEM.match(text):
                close()
            if not open_block:
                start = line
            open_block.append(text)
    close()
    return tuple(found)
