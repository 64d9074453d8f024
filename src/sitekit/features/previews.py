"""Pictures made of a line and no words: beside a link in a chat, beside a feed in a reader."""

from __future__ import annotations

import resvg_py

# The size most sites that show previews ask for (ogp.me; 1.91 to 1), in pixels.
WIDTH, HEIGHT = 1200, 630
PAPER, WATER = "#fbf7f0", "#1a5350"
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 168">'
    '<path fill="{paper}" d="M0 0h320v168H0z"/>'
    '<path fill="none" stroke="{water}" stroke-width="2" transform="translate(0 -16)" d="{data}"/>'
    "</svg>"
)


# The largest that RSS 2.0 lets a channel's picture be, in pixels.
ICON = 144
_SIGN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<path fill="{paper}" d="M0 0h16v16H0z"/>'
    '<path fill="none" stroke="{water}" stroke-width="1.5" d="{data}"/>'
    "</svg>"
)


def preview(data: str) -> bytes:
    """PNG of 1200 by 630 pixels from the path data of a drawing; the same bytes every time."""
    svg = _SVG.format(paper=PAPER, water=WATER, data=data)
    return resvg_py.svg_to_bytes(svg_string=svg, width=WIDTH, height=HEIGHT, skip_system_fonts=True)


def icon(data: str) -> bytes:
    """PNG of 144 by 144 pixels from path data in a field of 16 by 16."""
    svg = _SIGN.format(paper=PAPER, water=WATER, data=data)
    return resvg_py.svg_to_bytes(svg_string=svg, width=ICON, height=ICON, skip_system_fonts=True)
