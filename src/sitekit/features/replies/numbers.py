"""Telephone numbers in a text, told apart from days, prices and everything else that is counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SHORTEST = 7  # digits; shorter ones tell nobody who someone is
# Whatever is between digits but letters, and signs that say what is counted.
_BETWEEN = r"(?:[^\w%‰°$¢£¤¥€₹₽₩]|_){0,8}"
_RUN = re.compile(rf"(?:\+{_BETWEEN})?\d(?:{_BETWEEN}\d)*")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_CLOCK = r"(?:[01]\d|2[0-3]|[1-9])[:.][0-5]\d(?::[0-5]\d)?"
# Days, times and spans of years are never part of a number.
_WHEN = re.compile(
    rf"(?<!\d)(?<!\d[.:/-])(?<!\+)(?:{_YEAR}([./-]){_DAY}\1{_DAY}|{_DAY}([./-]) ?{_DAY}\2 ?{_YEAR}"
    rf"|{_YEAR}(?: ?[-/,&] ?{_YEAR})+|{_CLOCK}(?: ?- ?{_CLOCK})?|24 ?/ ?7)(?![.:/-]?\d)"
)
# Other things that are counted, if a run holds nothing but them.
_COUNTED = re.compile(
    rf"{_YEAR}(?: ?[-/] ?\d\d)?|(?:0?[1-9]|1[0-2])[./-]{_YEAR}"  # 2019/20 and 11/2019
    r"|(?:0[1-9]|[12]\d|3[01])([./-])(?:0[1-9]|1[0-2])\1\d\d"  # 24.12.19
    r"|[1-9]\d{0,2}(?:[.,' ]\d{3})?(?:[.,' ]000){1,3}|[1-9]\d?0{5,9}"  # 1,200,000
    r"|[1-9](?:[.,']\d{3}){2}|[1-9]\d{0,2}[.,']\d{3}(?:[.,]\d\d)?"  # 1,234,567 and 12,345.67
    r"|[1-9]\d{0,2}[.,]\d{1,2}"  # 12.50
    r"|[1-9]\d{0,2}:\d{1,3}(?:-\d{1,3})?"  # a verse
    r"|[1-9]\d?-[1-9]\d?"  # 10-12
)
_SMALL = re.compile(r"[1-9]\d?0{0,2}")
_CUTS = re.compile(r"[,;:.!?]\s+|[()\[\]\"“”\n]+|\s[-/|]\s")


def phone_numbers(text: str, listed: Collection[str] = ()) -> Iterator[tuple[str, int]]:
    """Each one in a text without disguises, and its place; not the `listed`, given in digits."""
    for match in _RUN.finditer(_WHEN.sub("x", text)):
        if len(digits(match.group())) >= SHORTEST and not _is_harmless(match.group(), listed):
            yield match.group(), match.start()


def digits(text: str) -> str:
    """The digits of a text, in their order."""
    return re.sub(r"\D", "", text)


def _is_harmless(run: str, listed: Collection[str]) -> bool:
    """Whether it is a listed number, or things that are counted, one beside the other."""
    if _is_listed(digits(run), listed):
        return True
    pieces = [piece.strip(" \t.,;:!?'*_-/") for piece in _CUTS.split(run)]
    small = [int(piece) for piece in pieces if _SMALL.fullmatch(piece)]
    return _ascend(small) and all(
        not piece
        or _SMALL.fullmatch(piece)
        or _COUNTED.fullmatch(piece)
        or _is_listed(digits(piece), listed)
        for piece in pieces
    )


def _ascend(counted: list[int]) -> bool:
    """Whether they are in order, as ages and years of school are, and parts of a number rarely."""
    return counted in (sorted(set(counted)), sorted(set(counted), reverse=True))


def _is_listed(number: str, listed: Collection[str]) -> bool:
    """Whether it is one of them, or a piece of one, with or without the code of its country."""
    if number in listed:
        return True
    if len(number) < SHORTEST:
        return False
    return any(number in other or _is_abroad(number, other.lstrip("0")) for other in listed)


def _is_abroad(number: str, listed: str) -> bool:
    return len(listed) >= SHORTEST and bool(re.fullmatch(rf"\d{{1,5}}{listed}", number))
