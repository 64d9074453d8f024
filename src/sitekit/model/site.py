"""Everything one build knows: all pages, and the series they belong to."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitekit.model.documents import Article, parse_article
from sitekit.model.patterns import Patterns
from sitekit.model.reading import minutes
from sitekit.model.schema import LandingKeys, Planned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from sitekit.model.front_matter import Loc
    from sitekit.model.problems import Problem
    from sitekit.model.sources import Source


@dataclass(frozen=True)
class Part:
    """One line of a series' list, as its author wrote it."""

    src: str
    loc: Loc  # in the landing page's front matter
    label: str | None = None  # of a planned part; None where the list names a file

    @property
    def planned(self) -> bool:
        return self.label is not None


@dataclass(frozen=True)
class Series:
    """Parts in reading order, and the companions beside them."""

    landing: Article
    parts: tuple[Part, ...]
    companions: tuple[Part, ...]
    invitation: str | None = None

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.landing.src)


@dataclass(frozen=True)
class Site:
    """All pages by their source, all series by their landing page's source, and who is in which."""

    articles: Mapping[str, Article]
    series: Mapping[str, Series]
    today: date
    root: str = "docs"
    authors: frozenset[str] = frozenset()
    drawings: Mapping[str, str] = field(default_factory=dict)  # path data by the part's source
    sources: Mapping[str, Source] = field(default_factory=dict)  # by the key that texts cite
    patterns: Patterns = field(
        default_factory=Patterns
    )  # what the language's texts are searched for
    series_of: Mapping[str, tuple[Series, ...]] = field(default_factory=dict)

    def series_at(self, src: str) -> tuple[Series, ...]:
        """The series an article stands in; of those that cannot be opened, only a draft knows."""
        series = self.series_of.get(src, ())
        return tuple(s for s in series if self.linked(s.landing.src) or not self.linked(src))

    def linked(self, src: str) -> Article | None:
        """The article that lists may link to, or None while it is planned, drafted or scheduled."""
        article = self.articles.get(src)
        return article if article and article.listed(self.today) else None


def build_site(
    sources: Mapping[str, str],
    *,
    today: date,
    root: str = "docs",
    authors: Iterable[str] = (),
    minutes: Callable[[str], int] = minutes,
) -> tuple[Site, list[Problem]]:
    """Build the site from all texts by their path below `root`, with what is wrong in them."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for src in sorted(sources):
        articles[src], wrong = parse_article(src, sources[src], root, minutes)
        problems += wrong
    series = {a.src: _series(a) for a in articles.values() if a.kind == "landing"}
    site = Site(
        articles, series, today, root, frozenset(authors), series_of=_members(series.values())
    )
    return site, problems


def _series(landing: Article) -> Series:
    assert isinstance(landing.keys, LandingKeys)
    keys = landing.keys.series
    return Series(
        landing,
        parts=_parts(landing, "parts", keys.parts),
        companions=_parts(landing, "companions", keys.companions),
        invitation=keys.invitation,
    )


def _parts(landing: Article, key: str, names: Sequence[str | Planned]) -> tuple[Part, ...]:
    folder = posixpath.dirname(landing.src)

    def part(n: int, name: str | Planned) -> Part:
        file, label = (name.planned, name.label) if isinstance(name, Planned) else (name, None)
        src = posixpath.normpath(posixpath.join(folder, file))
        return Part(src, ("series", key, n), label)

    return tuple(part(n, name) for n, name in enumerate(names))


def _members(all_series: Iterable[Series]) -> dict[str, tuple[Series, ...]]:
    members: defaultdict[str, list[Series]] = defaultdict(list)
    for series in all_series:
        for src in dict.fromkeys(part.src for part in (*series.parts, *series.companions)):
            members[src].append(series)
    return {src: tuple(found) for src, found in members.items()}
