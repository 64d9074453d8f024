"""Where the leave button leads, if a site has one."""

from __future__ import annotations

from urllib.parse import urlsplit

from sitekit.model.problems import Problem, found


def check_leave(path: str, line: int, destination: object, site: str) -> list[Problem]:
    """A problem unless `destination` is an https address of another host than `site`'s, or off."""
    if destination is False:
        return []
    try:
        there = urlsplit(str(destination or ""))
        good = there.scheme == "https" and there.hostname and not there.username
        good = good and there.hostname != urlsplit(site).hostname
    except ValueError:  # a bracket that opens an address of IPv6 and does not close it
        good = False
    rule = "leave must be an address of another site that begins with https://, or off"
    return [] if good else [Problem(path, line, f"{rule} {found(destination)}")]
