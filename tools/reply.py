"""Write or take back a reply: `write`, `take-back 2026-03-01-7`, or `from-issue event.json`.

`write` asks for what a letter to the editors says. `from-issue` reads a GitHub event, as the
workflow gets it or as it was saved; it needs no network. Both check the reply first, and write
nothing that the site would refuse.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from sitekit.articles import kind_of  # noqa: E402  # the core lies beside the hooks
from sitekit.front_matter import decode  # noqa: E402
from sitekit.replies import FOLDER, parse_replies  # noqa: E402
from sitekit.reply_files import from_issue, from_letter, without  # noqa: E402

if TYPE_CHECKING:
    from sitekit.problems import Problem
    from sitekit.replies import Reply

DOCS = ROOT / "docs"
FORM = ROOT / ".github/ISSUE_TEMPLATE/reply.yml"
END = "."


def main(command: str = "write", *arguments: str, docs: Path = DOCS) -> None:
    if command == "take-back":
        take_back(arguments[0], docs)
    elif command == "from-issue":
        issue = json.loads(Path(arguments[0]).read_text())["issue"]
        add(*from_issue(issue, yaml.safe_load(FORM.read_text())), docs)
    else:
        write(docs)


def write(docs: Path) -> None:
    """Ask for a letter's reply, and add it."""
    texts = texts_in(docs)
    keys = {
        "name": input("Pen name: "),
        "date": input("Day it was written, such as 2026-03-01: "),
        "article": input("File of the article, such as going-no-contact/why.md: "),
        "answers": input("Name of the reply it answers, if it does: "),
        "consent": input("Did its writer say that it may be shown? yes or no: "),
    }
    print(f"The text, and then a line with {END!r} alone:")
    text = "\n".join(iter(input, END))
    add(*from_letter(keys, text, {Path(src).stem for src in texts}), docs)


def add(id_: str, text: str, docs: Path) -> None:
    """Write the file of a reply, or say what is wrong with it and stop."""
    src = f"{FOLDER}/{id_}.md"
    if (docs / src).exists():
        sys.exit(f"{docs.name}/{src} is there already: take it back first.")
    _, problems = read(texts_in(docs) | {src: text}, docs)
    if wrong := [str(p) for p in sorted(set(problems)) if p.path == f"{docs.name}/{src}"]:
        sys.exit("\n".join(wrong))
    (docs / src).parent.mkdir(exist_ok=True)
    (docs / src).write_text(text)
    print(f"{docs.name}/{src}")


def take_back(id_: str, docs: Path) -> None:
    """Remove a reply; answers to it move up to what it answered."""
    texts = texts_in(docs)
    if f"{FOLDER}/{id_}.md" not in texts:
        sys.exit(f"There is no reply {id_!r} in {docs.name}/{FOLDER}/.")
    for src, text in without(read(texts, docs)[0], id_, texts).items():
        if text is None:
            (docs / src).unlink()
        else:
            (docs / src).write_text(text)
        print(f"{docs.name}/{src}{' is removed' if text is None else ' now answers another'}.")
    print("The history, forks and feed readers keep what was once published: see CONTRIBUTING.md.")


def texts_in(docs: Path) -> dict[str, str]:
    files = sorted(docs.glob(f"{FOLDER}/*.md"))
    return {f"{FOLDER}/{file.name}": decode("", file.read_bytes())[0] for file in files}


def read(texts: dict[str, str], docs: Path) -> tuple[list[Reply], list[Problem]]:
    names = (file.relative_to(docs).as_posix() for file in docs.rglob("*.md"))
    articles = [n for n in names if kind_of(n) == "article" and not n.startswith(f"{FOLDER}/")]
    return parse_replies(texts, articles, today=datetime.now(tz=UTC).date(), root=docs.name)


if __name__ == "__main__":
    main(*sys.argv[1:])
