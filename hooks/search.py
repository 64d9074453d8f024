"""Hand the search page the list of all pages, and the name of the theme's search worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitekit.search import all_pages
from wiring import keep, site_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

PAGE = "search.md"


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    # The theme puts a hash into the name, a new one in each version.
    keep(config, "worker", next(f.url for f in files if "/workers/search." in f.src_uri))
    return env


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    if page.file.src_uri == PAGE:
        context["search"] = {"pages": all_pages(site_of(config)), "worker": config.extra["_worker"]}
    return context
