"""Replies to articles: files that a moderator lets in, checked, and set as a thread."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sitekit.features.replies.names import UNRESERVED, Reserved
from sitekit.features.replies.text import disallowed, is_visible, rendered, words_of
from sitekit.model.front_matter import FrontMatter, parse
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from sitekit.model.documents import Document
    from sitekit.model.front_matter import Loc

FOLDER = "replies"  # below docs/
LONGEST = 4000  # characters of a text
LARGEST = 20_000  # characters of a file; four thousand letters and some keys are far below
_ID = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+")


@dataclass(frozen=True)
class Reply:
    """One reply as its file holds it. `id` is the file's name without its suffix."""

    id: str
    path: str
    name: str
    date: dt.date
    article: str  # the `src` of the article
    text: str
    answers: str | None = None  # the id of another reply
    links: tuple[str, ...] = ()  # that a moderator allows
    front_matter: FrontMatter = field(repr=False, compare=False, default_factory=FrontMatter)

    @property
    def order(self) -> tuple[dt.date, int, str]:
        """Oldest first; of one day, the lower number first."""
        return self.date, len(self.id), self.id

    @cached_property
    def html(self) -> str:
        return rendered(self.text, self.links)

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
    texts: Mapping[str, str],
    articles: Collection[str],
    *,
    today: dt.date,
    root: str = "docs",
    checked: Container[str] = (),
    reserved: Reserved = UNRESERVED,
    numbers: Collection[str] = (),
) -> tuple[list[Reply], list[Problem]]:
    """Texts by their path below `root` → replies, oldest first, and the problems in them.

    `checked` are the paths of texts in which an earlier build found no problem.
    """
    replies: list[Reply] = []
    problems: list[Problem] = []
    for src in sorted(texts):
        reply, wrong = _parse(src, texts[src], root)
        problems += wrong
        if reply:
            replies.append(reply)
            if src not in checked:
                problems += _wrong_name(reply, reserved)
                problems += _wrong_text(reply, numbers)
    by_id = {reply.id: reply for reply in replies}
    for reply in replies:
        problems += _wrong_place(reply, by_id, articles, today)
    return sorted(replies, key=lambda reply: reply.order), problems


def thread(replies: Iterable[Reply], src: str) -> Thread:
    """The replies to the article `src`; one whose question is missing is shown on its own."""
    here = {reply.id: reply for reply in replies if reply.article == src}
    tops: list[Reply] = []
    below: defaultdict[str, list[Shown]] = defaultdict(list)
    for reply in here.values():
        top = (_chain(reply, here) or [reply])[-1]
        if top is reply:
            tops.append(reply)
        else:
            to = here[str(reply.answers)]
            below[top.id].append(Shown(reply, None if to is top else to))
    return Thread(len(here), tuple(Shown(top, None, tuple(below[top.id])) for top in tops))


@dataclass(frozen=True)
class Replies:
    """What an article shows below its text: its replies, and the ways to write one."""

    thread: Thread
    email: str
    email_link: str | None
    form_link: str | None


def replies_to(document: Document, replies: Iterable[Reply], *, email: str, form: str) -> Replies:
    """The replies to an article; `email` and `form` are empty where there is none."""
    return Replies(
        thread(replies, document.src),
        email,
        email_link(email, document.title) if email else None,
        form_link(form, document.src) if form else None,
    )


def email_link(email: str, title: str) -> str:
    """The URL that opens an e-mail to the editors about an article (RFC 6068)."""
    return f"mailto:{quote(email, safe='@')}?subject={quote(title, safe='')}"


def form_link(form: str, src: str) -> str:
    """The URL of the repository's `form`, with the article filled in."""
    return f"{form}{'&' if '?' in form else '?'}article={quote(src, safe='')}"


def check_email(path: str, line: int, email: object) -> list[Problem]:
    """A problem if the setting is neither empty nor one e-mail address."""
    if not email or re.fullmatch(r"[^@\s<>,]+@[^@\s<>,]+\.\w+", str(email)):
        return []
    return [Problem(path, line, f"email must be one e-mail address, or nothing {found(email)}")]


