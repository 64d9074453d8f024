"""Interface strings in the site's language: looked up, filled in, counted; days written out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.lists import format_list
from babel.units import format_unit

from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from datetime import date

    from sitekit.model.front_matter import FrontMatter

_CLDR = ("zero", "one", "two", "few", "many")
_SLANTED = ("", "Latn", "Cyrl", "Grek", "Armn", "Geor")  # scripts with italics (ISO 15924)
_PLAIN = ""  # the form of what depends on no number
Forms = dict[str, str]  # texts by their plural form


@dataclass(frozen=True)
class Strings:
    """The words of one language by name, nested as in locales/*.yml."""

    entries: Mapping[str, Any]

    @property
    def language(self) -> str:
        """Code of the language as a page names it (BCP 47: `en-GB`)."""
        return str(self.entries["language"])

    @cached_property
    def locale(self) -> Locale:
        """What Babel knows of the language; raises UnknownLocaleError if that is nothing."""
        return Locale.parse(self.language, sep="-")

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, for the page's `dir`."""
        return str(self.locale.text_direction)

    @property
    def upright(self) -> bool:
        """Whether its script has no italics, and letters that must not be drawn together."""
        likely = get_global("likely_subtags").get(self.locale.language, "")
        script = self.locale.script or likely.partition("_")[2].partition("_")[0]
        return script not in _SLANTED

    def t(self, name: str, *, count: int = 1, **values: object) -> str:
        """The string called `name` (`next.first`), with `values` filled in.

        Strings in several plural forms (CLDR names: one, few, other …) are chosen by `count`.
        Raises KeyError for a name or a value that is not there: our mistake, not an author's.
        """
        entry: Any = self.entries
        for step in name.split("."):
            entry = entry[step]
        if not isinstance(entry, str):
            entry = entry.get(self.locale.plural_form(count), entry["other"])
        apart = {key: self._isolated(value) for key, value in values.items()}
        return str(entry).format(count=count, **apart)

    def _isolated(self, value: object) -> object:
        """Mark a text that runs the other way, so that its neighbours stay put (UAX 9)."""
        if isinstance(value, str) and not self._against.isdisjoint(map(bidirectional, value)):
            return f"\u2068{value}\u2069"
        return value

    @cached_property
    def _against(self) -> frozenset[str]:
        """The bidirectional classes of letters that run against the language."""
        return frozenset({"L"} if self.direction == "rtl" else {"R", "AL"})

    def day(self, day: date) -> str:
        """A day as people of this language write it in a text."""
        return format_date(day, format="long", locale=self.locale)

    def size(self, count: int) -> str:
        """The size of a file of `count` bytes as people of this language write it: `84 kB`."""
        kilobytes = max(1, round(count / 1000))
        if kilobytes < 1000:
            return format_unit(kilobytes, "digital-kilobyte", "short", locale=self.locale)
        megabytes = round(count / 1_000_000, 1)
        return format_unit(megabytes, "digital-megabyte", "short", locale=self.locale)

    def names(self, names: Sequence[str]) -> str:
        """Names one after the other, as people of this language list them."""
        return str(format_list(list(names), locale=self.locale))


def completed(
    path: str, entries: FrontMatter, model: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """The words of a language by the names of `model`, and the problems in them.

    A word that is missing or cannot be filled in is the model's: a preview goes on with that.
    """
    problems = dict(_wrong(path, entries, model))
    return _merged(model, entries.values, problems), list(problems.values())


def _wrong(
    path: str, entries: FrontMatter, model: Mapping[str, Any]
) -> Iterator[tuple[str, Problem]]:
    ours, wanted = dict(_words(entries.values)), dict(_words(model))
    plurals = plural_forms(entries.values.get("language"))
    if plurals is None:
        rule = "language must be the code of a language, such as en-GB"
        message = f"{rule} {found(entries.values.get('language'))}"
        yield "language", Problem(path, entries.line("language"), message)
    for name in wanted.keys() | ours.keys() - {"language"}:
        line = entries.line(*name.split("."))
        if name not in ours:
            rule = f"{name} must be there, as it is in the words this language follows"
            yield name, Problem(path, line, f"{rule} (found nothing)")
        elif name not in wanted:
            rule = f"{name} must be a word that is shown {found(name, wanted)}"
            yield name, Problem(path, line, rule)
        elif wrong := _filling(ours[name], wanted[name]) or _forms(
            ours[name], wanted[name], plurals
        ):
            yield name, Problem(path, line, f"{name} must {wrong}")


def plural_forms(language: object) -> tuple[str, ...] | None:
    """Names of the plural forms of a language (CLDR), `other` last; None if Babel has none."""
    try:
        tags = Locale.parse(str(language), sep="-").plural_form.tags
    except (ValueError, UnknownLocaleError):
        return None
    return (*(name for name in _CLDR if name in tags), "other")


def _filling(ours: Forms, wanted: Forms) -> str:
    """What is wrong with the names in braces; a form for one number may do without any."""
    may = set().union(*map(_filled_in, wanted.values()))
    if strange := set().union(*map(_filled_in, ours.values())) - may:
        only = ", ".join(f"{{{name}}}" for name in sorted(may))
        return f"fill in {f'only {only}' if only else 'nothing'} {found(min(strange))}"
    text = ours.get("other", ours.get(_PLAIN, ""))
    if missing := may - _filled_in(text):
        return f"fill in {{{min(missing)}}} {found(text)}"
    return ""


def _forms(ours: Forms, wanted: Forms, plurals: tuple[str, ...] | None) -> str:
    """What is wrong with the plural forms; a language with one may give it without its name."""
    given = tuple(ours) if _PLAIN not in ours else ("other",)
    if _PLAIN in wanted:
        return "" if _PLAIN in ours else f"be one text {found(', '.join(given))}"
    if plurals is None or set(given) == set(plurals):
        return ""
    return f"have the plural forms {', '.join(plurals)} {found(', '.join(given))}"


def _merged(
    model: Mapping[str, Any], values: Any, wrong: Container[str], prefix: str = ""
) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for key, value in model.items():
        name, own = prefix + key, values.get(key) if isinstance(values, dict) else None
        if isinstance(value, dict) and "other" not in value:
            merged[key] = _merged(value, own, wrong, f"{name}.")
        else:
            merged[key] = value if name in wrong or own is None else own
    return merged


def _words(entries: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Forms]]:
    """Names and forms; what is no text, such as patterns for checks, is left out."""
    for key, value in entries.items():
        if isinstance(value, str):
            yield prefix + key, {_PLAIN: value}
        elif isinstance(value, dict) and "other" in value:
            yield prefix + key, {form: str(text) for form, text in value.items()}
        elif isinstance(value, dict):
            yield from _words(value, f"{prefix}{key}.")


def _filled_in(text: str) -> set[str]:
    try:
        return {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError:  # a brace alone
        return {"{"}
