"""Hand each article and landing page its schema.org data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitekit.features.structured_data import structured_data
from wiring import article_of, for_new_pages, site_of, words_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


@for_new_pages
def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    if article := article_of(config, page):
        context["structured_data"] = structured_data(
            site_of(config),
            article.src,
            address=config.site_url or "/",
            name=config.site_name,
            language=words_of(config).language,
        )
    return context
