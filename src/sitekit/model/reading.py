"""How long a text takes to read."""

from __future__ import annotations

import re
from math import ceil

# Slower than the 238 words a minute that Brysbaert (2019, doi:10.1016/j.jml.2019.104047) gives for
# silent reading of non-fiction: much of this is read tired or upset.
WORDS_PER_MINUTE = 200

# One pattern after the other, each with a first character of its own: as alternatives of one they
# take four times as long, and were the slowest thing this core did.
_NOT_READ = (
    re.compile(r"<!--[\s\S]*?-->"),  # a comment
    re.compile(r"</?[a-zA-Z][^>]*>"),  # a tag
    re.compile(r"\n\[\^[^\]\n]+\]:.*(?:\n[ \t]+.*)*"),  # a footnote's text
    re.compile(r"\[\^[^\]\n]+\]"),  # a footnote's mark
    re.compile(r"\]\([^)\n]*\)"),  # a link's target
    re.compile(r"--8<--.*"),  # an included snippet
)
_WORD = re.compile(r"\w\S*")


def words(body: str) -> int:
    """Words of a Markdown text that a reader reads, sources and markup left out."""
    text = "\n" + body
    for pattern in _NOT_READ:
        text = pattern.sub(" ", text)
    return len(_WORD.findall(text))


def minutes(body: str) -> int:
    """Whole minutes, at least one."""
    return max(1, ceil(words(body) / WORDS_PER_MINUTE))


def grade(text: str) -> float:
    """Reading grade of plain English text (Flesch–Kincaid; Kincaid et al. 1975), 0 for no words.

    Syllables are counted as groups of vowels, a silent e at the end left out.
    """
    found = re.findall(r"[A-Za-zÀ-ÿ’']+", text)
    sentences = len(re.findall(r"[.!?](?:[\s”’)]|$)", text)) or 1
    if not found:
        return 0.0
    syllables = sum(_syllables(word.lower()) for word in found)
    return 0.39 * len(found) / sentences + 11.8 * syllables / len(found) - 15.59


def _syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouyà-ÿ]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)
