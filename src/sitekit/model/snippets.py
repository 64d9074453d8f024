"""Snippets: files that texts include by a line such as `--8<-- "plan-first.md"`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitekit.model.documents import LONGEST_BLOCK, LONGEST_TEXT, unworkable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INCLUDE = "8<-"  # is in every line that includes a snippet
# As pymdownx.snippets has it: a name in quotes, or a line of its own before and after many names.
_MARK = re.compile(
    r"([ \t]*)(;*)-+8<-+(?:[ \t]+(?:\"((?:\\\"|[^\"])+)\"|'((?:\\'|[^'])+)'))?", re.DOTALL
)


@dataclass(frozen=True)
class Include:
    """A line that includes a snippet."""

    line: int  # of the text, from 0
    name: str  # as written: a path, maybe with lines or a section of the file after a colon
    indent: str

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths that the name may mean: what follows a colon may belong to it, or not."""
        ends = [match.start() for match in re.finditer(":", self.name)]
        return (self.name, *(self.name[:end].strip() for end in reversed(ends)))


@dataclass(frozen=True)
class TooMuch:
    """Why a text cannot be worked on together with its snippets, and the line from 0."""

    line: int
    message: str


def includes(text: str) -> Iterator[Include]:
    """Every line of `text` that includes a snippet."""
    if INCLUDE not in text:
        return
    is_block = False
    for number, line in enumerate(text.split("\n")):
        mark = _MARK.fullmatch(line)
        if mark and mark[2]:  # escaped
            continue
        name, indent = line.strip(), line[: len(line) - len(line.lstrip())]
        if mark and not (mark[3] or mark[4]):
            is_block = not is_block
            continue
        if mark:
            name = "" if is_block else (mark[3] or mark[4]).strip()
        elif not is_block:
            continue
        if name and not name.startswith(";"):
            yield Include(number, name, indent)


def too_much(text: str, read: Callable[[Include], str]) -> TooMuch | None:
    """Whether `text` is too much to be worked on with its snippets, whose texts `read` gives."""
    snippets = {include.line: (include, read(include)) for include in includes(text)}
    lines: list[str] = []
    origins: list[int] = []  # the line of `text` that each line comes from
    length = 0
    for number, line in enumerate(text.split("\n")):
        new = [line]
        if number in snippets:
            include, snippet = snippets[number]
            pieces = include.name.count(",") + 1
            new = [f"{include.indent}{one}" for one in snippet.split("\n")] * pieces
        lines += new
        origins += [number] * len(new)
        length += sum(map(len, new)) + len(new)
        if length > LONGEST_TEXT + 1:  # and maybe a thousand times that, if one read on
            rule = f"text must hold at most {LONGEST_TEXT} characters with its snippets"
            return TooMuch(number, f"{rule} (found more)")
    if length <= LONGEST_BLOCK:
        return None  # no more than one paragraph may hold; and nobody parses it on every build
    expanded = "\n".join(lines)
    if wrong := unworkable(expanded):
        at, rule = wrong
        return TooMuch(origins[at], rule)
    return None
