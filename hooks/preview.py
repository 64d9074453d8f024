"""What only the preview needs: to see saves at once, and to start anew when code changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.engine.preview import follow_saves, reload_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    follow_saves(server, config)
    reload_pages(server)
    return server
