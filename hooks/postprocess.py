"""Fourth stage: CSS, minifying, policy and weight of a page that is rendered; its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

from sitekit.engine.finishing import finish, finish_template
from sitekit.engine.stages import build_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page


@event_priority(-100)  # what plugins add is finished too
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    return finish(build_of(config), page.file.src_uri, output)


@event_priority(-100)
def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    is_page = template_name.endswith(".html")
    build = build_of(config)
    return finish_template(build, template_name, output_content) if is_page else output_content
