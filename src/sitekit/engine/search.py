"""The switch of the search, which is that of the theme's search plugin; the search is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PLUGIN = "material/search"
INDEX = "search/search_index.json"  # where the plugin writes one that nobody reads


def plugin_of(config: MkDocsConfig) -> Any:
    """The search plugin; None if there is none, or it is switched off."""
    plugin = config.plugins.get(PLUGIN)
    return plugin if plugin and plugin.config.enabled else None
