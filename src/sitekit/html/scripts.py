"""Scripts in fewer bytes: those that every page carries, as one, and those that pages load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rjsmin import jsmin

if TYPE_CHECKING:
    from collections.abc import Iterable


def lean(script: str) -> str:
    """`script` without comments and needless spaces."""
    return str(jsmin(script)).strip()


def join(scripts: Iterable[str]) -> str:
    """Modules, without imports, as the text of one: each keeps its names to itself."""
    return "".join(f"{{{lean(script)}}}" for script in scripts)
