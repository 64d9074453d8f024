"""Feeds: what a subscriber gets of an article, as RSS 2.0 and JSON Feed 1.1 say it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urljoin

from sitekit.html.dom import Fragment
from sitekit.html.fields import cleaned, without_fields
from sitekit.html.notes import unfold_notes
from sitekit.html.xml import plain
from sitekit.model.authors import Author
from sitekit.model.old_urls import folder_of
from sitekit.model.settings import FeedSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitekit.model.contents import Contents
    from sitekit.model.documents import Document

_FOR_STYLES = frozenset({"class", "data-linenos"})  # attributes

# Keys of a document that can be the categories of an item.
CATEGORIES: dict[str, Callable[[Document], tuple[str, ...]]] = {
    "tags": lambda document: document.tags,
    "notes": lambda document: document.notes,
}
# Names of the feeds of a series; the site's own is called as the feed plugin's settings say.
DATED, IN_ORDER = "feed", "reading-order"


@dataclass(frozen=True)
class Item:
    """One article as feeds hold it; URLs are absolute, `html` is its whole text."""

    src: str
    guid: str
    link: str
    title: str
    description: str
    html: str
    authors: tuple[Author, ...]  # their pictures as absolute URLs
    categories: tuple[str, ...]
    created: dt.datetime
    updated: dt.datetime | None = None
    dated: bool = True  # False in reading order, where reader apps would sort by dates
    comments: str = ""  # URL of the replies; empty where the feed does not say

    @property
    def summary(self) -> str:
        """The description as HTML, which is what RSS takes it for."""
        return escape(self.description, quote=False)

    @property
    def pub_date(self) -> str | None:
        """RFC 822."""
        return format_datetime(self.created) if self.dated else None


@dataclass(frozen=True)
class FeedLink:
    """A feed as the head of a page names it; `path` is below the site's URL, without a suffix."""

    title: str
    path: str

    @property
    def files(self) -> tuple[tuple[str, Format], ...]:
        return _files(self.path)


