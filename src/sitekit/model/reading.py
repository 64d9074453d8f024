"""How long a text takes to read."""

from __future__ import annotations

import re
from math import ceil

from sitekit.model.blocks import parse_blocks

# Slower than the 238 words a minute that Brysbaert (2019, doi:10.1016/j.jml.2019.104047) gives for
# silent reading of non-fiction: much of this is read tired or upset.
WORDS_PER_MINUTE = 200

# In scripts without spaces, and in Korean, a reader's pace is counted in characters: 400 a minute,
# between the 300 and 500 that studies of Chinese, Japanese, Korean and Thai give.
CHARACTERS_OF_A_WORD = 2
_CHARACTER = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    r"\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"\w\S*")
_SNIPPET = re.compile(r"-{1,}8<-{1,}.*")
_TAG = re.compile(r"<!--[\s\S]*?-->|</?[a-zA-Z][^>]*>")  # in HTML, not in Markdown


def words(body: str) -> int:
    """Words of a Markdown text that a reader reads, sources and markup left out."""
    parsed, inside, count = parse_blocks(body), 0, 0
    for token in parsed.tokens:
        if token.type in ("footnote_open", "footnote_close"):
            inside += token.nesting
        elif not inside and token.type == "inline":
            snippet = "8<-" in token.content
            count += _count(_SNIPPET.sub("", token.content) if snippet else parsed.words(token))
        elif not inside and token.type == "html_block":
            count += _count(_TAG.sub(" ", token.content))
        elif not inside and token.type in ("fence", "code_block"):
            count += _count(token.content)
    return count


def _count(text: str) -> int:
    if text.isascii():
        return len(_WORD.findall(text))
    spaced, characters = _CHARACTER.subn(" ", text)
    return len(_WORD.findall(spaced)) + ceil(characters / CHARACTERS_OF_A_WORD)


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
