"""The words that templates show, in the site's language: looked up, filled in, counted, dated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True)
class Words:
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

    def say(self, name: str, *, count: int = 1, **values: object) -> str:
        """The words called `name` (`next.first`), with `values` filled in.

        Words in several plural forms (CLDR names: one, few, other …) are chosen by `count`.
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
