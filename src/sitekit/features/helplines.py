"""Helplines by country, from one data file: read, checked number by number, made ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import Field, StringConstraints

from sitekit.model.front_matter import parse_yaml
from sitekit.model.phones import Number, dialled, is_country, is_emergency, is_possible, is_valid
from sitekit.model.problems import Problem, found
from sitekit.model.schema import Day, Model, Text, read_model

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from sitekit.model.front_matter import FrontMatter, Loc

FRESH = 180  # days for which a check holds
PLACE = "<!-- helplines -->"  # where a page's text says that the list is to stand

Address = Annotated[str, StringConstraints(pattern=r"^https://[\w.-]+\.[a-z]{2,}(/\S*)?$")]
Seen = Annotated[str, StringConstraints(pattern=r"^https?://[\w.-]+\.[a-z]{2,}(/\S*)?$")]
Code = Annotated[str, StringConstraints(pattern=r"^[*#][\d*#]+$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.\w+$")]

DIGITS = "a number in digits"
ADDRESS = "an address that begins with https://"


class Emergency(Model):
    """What to call in danger; every line has the same keys and more."""

    call: list[Number] = Field([], description="a list of numbers in digits")
    text: Number | None = Field(None, description=DIGITS)
    send: Text | None = Field(None, description="text: the word to send")
    note: Text | None = Field(None, description="text")
    mark: Literal["verified", "known"] = Field(description="verified or known")
    sources: list[Seen] = Field([], description="a list of addresses where the number was seen")
    checked: Day = Field(description="a day such as 2026-03-01")


class Line(Emergency):
    """One service, and every way to reach it."""

    service: Text = Field(description="text: its name")
    whom: Text = Field(alias="for", description="text: whom it is for")
    where: Text | None = Field(None, description="text: the part of the country")
    dial: Code | None = Field(None, description="a code of digits, * and #")
    textphone: Number | None = Field(None, description=DIGITS)
    whatsapp: Number | None = Field(None, description=DIGITS)
    chat: Address | None = Field(None, description=ADDRESS)
    web: Address | None = Field(None, description=ADDRESS)
    email: Email | None = Field(None, description="an e-mail address")
    hours: Text | None = Field(None, description="text")
    languages: Text | None = Field(None, description="text")
    bill: Text | None = Field(None, description="text: what is known about phone bills")

    @property
    def ways(self) -> tuple[Way, ...]:
        """Ways to reach it, in the order in which most people would try them."""
        return tuple(_ways(self))


class _Head(Model):
    country: Text = Field(description="text: its name")
    note: Text | None = Field(None, description="text")


@dataclass(frozen=True)
class Way:
    """One way to reach a service; `href` where a press can do what it says."""

    kind: str  # its name below `ways` in words/: call, text, chat …
    shown: str
    href: str | None = None
    send: str | None = None


@dataclass(frozen=True)
class Country:
    """One country's lines; its code is ISO 3166-1 in lower case, or `other`."""

    code: str
    name: str
    note: str | None
    emergency: Emergency
    lines: tuple[Line, ...]

    @property
    def checked(self) -> dt.date:
        """The day on which the oldest of its entries was checked."""
        return min(entry.checked for entry in (self.emergency, *self.lines))


def parse_helplines(path: str, text: str, today: dt.date) -> tuple[list[Country], list[Problem]]:
    """Text of helplines.yml → countries in its order, and every mistake in it.

    What holds a mistake is left out: a wrong number is worse than none.
    """
    entries, problems = parse_yaml(path, text)
    countries = []
    for code, values in entries.values.items():
        reader = _Reader(path, code, entries, today)
        if country := reader.country(values):
            countries.append(country)
        problems += reader.problems
    return countries, problems


def empty(path: str, countries: list[Country]) -> list[Problem]:
    """A problem if there is no country: a page of help without a number is worse than none."""
    rule = "helplines must hold at least one country (found nothing)"
    return [] if countries else [Problem(path, 1, rule)]


