"""The theme's search: what pages load of it, and the index it reads. Nothing else knows of these.

The names of its files and the form of its index are not public (guide/decisions/0011); a browser
test searches for real. The messages to its worker are in overrides/components/search/search.js.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from sitekit.features.search import SearchEntry

PLUGIN = "material/search"
INDEX = "search/search_index.json"
_WORKERS = "assets/javascripts/workers/search."
LANGUAGES = "assets/javascripts/lunr"  # what the worker loads for a language
_SEGMENTERS = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}


def plugin_of(config: MkDocsConfig) -> Any:
    """The search plugin; None if there is none, or it is switched off."""
    plugin = config.plugins.get(PLUGIN)
    return plugin if plugin and plugin.config.enabled else None


def loaded_files(config: MkDocsConfig, folder: str) -> list[str]:
    """Files of the theme in `folder` that pages load: the worker, and its languages."""
    plugin = plugin_of(config)
    if not plugin:
        return []
    workers = [file for file in Path(folder).glob(f"{_WORKERS}*") if file.suffix != ".map"]
    found = [file.relative_to(folder).as_posix() for file in sorted(workers)]
    return found + [
        name for name in _language_files(plugin.config.lang or []) if Path(folder, name).is_file()
    ]


def worker_url(files: Files) -> str:
    """URL of the worker below the site's; its name changes with each version."""
    found = (file.url for file in files if file.src_uri.startswith(_WORKERS))
    return next(found, "")


def with_entries(written: str, entries: Iterable[SearchEntry]) -> str:
    """The index that the plugin has written, with its settings and these entries."""
    index: dict[str, Any] = json.loads(written)
    index["docs"] = [
        {"location": one.location, "title": one.title, "text": one.text} for one in entries
    ]
    return json.dumps(index, separators=(",", ":"))


def _language_files(languages: list[str]) -> list[str]:
    """What the worker loads for the languages of the site; it knows English by itself."""
    others = [name for name in languages if name != "en"]
    names = ["stemmer.support", *others] if others else []
    names += ["multi"] if len(languages) > 1 else []
    files = [f"min/lunr.{name}.min.js" for name in names]
    files += [_SEGMENTERS[name] for name in others if name in _SEGMENTERS]
    return [f"{LANGUAGES}/{name}" for name in files]
