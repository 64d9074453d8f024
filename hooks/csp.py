"""Give each page its Content-Security-Policy; what all of them need goes into the headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.csp import PLACE, Needs, needs, with_needs
from wiring import keep, kept

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    return _protected(output, config)


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    return _protected(output_content, config)  # 404.html comes this way, the sitemap too


def _protected(html: str, config: MkDocsConfig) -> str:
    if PLACE not in html:
        return html
    wanted = needs(html, kept(config, "script", ""))
    keep(config, "needs", kept(config, "needs", Needs()) | wanted)
    return with_needs(html, wanted)
