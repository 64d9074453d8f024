"""Pen names: none may claim to be the site, somebody who speaks for it, or a service."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitekit.features.replies.disguises import undisguised
from sitekit.model.patterns import first

if TYPE_CHECKING:
    from sitekit.model.patterns import Searched

_LEET = str.maketrans("0134578$!", "oieastbsi")
_WORD = re.compile(r"[^\W_]+")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SINGLE_LETTERS = re.compile(r"(?<=\b\w) (?=\w\b)")


@dataclass(frozen=True)
class Reserved:
    """What a pen name may not claim to be."""

    site: str = ""  # its name
    services: tuple[str, ...] = ()  # names of the helplines that the site lists
    claims: Searched = ()  # such as “editor”, in the site's language

    def holds(self, name: str) -> bool:
        """Whether `name` claims to be one of them, however it is written."""
        readings = _readings(name)
        if any(first(self.claims, reading) for reading in readings):
            return True
        site = _words(self.site)
        # People who go no contact may say so; as the site writes it, it is the site's name.
        if site and f" {site} " in f" {_words(undisguised(name))} ":
            return True
        names = {_words(one).casefold() for one in (self.site, *self.services)} - {""}
        return any(_is_called(reading.casefold(), one) for reading in readings for one in names)


UNRESERVED = Reserved()


def _is_called(name: str, reserved: str) -> bool:
    if name.replace(" ", "") == reserved.replace(" ", ""):
        return True
    return " " in reserved and name.startswith(f"{reserved} ")


def _readings(name: str) -> set[str]:
    """The words of a name, with and without signs, accents and digits in place of letters."""
    plain = undisguised(name)
    bare = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", plain))
    written = {plain, bare, bare.translate(_LEET)}
    joined = {re.sub(r"[^\w\s]|_", "", one) for one in written}
    words = {_words(one) for one in written | joined}
    return words | {_SINGLE_LETTERS.sub("", one) for one in words}


def _words(name: str) -> str:
    return " ".join(_WORD.findall(_INNER_CAPITAL.sub(" ", name)))
