"""Write into each page the styles it can use, of all of the site's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.styles import PLACE, Stylesheet, names_made, with_styles
from wiring import keep, kept, overrides_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    folder = overrides_of(config)
    text = "\n".join(folder.joinpath(name).read_text() for name in config.extra_css)
    scripts = (file.read_text() for file in folder.joinpath("assets/javascripts").glob("*.js"))
    keep(config, "stylesheet", Stylesheet(text, made=names_made(" ".join(scripts))))
    return env


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    return _styled(output, config)


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    return _styled(output_content, config)  # 404.html comes this way, the sitemap too


def _styled(html: str, config: MkDocsConfig) -> str:
    return with_styles(html, kept(config, "stylesheet", Stylesheet(""))) if PLACE in html else html
