"""Complete what the rss plugin collects, write every other feed, tell pages which ones to name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.plugins import event_priority

from sitekit.features.feeds import Feed, all_feeds, filled, item, json_feed, readable
from sitekit.features.series import navigation
from sitekit.html.disallowed import around
from wiring import for_new_pages, found_of, keep, kept, overrides_of, results_of, site_of, words_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from sitekit.model.documents import Article

PAGE = "subscribe.md"
OPML = "feeds.opml"
# Hosts take these for plain XML and JSON.
RSS, JSON = "application/rss+xml", "application/feed+json"
NAMES = ("feed", "*/feed", "*/reading-order")
TYPES = (
    {f"{n}.xml": RSS for n in NAMES} | {f"{n}.json": JSON for n in NAMES} | {OPML: "text/x-opml"}
)
PLACE = "<!-- feeds -->"  # where that page's text says that the list is to stand


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    plugin: Any = config.plugins["rss"]
    # Its own template writes XML that no parser takes as soon as a tag or a name holds “&”.
    plugin.tpl_folder, plugin.tpl_file = overrides_of(config), Path("feed.xml")
    return config


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    words, address = words_of(config), config.site_url or "/"
    own = Feed(
        title=config.site_name,
        description=config.site_description or config.site_name,
        address=address,
        path="feed",
        home="",
        language=words.language,
        copyright=words.say("footer.licence"),
        logo_url=urljoin(address, "icon.png"),
    )
    feeds = all_feeds(site_of(config), own, words.say)
    keep(config, "feeds", feeds)
    keep(config, "feed_of", {f.series.landing.src: f for f in feeds if f.series and f.dated})
    keep(config, "feed_texts", {})
    keep(config, "types", TYPES)
    keep(config, "ending", env.get_template("feed-ending.html"))
    escaping = env.overlay(autoescape=True)
    keep(config, "feed", escaping.get_template("feed.xml"))
    keep(config, "opml", escaping.get_template(OPML))
    env.globals["feeds"] = feeds[:1]
    return env


@for_new_pages
def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    feeds: tuple[Feed, ...] = kept(config, "feeds", ())
    src, site = page.file.src_uri, site_of(config)
    landings = [src, *(series.landing.src for series in site.series_at(src))]
    of: dict[str, Feed] = kept(config, "feed_of", {})
    context["feeds"] = [feeds[0], *(of[landing] for landing in landings if landing in of)]
    if (article := site.linked(src)) and article.kind == "article":
        found_of(config, page)["feed"] = _text(article, page, config)
    if src == PAGE:
        context["feeds"] = context["all_feeds"] = feeds
        context["opml"] = OPML
        context["around"] = around(page.content or "", PLACE)
    return context


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    if text := found_of(config, page).get("feed"):
        texts: dict[str, bytes] = kept(config, "feed_texts", {})
        texts[page.file.src_uri] = text.encode()  # half of what it takes as characters
    return output


@event_priority(50)  # before the plugin writes
def on_post_build(*, config: MkDocsConfig) -> None:
    plugin: Any = config.plugins["rss"]
    site, folder = site_of(config), Path(config.site_dir)
    feeds: tuple[Feed, ...] = kept(config, "feeds", ())
    own, *others = feeds
    pages = {page._mkdocs_page_ref.src_uri: page for page in plugin.pages_to_filter}
    listed = [site.articles[src] for src in pages if site.linked(src)]
    # Of thousands of articles all texts at once are a lot: each comes when its feed is written.
    items = {a.src: item(site, a, "", own) for a in listed}
    own = _with_texts(filled(own, items, plugin.config.length), config)
    for one in own.entries:
        # Both of the plugin's files are this one: an update must not bring an item to the top.
        vars(pages[one.src]).update(vars(one) | {"updated": one.created, "summary": one.summary})
    plugin.pages_to_filter = [pages[one.src] for one in own.entries]
    for feed in (plugin.feed_created, plugin.feed_updated):
        for name in ("title", "description", "html_url", "language", "copyright", "logo_url"):
            setattr(feed, name, getattr(own, name))
        feed.build_date = own.build_date
    opml, template = config.extra["_opml"], config.extra["_feed"]
    folder.joinpath(OPML).write_text(opml.render(title=own.title, feeds=feeds))
    folder.joinpath("feed.json").write_text(json_feed(own))
    for empty in others:
        feed = _with_texts(filled(empty, items, 0), config)
        for path in feed.paths:
            folder.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
            folder.joinpath(f"{path}.xml").write_text(template.render(feed=feed))
            folder.joinpath(f"{path}.json").write_text(json_feed(feed))


def _with_texts(feed: Feed, config: MkDocsConfig) -> Feed:
    texts: dict[str, bytes] = kept(config, "feed_texts", {})
    entries = (replace(one, html=texts[one.src].decode()) for one in feed.entries)
    return replace(feed, entries=tuple(entries))


def _text(article: Article, page: Page, config: MkDocsConfig) -> str:
    """The text of an article, and a line that says which part it was and which comes next."""
    results, address = results_of(config), config.site_url or "/"
    series = navigation(site_of(config), article.src)
    ending = config.extra["_ending"].render(series=series, address=address)
    html, link = f"{page.content}\n{ending}", urljoin(address, article.url)
    return str(results.of(results.key("feed", link, html), lambda: readable(html, link)))
