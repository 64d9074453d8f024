"""Write a new article whose front matter passes, and add it to its series.

Asks for what SERIES, TITLE and SUMMARY in the environment do not say. SERIES is a folder of docs/
with an index.md. The article is a draft: lists show it as planned until `status` goes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from sitekit.article_files import article_file, name_of, with_part  # noqa: E402  # beside the hooks
from sitekit.front_matter import decode  # noqa: E402
from sitekit.keys import ArticleKeys, read_model  # noqa: E402
from wiring import today  # noqa: E402

DOCS = ROOT / "docs"


def main(series: str = "", title: str = "", summary: str = "", *, docs: Path = DOCS) -> None:
    folders = sorted(file.parent.relative_to(docs).as_posix() for file in docs.rglob("*/index.md"))
    series = series or asked(f"Series ({', '.join(folders)}): ")
    if series not in folders:
        sys.exit(f"series must be one of {', '.join(folders)} (found {series!r}).")
    title = title or asked("Title, 5 to 60 characters: ")
    summary = summary or asked("Summary, one sentence of 50 to 160 characters: ")
    keys = {"title": title, "description": summary, "date": today().isoformat(), "status": "draft"}
    _, wrong = read_model(ArticleKeys, keys)
    if wrong:
        sys.exit("\n".join(message for _, message in wrong))
    name = name_of(title)
    file, index = docs / series / name, docs / series / "index.md"
    if not name[:-3]:
        sys.exit(f"title must hold letters or digits that an address can bear (found {title!r}).")
    if file.exists():
        sys.exit(f"{shown(file, docs)} is there already; nothing was written.")
    text, problems = decode(shown(index, docs), index.read_bytes())
    changed = with_part(text, name)
    if problems or changed is None:
        sys.exit(
            f"{shown(index, docs)} must be readable, with a list of parts, to take a part more."
        )
    file.write_text(article_file(keys))
    index.write_text(changed)
    print(f"{shown(file, docs)} is there, a draft, and stands last in {shown(index, docs)}.")
    print("Write below the second ---, see it with `make serve`, and run `make check`.")
    print("When it is to be published, take the line `status: draft` out and propose the change.")


def asked(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:
        sys.exit("series, title and summary must be given (found nothing).")


def shown(file: Path, docs: Path) -> str:
    return f"{docs.name}/{file.relative_to(docs).as_posix()}"


if __name__ == "__main__":
    # From the environment, into which make puts them: quotes in a title mean nothing to a shell.
    main(*(os.environ.get(name, "") for name in ("SERIES", "TITLE", "SUMMARY")))
