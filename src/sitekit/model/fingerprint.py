"""One hash of a value and everything in it, for the keys of what is cached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from hashlib import blake2b

_PLAIN = (str, int, float, bool, bytes, dt.date, type(None))


class Shared:
    """Base of a frozen dataclass that many values hold: its fingerprint is worked out once."""

    @cached_property
    def fingerprint(self) -> str:
        return _hash(_dataclass(self))


def fingerprint(*values: object) -> str:
    """A hash, in hexadecimal, that differs as soon as any of the values does.

    Values are dataclasses (but for fields with `repr=False`), tuples, lists, mappings, text,
    numbers, days and None. Raises TypeError for anything else: its text might say too little.
    """
    return _hash(_canonical(values))


def _canonical(value: object) -> str:
    if isinstance(value, Shared):
        return value.fingerprint
    if isinstance(value, _PLAIN):
        return repr(value)
    if is_dataclass(value):
        return _dataclass(value)
    if isinstance(value, tuple | list):
        return f"[{','.join(map(_canonical, value))}]"
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{_canonical(k)}:{_canonical(v)}' for k, v in value.items())}}}"
    raise TypeError(value)


def _dataclass(value: object) -> str:
    shown = [_canonical(getattr(value, one.name)) for one in fields(value) if one.repr]  # type: ignore[arg-type]  # callers know it is a dataclass
    return f"{type(value).__name__}({','.join(shown)})"


def _hash(text: str) -> str:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()
