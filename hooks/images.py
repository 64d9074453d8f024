"""Give each picture in a text its size."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from sitekit.html.images import sized

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    def read(address: str) -> bytes | None:
        file = files.src_uris.get(unquote(urljoin(f"/{page.url}", address)).lstrip("/"))
        return file.content_bytes if file else None

    return sized(html, read)
