"""Write a reply from a letter or an issue, or take one back.

`write letter.txt` asks for the rest; `from-issue event.json` reads a GitHub
event, as the workflow gets it or as it was saved, and needs no network; `take-back 2026-03-01-7`
removes a reply. Nothing is written that the site would refuse.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import yaml

from sitekit.engine.clock import today
from sitekit.features.helplines import numbers_of, parse_helplines, services_of
from sitekit.features.replies import FOLDER, parse_replies
from sitekit.features.replies.files import from_issue, from_letter, without
from sitekit.features.replies.names import Reserved
from sitekit.model.documents import kind_of
from sitekit.model.front_matter import decode, parse_yaml
from sitekit.model.patterns import parse_patterns
from tools import ROOT
from tools.docs import DOCS, folder_name, settings, texts

FORM = ROOT / ".github/ISSUE_TEMPLATE/reply.yml"


def main(*arguments: str, docs: Path = DOCS) -> None:
    parser = argparse.ArgumentParser(prog="tools.reply", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("write").add_argument("letter", type=Path, help="a file with its text")
    commands.add_parser("from-issue").add_argument("event", type=Path, help="a GitHub event, JSON")
    commands.add_parser("take-back").add_argument("name", help="of a reply, such as 2026-03-01-7")
    given = parser.parse_args(arguments)
    if given.command == "write":
        write(read(given.letter), docs)
    elif given.command == "from-issue":
        issue = json.loads(read(given.event))["issue"]
        # What was found stays unsaid: it may be what its writer should not have told, in public.
        add(*from_issue(issue, yaml.safe_load(FORM.read_text())), docs, found=False)
    else:
        take_back(given.name, docs)


def write(text: str, docs: Path) -> None:
    """Ask for what the e-mail does not say, and add the reply."""
    keys = {
        "name": input("Pen name: "),
        "date": input("Day it was written, such as 2026-03-01: "),
        "article": input("File of the article, such as tides/ebb.md: "),
        "answers": input("Name of the reply it answers, if it does: "),
        "consent": input("Did its writer say that it may be shown? yes or no: "),
    }
    add(*from_letter(keys, text, {Path(src).stem for src in replies_in(docs)}), docs)


def add(id_: str, text: str, docs: Path, *, found: bool = True) -> None:
    """Write the file of a reply, or say what is wrong with it and stop."""
    src = f"{FOLDER}/{id_}.md"
    if (docs / src).exists():
        sys.exit(f"{folder_name(docs)}/{src} is there already: take it back first.")
    articles = [page for page in texts(docs) if kind_of(page) == "article"]
    replies = replies_in(docs) | {src: text}
    numbers, reserved = listed(docs)
    _, problems = parse_replies(
        replies, articles, today=today(), root=folder_name(docs), reserved=reserved, numbers=numbers
    )
    wrong = [str(p) for p in sorted(set(problems)) if p.path == f"{folder_name(docs)}/{src}"]
    if wrong:
        sys.exit("\n".join(line if found else line.partition(" (found")[0] for line in wrong))
    (docs / src).parent.mkdir(exist_ok=True)
    (docs / src).write_text(text)
    print(f"{folder_name(docs)}/{src}")


def take_back(id_: str, docs: Path) -> None:
    """Remove a reply; answers to it move up to what it answered."""
    replies = replies_in(docs)
    if f"{FOLDER}/{id_}.md" not in replies:
        sys.exit(f"There is no reply {id_!r} in {folder_name(docs)}/{FOLDER}/.")
    changed, problems = without(replies, id_, folder_name(docs))
    if problems:
        sys.exit("\n".join(map(str, problems)))
    for src, text in changed.items():
        (docs / src).write_text(text)
        print(f"{folder_name(docs)}/{src} answers another reply now, or none.")
    (docs / FOLDER / f"{id_}.md").unlink()
    print(f"{folder_name(docs)}/{FOLDER}/{id_}.md is removed.")
    print("The history, forks and feed readers keep what was once published: see CONTRIBUTING.md.")


def listed(docs: Path) -> tuple[frozenset[str], Reserved]:
    """The numbers of the site's helplines, and what no pen name may claim to be."""
    said = settings()
    strings = parse_yaml("", read(ROOT / f"locales/{said['theme']['language']}.yml"))[0]
    file = docs / "helplines.yml"
    countries, _ = parse_helplines("", read(file) if file.exists() else "", today(), checked=True)
    claims = parse_patterns("", strings)[0].claims
    return numbers_of(countries), Reserved(said["site_name"], services_of(countries), claims)


def replies_in(docs: Path) -> dict[str, str]:
    files = sorted(file for file in docs.glob(f"{FOLDER}/*.md") if file.is_file())
    return {f"{FOLDER}/{file.name}": read(file) for file in files}


def read(file: Path) -> str:
    """Text of a file; stops at one that cannot be read whole, so that no word of it is lost."""
    try:
        text, problems = decode(str(file), file.read_bytes())
    except OSError as error:
        sys.exit(f"{file}: {error.strerror}.")
    if problems:
        sys.exit("\n".join(map(str, problems)))
    return text


def from_environment() -> tuple[str, ...]:
    """What `make reply` is asked for, by LETTER or TAKE_BACK: make passes both on as they are."""
    if name := os.environ.get("TAKE_BACK"):
        return ("take-back", "--", name)
    if letter := os.environ.get("LETTER"):
        return ("write", "--", letter)
    sys.exit("LETTER must name the file of an e-mail, or TAKE_BACK a reply (found neither).")


if __name__ == "__main__":
    main(*(sys.argv[1:] or from_environment()))
