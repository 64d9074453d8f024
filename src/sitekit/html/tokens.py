"""The colours of tokens.css, for what cannot read a stylesheet: browsers' bars, pictures."""

from __future__ import annotations

import re

_DECLARATION = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})")


def parse_tokens(css: str) -> dict[str, tuple[str, str]]:
    """Colours by name, each for light and for dark schemes; one that is named once serves both."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    begins_dark = css.find("prefers-color-scheme: dark")
    ends_dark = css.find("@media", begins_dark)
    for match in _DECLARATION.finditer(css):
        is_dark = begins_dark <= match.start() < ends_dark
        (dark if is_dark else light).setdefault(match[1], match[2])
    return {name: (color, dark.get(name, color)) for name, color in light.items()}
