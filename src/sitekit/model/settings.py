"""What an owner sets in mkdocs.yml, as typed values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    # What a site sets of a house rule: whether it holds, the number that it may not pass, or texts.
    Limit = bool | int | float | tuple[str, ...]
    Limits = Mapping[str, Limit]  # by the rule's id; without one, the rule's own default holds

SEARCH, SUBSCRIBE = "search.md", "subscribe.md"  # pages that show what a plugin brings


@dataclass(frozen=True)
class FeedSettings:
    """What the feed plugin's settings say."""

    length: int  # items of the site's feed
    path: str = "feed"  # below the site's URL, without a suffix
    others: tuple[str, ...] = ()  # files that the plugin writes too
    title: str = ""  # of the site's feed; empty for the site's own
    description: str = ""
    image: str = ""  # absolute URL; empty for the site's icon
    minutes: int = 0  # that a feed reader should wait before it asks again; 0: not said
    query: str = ""  # of every link to an article, without `?`
    categories: tuple[str, ...] = ("tags",)  # keys of a document
    comments: str = ""  # what follows an article's URL where its replies are


@dataclass(frozen=True)
class Picture:
    """A picture on every page; pixels are 0 where they are not known."""

    url: str  # below the site's, or all of it as `data:`
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class OwnLink:
    """A link that an owner puts on every page."""

    label: str
    url: str
    language: str = ""  # BCP 47


@dataclass(frozen=True)
class Script:
    """A script of an owner that every page loads."""

    path: str  # below the site's URL
    integrity: str


@dataclass(frozen=True)
class Repository:
    """Whole URLs of a repository, empty where it has none; `edit` and `view` hold `{path}`."""

    edit: str = ""
    view: str = ""
    reply: str = ""  # a new issue, public
    report: str = ""  # to the owners alone


@dataclass(frozen=True)
class Branding:
    """What an owner adds to every page."""

    logo: Picture | None = None
    favicon: Picture | None = None
    direction: str = ""  # ltr or rtl; empty for that of the language
    social: tuple[OwnLink, ...] = ()
    alternate: tuple[OwnLink, ...] = ()
    scripts: tuple[Script, ...] = ()


@dataclass(frozen=True)
class Settings:
    """The settings of one build."""

    today: dt.date
    site_name: str
    site_description: str
    site_url: str  # absolute, with a final slash
    repo_url: str  # without a final slash; empty if there is none
    author: str = ""  # of articles that name none
    disclaimer: str = ""  # that every article bears
    copyright: str = ""
    docs: str = "docs"  # the folder of documents as messages name it
    icon: str = ""  # path data in 16 by 16
    leave_url: str = ""  # of the leave button; empty if there is none
    safety_notes: bool = True  # whether pages speak to readers who may be watched, or in danger
    share_targets: tuple[str, ...] = ()
    security_expires: dt.date | None = None
    limits: Limits = field(default_factory=dict)
    replies: bool = True  # whether articles have replies, and say how to write one
    reply_email: str = ""
    repository: Repository = Repository()
    shows_source: bool = False  # whether pages link to their source beside the way to edit it
    menus: Mapping[str, list[dict[str, str]]] = field(default_factory=dict)
    branding: Branding = Branding()
    nav: tuple[dict[str, str], ...] | None = None  # like a menu; an empty label is that of the page
    feeds: FeedSettings | None = None  # None without the feed plugin
    search: bool = True  # whether there is a search

    def source_of(self, src: str) -> str:
        """URL of the source of a document, where pages link to it."""
        pattern = self.repository.view if self.shows_source else ""
        return pattern.replace("{path}", f"{self.docs}/{src}")

    @property
    def empty_pages(self) -> tuple[str, ...]:
        """Pages that have nothing to show: that of subscribers without feeds, that of search."""
        feeds = () if self.feeds else (SUBSCRIBE,)
        return feeds if self.search else (*feeds, SEARCH)

    @property
    def shown_menus(self) -> Mapping[str, Iterable[Mapping[str, str]]]:
        """The menus with `nav`, if there is one, as that of the header."""
        return self.menus if self.nav is None else {**self.menus, "header": self.nav}
