"""Invented sites to time builds of: the same articles of about 1,100 words for every generator."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

SERIES = 6
WELCOME = "This is where a reader begins.\n"
WORDS = """
a the and of to in that it you not for with this when who what they at day time way room line door
water morning letter shore window table silence answer evening garden promise paper small quiet
long cold warm early ordinary different honest slow careful late true own comes goes stays reads
writes waits turns holds keeps knows opens finds remembers
"""


class Dialect(NamedTuple):
    """What generators write in different ways; as it is, ours and the stock theme read it."""

    box: str = '!!! short "In short"\n    - One line.\n    - Another line.\n'
    link: str = "{}.md"
    keys: str = ""  # of an article, beside those that all have
    landing_pages: bool = True  # or the generator makes them, and the home page


MKDOCS = Dialect()


def write_site(docs: Path, size: int, dialect: Dialect = MKDOCS) -> None:
    """Write `size` articles in series of six, with landing pages and a home page."""
    draw = random.Random(size)  # noqa: S311  # the same texts each time
    docs.mkdir()
    if dialect.landing_pages:
        (docs / "index.md").write_text(front_matter("The home page") + WELCOME)
    for first in range(0, size, SERIES):
        series, folder = first // SERIES, docs / f"series-{first // SERIES:04}"
        folder.mkdir()
        numbers = range(first, min(first + SERIES, size))
        for n in numbers:
            day = date(2001, 1, 1) + timedelta(days=n)
            keys = f"date: {day}\n{dialect.keys.format(series=series)}"
            text = front_matter(f"The title of part-{n:05}", keys) + body(draw, dialect)
            after = n + 1 if n + 1 in numbers else first
            text += f"\nRead [what comes after]({dialect.link.format(f'part-{after:05}')}) too.\n"
            (folder / f"part-{n:05}.md").write_text(text)
        if dialect.landing_pages:
            parts = "".join(f"    - part-{n:05}.md\n" for n in numbers)
            keys = f"series:\n  parts:\n{parts}"
            text = front_matter(f"Series number {series}", keys) + WELCOME
            (folder / "index.md").write_text(text)


def path_of(article: int) -> str:
    """The path of an article, without its ending."""
    return f"series-{article // SERIES:04}/part-{article:05}"


def edit(docs: Path, article: int, words: str) -> None:
    """Add a paragraph to an article, as its author would save it."""
    file = docs / f"{path_of(article)}.md"
    file.write_text(file.read_text().replace("\n## ", f"\n{words}\n\n## ", 1))


def front_matter(title: str, keys: str = "") -> str:
    text = "One plain sentence that says what this page is about, in short."
    return f"---\ntitle: {title}\ndescription: {text}\n{keys}---\n\n"


def body(draw: random.Random, dialect: Dialect) -> str:
    """About 1,100 words with what an article of ours holds: headings, a box, a list, footnotes."""
    parts = [paragraph(draw), dialect.box]
    for section in range(6):
        parts.append(f"## {sentence(draw, 5)}\n")
        parts += [paragraph(draw) for _ in range(2)]
        parts.append(f"{sentence(draw)} *{sentence(draw, 4)}*[^{section}]\n")
    parts.append("".join(f"- {sentence(draw)}\n" for _ in range(4)))
    parts.append("> " + sentence(draw) + "\n")
    parts += [f"[^{n}]: Author ({2000 + n}). *Journal* {n}, 1–10.\n" for n in range(6)]
    return "\n".join(parts)


def paragraph(draw: random.Random) -> str:
    return " ".join(sentence(draw) for _ in range(5)) + "\n"


def sentence(draw: random.Random, length: int = 14) -> str:
    return " ".join(draw.choices(WORDS.split(), k=length)).capitalize() + "."
