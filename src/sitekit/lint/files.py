"""Files of docs/ that are not texts: which may be there, and how large."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitekit.lint.rules import DEFAULTS, house, run
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitekit.model.settings import Limits

# An SVG file may hold a script; drawings of parts are read, not published.
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
_PLAIN = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*\.[a-z0-9]+")


@dataclass(frozen=True)
class PublishedFile:
    """A file that would be published as it is: its path from the repository's root, its bytes."""

    path: str
    size: int


def file_is_its_own(paths: Iterable[str]) -> Iterator[Problem]:
    """A file must be one of its own: a symbolic link could point out of docs/, or to nothing.

    Fix: put a copy of the file in the place of the link.
    """
    for path in paths:
        rule = "file must be a file of its own, and no link to another"
        yield Problem(path, 1, f"{rule} {found(posixpath.basename(path))}")


def file_name_is_shown(paths: Iterable[str]) -> Iterator[Problem]:
    """A file name must be UTF-8 and hold no control characters: nobody could write its URL.

    Fix: rename the file, with small letters, digits and hyphens.
    """
    for path in paths:
        rule = "file name must be UTF-8 without control characters"
        yield Problem(_shown(path), 1, f"{rule} {found(_shown(posixpath.basename(path)))}")


def folder_is_read(folders: Mapping[str, str]) -> Iterator[Problem]:
    """A folder must be one that can be read: what is in it would vanish from the site.

    Fix: give yourself the right to read it, such as with `chmod u+rx`.
    """
    for path, reason in folders.items():
        yield Problem(path, 1, f"folder must be one that can be read (found: {reason})")


def file_is_text_or_picture(files: Iterable[PublishedFile]) -> Iterator[Problem]:
    """A file must be a text or a picture: anything else would be published as it is.

    It would have no policy and no way out.

    Fix: take it away; a photo of a telephone (HEIC) is saved as .jpg by most programs.
    """
    for file in files:
        if not file.path.endswith((".md", *PICTURES)):
            rule = f"file must be a text (.md) or a picture ({', '.join(PICTURES)})"
            yield Problem(file.path, 1, f"{rule} {found(posixpath.basename(file.path))}")


def data_file_is_known(paths: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """A data file must have one of the names that are read: what is in another is for nothing.

    Fix: correct its name, and keep it at the top of the folder of texts.
    """
    names = [*known]
    for path in paths:
        rule = f"data file must be one of {', '.join(names)}"
        yield Problem(path, 1, f"{rule} {found(path.partition('/')[2], names)}")


def picture_holds_something(files: Iterable[PublishedFile]) -> Iterator[Problem]:
    """A picture must not be an empty file: pages would show a gap.

    Fix: save it again from the program that made it.
    """
    for file in files:
        if file.path.endswith(PICTURES) and not file.size:
            yield Problem(file.path, 1, "picture must hold something (found 0 bytes)")


@house(200_000, "bytes")
def picture_is_small(files: Iterable[PublishedFile], limit: int) -> Iterator[Problem]:
    """A picture must not be too large. Readers come with an old phone, at night, on a bad line.

    Fix: make it smaller, to 1,200 pixels and less.
    """
    for file in files:
        if file.path.endswith(PICTURES) and file.size > limit:
            rule = f"picture must be at most {limit} bytes"
            yield Problem(file.path, 1, f"{rule} (found {file.size})")


@house()
def picture_name_is_plain(files: Iterable[PublishedFile]) -> Iterator[Problem]:
    """The name of a picture must be small letters, digits and hyphens: it is its address.

    Fix: rename the file, such as `Low Tide.jpg` to `low-tide.jpg`, wherever it is named.
    """
    for file in files:
        name = posixpath.basename(file.path)
        if file.path.endswith(PICTURES) and not _PLAIN.fullmatch(name):
            rule = "file name must be small letters, digits and hyphens"
            yield Problem(file.path, 1, f"{rule} {found(name)}")


RULES = (file_is_text_or_picture, picture_holds_something, picture_is_small, picture_name_is_plain)


def _shown(path: str) -> str:
    """`path` with a question mark for what cannot be shown."""
    return "".join(sign if sign.isprintable() else "?" for sign in path)


def check_files(files: Iterable[PublishedFile], limits: Limits = DEFAULTS) -> list[Problem]:
    """Problems with files that would be published as they are."""
    return run(RULES, limits, files=[*files])
