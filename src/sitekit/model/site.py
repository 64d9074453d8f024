"""All documents of a build, and the series they belong to."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sitekit.model.documents import Document, Part, SeriesDefinition, parse_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sitekit.model.problems import Problem


# Files and folders at the top of the built site that no document makes.
BUILT = ("_headers", "assets", "components", "schemas", "search", "styles")


@dataclass(frozen=True)
class Series:
    """A landing page with what it defines."""

    landing: Document

    @property
    def definition(self) -> SeriesDefinition:
        return self.landing.series or SeriesDefinition()

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.definition.parts

    @property
    def companions(self) -> tuple[Part, ...]:
        return self.definition.companions

    @property
    def entries(self) -> tuple[Part, ...]:
        return (*self.parts, *self.companions)

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.landing.src)


@dataclass(frozen=True)
class Site:
    """All documents by `src`, all series by the `src` of their landing page."""

    documents: Mapping[str, Document]
    today: date
    root: str = "docs"
    series: Mapping[str, Series] = field(default_factory=dict)
    series_of: Mapping[str, tuple[Series, ...]] = field(default_factory=dict)  # by a document's src

    @cached_property
    def numbers(self) -> dict[str, set[int]]:
        """The numbers of every part in its series, by its `src`."""
        numbers: defaultdict[str, set[int]] = defaultdict(set)
        for series in self.series.values():
            for number, part in enumerate(series.parts, 1):
                numbers[part.src].add(number)
        return dict(numbers)

    def series_at(self, src: str) -> tuple[Series, ...]:
        """The series a document is in; of those that cannot be opened, only a draft knows."""
        series = self.series_of.get(src, ())
        listed = self.listed_document(src)
        return tuple(s for s in series if self.listed_document(s.landing.src) or not listed)

    def listed_document(self, src: str) -> Document | None:
        """The document that lists may link to; None while it is planned, drafted or scheduled."""
        document = self.documents.get(src)
        return document if document and document.listed(self.today) else None


def site_of(documents: Iterable[Document], *, today: date, root: str = "docs") -> Site:
    """The site of these documents, in the order of their `src`."""
    by_src = {one.src: one for one in sorted(documents, key=lambda one: one.src)}
    series = {one.src: Series(one) for one in by_src.values() if one.kind == "landing"}
    return Site(by_src, today, root, series, _members(series.values()))


def build_site(
    texts: Mapping[str, str], *, today: date, root: str = "docs"
) -> tuple[Site, list[Problem]]:
    """The site of all texts by their path below `root`, and the problems in their front matter."""
    parsed = [parse_document(src, texts[src], root) for src in sorted(texts)]
    problems = [problem for _, wrong in parsed for problem in wrong]
    return site_of((one for one, _ in parsed), today=today, root=root), problems


def _members(all_series: Iterable[Series]) -> dict[str, tuple[Series, ...]]:
    members: defaultdict[str, list[Series]] = defaultdict(list)
    for series in all_series:
        for src in dict.fromkeys(entry.src for entry in series.entries):
            members[src].append(series)
    return {src: tuple(found) for src, found in members.items()}
