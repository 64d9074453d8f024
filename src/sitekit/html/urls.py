"""URLs in texts, some of which are none."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

SCHEMES = ("https", "http", "mailto", "tel")
# No `*` and `#`: with them a phone takes orders.
_DIALLED = re.compile(r"tel:\+?[\d.() -]+", re.IGNORECASE)
# Browsers drop some of these anywhere in a URL, the others at its ends; the rest is no URL at all.
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# They take a backslash for a slash.
_OTHER_SITE = re.compile(r"\s*[/\\]{2}")


def is_readable(url: str) -> bool:
    """Whether it is a URL at all; brackets may look like an IPv6 host and be none."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def leads_elsewhere(url: str) -> bool:
    """Whether a link leads to another site, or cannot be read."""
    if not is_readable(url) or _CONTROL.search(url) or _OTHER_SITE.match(url):
        return True
    return bool(urlsplit(url.strip()).scheme)


def is_of_this_site(url: str) -> bool:
    """Whether it is the URL of a file of the site itself."""
    return not leads_elsewhere(url)


def relative_url(target: str, page: str) -> str:
    """The URL `target` as the page at the URL `page` links to it, both below the site's."""
    if target in ("", ".", "./"):
        target = "./"
    slash = "/" if target.endswith("/") else ""
    return posixpath.relpath(f"/{target}", posixpath.dirname(f"/{page}")) + slash


def is_web_link(url: str) -> bool:
    """Whether a text may link there: to a page of the site, to the web, to mail or a phone."""
    if is_of_this_site(url):
        return True
    if not is_readable(url) or _CONTROL.search(url) or url.strip() != url or _OTHER_SITE.match(url):
        return False
    to = urlsplit(url)
    scheme = to.scheme.lower()
    if "@" in to.netloc:  # what is before it looks like the site that the link leads to
        return False
    return scheme in SCHEMES and (scheme != "tel" or bool(_DIALLED.fullmatch(url)))
