"""Add our rules for links and tables to Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.html.markup import Markup

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.markdown_extensions.append(Markup())  # type: ignore[arg-type]  # Markdown takes extensions too
    return config
