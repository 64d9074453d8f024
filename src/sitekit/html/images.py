"""Pictures in a text: with their size, so that nothing moves, and none loaded before its time."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import imagesize

from sitekit.html.dom import attribute

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitekit.html.dom import Fragment


def with_dimensions(text: Fragment, read: Callable[[str], bytes | None]) -> None:
    """Give each picture of `text` its width and height in pixels; `read` gives a URL's bytes."""
    for image in text.css("img"):
        data = read(attribute(image, "src"))
        width, height = imagesize.get(BytesIO(data)) if data else (-1, -1)
        if width > 0 and "width" not in image.attributes:
            image.attrs["width"], image.attrs["height"] = str(width), str(height)
        image.attrs["loading"] = "lazy"  # a text begins with words
        image.attrs["decoding"] = "async"
