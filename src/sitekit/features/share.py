"""Links by which a reader passes a page on: its title and its URL, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitekit.model.contents import Contents
    from sitekit.model.documents import Document

What = Literal["part", "series", "page"]


@dataclass(frozen=True)
class Target:
    """Where a page can be passed on to, and the pattern of the address that begins it there.

    `{title}` and `{address}` are filled in; `{text}` is both, the address on a line of its own.
    `limit` counts the characters of the text, or of the title where the pattern has it alone.
    """

    key: str
    name: str | None  # None where it is an interface string
    pattern: str
    limit: int | None = None


TARGETS = (
    # RFC 6068: no recipient, and lines of a letter end in CRLF.
    Target("email", None, "mailto:?subject={title}&body={title}%0D%0A%0D%0A{address}"),
    # Android reads what follows `?`, iOS what follows `&`.
    Target("sms", None, "sms:?&body={text}"),
    Target("whatsapp", "WhatsApp", "https://wa.me/?text={text}"),
    Target("telegram", "Telegram", "https://t.me/share/url?url={address}&text={title}"),
    Target("mastodon", "Mastodon", "https://share.joinmastodon.org/?text={text}", 500),
    # Graphemes, of which a text has no more than characters.
    Target("bluesky", "Bluesky", "https://bsky.app/intent/compose?text={text}", 300),
    Target("facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u={address}"),
    # 280, of which any address takes 23 and many letters two each.
    Target("x", "X", "https://x.com/intent/tweet?url={address}&text={title}", 128),
    Target("reddit", "Reddit", "https://www.reddit.com/submit?url={address}&title={title}"),
    Target("linkedin", "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={address}"),
)
_TARGETS = {target.key: target for target in TARGETS}
KEYS = tuple(_TARGETS)


@dataclass(frozen=True)
class ShareLink:
    """A link that begins a message or a post; `name` as in its target."""

    key: str
    name: str | None
    href: str


@dataclass(frozen=True)
class Share:
    """What a page hands on of itself, and the links that do it."""

    title: str
    address: str  # absolute
    links: tuple[ShareLink, ...]
    what: What = "page"


def share_of(title: str, address: str, keys: Iterable[str], what: What = "page") -> Share:
    """Links to the targets named by `keys`, in that order."""
    encoded = lru_cache(None)(partial(quote, safe=""))  # most links say the same
    links = tuple(_link(_TARGETS[key], title, address, encoded) for key in keys)
    return Share(title, address, links, what)


def what_is(document: Document, series: Iterable[Contents]) -> What:
    """What a reader would call the page: part of a series, a series, or just a page."""
    if document.kind == "landing":
        return "series"
    return "part" if any(one.number_of(document.src) for one in series) else "page"


def wrong_targets(path: str, line: int, keys: object) -> Iterator[Problem]:
    """`keys` must be a list of targets, each of them once."""
    if not isinstance(keys, list):
        yield Problem(path, line, f"share must be a list of targets {found(keys)}")
        return
    for n, key in enumerate(keys):
        if key not in KEYS:
            rule = f"share must name targets among {', '.join(KEYS)}"
            yield Problem(path, line, f"{rule} {found(key, KEYS)}")
        elif key in keys[:n]:
            yield Problem(path, line, f"share must name each target once {found(key)}")


def _link(target: Target, title: str, address: str, encoded: Callable[[str], str]) -> ShareLink:
    if target.limit is not None:
        beside = f"\n{address}" if "{text}" in target.pattern else ""
        title = _shortened(title, target.limit - len(beside))
    values = {"title": title, "address": address, "text": f"{title}\n{address}"}
    written = {name: encoded(value) for name, value in values.items()}
    return ShareLink(target.key, target.name, target.pattern.format(**written))


def _shortened(title: str, room: int) -> str:
    """`title`, or as many whole words of it as leave room for the sign that more follows."""
    if len(title) <= room:
        return title
    return re.sub(r"\s*\S*\Z", "", title[: max(room, 0)]) + "…"
