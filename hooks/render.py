"""Second stage: the Markdown of pages that changed; sitekit.engine.pages converts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

from sitekit.content import markdown_of, read_content
from sitekit.engine.search import ask_for_no_words
from sitekit.engine.stages import build_of, check_plugins, check_stages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


@event_priority(100)  # before any plugin does something with its settings
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    check_stages(config)
    check_plugins(config)
    ask_for_no_words(config)
    return config


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    build = build_of(config)
    view = build.views.get(page.file.src_uri)
    return markdown_of(build, view, markdown) if view else markdown


@event_priority(-100)  # once every plugin has changed what it wants to
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    build, src = build_of(config), page.file.src_uri
    if (view := build.views.get(src)) is None:
        return html
    content, problems = read_content(build, view, html, build.converted.pop(src, None))
    build.contents[src] = content
    build.found(src, problems)
    return content.html
