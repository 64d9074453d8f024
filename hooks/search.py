"""Hand the search page the list of all pages and the theme's worker; keep what the index holds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from material.plugins.search.plugin import Parser

from sitekit.features.search import all_pages
from sitekit.html.disallowed import read
from wiring import for_new_pages, keep, results_of, site_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from material.plugins.search.plugin import SearchIndex
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

PAGE = "search.md"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    plugin: Any = config.plugins["material/search"]
    index = plugin.search_index
    index.add_entry_from_context = partial(_add, config, index)
    return config


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    # The theme puts a hash into the name, a new one in each version.
    keep(config, "worker", next(f.url for f in files if "/workers/search." in f.src_uri))
    return env


@for_new_pages
def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    if page.file.src_uri == PAGE:
        context["search"] = {"pages": all_pages(site_of(config)), "worker": config.extra["_worker"]}
    return context


def _add(config: MkDocsConfig, index: SearchIndex, page: Page) -> None:
    """What the plugin's index does with a page; what is kept is not taken apart again."""
    if page.meta.get("search", {}).get("exclude"):
        return
    results, before = results_of(config), len(index.entries)
    key = results.key("search", page.url, str(page.meta.get("title")), page.content or "")
    if (entries := results.get(key)) is not None:
        index.entries += entries
        return
    parser = Parser()
    read(parser, page.content or "")
    for section in parser.data:
        if not section.is_excluded():
            index.create_entry_for_section(section, page.toc, page.url, page)
    results.put(key, index.entries[before:])
