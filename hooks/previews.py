"""Make the preview picture of every page that has a drawing."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.structure.files import File, InclusionLevel

from sitekit.previews import preview
from wiring import site_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    site = site_of(config)
    for src, data in site.drawings.items():
        article = site.articles.get(src)
        if article and article.published(site.today):
            picture = preview(escape(data))
            hidden = InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, _name(src), content=picture, inclusion=hidden))
    return env


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    src = page.file.src_uri
    drawn = src in site_of(config).drawings
    context["preview"] = urljoin(config.site_url or "/", _name(src)) if drawn else None
    return context


def _name(src: str) -> str:
    return src.removesuffix(".md") + ".png"
