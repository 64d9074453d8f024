"""Stylesheet text → the text a page carries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPACE = re.compile(r"\s+")


def join(stylesheets: Iterable[str]) -> str:
    """All stylesheets in their order as one, without comments and with single spaces."""
    tokens = tinycss2.parse_component_value_list("\n".join(stylesheets), skip_comments=True)
    return _SPACE.sub(" ", tinycss2.serialize(tokens)).strip()
