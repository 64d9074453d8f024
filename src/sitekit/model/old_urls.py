"""URLs that a document had before, in this system or in another: paths below the site's URL."""

from __future__ import annotations

import re
from urllib.parse import unquote

LONGEST = 200  # bytes of a name, which file systems allow
# A host that serves files never sees what follows ? or #.
_SIGNS = re.compile(r"[\x00-\x20\x7f\\?#<>\"]")
_PAGE = re.compile(r"\.html?$", re.IGNORECASE)


def is_old_url(url: str) -> bool:
    """Whether it is a path that a page can be written at: `/old/`, `/old`, `/2019/05/a.html`."""
    path = unquote(url, errors="replace")
    names = path.removeprefix("/").removesuffix("/").split("/")
    return (
        url.startswith("/")
        and url.isprintable()
        and path.isprintable()
        and "\ufffd" not in path
        and not _SIGNS.search(url)
        and "\\" not in path
        and all(name.strip(". ") and len(name.encode()) <= LONGEST for name in names)
    )


def folder_of(url: str) -> str | None:
    """The folder at an old URL, below the site's, with a final slash; None for that of a file."""
    path = unquote(url).strip("/")
    return None if _PAGE.search(path) and not url.endswith("/") else f"{path}/"


def file_of(url: str) -> str:
    """The file at an old URL, below the site's: itself if it ends like a page, or its index."""
    folder = folder_of(url)
    return unquote(url).strip("/") if folder is None else f"{folder}index.html"
