"""A series as lists show it: its parts and companions, and which of them can be opened."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from sitekit.model.drawing import Shape, shapes
from sitekit.model.fingerprint import Shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitekit.model.documents import Part
    from sitekit.model.site import Series, Site

HELP = "help.md"  # the page with the helplines


@dataclass(frozen=True)
class Entry:
    """A part or a companion in a list. `url` is None while there is nothing to open."""

    src: str
    label: str
    title: str | None = None
    url: str | None = None
    description: str | None = None
    minutes: int = 0
    number: int | None = None  # from 1; None for a companion
    drawing: str | None = None  # path data
    current: bool = False

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes of its drawing."""
        return shapes(self.drawing)

    @property
    def planned(self) -> bool:
        return self.url is None and not self.current


@dataclass(frozen=True)
class Start:
    """A sentence of the landing page that leads to a page."""

    sentence: str
    url: str
    label: str  # of the page
    number: int | None  # of a part
    is_companion: bool
    is_help: bool  # it leads to the helplines


@dataclass(frozen=True)
class Contents(Shared):
    """A whole series, the same for every page that shows it."""

    src: str  # of the landing page
    title: str
    description: str
    url: str
    print_url: str  # of the page that shows the whole series
    invitation: str | None
    parts: tuple[Entry, ...]
    companions: tuple[Entry, ...]
    choices: tuple[Start, ...] = ()
    ebook_url: str | None = None  # of the series as a book; None where it is not wanted

    @property
    def minutes(self) -> int:
        """Reading time of all parts that can be opened."""
        return sum(part.minutes for part in self.parts if not part.planned)

    @property
    def usual_minutes(self) -> int | None:
        """Reading time of more than half of the parts, where several have the same."""
        times = Counter(part.minutes for part in self.parts if not part.planned)
        minutes, parts = max(times.items(), key=itemgetter(1), default=(0, 0))
        return minutes if parts > 1 and parts * 2 > times.total() else None

    @property
    def begin(self) -> Entry | None:
        """Where to begin: the first part that can be opened."""
        return next((part for part in self.parts if part.url), None)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (*self.parts, *self.companions)

    def number_of(self, src: str) -> int | None:
        """The number of a part; None for anything else."""
        return next((part.number for part in self.parts if part.src == src), None)


def contents_of(
    site: Site, series: Series, drawings: Mapping[str, str], print_url: str = ""
) -> Contents:
    """The contents of a series; `drawings` are path data by the `src` of a part."""
    landing = series.landing

    def entry(part: Part, number: int | None) -> Entry:
        document = None if part.planned else site.documents.get(part.src)
        listed = document if document and site.listed_document(part.src) else None
        return Entry(
            src=part.src,
            label=part.label or (document.label if document else part.src),
            title=listed.title if listed else None,
            url=listed.url if listed else None,
            description=listed.description if listed else None,
            minutes=listed.minutes if listed else 0,
            number=number,
            drawing=drawings.get(part.src),
        )

    parts = tuple(entry(part, number) for number, part in enumerate(series.parts, 1))
    companions = tuple(entry(part, None) for part in series.companions)
    return Contents(
        src=landing.src,
        title=landing.title,
        description=landing.description,
        url=landing.url,
        print_url=print_url or f"{landing.url}print/",
        invitation=series.definition.invitation,
        parts=parts,
        companions=companions,
        choices=tuple(_starts(site, series, parts)),
        ebook_url=_ebook_url(landing.url) if series.definition.ebook else None,
    )


def _ebook_url(landing_url: str) -> str:
    """Readers find the file by its name: that of the series' folder."""
    folder = posixpath.dirname(landing_url)
    return f"{folder}/{posixpath.basename(folder)}.epub"


def _starts(site: Site, series: Series, parts: Sequence[Entry]) -> Iterator[Start]:
    """The choices whose page can be opened."""
    numbers = {part.src: part.number for part in parts}
    companions = {part.src for part in series.companions}
    for choice in series.definition.choices:
        if document := site.listed_document(choice.src):
            yield Start(
                sentence=choice.sentence,
                url=document.url,
                label=document.label,
                number=numbers.get(choice.src),
                is_companion=choice.src in companions,
                is_help=choice.src == HELP,
            )