def stale(path: str, countries: Iterable[Country], today: dt.date) -> list[Problem]:
    """One reminder for each country with an entry that nobody has checked for 180 days."""
    rule = f"checked must be at most {FRESH} days ago in each entry of"
    return [
        Problem(path, 1, f"{rule} {country.name} {found(country.checked)}")
        for country in countries
        if (today - country.checked).days > FRESH
    ]


E = TypeVar("E", bound=Model)


class _Reader:
    """Reads the entry of one country, collecting problems with their lines."""

    def __init__(self, path: str, code: str, entries: FrontMatter, today: dt.date) -> None:
        self.path, self.code, self.entries, self.today = path, code, entries, today
        self.problems: list[Problem] = []

    def country(self, values: object) -> Country | None:
        if not is_country(self.code):
            self._report((), f"country must be an ISO code such as gb, or other {found(self.code)}")
            return None
        if not isinstance(values, dict):
            self._report((), f"{self.code} must be keys and values {found(values)}")
            return None
        rest = dict(values)
        emergency = self._entry(Emergency, rest.pop("emergency", None), ("emergency",))
        lines = self._lines(rest.pop("lines", None))
        head = self._entry(_Head, rest, ())
        if not (head and emergency):
            return None
        return Country(self.code, head.country, head.note, emergency, tuple(lines))

    def _lines(self, values: object) -> list[Line]:
        if not isinstance(values, list):
            self._report(("lines",), f"lines must be a list of services {found(values)}")
            return []
        lines = [self._entry(Line, line, ("lines", n)) for n, line in enumerate(values)]
        return [line for line in lines if line]

    def _entry(self, model: type[E], values: object, loc: Loc) -> E | None:
        if not isinstance(values, dict):
            self._report(loc, f"{loc[0]} must be keys and values {found(values)}")
            return None
        entry, wrong = read_model(model, values)
        if isinstance(entry, Emergency):
            wrong = list(_wrong(entry, self.code, self.today))
        for place, message in wrong:
            self._report((*loc, *place), message)
        return None if wrong else entry

    def _report(self, loc: Loc, message: str) -> None:
        self.problems.append(Problem(self.path, self.entries.line(self.code, *loc), message))


def _wrong(entry: Emergency, code: str, today: dt.date) -> Iterator[tuple[Loc, str]]:
    """What the model cannot say of one key alone."""
    if entry.checked > today:
        yield ("checked",), f"checked must be a day that has come {found(entry.checked)}"
    if entry.mark == "verified" and not entry.sources:
        yield ("mark",), "sources must say where a verified number was seen (found nothing)"
    if not isinstance(entry, Line) and not entry.call:
        yield ("call",), "call must be a list of numbers (found nothing)"
    if isinstance(entry, Line) and not (entry.ways or entry.note):
        yield ("service",), "service must have a number, an address or a note (found nothing)"
    rule = "must be a number of this country"
    for n, number in enumerate(entry.call):
        holds = is_valid if isinstance(entry, Line) else is_emergency
        if not holds(number, code):
            yield ("call", n), f"call {rule} {found(number)}"
    for key, holds in (("text", is_valid), ("textphone", is_valid), ("whatsapp", is_possible)):
        other = getattr(entry, key, None)
        if other and not holds(other, code):
            yield (key,), f"{key} {rule} {found(other)}"


def _ways(line: Line) -> Iterator[Way]:
    for number in line.call:
        yield Way("call", number, f"tel:{dialled(number)}")
    if line.dial:
        yield Way("dial", line.dial)
    if line.text:
        yield Way("text", line.text, f"sms:{dialled(line.text)}", line.send)
    for kind, shown in (("whatsapp", line.whatsapp), ("textphone", line.textphone)):
        if shown:
            yield Way(kind, shown)
    for kind, address in (("chat", line.chat), ("web", line.web)):
        if address:
            yield Way(kind, address.removeprefix("https://"), address)
    if line.email:
        yield Way("email", line.email)
