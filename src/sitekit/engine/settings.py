"""The configuration file → Settings, with every problem in them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitekit.engine.clock import today
from sitekit.engine.configuration import place
from sitekit.engine.search import plugin_of
from sitekit.features.leave import check_leave
from sitekit.features.replies import check_email
from sitekit.features.share import KEYS, wrong_targets
from sitekit.lint.catalogue import read_limits
from sitekit.model.problems import Problem, found, with_rule
from sitekit.model.settings import FeedSettings, Settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

FEEDS = "rss"


def read_settings(config: MkDocsConfig) -> tuple[Settings, list[Problem]]:
    extra: Any = config.extra
    replies = extra.get("replies") or {}
    repo_url = (config.repo_url or "").rstrip("/")
    targets = extra.get("share")
    form = replies.get("form")
    limits, wrong = read_limits(extra.get("lint"), partial(place, config, "extra"))
    settings = Settings(
        today=today(),
        site_name=config.site_name,
        site_description=config.site_description or config.site_name,
        site_url=config.site_url or "/",
        repo_url=repo_url,
        author=config.site_author or "",
        disclaimer=str(extra.get("disclaimer") or ""),
        copyright=config.copyright or "",
        docs=Path(config.docs_dir).name,
        icon=extra.get("icon") or "",
        leave_url=extra.get("leave") or "",
        safety_notes=bool(extra.get("safety_notes", True)),
        share_targets=tuple(key for key in targets if key in KEYS) if targets else (),
        security_expires=(extra.get("security") or {}).get("expires"),
        limits=limits,
        reply_email=str(replies.get("email") or ""),
        reply_form=f"{repo_url}/{form}" if repo_url and form else "",
        menus=extra.get("menus") or {},
        feeds=_feeds(config),
        search=plugin_of(config) is not None,
    )
    return settings, with_rule("settings", [*_wrong(config), *wrong])


def _wrong(config: MkDocsConfig) -> list[Problem]:
    extra = config.extra
    email = (extra.get("replies") or {}).get("email")
    notes = extra.get("safety_notes", True)
    at = place(config, "extra", "safety_notes")
    wrong = [] if isinstance(notes, bool) else [f"safety_notes must be on or off {found(notes)}"]
    return [
        *(Problem(*at, rule) for rule in wrong),
        *check_leave(*place(config, "extra", "leave"), extra.get("leave"), config.site_url or ""),
        *wrong_targets(*place(config, "extra", "share"), extra.get("share")),
        *check_email(*place(config, "extra", "replies", "email"), email),
    ]


def _feeds(config: MkDocsConfig) -> FeedSettings | None:
    plugin: Any = config.plugins.get(FEEDS)
    if not plugin or not plugin.config.enabled:
        return None
    names = plugin.config.feeds_filenames
    json = (names.json_created, names.json_updated) if plugin.config.json_feed_enabled else ()
    return FeedSettings(
        length=plugin.config.length,
        path=names.rss_created.removesuffix(".xml"),
        others=(names.rss_updated, *json),
    )
