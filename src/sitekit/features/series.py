"""Where a reader can go from here: the rest of the series, what comes next, and the whole of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sitekit.model.site import Part, Series, Site

Step = Literal["first", "middle", "final", "planned", "last", "companion"]


@dataclass(frozen=True)
class Entry:
    """One line of a list: a part or a companion. `url` is None while there is nothing to open."""

    label: str
    src: str
    url: str | None = None
    description: str | None = None
    minutes: int = 0
    number: int | None = None  # from 1; None for a companion
    current: bool = False
    drawing: str | None = None  # path data

    @property
    def planned(self) -> bool:
        return self.url is None and not self.current


@dataclass(frozen=True)
class Contents:
    """A whole series, as its landing page and the home page show it."""

    title: str
    description: str
    url: str
    invitation: str | None
    parts: tuple[Entry, ...]
    companions: tuple[Entry, ...]

    @property
    def minutes(self) -> int:
        """Reading time of all parts that can be opened."""
        return sum(part.minutes for part in self.parts if not part.planned)

    @property
    def begin(self) -> Entry | None:
        """Where to begin: the first part that can be opened."""
        return next((part for part in self.parts if part.url), None)


@dataclass(frozen=True)
class SeriesNav:
    """The series as seen from one of its articles."""

    contents: Contents
    number: int | None  # of this article; None for a companion
    step: Step  # which words lead on
    next: Entry | None  # the part to read next, planned or not; after the last one, a companion

    @property
    def count(self) -> int:
        return len(self.contents.parts)


def navigation(site: Site, src: str) -> tuple[SeriesNav, ...]:
    """One block for each series the article is in; none for a page that is in no series."""
    return tuple(_navigation(site, series, src) for series in site.series_at(src))


def contents(site: Site, src: str) -> Contents | None:
    """The series that the landing page `src` defines."""
    series = site.series.get(src)
    return _contents(site, series) if series else None


def all_contents(site: Site) -> tuple[Contents, ...]:
    """Every series that can be opened, by the address of its landing page."""
    return tuple(_contents(site, series) for src, series in site.series.items() if site.linked(src))


def _navigation(site: Site, series: Series, src: str) -> SeriesNav:
    whole = _contents(site, series, current=src)
    here = next((part.number for part in whole.parts if part.current), None)
    if here is None:
        return SeriesNav(whole, None, "companion", whole.begin)
    if here == len(whole.parts):
        beside = next((companion for companion in whole.companions if companion.url), None)
        return SeriesNav(whole, here, "last", beside)
    following = whole.parts[here]
    return SeriesNav(whole, here, _step(here, following, len(whole.parts)), following)


def _step(here: int, following: Entry, count: int) -> Step:
    if following.planned:
        return "planned"
    if here == 1:
        return "first"
    return "final" if here + 1 == count else "middle"


def _contents(site: Site, series: Series, current: str | None = None) -> Contents:
    landing = series.landing
    parts = tuple(
        _entry(site, part, number, current) for number, part in enumerate(series.parts, 1)
    )
    companions = tuple(_entry(site, part, None, current) for part in series.companions)
    return Contents(
        landing.title, landing.description, landing.url, series.invitation, parts, companions
    )


def _entry(site: Site, part: Part, number: int | None, current: str | None) -> Entry:
    article = None if part.planned else site.articles.get(part.src)
    here = part.src == current
    opened = article if article and (here or site.linked(part.src)) else None
    return Entry(
        label=part.label or (article.label if article else part.src),
        src=part.src,
        url=opened.url if opened and site.linked(part.src) else None,
        description=opened.description if opened else None,
        minutes=opened.minutes if opened else 0,
        number=number,
        current=here,
        drawing=site.drawings.get(part.src),
    )
