"""Ids of headings: the words themselves, in any script, whatever stands before them."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120  # characters; a link must fit into a message


def slugify(words: str, separator: str) -> str:
    """Small letters joined by `separator`; `Žlutý kůň` is `zluty-kun`, `结论` stays as it is.

    Letters with a base in ASCII lose their accents, as they did always; letters of other scripts
    stay, with the signs that belong to them. Where nothing is left, signs have their numbers.
    """
    plain = "".join(map(_kept, unicodedata.normalize("NFC", words)))
    id_ = re.sub(rf"[{re.escape(separator)}\s]+", separator, plain.strip().lower())
    if len(id_) > LONGEST:
        id_ = id_[:LONGEST].rpartition(separator)[0] or id_[:LONGEST]
    signs = "".join(words.split())[:4]
    return id_ or separator.join(f"u{ord(sign):x}" for sign in signs)


def _kept(sign: str) -> str:
    """A sign as an id has it; nothing if it has no place there."""
    if sign.isascii():
        return sign if sign.isalnum() or sign in "_- " or sign.isspace() else ""
    if sign.isspace():
        return " "
    base = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    if base:
        return "".join(one for one in base if one.isalnum() or one == "_")
    return sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else ""
