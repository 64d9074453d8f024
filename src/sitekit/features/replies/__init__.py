"""Replies to articles: files that a moderator lets in, checked, and set as a thread."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import quote

from pydantic import Field, StringConstraints

from sitekit.features.replies.text import is_visible, rendered, unfit, words_of
from sitekit.model.front_matter import FrontMatter, parse
from sitekit.model.problems import Problem, found
from sitekit.model.schema import Day, Model, read_model

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping

FOLDER = "replies"  # below docs/
LONGEST = 4000  # characters of a text
LARGEST = 20_000  # characters of a file; four thousand letters and some keys are far below

PenName = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=40, pattern=r"^[^\n\t]+$")
]
_ID = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+$"
Id = Annotated[str, StringConstraints(pattern=_ID)]
Link = Annotated[str, StringConstraints(pattern=r"^https://[\w.-]+\.[a-z]{2,}(/[^\s<>\"]*)?$")]


class ReplyKeys(Model):
    """The keys of a reply."""

    name: PenName = Field(description="a pen name of at most 40 characters")
    date: Day = Field(description="a day such as 2026-03-01; on which it was written")
    article: str = Field(description="the file of an article, such as going-no-contact/why.md")
    answers: Id | None = Field(
        None, description="the name of another reply, such as 2026-03-01-7, without `.md`"
    )
    consent: Literal["yes"] = Field(description="yes; without it, nothing is shown")
    links: list[Link] = Field(
        [], description="a list of https:// addresses; those of the text that a moderator allows"
    )


@dataclass(frozen=True)
class Reply:
    """One reply as its file holds it. `id` is the file's name without its ending."""

    id: str
    path: str
    keys: ReplyKeys
    text: str
    front_matter: FrontMatter = field(repr=False)

    @property
    def order(self) -> tuple[dt.date, int, str]:
        """Oldest first; of one day, the lower number first."""
        return self.keys.date, len(self.id), self.id

    @cached_property
    def html(self) -> str:
        return rendered(self.text, self.keys.links)

    def problem(self, key: str, message: str) -> Problem:
        return Problem(self.path, self.front_matter.line(key), message)


@dataclass(frozen=True)
class Shown:
    """A reply as a page shows it. `to` is whose answer it is, where that is not the one above."""

    reply: Reply
    to: Reply | None = None
    answers: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Thread:
    """All replies to one article, oldest first; below each, in one row, whatever it led to."""

    count: int
    replies: tuple[Shown, ...]


def parse_replies(
    texts: Mapping[str, str], articles: Collection[str], *, today: dt.date, root: str = "docs"
) -> tuple[list[Reply], list[Problem]]:
    """Texts by their path below `root` → replies, oldest first, and every mistake in them."""
    replies: list[Reply] = []
    problems: list[Problem] = []
    for src in sorted(texts):
        reply, wrong = _parse(src, texts[src], root)
        problems += wrong
        if reply:
            replies.append(reply)
            problems += _wrong_text(reply)
    by_id = {reply.id: reply for reply in replies}
    for reply in replies:
        problems += _wrong_place(reply, by_id, articles, today)
    return sorted(replies, key=lambda reply: reply.order), problems


def thread(replies: Iterable[Reply], src: str) -> Thread:
    """The replies to the article `src`; one whose question is not there stands for itself."""
    here = {reply.id: reply for reply in replies if reply.keys.article == src}
    tops: list[Reply] = []
    below: defaultdict[str, list[Shown]] = defaultdict(list)
    for reply in here.values():
        top = (_chain(reply, here) or [reply])[-1]
        if top is reply:
            tops.append(reply)
        else:
            to = here[str(reply.keys.answers)]
            below[top.id].append(Shown(reply, None if to is top else to))
    return Thread(len(here), tuple(Shown(top, None, tuple(below[top.id])) for top in tops))


