"""What else takes part in a build: with anything that is not known here, nothing is reused."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from sitekit.engine.search import PLUGINS as SEARCHES
from sitekit.engine.stages import STAGES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PLUGINS = {*SEARCHES, "rss"}
# Their output depends on the text and their settings alone.
EXTENSIONS = {
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "meta", "nl2br"),
    *("sane_lists", "smarty", "tables", "toc", "extra", "fenced_code", "codehilite"),
    *(
        f"pymdownx.{name}"
        for name in (
            *("arithmatex", "betterem", "caret", "critic", "details", "emoji", "escapeall"),
            *("highlight", "inlinehilite", "keys", "magiclink", "mark", "progressbar"),
            *("smartsymbols", "snippets", "striphtml", "superfences", "tabbed", "tasklist"),
            *("tilde", "extra", "saneheaders"),
        )
    ),
}


def foreign(config: MkDocsConfig) -> tuple[str, ...]:
    """Names of plugins, hooks and Markdown extensions that are not known, for a message."""
    hooks = [name for name in config.hooks if PurePath(name).name not in STAGES]
    plugins = [name for name in config.plugins if name not in PLUGINS and name not in config.hooks]
    names = [str(name).removeprefix("markdown.extensions.") for name in config.markdown_extensions]
    extensions = [name for name in names if name not in EXTENSIONS]
    return (*plugins, *hooks, *extensions)