@dataclass(frozen=True)
class Feed:
    """One feed, written in each format at `path` below the site's `address` (absolute)."""

    title: str
    description: str
    address: str
    path: str  # without its ending
    home: str  # the page it belongs to, below the site's address
    language: str
    copyright: str
    logo_url: str
    author: str = ""  # of articles that name none; empty for the title
    minutes: int = 0  # that a feed reader should wait before it asks again; 0 for no word of it
    series: Contents | None = None  # None for the site's own
    old_folders: tuple[str, ...] = ()  # URLs that the series had before, the oldest first
    dated: bool = True  # in reading order otherwise
    entries: tuple[Item, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Where it is written: at its own path, and at those its series had before a rename."""
        return tuple(dict.fromkeys((self.path, *self._old_paths)))

    @property
    def _old_paths(self) -> tuple[str, ...]:
        name = self.path.rpartition("/")[2]
        folders = (folder_of(url) for url in self.old_folders)
        return tuple(f"{quote(folder)}{name}" for folder in folders if folder)

    @property
    def first_path(self) -> str:
        """Its path before any rename: ids that begin with it stay."""
        return next(iter(self._old_paths), self.path)

    @property
    def kind(self) -> Literal["site", "series", "order"]:
        if self.series is None:
            return "site"
        return "series" if self.dated else "order"

    @property
    def link(self) -> FeedLink:
        return FeedLink(self.title, self.path)

    @property
    def html_url(self) -> str:
        return urljoin(self.address, self.home)

    @property
    def files(self) -> tuple[tuple[str, Format], ...]:
        return _files(self.path)

    def url(self, suffix: str) -> str:
        return f"{self.address}{self.path}.{suffix}"

    @property
    def build_date(self) -> str | None:
        """RFC 822 time of the newest change that an article names; None without items."""
        days = [max(item.created, item.updated or item.created) for item in self.entries]
        return format_datetime(max(days)) if days else None


def all_feeds(
    own: Feed, series: Iterable[tuple[Contents, Document]], t: Callable[..., str]
) -> tuple[Feed, ...]:
    """The site's `own` feed, and for each series that can be opened one by date, one to read on.

    `series` come with their landing pages; `t` gives interface strings by their name.
    """
    feeds = [replace(own, title=plain(own.title), description=plain(own.description))]
    for contents, landing in series:
        of = replace(
            own,
            description=plain(landing.description),
            home=landing.url,
            series=contents,
            old_folders=landing.redirect_from,
        )
        folder = landing.url.rpartition("/")[0]
        for name, dated in ((DATED, True), (IN_ORDER, False)):
            title = plain(t(f"feeds.{'series' if dated else 'order'}", title=landing.title))
            feeds.append(replace(of, title=title, path=f"{folder}/{name}", dated=dated))
    return tuple(feeds)


def with_items(
    feed: Feed, items: Mapping[str, Item], length: int, html_of: Callable[[str], str]
) -> Feed:
    """The feed with its items, of `items` by their article's `src`; `html_of` gives their texts.

    The site's own holds the newest `length`, a series' all parts that can be opened.
    """
    entries = _entries(feed, items, length)
    return replace(feed, entries=tuple(replace(one, html=html_of(one.src)) for one in entries))


def _entries(feed: Feed, items: Mapping[str, Item], length: int) -> list[Item]:
    if feed.series is None:
        return _newest_first(items.values())[:length]
    numbered = [
        _at(items[part.src], number)
        for number, part in enumerate(feed.series.parts, 1)
        if part.src in items
    ]
    if feed.dated:
        return _newest_first(numbered)
    # Items of their own: an app that knows them from another feed might show them in one alone.
    return [replace(one, guid=f"{one.guid}#{feed.first_path}", dated=False) for one in numbered]


def item_of(
    document: Document,
    number: int,
    own: Feed,
    authors: Iterable[Author] = (),
    html: str = "",
    settings: FeedSettings | None = None,
) -> Item:
    """The article with its `feed_html`, for feeds of the site whose `own` feed is given.

    `number` is that of a part in the first series it is in; 0 for any other article.
    """
    settings = settings or FeedSettings(0)
    link = urljoin(own.address, document.url)
    # A renamed article lists the URL it was first published at first: it stays the same item.
    first = next(iter(document.redirect_from), f"/{document.url}")
    one = Item(
        src=document.src,
        guid=own.address + first.lstrip("/"),
        link=f"{link}?{settings.query}" if settings.query else link,
        title=plain(document.title),
        description=plain(document.description),
        html=html,
        authors=tuple(_shown(author, own.address) for author in authors)
        or (Author(plain(own.author or own.title)),),
        categories=tuple(
            plain(one) for key in settings.categories for one in CATEGORIES[key](document)
        ),
        comments=urljoin(link, settings.comments) if settings.comments else "",
        created=_time(document.date or dt.date.min),
        updated=_time(document.updated) if document.updated else None,
    )
    return _at(one, number)


def _shown(author: Author, address: str) -> Author:
    picture = urljoin(address, quote(author.picture)) if author.picture else None
    return replace(author, name=plain(author.name), picture=picture)


def feed_html(html: str, url: str) -> str:
    """A page's text as it can be shown anywhere: absolute URLs, nothing that acts, no styles.

    Links within the text lead to the page; apps that show notes in place know them by their `#`.
    """
    text = Fragment(html)
    without_fields(text)
    unfold_notes(text)
    for node in reversed(text.css(".admonition-title")):  # which styles alone made a heading
        node.inner_html = f"<strong>{node.inner_html}</strong>"
    clean = cleaned(
        text,
        left_out=_FOR_STYLES,
        attribute_filter=lambda _, name, value: (
            urljoin(url, value) if name in ("href", "src", "cite") else value
        ),
        link_rel="noopener noreferrer",
    )
    return plain(clean)


def json_feed(feed: Feed) -> str:
    """JSON Feed 1.1 (jsonfeed.org)."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.html_url,
        "feed_url": feed.url("json"),
        "description": feed.description,
        "icon": feed.logo_url,
        "language": feed.language,
        "items": [_json_item(item) for item in feed.entries],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _json_item(item: Item) -> dict[str, Any]:
    data = {
        "id": item.guid,
        "url": item.link,
        "title": item.title,
        "summary": item.description,
        "content_html": item.html,
        "date_published": item.created.isoformat() if item.dated else None,
        "date_modified": _modified(item),
        "authors": [_json_author(author) for author in item.authors],
        "tags": list(item.categories),
    }
    return {key: value for key, value in data.items() if value not in (None, [])}


def _json_author(author: Author) -> dict[str, str]:
    data = {"name": author.name, "url": author.url, "avatar": author.picture}
    return {key: value for key, value in data.items() if value is not None}


def _modified(item: Item) -> str | None:
    if item.updated and item.dated:
        return max(item.updated, item.created).isoformat()
    return None


@dataclass(frozen=True)
class Format:
    """A way to write a feed: a function, or without one the template `feeds/feed.SUFFIX`."""

    name: str  # as feed readers call it
    suffix: str
    type: str  # media type
    write: Callable[[Feed], str] | None = None


# The first is the one to copy on the page for subscribers.
FORMATS = (
    Format("RSS", "xml", "application/rss+xml"),
    Format("JSON Feed", "json", "application/feed+json", json_feed),
)
OPML = "feeds.opml"  # the list of all feeds


def format_of(name: str) -> Format:
    """The format in which a file of this name is written."""
    return next((one for one in FORMATS if name.endswith(f".{one.suffix}")), FORMATS[0])


def media_types(own: str, others: Iterable[str] = ()) -> dict[str, str]:
    """Media types by path, `*` for any folder: hosts take feeds for plain XML and JSON.

    `own` is the path of the site's feed without a suffix, `others` are further names it has.
    """
    paths = (own, f"*/{DATED}", f"*/{IN_ORDER}")
    types = {name: of.type for path in paths for name, of in _files(path)}
    return types | {name: format_of(name).type for name in others} | {OPML: "text/x-opml"}


def is_feed(name: str) -> bool:
    """Whether a file of a built site is a feed, by its name."""
    last = name.rpartition("/")[2]
    return last == OPML or any(last in dict(_files(path)) for path in (DATED, IN_ORDER))


def _files(path: str) -> tuple[tuple[str, Format], ...]:
    """Where a feed at `path` is written, with the format of each file."""
    return tuple((f"{path}.{one.suffix}", one) for one in FORMATS)


def _newest_first(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.created, item.link), reverse=True)


def _at(item: Item, number: int) -> Item:
    """The item at the minute of its number: apps sort by time, and all an author gives is a day.

    Whatever the number, it is less than an hour after noon.
    """
    after = dt.timedelta(minutes=min(number, 58), seconds=min(max(number - 58, 0), 59))
    updated = item.updated and _time(item.updated.date()) + after
    return replace(item, created=_time(item.created.date()) + after, updated=updated)


def _time(day: dt.date) -> dt.datetime:
    """Noon: an app that shows the reader's own time shows this day from UTC-12 to UTC+11."""
    return dt.datetime.combine(day, dt.time(12), dt.UTC)
