"""How long a text takes to read."""

from __future__ import annotations

import re
from math import ceil

# Slower than the 238 words a minute that Brysbaert (2019, doi:10.1016/j.jml.2019.104047) gives for
# silent reading of non-fiction: much of this is read tired or upset.
WORDS_PER_MINUTE = 200

_NOT_READ = re.compile(
    r"""
    ^\[\^[^\]]+\]:.*(?:\n[ \t]+.*)*   # a footnote's text, with its indented lines
    | <!--[\s\S]*?-->                 # a comment
    | </?[a-zA-Z][^>]*>               # a tag
    | (?<=\])\([^)]*\)                # a link's target
    | \[\^[^\]]+\]                    # a footnote's mark
    | ^[ \t]*--8<--.*$                # an included snippet
    """,
    re.MULTILINE | re.VERBOSE,
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def words(body: str) -> int:
    """Words of a Markdown text that a reader reads, sources and markup left out."""
    return len(_WORD.findall(_NOT_READ.sub(" ", body)))


def minutes(body: str) -> int:
    """Whole minutes, at least one."""
    return max(1, ceil(words(body) / WORDS_PER_MINUTE))
