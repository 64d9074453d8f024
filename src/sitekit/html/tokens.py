"""The colours of tokens.css, for what cannot read a stylesheet: browsers' bars, pictures."""

from __future__ import annotations

import re

_DECLARATION = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})")


def parse_tokens(css: str) -> dict[str, tuple[str, str]]:
    """Colours by name, each for light and for dark schemes; one that is named once serves both."""
    before, _, rest = css.partition("prefers-color-scheme: dark")
    inside, _, after = rest.partition("@media")
    light, dark = _colors(before + after), _colors(inside)
    return {name: (color, dark.get(name, color)) for name, color in light.items()}


def _colors(css: str) -> dict[str, str]:
    """Of a name that is there twice, the first value."""
    colors: dict[str, str] = {}
    for name, color in _DECLARATION.findall(css):
        colors.setdefault(name, color)
    return colors
