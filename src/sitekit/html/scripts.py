"""The scripts that every page carries, as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rjsmin import jsmin

if TYPE_CHECKING:
    from collections.abc import Iterable


def join(scripts: Iterable[str]) -> str:
    """Modules, without imports, as the text of one: each keeps its names to itself."""
    return "".join(f"{{{jsmin(script).strip()}}}" for script in scripts)