def letter(email: str, title: str) -> str:
    """The address that opens a letter to the editors about an article (RFC 6068)."""
    return f"mailto:{quote(email, safe='@')}?subject={quote(title, safe='')}"


def form(repository: str, path: str, src: str) -> str:
    """The address of the repository's form at `path`, with the article filled in."""
    return f"{repository.rstrip('/')}/{path}&article={quote(src, safe='')}"


def check_email(path: str, line: int, email: object) -> list[Problem]:
    """A problem if the setting is neither empty nor one e-mail address."""
    if not email or re.fullmatch(r"[^@\s<>,]+@[^@\s<>,]+\.\w+", str(email)):
        return []
    return [Problem(path, line, f"email must be one e-mail address, or nothing {found(email)}")]


def _parse(src: str, text: str, root: str) -> tuple[Reply | None, list[Problem]]:
    path, id_ = f"{root}/{src}", posixpath.basename(src).removesuffix(".md")
    if src != f"{FOLDER}/{id_}.md" or not re.fullmatch(_ID, id_):
        rule = f"reply must be a file such as {root}/{FOLDER}/2026-03-01-7.md"
        return None, [Problem(path, 1, f"{rule} {found(src)}")]
    if len(text) > LARGEST:
        rule = f"reply must be at most {LARGEST} characters in all (found {len(text)})"
        return None, [Problem(path, 1, rule)]
    front_matter, problems = parse(path, text)
    keys, wrong = read_model(ReplyKeys, front_matter.values)
    if not problems or front_matter.values:
        problems += [Problem(path, front_matter.line(*loc), message) for loc, message in wrong]
    text = front_matter.body.strip()
    return Reply(id_, path, keys, text, front_matter) if keys else None, problems


def _chain(reply: Reply, by_id: Mapping[str, Reply]) -> list[Reply]:
    """The reply, what it answers, what that answers …; empty if that comes round again."""
    chain = {reply.id: reply}
    while above := by_id.get(str(reply.keys.answers)):
        if above.id in chain:
            return []
        chain[above.id] = reply = above
    return list(chain.values())


def _wrong_place(
    reply: Reply, by_id: Mapping[str, Reply], articles: Collection[str], today: dt.date
) -> Iterator[Problem]:
    keys = reply.keys
    if keys.date > today:
        yield reply.problem("date", f"date must be a day that has come {found(keys.date)}")
    elif not reply.id.startswith(keys.date.isoformat()):
        yield reply.problem("date", f"date must be the day in the file's name {found(keys.date)}")
    if keys.article not in articles:
        name = found(keys.article, articles)
        yield reply.problem("article", f"article must be the file of an article {name}")
    if keys.answers:
        other = by_id.get(keys.answers)
        if other is None or other.keys.article != keys.article:
            rule = "answers must name a reply to the same article"
            yield reply.problem("answers", f"{rule} {found(keys.answers)}")
        elif not _chain(reply, by_id):
            rule = "answers must lead to a reply that answers none"
            yield reply.problem("answers", f"{rule} (found {keys.answers!r}, a loop)")


def _wrong_text(reply: Reply) -> Iterator[Problem]:
    """What the model cannot say of a pen name and a text."""
    name, line = reply.keys.name, reply.front_matter.body_line
    if not is_visible(name):
        yield reply.problem("name", f"name must be a pen name that can be seen {found(name)}")
    for message, _ in unfit(name, escape(name)):
        yield reply.problem("name", f"name {message}")
    length = len(reply.text)
    if length > LONGEST or not is_visible(words_of(reply.html)):
        found_ = f"(found {length if length > LONGEST else 'nothing to see'})"
        yield Problem(reply.path, line, f"text must be 1 to {LONGEST} characters {found_}")
        return
    before = reply.front_matter.body.partition(reply.text)[0].count("\n")
    for message, above in unfit(reply.text, reply.html, reply.keys.links):
        yield Problem(reply.path, line + before + above, f"text {message}")
