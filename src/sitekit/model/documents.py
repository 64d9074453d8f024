"""A page of the site: where it is, what its author said at its top, what was computed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitekit.model.front_matter import FrontMatter, Loc, parse
from sitekit.model.problems import Problem
from sitekit.model.reading import minutes
from sitekit.model.schema import MODELS, Kind, PageKeys, read_keys

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

# Markdown takes seconds for a little more than these, and minutes for a picture pasted as letters.
LONGEST_TEXT = 100_000  # characters
MOST_BLOCKS = 1_000
LONGEST_BLOCK = 4_000  # characters, with no empty line between them
# Markdown and our own checks look from each of these to the end of its paragraph, or of the text.
MOST = {"[": 600, "<": 2_000, "<!": 200}
_DEEPEST = 20  # lists and quotes in one another; of a few hundred it runs out of its stack
# Python's reader of HTML stops at it with an error, in code too; Markdown leans on that reader.
_UNREADABLE = re.compile(r"<!\[(?!CDATA\[)")
_APART = re.compile(r"\n(?:[ \t]*\n)+")
_DEEP = re.compile(
    r"^(?![-* \t]+$)(?:\t| {4}| {0,3}(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))[ \t]?)"
    f"{{{_DEEPEST}}}",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Article:
    """A page of the site, of any kind: where it is, what its author said, what was computed."""

    src: str  # below docs/, `/`-separated
    path: str  # from the repository's root, for people
    url: str  # below the site's address, without a leading slash
    kind: Kind
    keys: PageKeys
    minutes: int
    body: str = field(repr=False, default="")
    front_matter: FrontMatter = field(repr=False, default_factory=FrontMatter)

    @property
    def title(self) -> str:
        return self.keys.title

    @property
    def label(self) -> str:
        """The short name for lists."""
        return getattr(self.keys, "label", None) or self.keys.title

    @property
    def description(self) -> str:
        return self.keys.description

    @property
    def date(self) -> dt.date | None:
        return getattr(self.keys, "date", None)

    @property
    def updated(self) -> dt.date | None:
        return getattr(self.keys, "updated", None)

    def listed(self, today: dt.date) -> bool:
        """Whether lists link to it: published, and its day has come."""
        return self.keys.status == "published" and not self.scheduled(today)

    def published(self, today: dt.date) -> bool:
        """Whether it has a page on the published site; an unlisted one has."""
        return self.keys.status != "draft" and not self.scheduled(today)

    def scheduled(self, today: dt.date) -> bool:
        return self.date is not None and self.date > today

    def problem(self, loc: Loc, message: str) -> Problem:
        return Problem(self.path, self.front_matter.line(*loc), message)

    def problem_at(self, place: int, message: str) -> Problem:
        """A problem at a place in the body, counted in characters."""
        line = self.front_matter.body_line + self.body.count("\n", 0, place)
        return Problem(self.path, line, message)


def kind_of(src: str) -> Kind:
    """Kind follows place: top-level files are pages, a folder's index.md is a landing page."""
    if "/" not in src:
        return "page"
    return "landing" if src.endswith("/index.md") else "article"


def url_of(src: str) -> str:
    """Address below the site's, as MkDocs gives it with `use_directory_urls`."""
    stem = src.removesuffix(".md")
    return stem.removesuffix("index") if f"/{stem}".endswith("/index") else stem + "/"


def parse_article(
    src: str, text: str, root: str = "docs", minutes: Callable[[str], int] = minutes
) -> tuple[Article, list[Problem]]:
    """Text of a file → its Article, with stand-ins for what is wrong, and what that is."""
    path = f"{root}/{src}"
    front_matter, problems = parse(path, text)
    kind = kind_of(src)
    keys, wrong = read_keys(MODELS[kind], front_matter)
    # One message for one mistake: without readable front matter, every key would be missing too.
    if not problems or front_matter.values:
        problems += [Problem(path, front_matter.line(*loc), message) for loc, message in wrong]
    body = front_matter.body
    if unworkable := _unworkable(body):
        # Nobody reads on: not the other checks, nor Markdown.
        place, rule = unworkable
        line = front_matter.body_line + body.count("\n", 0, place)
        problems.append(Problem(path, line, rule, "text-can-be-read"))
        body = ""
    return Article(src, path, url_of(src), kind, keys, minutes(body), body, front_matter), problems


def _unworkable(body: str) -> tuple[int, str] | None:
    """Where a text begins to be what cannot be worked on, and the rule; None if it is not."""
    if mark := _UNREADABLE.search(body):
        return mark.start(), "text must not hold <![ (found it; a picture begins with ![ alone)"
    if len(body) > LONGEST_TEXT:
        return 0, f"text must hold at most {LONGEST_TEXT} characters (found {len(body)})"
    apart = [*_APART.finditer(body)]
    if len(apart) >= MOST_BLOCKS:
        return 0, f"text must hold at most {MOST_BLOCKS} paragraphs (found {len(apart) + 1})"
    begins, ends = [0, *(gap.end() for gap in apart)], [*(gap.start() for gap in apart), len(body)]
    for begin, end in zip(begins, ends, strict=True):
        if end - begin > LONGEST_BLOCK:
            rule = f"paragraph, list or table must hold at most {LONGEST_BLOCK} characters"
            return begin, f"{rule} (found {end - begin})"
    for sign, most in MOST.items():
        if (count := body.count(sign)) > most:
            return 0, f"text must hold at most {most} times {sign} (found {count})"
    if deep := _DEEP.search(body):
        return deep.start(), f"lists and quotes must stand at most {_DEEPEST} deep in one another"
    return None
