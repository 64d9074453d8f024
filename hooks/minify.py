"""Make each page smaller once all of it is there but its policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.minify import minify

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    return minify(output)


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    return minify(output_content) if template_name.endswith(".html") else output_content
