"""Write a new article whose front matter passes, and add it to its series.

Asks for what SERIES, TITLE, SUMMARY and LABEL in the environment do not say. SERIES is a folder of
docs/ with an index.md. The article is a draft: lists show it as planned until `status` goes.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from typing import TYPE_CHECKING

from sitekit.engine.clock import today
from sitekit.features.new_article import article_file, name_of, with_part  # beside the hooks
from sitekit.lint.catalogue import HOUSE
from sitekit.lint.prose import text_of
from sitekit.lint.site import check_site
from sitekit.lint.text import check_text
from sitekit.model.front_matter import decode, parse_yaml
from sitekit.model.patterns import parse_patterns
from sitekit.model.site import build_site
from tools import ROOT
from tools.docs import DOCS, folder_name, limit, limits, settings, texts

if TYPE_CHECKING:
    from pathlib import Path

LENGTHS = ("says-enough", "is-short")  # rules about a key, such as title-is-short


def main(
    series: str = "", title: str = "", summary: str = "", label: str = "", *, docs: Path = DOCS
) -> None:
    folders = sorted(file.parent.relative_to(docs).as_posix() for file in docs.rglob("*/index.md"))
    series = series or asked(f"Series ({', '.join(folders)}): ")
    if series not in folders:
        sys.exit(f"series must be one of {', '.join(folders)} (found {series!r}).")
    title = title or asked(f"Title{within('title')}: ")
    if 0 < limit("label-is-short") < len(title):
        label = label or asked(f"Short name for lists{within('label')}: ")
    summary = summary or asked(f"Summary, one sentence{within('description')}: ")
    keys = {"title": title, "label": label, "description": summary, "date": today().isoformat()}
    name = name_of(title)
    if name == ".md":  # no letter of the title is one of an address
        numbered = (f"part-{n}.md" for n in count(1))
        name = next(one for one in numbered if not (docs / series / one).exists())
    file, index = docs / series / name, docs / series / "index.md"
    if file.exists():
        sys.exit(f"{shown(file, docs)} is there already; nothing was written.")
    changed = with_part(decode("", index.read_bytes())[0], name)
    if changed is None:
        sys.exit(
            f"{shown(index, docs)} must hold a list of parts, one a line, to take a part more."
        )
    text = article_file(keys | {"status": "draft"})
    if wrong := problems_with({f"{series}/{name}": text, f"{series}/index.md": changed}, docs):
        sys.exit("\n".join(wrong))
    index.write_bytes(as_it_was(index.read_bytes(), changed))
    file.write_text(text)
    print(f"{shown(file, docs)} is there, a draft, and listed in {shown(index, docs)}.")
    print("Write below the second ---, see it with `make serve`, and run `make check`.")
    print("When it is to be published, take the line `status: draft` out and propose the change.")


def problems_with(new: dict[str, str], docs: Path) -> list[str]:
    """What would be wrong in docs/ with these texts that is not wrong without them."""
    old = texts(docs)
    words = ROOT / f"locales/{settings()['theme']['language']}.yml"
    patterns, _ = parse_patterns("", parse_yaml("", words.read_text())[0])

    def found(sources: dict[str, str]) -> set[str]:
        site, problems = build_site(sources, today=today(), root=folder_name(docs))
        problems += check_site(site, authors=(), patterns=patterns, limits=limits())
        for document in site.documents.values():
            problems += check_text(
                text_of(document),
                source_keys=(),
                patterns=patterns,
                snippet_names=(),
                limits=limits(),
            )
        return {str(problem) for problem in problems}

    return sorted(found(old | new) - found(old))


def within(key: str) -> str:
    """What house rules say of the length of a key's text."""
    least, most = (limit(f"{key}-{rule}") if f"{key}-{rule}" in HOUSE else 0 for rule in LENGTHS)
    words = [f"at least {least}" if least else "", f"at most {most}" if most else ""]
    said = " and ".join(word for word in words if word)
    return f", {said} characters" if said else ""


def as_it_was(before: bytes, text: str) -> bytes:
    """`text` with the line ends and the byte order mark that the file had."""
    ends = "\r\n" if b"\r\n" in before else "\n"
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.replace("\n", ends).encode()


def asked(question: str) -> str:
    try:
        return input(question).strip()
    except (EOFError, KeyboardInterrupt):
        sys.exit("\nSeries, title and summary must be given; nothing was written.")


def shown(file: Path, docs: Path) -> str:
    return f"{folder_name(docs)}/{file.relative_to(docs).as_posix()}"


if __name__ == "__main__":
    # From the environment, into which make puts them: quotes in a title mean nothing to a shell.
    main(*(os.environ.get(name, "") for name in ("SERIES", "TITLE", "SUMMARY", "LABEL")))
