"""Disguises of numbers and addresses, undone: the text as people read it, in plain signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Signs that look alike, which NFKC keeps apart.
_SIGNS = {
    **dict.fromkeys("·•∙⋅․‧・。｡", "."),
    **dict.fromkeys("−⁃", "-"),
    **dict.fromkeys("∕⧸", "/"),
    "\u2044": "/",
    **dict(zip("асеорхуіјѕԁһкмтАВСЕНІКМОРТХ", "aceopxyijsdhkmtABCEHIKMOPTX", strict=True)),
    **dict(zip("οανρ", "oavp", strict=True)),
}
# A number of digits and of letters that look like one.
_MIXED = re.compile(r"(?<!\w)(?=[oOlI]{0,20}\d)[\doOlI]{2,40}(?!\w)")
_DIGITS = str.maketrans("oOlI", "0011")

# The ends of hosts that are looked for without a path. Others are words, such as “me” and “it”.
ENDS = (
    r"(?:app|au|biz|ca|ch|com|de|edu|eu|fr|gg|gov|ie|info|io|ly|net|nl|nz|online|org|pl|ru|social"
    r"|uk|xyz)"
)
# After a dot with spaces, which some put before the end of a sentence, only what begins none.
_PLAIN_ENDS = r"(?:biz|ch|com|edu|fr|gg|gov|info|io|net|org|ru|uk|xyz)"
_DOT = r"(?:dot|punkt)"
_AT = r"(?:at|ät)"
_GAP = r"[ \t_*~|-]"
_LABEL = r"[^\W_]{1,40}"
_NO_NAME = r"(?!(?:the|a|an|this|that|each|every|one|some|any|no|der|die|das|den|dem|diesem)\b)"
_NEXT = rf"{_GAP}{{1,3}}{_DOT}{_GAP}{{1,3}}"
_BRACKETED_AT = rf"[ \t]{{0,2}}[\[({{<] ?(?:@|{_AT}) ?[\])}}>][ \t]{{0,2}}"
_BRACKETED_DOT = (
    rf"(?<=\w)[ \t]{{0,2}}[\[({{<] ?(?:\.|{_DOT}|point|punto) ?[\])}}>][ \t]{{0,2}}(?=\w)"
)
# “anna at example dot org”; a dot on a map is a dot.
_WORD_AT = (
    rf"(?<=\w){_GAP}{{1,3}}{_AT}{_GAP}{{1,3}}(?={_NO_NAME}{_LABEL}(?:{_NEXT}{_LABEL}){{1,4}})"
)
_WORD_DOT = (
    rf"(?P<name>(?<=@){_LABEL}|\b{_NO_NAME}{_LABEL}){_NEXT}"
    rf"(?=(?:{_LABEL}{_NEXT}){{0,3}}(?:{ENDS}|me|id|to)\b)"
)
_SPACED_DOT = rf"(?<=\w)[ \t]{{1,3}}\.[ \t]{{0,3}}(?={_PLAIN_ENDS}\b)"
# A sentence may begin with “Net”, and with many a short word.
_DOT_AND_SPACE = r"(?<=\w)\.[ \t]{1,3}(?=(?-i:com|org|net|edu|gov|uk|io|gg)\b)"
_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), to)
    for pattern, to in (
        (_BRACKETED_AT, "@"),
        (_BRACKETED_DOT, "."),
        (_WORD_AT, "@"),
        (_WORD_DOT, r"\g<name>."),
        (_SPACED_DOT, "."),
        (_DOT_AND_SPACE, "."),
    )
)


def undisguised(text: str) -> str:
    """`text` with plain letters, digits, dashes, dots and at signs, on the same lines."""
    plain = "".join(map(_plain, unicodedata.normalize("NFKC", text)))
    plain = _MIXED.sub(lambda match: match.group().translate(_DIGITS), plain)
    for pattern, to in _PATTERNS:
        plain = pattern.sub(to, plain)
    return plain


@lru_cache(4096)
def _plain(character: str) -> str:
    """What it is read as; nothing for what only marks or joins other characters."""
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    match unicodedata.category(character):
        case "Mn" | "Me" | "Cf":  # a keycap is a digit with two such marks
            return ""
        case "Pd":
            return "-"
    return _SIGNS.get(character, character)
