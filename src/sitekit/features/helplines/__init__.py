"""Helplines by country, from one data file: parsed, checked number by number, ready to show."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sitekit.model.front_matter import parse_yaml
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitekit.model.front_matter import FrontMatter, Loc

FRESH = 180  # days for which a check holds
DOUBT = "*"  # at the end of a value that nobody has seen confirmed


@dataclass(frozen=True)
class Emergency:
    """What to call in danger."""

    mark: str  # verified or known
    checked: dt.date
    call: tuple[str, ...] = ()
    text: str | None = None
    send: str | None = None  # the word to text
    note: str | None = None
    sources: tuple[str, ...] = ()  # where the number was seen

    @property
    def ways(self) -> tuple[Way, ...]:
        """Ways to reach it, in the order in which most people would try them."""
        return tuple(_ways(self))


@dataclass(frozen=True, kw_only=True)
class Line(Emergency):
    """One service, and every way to reach it."""

    service: str
    whom: str  # it is for
    where: str | None = None  # the part of the country
    dial: str | None = None
    textphone: str | None = None
    whatsapp: str | None = None
    chat: str | None = None
    web: str | None = None
    email: str | None = None
    hours: str | None = None
    languages: str | None = None
    bill: str | None = None  # what is known about phone bills

    @property
    def details(self) -> tuple[Detail, ...]:
        """Its hours, languages and phone bills, as far as they are known."""
        values = ((kind, getattr(self, kind)) for kind in ("hours", "languages", "bill"))
        return tuple(
            Detail(kind, value.removesuffix(DOUBT), confirmed=not value.endswith(DOUBT))
            for kind, value in values
            if value
        )

    @property
    def is_confirmed(self) -> bool:
        """Whether its number or URL was seen in a page that names it."""
        return self.mark == "verified"


@dataclass(frozen=True)
class Way:
    """One way to reach a service; `href` where pressing it does something."""

    kind: str  # its name below `ways` in locales/: call, text, chat …
    shown: str
    href: str | None = None
    send: str | None = None


@dataclass(frozen=True)
class Detail:
    """One thing to know of a service; `kind` as in `Way`."""

    kind: str
    shown: str
    confirmed: bool


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

    @property
    def is_confirmed(self) -> bool:
        """Whether there is no doubt in any of its lines."""
        details = (detail for line in self.lines for detail in line.details)
        return all(one.is_confirmed for one in self.lines) and all(d.confirmed for d in details)


def parse_helplines(
    path: str, text: str, today: dt.date, *, checked: bool = False
) -> tuple[list[Country], list[Problem]]:
    """Text of helplines.yml → countries in its order, and the problems in it.

    An entry with a problem is left out: a wrong number is worse than none. `checked` says that an
    earlier build found no problem in this very text.
    """
    entries, problems = parse_yaml(path, text)
    countries = []
    for code, values in entries.values.items():
        reader = _Reader(path, code, entries, today, checked=checked)
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


def dialled(number: str) -> str:
    """The digits of `number`, as a `tel:` URL holds them (RFC 3966)."""
    return re.sub(r"[^\d+]", "", number)


def numbers_of(countries: Iterable[Country]) -> frozenset[str]:
    """Every number that can be reached, in digits."""
    entries = [entry for country in countries for entry in (country.emergency, *country.lines)]
    numbers = [number for entry in entries for number in (*entry.call, entry.text)]
    for line in entries:
        if isinstance(line, Line):
            numbers += line.dial, line.textphone, line.whatsapp
    return frozenset(re.sub(r"\D", "", number) for number in numbers if number)


def services_of(countries: Iterable[Country]) -> tuple[str, ...]:
    """The names of all services."""
    return tuple(line.service for country in countries for line in country.lines)


E = TypeVar("E", bound=Emergency)


class _Reader:
    """Reads the entry of one country, collecting problems with their lines."""

    def __init__(
        self, path: str, code: str, entries: FrontMatter, today: dt.date, *, checked: bool
    ) -> None:
        self.path, self.code, self.entries, self.today = path, code, entries, today
        self.checked = checked
        self.problems: list[Problem] = []

    def country(self, values: object) -> Country | None:
        if not self.checked and not _is_country(self.code):
            self._report((), f"country must be an ISO code such as gb, or other {found(self.code)}")
            return None
        if not isinstance(values, dict):
            self._report((), f"{self.code} must be keys and values {found(values)}")
            return None
        rest = dict(values)
        emergency = self._entry(Emergency, rest.pop("emergency", None), ("emergency",))
        lines = self._lines(rest.pop("lines", None))
        if not (self._head(rest) and emergency):
            return None
        name, note = _one_line(rest["country"]), rest.get("note")
        return Country(self.code, name, note and _one_line(note), emergency, tuple(lines))

    def _head(self, values: dict[str, Any]) -> bool:
        wrong = [] if self.checked else _invalid(Country, values)
        for loc, message in wrong:
            self._report(loc, message)
        return not wrong

    def _lines(self, values: object) -> list[Line]:
        if not isinstance(values, list):
            self._report(("lines",), f"lines must be a list of services {found(values)}")
            return []
        lines = [self._entry(Line, line, ("lines", n)) for n, line in enumerate(values)]
        return [line for line in lines if line]

    def _entry(self, kind: type[E], values: object, loc: Loc) -> E | None:
        if not isinstance(values, dict):
            self._report(loc, f"{loc[0]} must be keys and values {found(values)}")
            return None
        wrong = [] if self.checked else _invalid(kind, values)
        entry = None if wrong else _value(kind, values)
        if entry and not self.checked:
            wrong = list(_wrong(entry, self.code, self.today))
        for place, message in wrong:
            self._report((*loc, *place), message)
        return None if wrong else entry

    def _report(self, loc: Loc, message: str) -> None:
        self.problems.append(Problem(self.path, self.entries.line(self.code, *loc), message))


def _is_country(code: str) -> bool:
    from sitekit.features.helplines.phones import is_country  # noqa: PLC0415  # 0.1 s, on a change

    return is_country(code)


def _invalid(kind: type[object], values: dict[str, Any]) -> list[tuple[Loc, str]]:
    from sitekit.model import schema  # noqa: PLC0415  # 0.1 s, on a change only

    models: dict[type[object], type[schema.Model]] = {
        Country: schema.CountryHead,
        Emergency: schema.EmergencyKeys,
        Line: schema.LineKeys,
    }
    return schema.validated(models[kind], values)[1]


def _value(kind: type[E], values: dict[str, Any]) -> E:
    """The values of a valid entry; every scalar of the file is text."""
    names = {"for": "whom"}
    fields: dict[str, Any] = {
        names.get(key, key): tuple(value) if isinstance(value, list) else _one_line(value)
        for key, value in values.items()
    }
    return kind(**fields | {"checked": dt.date.fromisoformat(values["checked"])})


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _wrong(entry: Emergency, code: str, today: dt.date) -> Iterator[tuple[Loc, str]]:
    """What the schema cannot say of one key alone."""
    from sitekit.features.helplines import phones  # noqa: PLC0415  # 0.1 s, on a change only

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
        holds = phones.is_valid if isinstance(entry, Line) else phones.is_emergency
        if not holds(number, code):
            yield ("call", n), f"call {rule} {found(number)}"
    for key in ("text", "textphone", "whatsapp"):
        holds = phones.is_possible if key == "whatsapp" else phones.is_valid
        other = getattr(entry, key, None)
        if other and not holds(other, code):
            yield (key,), f"{key} {rule} {found(other)}"


def _ways(entry: Emergency) -> Iterator[Way]:
    for number in entry.call:
        yield Way("call", number, f"tel:{dialled(number)}")
    if isinstance(entry, Line) and entry.dial:
        yield Way("dial", entry.dial)
    if entry.text:
        yield Way("text", entry.text, f"sms:{dialled(entry.text)}", entry.send)
    if isinstance(entry, Line):
        yield from _other_ways(entry)


def _other_ways(line: Line) -> Iterator[Way]:
    for kind, shown in (("whatsapp", line.whatsapp), ("textphone", line.textphone)):
        if shown:
            yield Way(kind, shown)
    for kind, url in (("chat", line.chat), ("web", line.web)):
        if url:
            yield Way(kind, url.removeprefix("https://"), url)
    if line.email:
        yield Way("email", line.email)
