"""Turn `[^key]` in a text into a note with the source of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.model.sources import notes
from wiring import site_of, words_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    undated = words_of(config).say("sources.undated")
    return f"{markdown}\n\n{notes(markdown, site_of(config).sources, undated)}"
