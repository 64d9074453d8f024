"""Pictures in a text: with their size, so that nothing moves, and none before its time."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import imagesize
from selectolax.lexbor import LexborHTMLParser

from sitekit.html.disallowed import is_readable

if TYPE_CHECKING:
    from collections.abc import Callable


def sized(html: str, read: Callable[[str], bytes | None]) -> str:
    """`html` with width and height in pixels on each picture; `read` gives an address's bytes."""
    if "<img" not in html:
        return html
    text = LexborHTMLParser(f"<body>{html}</body>").body
    assert text is not None  # noqa: S101  # tells the type checker: it was written above
    for image in text.css("img"):
        if not is_readable(str(image.attributes.get("src") or "")):
            image.attrs["src"] = ""  # told already, and whoever reads it next would stop
        data = read(str(image.attributes.get("src") or ""))
        width, height = imagesize.get(BytesIO(data)) if data else (-1, -1)
        if width > 0 and "width" not in image.attributes:
            image.attrs["width"], image.attrs["height"] = str(width), str(height)
        image.attrs["loading"] = "lazy"  # a text begins with words
        image.attrs["decoding"] = "async"
    return (text.html or "").removeprefix("<body>").removesuffix("</body>")
