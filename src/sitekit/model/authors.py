"""Who writes the articles: each described once in docs/authors.yml, and named by a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitekit.model.front_matter import parse_yaml
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sitekit.model.front_matter import Loc


@dataclass(frozen=True)
class Author:
    """One author, as an entry in authors.yml describes them."""

    name: str
    about: str | None = None  # a sentence or two
    url: str | None = None  # of a page about them
    picture: str | None = None  # a file below docs/


def parse_authors(
    path: str, text: str, files: Collection[str], *, checked: bool = False
) -> tuple[dict[str, Author], list[Problem]]:
    """Text of authors.yml → authors by their key, and the problems in it.

    `files` are those below docs/; `checked` says that an earlier build found no wrong key in this
    very text. Who is described wrongly is still known by the key.
    """
    entries, problems = parse_yaml(path, text)
    authors: dict[str, Author] = {}
    for key, values in entries.values.items():
        wrong = dict(_pictures(values, files) if checked else _wrong(values, files))
        problems += [Problem(path, entries.line(key, *loc), text) for loc, text in wrong.items()]
        good = values if isinstance(values, dict) and not wrong else {"name": key}
        authors[key] = Author(**{field: " ".join(value.split()) for field, value in good.items()})
    return authors, problems


def _wrong(values: object, files: Collection[str]) -> Iterator[tuple[Loc, str]]:
    from sitekit.model.schema import AuthorKeys, validated  # noqa: PLC0415  # 0.1 s

    if not isinstance(values, dict):
        yield (), f"author must be keys and values, such as name and about {found(values)}"
        return
    wrong = validated(AuthorKeys, values)[1]
    yield from wrong or _pictures(values, files)


def _pictures(values: Mapping[str, str], files: Collection[str]) -> Iterator[tuple[Loc, str]]:
    picture = values.get("picture")
    if picture and picture not in files:
        yield ("picture",), f"picture must be a file below docs/ {found(picture, files)}"
