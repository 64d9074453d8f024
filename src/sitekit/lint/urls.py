"""URLs that were published once: pages and feeds must go on answering there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator


def published_urls(files: Iterable[str], is_feed: Callable[[str], bool]) -> set[str]:
    """Addresses of pages and feeds, from the names of a built site's files."""
    return {
        "/" + re.sub(r"(^|/)index\.html$", r"\1", name)
        for name in files
        if (name.endswith(".html") and name != "404.html") or is_feed(name)
    }


def urls_stay(
    path: str, listed: str, there: Collection[str], is_feed: Callable[[str], bool]
) -> Iterator[Problem]:
    """A published URL must keep working: as a page, a feed or a redirect.

    People have it in their bookmarks, in chats and in feed readers.

    Fix: add the old URL to `redirect_from` of the page that takes its place. If there is none,
    and the URL is to go, `make urls` rewrites the list.
    """
    for line, address in enumerate(listed.split("\n"), 1):
        if address and address not in there:
            rule = "address must go on working; name it in `redirect_from` of the page in its place"
            if is_feed(address):
                rule = (
                    "feed must go on answering; its series names its old folder in `redirect_from`"
                )
            yield Problem(path, line, f"{rule} {found(address)}")
