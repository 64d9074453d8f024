"""Hand each page its drawing and the rest of its series; landing and home page get it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitekit.features.series import all_contents, contents, navigation
from wiring import for_new_pages, site_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


@for_new_pages
def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    site = site_of(config)
    context["drawing"] = site.drawings.get(page.file.src_uri)
    context["series"] = navigation(site, page.file.src_uri)
    context["contents"] = contents(site, page.file.src_uri)
    if page.is_homepage:
        context["all_contents"] = all_contents(site)
    return context
