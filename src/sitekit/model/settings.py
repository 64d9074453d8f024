"""What an owner sets in mkdocs.yml, as typed values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    # What a site sets of a house rule: whether it holds, the number that it may not pass, or texts.
    Limit = bool | int | float | tuple[str, ...]
    Limits = Mapping[str, Limit]  # by the rule's id; without one, the rule's own default holds


@dataclass(frozen=True)
class FeedSettings:
    """What the feed plugin's settings say."""

    length: int  # items of the site's feed
    path: str = "feed"  # below the site's URL, without a suffix
    others: tuple[str, ...] = ()  # files that the plugin writes too


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
    reply_email: str = ""
    reply_form: str = ""  # absolute; empty if there is none
    menus: Mapping[str, list[dict[str, str]]] = field(default_factory=dict)
    feeds: FeedSettings | None = None  # None without the feed plugin
    search: bool = True  # whether there is a search
