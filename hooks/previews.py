"""Make the preview picture of every page that has a drawing, and the icon of the feeds."""

from __future__ import annotations

from base64 import b64decode, b64encode
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.structure.files import File, InclusionLevel

from sitekit.features.previews import icon, preview
from wiring import for_new_pages, results_of, site_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    site = site_of(config)
    files.append(_picture(config, "icon.png", icon(escape(config.extra["icon"]))))
    for src, data in site.drawings.items():
        article = site.articles.get(src)
        if article and article.published(site.today):
            files.append(_picture(config, _name(src), _drawn(config, escape(data))))
    return env


@for_new_pages
def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    src = page.file.src_uri
    drawn = src in site_of(config).drawings
    context["preview"] = urljoin(config.site_url or "/", _name(src)) if drawn else None
    return context


def _drawn(config: MkDocsConfig, data: str) -> bytes:
    results = results_of(config)
    key = results.key("preview", data)
    return b64decode(results.of(key, lambda: b64encode(preview(data)).decode()))


def _picture(config: MkDocsConfig, name: str, content: bytes) -> File:
    hidden = InclusionLevel.NOT_IN_NAV
    return File.generated(config, name, content=content, inclusion=hidden)


def _name(src: str) -> str:
    return src.removesuffix(".md") + ".png"
