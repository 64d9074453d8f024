"""Print every run of words that two texts share: a thing is told once, and linked to."""

from __future__ import annotations

import re
import sys
from datetime import date
from typing import TYPE_CHECKING

from sitekit.lint.prose import text_of
from sitekit.model.problems import Problem
from sitekit.model.site import build_site
from tools.docs import DOCS, folder_name, limit, report, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sitekit.model.documents import Document

RULE = "told-once"
_WORD = re.compile(r"\w+(?:'\w+)*")


def main(docs: Path = DOCS) -> int:
    site, _ = build_site(texts(docs), today=date.max, root=folder_name(docs))
    longest = int(limit(RULE))
    found = list(repeats(site.documents.values(), longest)) if longest else []
    report(found)
    return 1 if found else 0


def repeats(documents: Iterable[Document], longest: int) -> Iterator[Problem]:
    """One problem for each passage of more than `longest` words that a text shares with another.

    The first of them may keep it.
    """
    rule = f"text must not share more than {longest} words in a row with another"
    seen: dict[tuple[str, ...], str] = {}
    for document in documents:
        runs: dict[tuple[str, ...], str] = {}
        for block in text_of(document).blocks:
            words = _WORD.findall(block.plain.replace("’", "'"))
            folded = [word.casefold() for word in words]
            end = 0
            for n in range(len(words) - longest):
                run = tuple(folded[n : n + longest + 1])
                runs[run] = document.path
                if run in seen and n >= end:
                    passage = " ".join(words[n : n + longest + 1])
                    message = f"{rule} (found {passage!r}, as in {seen[run]})"
                    yield Problem(document.path, block.line, message, RULE)
                    end = n + longest + 1
        seen = runs | seen


if __name__ == "__main__":
    sys.exit(main())
