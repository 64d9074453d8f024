"""Where a reader can go from an article: what comes next, and the rest of each series."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitekit.model.contents import Contents, Entry

Step = Literal["first", "middle", "final", "planned", "last", "companion"]


@dataclass(frozen=True)
class SeriesNav:
    """The series as seen from one of its articles."""

    contents: Contents
    number: int | None  # of this article; None for a companion
    step: Step  # which words introduce what comes next
    next: Entry | None  # the part to read next, planned or not; after the last one, a companion

    @property
    def count(self) -> int:
        return len(self.contents.parts)


def series_navs(src: str, series: Iterable[Contents]) -> tuple[SeriesNav, ...]:
    """One block for each series that the article `src` is in."""
    return tuple(_nav(contents, src) for contents in series)


def _nav(contents: Contents, src: str) -> SeriesNav:
    whole = replace(
        contents,
        parts=_with_current(contents.parts, src),
        companions=_with_current(contents.companions, src),
    )
    here = contents.number_of(src)
    if here is None:
        return SeriesNav(whole, None, "companion", whole.begin)
    if here == len(whole.parts):
        beside = next((companion for companion in whole.companions if companion.url), None)
        return SeriesNav(whole, here, "last", beside)
    following = whole.parts[here]
    return SeriesNav(whole, here, _step(here, following, len(whole.parts)), following)


def _with_current(entries: tuple[Entry, ...], src: str) -> tuple[Entry, ...]:
    return tuple(replace(one, current=True) if one.src == src else one for one in entries)


def _step(here: int, following: Entry, count: int) -> Step:
    if following.planned:
        return "planned"
    if here == 1:
        return "first"
    return "final" if here + 1 == count else "middle"
