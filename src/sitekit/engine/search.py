"""The switch of the search, which is that of the theme's search plugin; the search is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PLUGINS = ("material/search", "materialx/search", "search")  # by the theme that brings it
INDEX = "search/search_index.json"  # where the plugin writes one that nobody reads


def ask_for_no_words(config: MkDocsConfig) -> None:
    """Keep the theme's plugin from looking for words of its own in `theme.language`.

    That names a file of locales/, and the theme may have no such language.
    """
    plugin = plugin_of(config)
    for name, value in {"lang": ["en"], "separator": " ", "pipeline": []}.items():
        if plugin and name in plugin.config and plugin.config[name] is None:
            plugin.config[name] = value


def plugin_of(config: MkDocsConfig) -> Any:
    """The search plugin; None if there is none, or it is switched off."""
    plugin = next((config.plugins[name] for name in PLUGINS if name in config.plugins), None)
    # Not every theme's has the switch.
    return plugin if plugin and plugin.config.get("enabled", True) else None
