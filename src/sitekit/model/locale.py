"""Interface strings in the site's language: looked up, filled in, counted; days written out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import format_date

from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from datetime import date

    from sitekit.model.front_matter import FrontMatter


@dataclass(frozen=True)
class Strings:
    """The words of one language by name, nested as in words/*.yml."""

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
        return str(entry).format(count=count, **values)

    def day(self, day: date) -> str:
        """A day as people of this language write it in a text."""
        return format_date(day, format="long", locale=self.locale)


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
    for name in wanted.keys() | ours.keys():
        line = entries.line(*name.split("."))
        if name not in ours:
            rule = f"{name} must be there, as it is in the words this language follows"
            yield name, Problem(path, line, f"{rule} (found nothing)")
        elif name not in wanted:
            rule = f"{name} must be a word that is shown {found(name, wanted)}"
            yield name, Problem(path, line, rule)
        elif strange := _filled_in(ours[name]) - _filled_in(wanted[name]):
            may = ", ".join(sorted(f"{{{field}}}" for field in _filled_in(wanted[name])))
            rule = f"{name} must fill in {f'only {may}' if may else 'nothing'}"
            yield name, Problem(path, line, f"{rule} {found(min(strange))}")


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


def _words(entries: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names and forms; what is no text, such as patterns for checks, is left out."""
    for key, value in entries.items():
        if isinstance(value, str):
            yield prefix + key, (value,)
        elif isinstance(value, dict) and "other" in value:
            yield prefix + key, tuple(map(str, value.values()))
        elif isinstance(value, dict):
            yield from _words(value, f"{prefix}{key}.")


def _filled_in(forms: tuple[str, ...]) -> set[str]:
    try:
        return {
            field
            for form in forms
            for _, field, _, _ in Formatter().parse(form)
            if field is not None
        }
    except ValueError:  # a brace alone
        return {"{"}
