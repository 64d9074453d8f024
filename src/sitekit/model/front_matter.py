"""Text of a Markdown file → the values at its top, each with its line, and the body below."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE = "---"
FIRST_LINE = 2  # of the YAML, below the opening fence
DEEPEST = 8  # levels; a series needs four
# Characters, each read in less than a second.
LONGEST = 20_000  # of front matter
LARGEST = 300_000  # of a data file; that with 89 helplines has 47,000

# Every scalar is read as text, so that `date: 2026-13-45`, `title: no` or `label: 1:30` stay what
# the author typed; the model decides what they mean. The C loader, if there is one, is much faster.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# What an escape such as \0 can bring: characters that show nothing, and break feeds.
_CONTROL = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

_NODES = (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class FrontMatter:
    """Values (text, lists and mappings of text), the line of each by its location, and the body."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Loc, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1

    def line(self, *loc: str | int) -> int:
        """Line of the value at `loc`, or of the nearest thing around it; 1 if there is none."""
        for end in range(len(loc), 0, -1):
            if loc[:end] in self.lines:
                return self.lines[loc[:end]]
        return 1


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Bytes of a file → its text with plain line ends; what is not UTF-8 is a problem."""
    problems = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02x}"
        problems.append(Problem(path, line, f"text must be saved as UTF-8 (found {byte})"))
        text = data.decode("utf-8-sig", errors="replace")
    return plain_ends(text), problems


def plain_ends(text: str) -> str:
    """`text` with every line ended by a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def head_of(text: str) -> str:
    """The front matter of `text` with the lines of --- around it; all of it if it has no end."""
    end = text.find(f"\n{FENCE}")
    while end >= 0:
        line, _, _ = text[end + 1 :].partition("\n")
        if line.rstrip() == FENCE:
            return text[: end + 1 + len(line)]
        end = text.find(f"\n{FENCE}", end + 1)
    return text


def parse(path: str, text: str) -> tuple[FrontMatter, list[Problem]]:
    """Split `text` into front matter and body; every mistake in it is a problem with its line."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        rule = "front matter must be at the top, between two lines of ---"
        return FrontMatter(body=text), [Problem(path, 1, f"{rule} {found(lines[0])}")]
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        return FrontMatter(), [
            Problem(path, 1, "front matter must end with a line of --- (found no such line)")
        ]
    reader = _Reader(path)
    text = "\n".join(lines[1:end])
    if len(text) > LONGEST:
        rule = f"front matter must hold at most {LONGEST} characters (found {len(text)})"
        body = "\n".join(lines[end + 1 :])
        return FrontMatter(body=body, body_line=end + 2), [Problem(path, 1, rule)]
    values = reader.read(text)
    front_matter = FrontMatter(values, reader.lines, "\n".join(lines[end + 1 :]), end + 2)
    return front_matter, reader.problems


def parse_yaml(path: str, text: str) -> tuple[FrontMatter, list[Problem]]:
    """Read a data file that is YAML from its first line to its last."""
    if len(text) > LARGEST:
        rule = f"file must hold at most {LARGEST} characters (found {len(text)})"
        return FrontMatter(), [Problem(path, 1, rule)]
    reader = _Reader(path, first_line=1, what="file")
    return FrontMatter(reader.read(text), reader.lines), reader.problems


class _Reader:
    """Walks the events of one YAML text, keeping lines and collecting problems.

    Events, not nodes: libyaml composes nodes by recursion and ends the process on 100,000 brackets.
    """

    def __init__(self, path: str, first_line: int = FIRST_LINE, what: str = "front matter") -> None:
        self.path = path
        self.first_line = first_line
        self.what = what
        self.lines: dict[Loc, int] = {}
        self.problems: list[Problem] = []
        self._events: Iterator[Any] = iter(())

    def read(self, text: str) -> dict[str, Any]:
        self._events = yaml.parse(text, Loader=_Loader)
        try:
            value = self._document()
        except yaml.YAMLError as error:
            self._report(_line_of(error, text), f"{self.what} {_sentence(error)}")
            return {}
        if not isinstance(value, dict):
            self._report(0, f"{self.what} must be lines of `key: value` {found(value)}")
            return {}
        return value

    def _document(self) -> Any:
        value: Any = None
        for event in self._events:
            if not isinstance(event, _NODES):
                continue
            if value is not None:  # nobody would read it
                rule = f"{self.what} must end where its YAML does"
                mark: Any = event.start_mark
                self._report(mark.line, f"{rule} (found more after a line of ---)")
                break
            value = self._value(event, ())
        return {} if value is None else value

    def _value(self, event: Any, loc: Loc) -> Any:
        line = event.start_mark.line
        self.lines.setdefault(loc, line + self.first_line)
        if len(loc) > DEEPEST:
            raise yaml.MarkedYAMLError(problem="too many levels", problem_mark=event.start_mark)
        # An alias could make a huge value of a small file; a tag could make anything of one.
        for sign in ("anchor", "tag"):
            if (mark := getattr(event, sign, None)) is not None:
                rule = f"{self.what} must be plain YAML without {sign}s"
                self._report(line, f"{rule} {found(mark)}")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(loc)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._value(item, (*loc, n)) for n, item in enumerate(self._until_end())]
        text = str(getattr(event, "value", ""))
        if control := _CONTROL.search(text):
            rule = f"{self.what} must hold no control characters"
            self._report(line, f"{rule} (found U+{ord(control.group()):04X})")
        return text

    def _mapping(self, loc: Loc) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self._until_end():
            line = event.start_mark.line
            key = self._value(event, (*loc, f"key in line {line}"))
            value = self._value(next(self._events), (*loc, str(key)))
            if not isinstance(key, str):
                self._report(line, f"{self.what} must have text as keys {found(key)}")
            elif key in values:
                self._report(line, f"{key} must be given once (found it again)")
            else:
                self.lines[(*loc, key)] = line + self.first_line
                values[key] = value
        return values

    def _until_end(self) -> Iterator[Any]:
        """Events of one collection; whoever takes one also takes what lies inside it."""
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield event

    def _report(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line + self.first_line, message))


def _line_of(error: yaml.YAMLError, text: str) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return int(mark.line)
    # A character that YAML forbids has no mark, only a position.
    return text.count("\n", 0, getattr(error, "position", 0))


def _sentence(error: yaml.YAMLError) -> str:
    what = (
        getattr(error, "problem", None) or getattr(error, "reason", None) or "something unreadable"
    )
    hint = "; a value that holds a colon needs quotes" if "mapping values" in what else ""
    return f"must be valid YAML{hint} (found: {' '.join(what.split())})"
