"""Say which pages of two built sites differ, as a Markdown table.

`python -m tools.sitediff NEW [OLD]` compares NEW, a folder or a tar of one, with the folder OLD
(default: site). With `--same` it fails if anything differs. A tar may come from a stranger: its
members are read and counted, never unpacked, and a name is shown only if it is a page's of ours.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Ten times what the site has today; the worst tar within them is read in seconds.
MEMBERS = 5_000
BYTES = 20_000_000
HEADERS = 20  # that hold for all members, and are copied for each
ROWS = 50
PAGE = re.compile(r"(?=.{1,120}\Z)([a-z0-9]+(-[a-z0-9]+)*/)*[a-z0-9]+(-[a-z0-9]+)*\.html")
DIFFERS = ("added", "changed", "removed")

Site = dict[str, str]  # the SHA-256 of each file, by its name from the site's root


class RefusedError(Exception):
    """The tar is not one of a built site; the text says why, without a word from the tar."""


def main(*arguments: str) -> None:
    parser = argparse.ArgumentParser(prog="tools.sitediff", description=__doc__)
    parser.add_argument("new", type=Path)
    parser.add_argument("old", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--same", action="store_true", help="fail if anything differs")
    given = parser.parse_args(arguments)
    try:
        new = in_folder(given.new) if given.new.is_dir() else in_tar(given.new)
    except RefusedError as refused:
        sys.exit(f"The preview was not compared: {refused}.")
    old = in_folder(given.old)
    print(table(new, old))
    if given.same and new != old:
        sys.exit("The two sites differ.")


def in_folder(folder: Path) -> Site:
    if not folder.is_dir():
        sys.exit(f"{folder} must be a folder with a built site: run `make site` first.")
    files = (file for file in folder.rglob("*") if file.is_file())
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


def in_tar(file: Path) -> Site:
    if file.stat().st_size > BYTES:
        raise RefusedError("it is too large")
    try:
        # Not compressed, so that a small file cannot hold a huge one.
        with tarfile.open(file, "r:") as tar:
            return dict(_members(tar))
    except RefusedError:
        raise
    except Exception as error:  # a broken tar can make tarfile raise nearly anything
        raise RefusedError("it is not a whole tar") from error


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    """Name and hash of every file; stops at what a site does not hold, before reading it."""
    size = 0
    count = 0
    while member := tar.next():
        tar.members = []  # type: ignore[attr-defined]  # or all that was read would stay in memory
        count += 1
        size += member.size
        if count > MEMBERS or member.size < 0 or size > BYTES or len(tar.pax_headers) > HEADERS:
            raise RefusedError("it holds too much")
        if member.isdir():
            continue
        # A sparse file may say that it is larger than the tar it comes in.
        if not member.isreg() or member.issparse():
            raise RefusedError("it holds something that is neither a file nor a folder")
        stored = tar.extractfile(member)
        assert stored is not None  # noqa: S101  # it is a file, so there is something to read
        yield member.name.removeprefix("./"), hashlib.sha256(stored.read()).hexdigest()


def table(new: Site, old: Site) -> str:
    """Pages added, changed and removed; what else differs is counted."""
    differ = [
        (DIFFERS.index(what), name)
        for name in new.keys() | old.keys()
        if (what := difference(new.get(name), old.get(name)))
    ]
    pages = sorted((what, name) for what, name in differ if PAGE.fullmatch(name))
    others = len(differ) - len(pages)
    lines = [f"| `/{name}` | {DIFFERS[what]} |" for what, name in pages[:ROWS]]
    lines = ["| page | is |", "|---|---|", *lines] if pages else ["No page differs."]
    more = [counted(len(pages) - ROWS, "more page"), counted(others, "other file")]
    return "\n".join([*lines, *(f"\nAnd {text}." for text in more if text)])


def difference(new: str | None, old: str | None) -> str | None:
    if new == old:
        return None
    return "added" if old is None else "removed" if new is None else "changed"


def counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number > 1 else ''}" if number > 0 else ""


if __name__ == "__main__":
    main(*sys.argv[1:])
