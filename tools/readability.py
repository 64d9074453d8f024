"""Print words, minutes and reading grade of every article; the grade of English texts alone."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from sitekit.lint.prose import text_of
from sitekit.model.problems import Problem
from sitekit.model.reading import grade, words
from sitekit.model.site import build_site
from tools.docs import DOCS, limit, report, settings, texts

if TYPE_CHECKING:
    from pathlib import Path

RULE = "reading-grade"


def main(docs: Path = DOCS) -> int:
    language, hardest = settings()["theme"]["language"], limit(RULE)
    graded = language == "en"
    if not graded:
        print(f"No reading grades: the formula is for English, and mkdocs.yml says {language}.")
    site, _ = build_site(texts(docs), today=date.max)
    print("words  minutes  grade  article")
    hard = []
    for document in site.documents.values():
        if document.kind == "article":
            plain = ". ".join(block.plain.rstrip(".") for block in text_of(document).blocks)
            # As it is shown: a text at the limit is not over it.
            level = round(grade(plain), 1) if graded else 0.0
            shown = f"{level:7.1f}" if graded else f"{'–':>7}"
            print(f"{words(document.body):5}{document.minutes:9}{shown}  {document.path}")
            if hardest and level > hardest:
                rule = f"text must have a reading grade of {hardest} or lower (found {level:.1f})"
                hard.append(Problem(document.path, 1, rule, RULE))
    report(hard)
    return 1 if hard else 0


if __name__ == "__main__":
    sys.exit(main())
