"""Make one page of each whole series, for printing and for reading in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel

from sitekit.features.print import standing_in
from sitekit.features.series import contents
from sitekit.model.schema import EPOCH
from wiring import for_new_pages, keep, kept, results_of, site_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    whole, site = {}, site_of(config)
    for src, series in site.series.items():
        name = f"{series.folder}/print.md"
        opened = site.linked(src) and any(site.linked(part.src) for part in series.parts)
        if opened and name not in files.src_uris:
            whole[name] = src
            hidden = InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, name, content="", inclusion=hidden))
    keep(config, "print", whole)
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    if page.file.src_uri in _landings(config):
        hidden = {"search": {"exclude": True}, "unlisted": True, "day": None}
        page.meta = {"template": "print.html", **hidden}
        page.update_date = EPOCH.isoformat()
    return markdown


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    keep(config, "texts", {f.src_uri: f.page.content for f in files if f.page})
    return env


@for_new_pages
def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    if landing := _landings(config).get(page.file.src_uri):
        texts: dict[str, str] = kept(config, "texts", {})
        whole = contents(site_of(config), landing)
        entries = (*whole.parts, *whole.companions) if whole else ()
        context["whole"] = whole
        context["texts"] = [
            (part, _moved(config, texts[part.src], f"{n}-", part.url, page.url))
            for n, part in enumerate(entries, 1)
            if part.url
        ]
    return context


def _moved(config: MkDocsConfig, *where: str) -> str:
    results = results_of(config)
    return str(results.of(results.key("print", *where), lambda: standing_in(*where)))


def _landings(config: MkDocsConfig) -> dict[str, str]:
    """Landing pages by the page that holds their whole series."""
    empty: dict[str, str] = {}
    return kept(config, "print", empty)