def _parse(src: str, text: str, root: str) -> tuple[Reply | None, list[Problem]]:
    path, id_ = f"{root}/{src}", posixpath.basename(src).removesuffix(".md")
    if src != f"{FOLDER}/{id_}.md" or not _ID.fullmatch(id_):
        rule = f"reply must be a file such as {root}/{FOLDER}/2026-03-01-7.md"
        return None, [Problem(path, 1, f"{rule} {found(src)}")]
    if len(text) > LARGEST:
        rule = f"reply must be at most {LARGEST} characters in all (found {len(text)})"
        return None, [Problem(path, 1, rule)]
    front_matter, problems = parse(path, text)
    keys, wrong = _keys(front_matter.values)
    if not problems or front_matter.values:
        problems += [Problem(path, front_matter.line(*loc), message) for loc, message in wrong]
    if wrong:
        return None, problems
    links = tuple(keys["links"])
    values = {key: keys[key] for key in ("name", "date", "article", "answers")}
    text = front_matter.body.strip()
    return Reply(id_, path, text=text, links=links, front_matter=front_matter, **values), problems


def _keys(values: Mapping[str, object]) -> tuple[dict[str, Any], list[tuple[Loc, str]]]:
    from sitekit.model.schema import ReplyKeys, validated  # noqa: PLC0415  # 0.1 s

    return validated(ReplyKeys, values)


def _chain(reply: Reply, by_id: Mapping[str, Reply]) -> list[Reply]:
    """The reply, what it answers, what that answers …; empty if that is a loop."""
    chain = {reply.id: reply}
    while above := by_id.get(str(reply.answers)):
        if above.id in chain:
            return []
        chain[above.id] = reply = above
    return list(chain.values())


def _wrong_place(
    reply: Reply, by_id: Mapping[str, Reply], articles: Collection[str], today: dt.date
) -> Iterator[Problem]:
    if reply.date > today:
        yield reply.problem("date", f"date must be a day that has come {found(reply.date)}")
    elif not reply.id.startswith(reply.date.isoformat()):
        yield reply.problem("date", f"date must be the day in the file's name {found(reply.date)}")
    if reply.article not in articles:
        name = found(reply.article, articles)
        yield reply.problem("article", f"article must be the file of an article {name}")
    if reply.answers:
        other = by_id.get(reply.answers)
        if other is None or other.article != reply.article:
            rule = "answers must name a reply to the same article"
            yield reply.problem("answers", f"{rule} {found(reply.answers)}")
        elif not _chain(reply, by_id):
            rule = "answers must lead to a reply that answers none"
            yield reply.problem("answers", f"{rule} (found {reply.answers!r}, a loop)")


def _wrong_name(reply: Reply, reserved: Reserved) -> Iterator[Problem]:
    """What the model cannot say of a pen name."""
    name = reply.name
    if not is_visible(name):
        yield reply.problem("name", f"name must be a pen name that can be seen {found(name)}")
    for message, _ in disallowed(name, escape(name)):
        yield reply.problem("name", f"name {message}")
    if reserved.holds(name):
        rule = "name must not claim to be the site, its editors or a service"
        yield reply.problem("name", f"{rule} {found(name)}")


def _wrong_text(reply: Reply, numbers: Collection[str]) -> Iterator[Problem]:
    """What the model cannot say of a text."""
    line = reply.front_matter.body_line
    length = len(reply.text)
    if length > LONGEST or not is_visible(words_of(reply.html)):
        found_ = f"(found {length if length > LONGEST else 'nothing to see'})"
        yield Problem(reply.path, line, f"text must be 1 to {LONGEST} characters {found_}")
        return
    before = reply.front_matter.body.partition(reply.text)[0].count("\n")
    for message, above in disallowed(reply.text, reply.html, reply.links, numbers):
        yield Problem(reply.path, line + before + above, f"text {message}")
