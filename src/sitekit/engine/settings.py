"""The configuration file → Settings, with every problem in them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit

from sitekit.engine.branding import read_branding
from sitekit.engine.clock import today
from sitekit.engine.configuration import configuration_of, place
from sitekit.engine.paths import docs_folder
from sitekit.engine.report import remind
from sitekit.engine.search import plugin_of
from sitekit.features.feeds import CATEGORIES
from sitekit.features.hosts import (
    check_repository,
    host_name,
    missing,
    repository_of,
)
from sitekit.features.leave import check_leave
from sitekit.features.menus import check_menus
from sitekit.features.replies import check_email
from sitekit.features.share import KEYS, wrong_targets
from sitekit.lint.catalogue import read_limits
from sitekit.model.problems import Problem, found, with_rule
from sitekit.model.settings import FeedSettings, Repository, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

FEEDS = "rss"
_TAKEN = ("sitemap.xml",)


def read_settings(config: MkDocsConfig) -> tuple[Settings, list[Problem]]:
    """The settings, and what is wrong with them; what is wrong is left out."""
    extra: Any = config.extra
    replies = _replies(config)
    repo_url = (config.repo_url or "").rstrip("/")
    share = extra.get("share")
    targets = share if isinstance(share, list) else []
    repository, repository_problems = _repository(config, repo_url)
    branding, branding_problems = read_branding(config)
    feeds, feed_problems = _feeds(config)
    limits, limit_problems = read_limits(extra.get("lint"), partial(place, config, "extra"))
    settings = Settings(
        today=today(),
        site_name=config.site_name,
        site_description=config.site_description or config.site_name,
        site_url=config.site_url or "/",
        repo_url=repo_url,
        author=config.site_author or "",
        disclaimer=str(extra.get("disclaimer") or ""),
        copyright=config.copyright or "",
        docs=docs_folder(config),
        icon=extra.get("icon") or "",
        leave_url=extra.get("leave") or "",
        safety_notes=bool(extra.get("safety_notes", True)),
        share_targets=tuple(key for key in targets if key in KEYS),
        security_expires=(extra.get("security") or {}).get("expires"),
        limits=limits,
        replies=extra.get("replies") is not False,
        reply_email=str(replies.get("email") or ""),
        repository=repository,
        shows_source="content.action.view" in (config.theme.get("features") or ()),
        menus={name: links for name, links in (extra.get("menus") or {}).items() if links},
        branding=branding,
        nav=_nav(config),
        feeds=feeds,
        search=plugin_of(config) is not None,
    )
    problems = [
        *_wrong(config),
        *repository_problems,
        *branding_problems,
        *feed_problems,
        *limit_problems,
    ]
    return settings, with_rule("settings", problems)


def _wrong(config: MkDocsConfig) -> list[Problem]:
    extra = config.extra
    email = _replies(config).get("email")
    notes = extra.get("safety_notes", True)
    at = place(config, "extra", "safety_notes")
    wrong = [] if isinstance(notes, bool) else [f"safety_notes must be on or off {found(notes)}"]
    return [
        *(Problem(*at, rule) for rule in wrong),
        *check_leave(*place(config, "extra", "leave"), extra.get("leave"), config.site_url or ""),
        *wrong_targets(*place(config, "extra", "share"), extra.get("share")),
        *_names_wrong(config),
        *_replies_wrong(config),
        *check_menus(extra.get("menus") or {}, partial(place, config, "extra", "menus")),
        *check_email(*place(config, "extra", "replies", "email"), email),
    ]


def _repository(config: MkDocsConfig, url: str) -> tuple[Repository, list[Problem]]:
    """The URLs of the repository; `extra.replies.form` gives one of them too."""
    own: Any = config.extra.get("repository") or {}
    wrong = [*check_repository(own)]
    where = partial(place, config, "extra", "repository")
    problems = [Problem(*where(key), sentence) for key, sentence in wrong]
    if wrong:
        own = {}
    replies = config.extra.get("replies")
    form = replies.get("form") if isinstance(replies, dict) else None
    own = own if form is None else {"reply": str(form)} | own
    if lacks := missing(url, own):
        server = host_name(url, own) or urlsplit(url).hostname
        rule = f"repo_url is at a host without {', '.join(lacks)}: pages and security.txt leave out"
        remedy = "what they would lead to; extra.repository can give it"
        remind([Problem(*place(config, "repo_url"), f"{rule} {remedy} (found {server!r})")])
    return repository_of(url, own), problems


def _is_set(config: MkDocsConfig, *keys: str) -> bool:
    return configuration_of(config).at(*keys) is not None


def _nav(config: MkDocsConfig) -> tuple[dict[str, str], ...] | None:
    """`nav` as a menu: a section leads to its first page."""
    if config.nav is None:
        return None
    entries: Any = config.nav
    return tuple(link for entry in entries for link in _nav_entry(entry, ""))


def _nav_entry(entry: Any, label: str) -> list[dict[str, str]]:
    if isinstance(entry, dict):
        return [link for name, inner in entry.items() for link in _nav_entry(inner, name)]
    if isinstance(entry, list):
        links = [link for inner in entry for link in _nav_entry(inner, label)]
        return [{label: to} for to in (*links[0].values(),)] if links else []
    return [{label: str(entry)}]


def _replies(config: MkDocsConfig) -> dict[str, Any]:
    replies = config.extra.get("replies")
    return replies if isinstance(replies, dict) else {}


def _replies_wrong(config: MkDocsConfig) -> Iterator[Problem]:
    replies = config.extra.get("replies", False)
    if replies not in (None, False) and not isinstance(replies, dict):
        rule = f"replies must be off, or the keys email and form {found(replies)}"
        yield Problem(*place(config, "extra", "replies"), rule)


def wrong_feed_names(config: MkDocsConfig) -> Iterator[Problem]:
    """Names that would lead out of the site's folder, into one that is not there, or to a page.

    The plugin writes its files under them, whatever they are.
    """
    plugin: Any = config.plugins.get(FEEDS)
    if not plugin or not plugin.config.enabled:
        return
    for key, name in plugin.config.feeds_filenames.items():
        suffix = "json" if key.startswith("json") else "xml"
        if name in _TAKEN or not re.fullmatch(rf"[A-Za-z0-9_][\w.-]*\.{suffix}", name, re.ASCII):
            where = place(config, "plugins", FEEDS, "feeds_filenames", key)
            rule = f"plugins.rss.feeds_filenames.{key} must be a name such as feed.{suffix}"
            yield Problem(*where, f"{rule} {found(name)}")


def _names_wrong(config: MkDocsConfig) -> Iterator[Problem]:
    """What MkDocs takes, and no page or feed could show."""
    if not (config.site_name or "").strip():
        rule = f"site_name must be text {found(config.site_name)}"
        yield Problem(*place(config, "site_name"), rule)
    url = config.site_url or "/"
    if re.search(r"[\s<>\"]", url) or urlsplit(url).scheme not in ("", "http", "https"):
        rule = "site_url must be an address that begins with https:// or http://"
        yield Problem(*place(config, "site_url"), f"{rule} {found(url)}")


def keep_plugin_from_writing(config: MkDocsConfig) -> None:
    """Switch off the feed plugin once its settings are read: every feed is ours.

    With its own defaults it asks git for the days of all pages, and stops at those of no file.
    """
    if plugin := config.plugins.get(FEEDS):
        plugin.config["enabled"] = False


def _feeds(config: MkDocsConfig) -> tuple[FeedSettings | None, list[Problem]]:
    plugin: Any = config.plugins.get(FEEDS)
    if not plugin or not plugin.config.enabled:
        return None, []
    options, names = plugin.config, plugin.config.feeds_filenames
    json = (names.json_created, names.json_updated) if options.json_feed_enabled else ()
    where = partial(place, config, "plugins", FEEDS)
    image = urljoin(config.site_url or "", options.image or "")
    problems = []
    if options.image and not image.startswith(config.site_url or ""):
        rule = "plugins.rss.image must be a picture of this site"
        problems.append(Problem(*where("image"), f"{rule} {found(image)}"))
    for key in ("length", "feed_ttl"):
        if options[key] < 1:
            rule = f"plugins.rss.{key} must be a number above 0"
            problems.append(Problem(*where(key), f"{rule} {found(options[key])}"))
    for key in options.categories or ():
        if key not in CATEGORIES:
            rule = f"plugins.rss.categories must name keys among {', '.join(CATEGORIES)}"
            problems.append(Problem(*where("categories"), f"{rule} {found(key, CATEGORIES)}"))
    settings = FeedSettings(
        length=options.length,
        path=names.rss_created.removesuffix(".xml"),
        others=(names.rss_updated, *json),
        title=options.feed_title or "",
        description=options.feed_description or "",
        image=image if options.image and not problems else "",
        minutes=options.feed_ttl if _is_set(config, "plugins", FEEDS, "feed_ttl") else 0,
        query=urlencode(options.url_parameters or {}),
        categories=tuple(key for key in CATEGORIES if key in (options.categories or ("tags",))),
        comments=options.comments_path or "",
    )
    return settings, problems
