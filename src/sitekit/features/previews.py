"""Pictures made of lines and no words: for a link in a chat, a feed in a reader, a book's cover."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

if TYPE_CHECKING:
    from collections.abc import Sequence

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


# The shape of most covers, 2 to 3, in pixels.
COVER = (800, 1200)
MOST_ON_COVER = 8
_STRAIGHT = "M0 150H320"
_COVER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 480">'
    '<path fill="{paper}" d="M0 0h320v480H0z"/>'
    '<g fill="none" stroke="{water}">{lines}</g></svg>'
)


def preview_path(src: str) -> str:
    """Where the picture of a document lies, below the site's URL."""
    return src.removesuffix(".md") + ".png"


def preview_url(src: str, site_url: str) -> str:
    """Absolute URL of the picture of a document; `site_url` is absolute, with a final slash."""
    return urljoin(site_url, quote(preview_path(src)))


def preview(data: str, *, paper: str, water: str) -> bytes:
    """PNG of 1200 by 630 pixels from the path data of a drawing; the same bytes every time."""
    return _png(_PREVIEW, data, paper, water, WIDTH, HEIGHT)


def icon(data: str, *, paper: str, water: str) -> bytes:
    """PNG of 144 by 144 pixels from path data in a field of 16 by 16."""
    return _png(_ICON, data, paper, water, ICON, ICON)


def cover(drawings: Sequence[str], *, paper: str, water: str) -> bytes:
    """PNG of 800 by 1200 pixels from the path data of the first drawings, two in a row.

    Their line runs from edge to edge; without a drawing it is straight.
    """
    shown = [*drawings[:MOST_ON_COVER]] or [_STRAIGHT]
    scale = 1 if len(shown) == 1 else 0.5
    rows = -(-len(shown) // 2)
    top = (480 - rows * 200 * scale) / 2
    if len(shown) > 1 and len(shown) % 2:
        shown.append(_STRAIGHT)  # the thread goes on to the edge
    lines = (
        f'<path transform="translate({n % 2 * 160} {top + n // 2 * 100}) scale({scale})"'
        f' stroke-width="{2 / scale}" d="{escape(data)}"/>'
        for n, data in enumerate(shown)
    )
    return _rendered(_COVER.format(paper=paper, water=water, lines="".join(lines)), *COVER)


def _png(svg: str, data: str, paper: str, water: str, width: int, height: int) -> bytes:
    return _rendered(svg.format(paper=paper, water=water, data=escape(data)), width, height)


def _rendered(text: str, width: int, height: int) -> bytes:
    import resvg_py  # noqa: PLC0415  # 10 ms, for a new picture only

    return resvg_py.svg_to_bytes(
        svg_string=text, width=width, height=height, skip_system_fonts=True
    )
