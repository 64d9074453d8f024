"""Invented sites to time builds of: articles of about 1,100 words in series of six."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SERIES = 6
WORDS = """
a the and of to in that it you not for with this when who what they at day time way room line door
water morning letter shore window table silence answer evening garden promise paper small quiet
long cold warm early ordinary different honest slow careful late true own comes goes stays reads
writes waits turns holds keeps knows opens finds remembers
"""


def write_site(docs: Path, size: int) -> int:
    """Write `size` articles in series of six, landing pages and a home page; count all of them."""
    draw = random.Random(size)  # noqa: S311  # the same texts each time
    docs.mkdir()
    (docs / "index.md").write_text(front_matter("The home page") + sentence(draw))
    pages = 1
    for first in range(0, size, SERIES):
        folder = docs / f"series-{first // SERIES:04}"
        folder.mkdir()
        names = [f"part-{n:05}" for n in range(first, min(first + SERIES, size))]
        for name in names:
            text = front_matter(f"The title of {name}", "date: 2026-03-01\n") + body(draw)
            (folder / f"{name}.md").write_text(text)
        parts = "".join(f"    - {name}.md\n" for name in names)
        keys = f"series:\n  parts:\n{parts}"
        text = front_matter(f"Series number {first // SERIES}", keys) + sentence(draw)
        (folder / "index.md").write_text(text)
        pages += len(names) + 1
    return pages


def path_of(article: int) -> str:
    """Where an article lies in docs/, without its ending."""
    return f"series-{article // SERIES:04}/part-{article:05}"


def edit(docs: Path, article: int, words: str) -> None:
    """Add a paragraph to an article, as its author would save it."""
    file = docs / f"{path_of(article)}.md"
    file.write_text(file.read_text().replace("\n## ", f"\n{words}\n\n## ", 1))


def front_matter(title: str, keys: str = "") -> str:
    text = "One plain sentence that says what this page is about, in short."
    return f"---\ntitle: {title}\ndescription: {text}\n{keys}---\n\n"


def body(draw: random.Random) -> str:
    """About 1,100 words with what an article of ours holds: headings, a box, a list, footnotes."""
    parts = [paragraph(draw), '!!! short "In short"\n    - One line.\n    - Another line.\n']
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
