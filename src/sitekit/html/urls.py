"""URLs in texts, some of which are none."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

SCHEMES = ("https", "http", "mailto", "tel")
_DIALLED = re.compile(r"tel:\+?[\d*#.()\s-]+", re.IGNORECASE)
# Browsers drop these anywhere in a URL, and take a backslash for a slash.
_DROPPED = re.compile(r"[\t\n\r]")
_OTHER_SITE = re.compile(r"\s*[/\\]{2}")


def is_readable(url: str) -> bool:
    """Whether it is a URL at all; what stands in brackets may look like IPv6 and be none."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def leads_elsewhere(url: str) -> bool:
    """Whether a link leads to another site, or cannot be read."""
    if not is_readable(url) or _OTHER_SITE.match(_DROPPED.sub("", url)):
        return True
    return bool(urlsplit(_DROPPED.sub("", url).strip()).scheme)


def is_of_this_site(url: str) -> bool:
    """Whether it is the URL of a file of the site itself."""
    return is_readable(url) and not leads_elsewhere(url)


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
    plain = _DROPPED.sub("", url).strip()
    if plain != url or not is_readable(url) or _OTHER_SITE.match(url):
        return False
    scheme = urlsplit(url).scheme.lower()
    return scheme in SCHEMES and (scheme != "tel" or bool(_DIALLED.fullmatch(url)))
