"""Hand articles and landing pages the links by which a reader passes them on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitekit.features.share import share, what_is, wrong_targets
from wiring import article_of, for_new_pages, keep, kept, report, setting_line, site_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    keys = config.extra.get("share")
    problems = list(wrong_targets("mkdocs.yml", setting_line(config, "extra", "share"), keys))
    report(problems, "settings")
    keep(config, "targets", [] if problems else keys)
    return config


@for_new_pages
def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    article = article_of(config, page)
    context["share"] = None
    if article and article.kind != "page":
        keys: list[str] = kept(config, "targets", [])
        what = what_is(site_of(config), article.src)
        context["share"] = share(article.title, page.canonical_url or "", keys, what)
    return context
