"""Print words, minutes and reading grade of every article; the grade of English texts alone."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from sitekit.lint.prose import text_of
from sitekit.model.problems import Problem
from sitekit.model.reading import grade, words
from sitekit.model.site import build_site
from tools.docs import DOCS, folder_name, limit, report, settings, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GRADE, LEAST, MOST = "reading-grade", "article-is-long-enough", "article-is-not-too-long"


def main(docs: Path = DOCS) -> int:
    language = settings()["theme"]["language"]
    graded = language == "en"
    if not graded:
        print(f"No reading grades: the formula is for English, and mkdocs.yml says {language}.")
    site, _ = build_site(texts(docs), today=date.max, root=folder_name(docs))
    print("words  minutes  grade  article")
    bounds = [limit(rule) for rule in (GRADE, LEAST, MOST)]
    problems = list[Problem]()
    for document in site.documents.values():
        if document.kind == "article":
            plain = ". ".join(block.plain.rstrip(".") for block in text_of(document).blocks)
            # As it is shown: a text at the limit is not over it.
            level = round(grade(plain), 1) if graded else 0.0
            shown, count = f"{level:7.1f}" if graded else f"{'–':>7}", words(document.body)
            print(f"{count:5}{document.minutes:9}{shown}  {document.path}")
            problems += [Problem(document.path, 1, *one) for one in wrong(level, count, *bounds)]
    report(problems)
    return 1 if problems else 0


def wrong(
    level: float, count: int, hardest: float, least: float, most: float
) -> Iterator[tuple[str, str]]:
    """What a text of this grade and this many words breaks: messages and rules. 0 is no bound."""
    if hardest and level > hardest:
        message = f"text must have a reading grade of {hardest} or lower (found {level:.1f})"
        yield message, GRADE
    if count < least:
        yield f"text must have at least {least} words (found {count})", LEAST
    if most and count > most:
        yield f"text must have at most {most} words (found {count})", MOST


if __name__ == "__main__":
    sys.exit(main())
