"""Sources, written once in docs/sources.yml, and the notes that texts make of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, StringConstraints, WithJsonSchema

from sitekit.model.front_matter import parse_yaml
from sitekit.model.problems import Problem, found
from sitekit.model.schema import Model, Text, read_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

UNDATED = "undated"  # what stands there for a year; a page says it in its own language
_CITED = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_NOTED = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_MARKUP = re.compile(r"([\\`*_\[\]<>])")


# An editor reads digits as a number; we read all as text.
YEAR: dict[str, Any] = {"anyOf": [{"type": "integer"}, {"const": UNDATED}]}


class Source(Model):
    """One source, as its entry in sources.yml writes it."""

    authors: Text = Field(description="text: who wrote it")
    year: Annotated[
        str, StringConstraints(pattern=rf"^(\d{{4}}|{UNDATED})$"), WithJsonSchema(YEAR)
    ] = Field(description="a year of four digits, or undated")
    title: Text = Field(description="text")
    where: Text = Field(
        alias="in", description="text: a journal with volume and pages, or a publisher"
    )
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/[^\s<>\"]+$")] | None = Field(
        None, description="a DOI such as 10.1000/182, without its address"
    )
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"]+$")] | None = Field(
        None, description="an address that begins with https://"
    )

    @property
    def address(self) -> str | None:
        return f"https://doi.org/{self.doi}" if self.doi else self.url


def parse_sources(path: str, text: str) -> tuple[dict[str, Source], list[Problem]]:
    """Text of sources.yml → sources by their key, and every mistake in it."""
    entries, problems = parse_yaml(path, text)
    sources: dict[str, Source] = {}
    for key, values in entries.values.items():
        if not isinstance(values, dict):
            rule = "source must be keys and values, such as authors and year"
            problems.append(Problem(path, entries.line(key), f"{rule} {found(values)}"))
            continue
        source, wrong = read_model(Source, values)
        problems += [Problem(path, entries.line(key, *loc), message) for loc, message in wrong]
        if source:
            sources[key] = source
    return sources, problems


def cited(text: str) -> Iterator[tuple[str, int]]:
    """Keys that a Markdown text cites and does not explain itself, with where they stand in it."""
    explained = set(_NOTED.findall(text))
    for mark in _CITED.finditer(text):
        if mark[1] not in explained:
            yield mark[1], mark.start()


def notes(text: str, sources: Mapping[str, Source], undated: str = UNDATED) -> str:
    """Markdown footnotes for every source that `text` cites, in its order."""
    keys = dict.fromkeys(key for key, _ in cited(text) if key in sources)
    return "\n".join(f"[^{key}]: {_note(sources[key], undated)}" for key in keys)


def _note(source: Source, undated: str) -> str:
    year = undated if source.year == UNDATED else source.year
    words = f"{_plain(source.authors)} ({_plain(year)}). *{_plain(source.title)}*. "
    words += f"{_plain(source.where)}."
    if not source.address:
        return words
    shown = source.address.removeprefix("https://")
    return f'{words} [{_plain(shown)}](<{source.address}>){{ rel="noopener noreferrer" }}'


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
