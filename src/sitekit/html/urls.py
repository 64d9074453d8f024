"""URLs in texts, some of which are none."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_readable(url: str) -> bool:
    """Whether it is a URL at all; what stands in brackets may look like IPv6 and be none."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def leads_elsewhere(url: str) -> bool:
    """Whether a link leads to another site, or cannot be read."""
    return not is_readable(url) or bool(urlsplit(url).scheme) or url.startswith("//")
