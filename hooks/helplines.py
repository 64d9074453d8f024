"""Read the helplines, report what is wrong in them, hand them to the page that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitekit.engine.clock import today
from sitekit.features.helplines import PLACE, empty, parse_helplines, stale
from sitekit.html.disallowed import around
from wiring import data_file, for_new_pages, keep, kept, remind, report

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

PAGE = "help.md"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    path, text = data_file(config, "helplines.yml")
    countries, problems = parse_helplines(path, text, today())
    report(problems or (empty(path, countries) if PAGE in files.src_uris else []), "helplines")
    remind(stale(path, countries, today()))
    keep(config, "helplines", countries)
    return files


@for_new_pages
def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    if page.file.src_uri == PAGE:
        context["helplines"] = kept(config, "helplines", [])
        context["around"] = around(page.content or "", PLACE)
    return context
