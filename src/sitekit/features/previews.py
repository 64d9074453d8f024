"""Pictures made of a line and no words: beside a link in a chat, beside a feed in a reader."""

from __future__ import annotations

from html import escape
from urllib.parse import urljoin

# The size most sites that show previews ask for (ogp.me; 1.91 to 1), in pixels.
WIDTH, HEIGHT = 1200, 630
# The largest that RSS 2.0 lets a channel's picture be, in pixels.
ICON = 144
_PREVIEW = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 168">'
    '<path fill="{paper}" d="M0 0h320v168H0z"/>'
    '<path fill="none" stroke="{water}" stroke-width="2" transform="translate(0 -16)" d="{data}"/>'
    "</svg>"
)
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<path fill="{paper}" d="M0 0h16v16H0z"/>'
    '<path fill="none" stroke="{water}" stroke-width="1.5" d="{data}"/>'
    "</svg>"
)


def preview_path(src: str) -> str:
    """Where the picture of a document lies, below the site's URL."""
    return src.removesuffix(".md") + ".png"


def preview_url(src: str, site_url: str) -> str:
    return urljoin(site_url, preview_path(src))


def preview(data: str, *, paper: str, water: str) -> bytes:
    """PNG of 1200 by 630 pixels from the path data of a drawing; the same bytes every time."""
    return _png(_PREVIEW, data, paper, water, WIDTH, HEIGHT)


def icon(data: str, *, paper: str, water: str) -> bytes:
    """PNG of 144 by 144 pixels from path data in a field of 16 by 16."""
    return _png(_ICON, data, paper, water, ICON, ICON)


def _png(svg: str, data: str, paper: str, water: str, width: int, height: int) -> bytes:
    import resvg_py  # noqa: PLC0415  # 10 ms, for a new picture only

    text = svg.format(paper=paper, water=water, data=escape(data))
    return resvg_py.svg_to_bytes(
        svg_string=text, width=width, height=height, skip_system_fonts=True
    )
