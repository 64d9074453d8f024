"""Write guide/settings.md anew from the inventory: what each key of mkdocs.yml does here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.engine.inventory import (
    EXTRA,
    MARKDOWN,
    MKDOCS,
    PLUGINS,
    RSS,
    SEARCH,
    THEME,
    TRIED,
    Row,
)
from tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = ROOT / "guide/settings.md"
HEAD = """# Settings

Every key of `mkdocs.yml` that MkDocs, ProperDocs, the theme, the plugins and the Markdown
extensions document, and what it does here. A key *works* as documented, *works as* the table says,
or has *no effect*. Setting one without effect is answered by one line with the remedy: a problem,
which stops the build, where readers would lose something (marked **!**), else a reminder. A key
that nothing reads is a problem too.

`make fix` writes this page from `src/sitekit/engine/inventory.py`.
"""
COLUMNS = "| key | here | what it does, or what to use instead |"
SECTIONS = {
    "MkDocs and ProperDocs": MKDOCS,
    "`theme:` of Material for MkDocs": THEME,
    "`extra:`": EXTRA,
    "`plugins:`": PLUGINS,
    "The plugin `rss`": RSS,
    "The plugin `search`": SEARCH,
}


def page() -> str:
    """guide/settings.md as the inventory would have it."""
    extensions = {f"The Markdown extension `{name}`": rows for name, rows in MARKDOWN.items()}
    tables = {**SECTIONS, **extensions}
    return HEAD + "".join(_section(title, rows) for title, rows in tables.items() if rows)


def _section(title: str, rows: Mapping[str, Row]) -> str:
    plain = [f"`{key}`" for key, row in rows.items() if row.kind == "works"]
    works = f"\nThese work: {', '.join(plain)}.\n" if plain else ""
    others = "".join(
        f"| `{key}` | {row.kind}{' **!**' if row.lost else ''} | {row.text} |\n"
        for key, row in rows.items()
        if row.kind != "works"
    )
    if rows is PLUGINS:
        tried = ", ".join(f"{name} {version}" for name, version in TRIED.items())
        works = f"\nTried with {tried}, and those of the theme.\n{works}"
    table = (
        f"\n| key | here | what it does, or what to use instead |\n|---|---|---|\n{others}"
        if others
        else ""
    )
    return f"\n## {title}\n{works}{table}"


def main() -> None:
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
