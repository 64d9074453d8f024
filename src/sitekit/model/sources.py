"""Sources, written once in docs/sources.yml and cited by their key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitekit.model.blocks import parse_blocks
from sitekit.model.front_matter import parse_yaml
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitekit.model.front_matter import Loc

UNDATED = "undated"  # in the place of a year; pages say it in their own language
# A journal, then its volume: `Psychological Science 23(3), 261–269`. A day is none.
_JOURNAL = re.compile(r"(?P<name>.*?\D) (?P<volume>\d{1,3}(?:[(,].*)?)")
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
_MARKUP = re.compile(r"([\\`*_\[\]>])")


@dataclass(frozen=True)
class Source:
    """One work, as its entry in sources.yml describes it."""

    authors: str
    year: str
    title: str
    where: str  # a journal with volume and pages, or a publisher
    doi: str | None = None
    url: str | None = None

    @property
    def address(self) -> str | None:
        """URL of the work; None if it is not on the web."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def shown_address(self) -> str | None:
        return self.address and self.address.removeprefix("https://")

    @property
    def is_undated(self) -> bool:
        return self.year == UNDATED

    @property
    def phrases(self) -> tuple[tuple[str, bool], ...]:
        """What is said of it after its year, in order, and whether it is set in italics."""
        stop = "" if self.title[-1] in ".?!" else "."
        journal = _JOURNAL.fullmatch(self.where)
        if not journal:
            return (self.title, True), (f"{stop} {_together(self.where)}.", False)
        # Its name is set in italics, not that of its article.
        return (
            (f"{self.title}{stop} ", False),
            (journal["name"], True),
            (f" {_together(journal['volume'])}.", False),
        )


def parse_sources(
    path: str, text: str, *, checked: bool = False
) -> tuple[dict[str, Source], list[Problem]]:
    """Text of sources.yml → sources by their key, and the problems in it.

    `checked` says that an earlier build found no problem in this very text.
    """
    entries, problems = parse_yaml(path, text)
    sources: dict[str, Source] = {}
    for key, values in entries.values.items():
        wrong = [] if checked else [*_wrong(values)]
        problems += [Problem(path, entries.line(key, *loc), message) for loc, message in wrong]
        if not wrong:
            sources[key] = _source(values)
    return sources, problems


def cited(text: str) -> Iterator[tuple[str, int]]:
    """Keys that a Markdown text cites and does not explain itself, with their lines from 0."""
    if "[^" not in text:
        return
    parsed = parse_blocks(text)
    explained = {token.info for token in parsed.tokens if token.type == "footnote_open"}
    for piece in parsed.pieces:
        if piece.kind == "note" and piece.value not in explained:
            yield piece.value, piece.line


def notes(text: str, sources: Mapping[str, Source], undated: str = UNDATED) -> str:
    """Markdown footnotes for every source that `text` cites, in its order."""
    keys = dict.fromkeys(key for key, _ in cited(text) if key in sources)
    return "\n".join(f"[^{key}]: {_note(sources[key], undated)}" for key in keys)


def _wrong(values: object) -> Iterator[tuple[Loc, str]]:
    from sitekit.model.schema import SourceKeys, validated  # noqa: PLC0415  # 0.1 s, on a change

    if isinstance(values, dict):
        yield from validated(SourceKeys, values)[1]
    else:
        yield (), f"source must be keys and values, such as authors and year {found(values)}"


def _source(values: Mapping[str, str]) -> Source:
    plain = {key: " ".join(value.split()) for key, value in values.items()}
    return Source(where=plain.pop("in"), **plain)


def _note(source: Source, undated: str) -> str:
    year = undated if source.is_undated else source.year
    phrases = (f"*{_plain(text)}*" if slanted else _plain(text) for text, slanted in source.phrases)
    words = f"{_plain(source.authors)} ({_plain(year)}). {''.join(phrases)}"
    if not source.shown_address:
        return words
    shown = _plain(source.shown_address)
    return f'{words} [{shown}](<{source.address}>){{ rel="noopener noreferrer" }}'


def _together(text: str) -> str:
    """`text` with its page ranges kept on one line (U+2060, word joiner)."""
    return _RANGE.sub("–\u2060", text)


def _plain(text: str) -> str:
    # Markdown knows no backslash before `<`, and would read a tag.
    return _MARKUP.sub(r"\\\1", text).replace("<", "&lt;")
