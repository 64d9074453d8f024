"""What a host sends beside the pages: a `_headers` file and security.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

# Rules that a page cannot carry itself.
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
NOTICE_DAYS = 30  # days before security.txt runs out in which the build says so


def headers(policy: str, types: Mapping[str, str]) -> str:
    """The `_headers` file that Netlify, Cloudflare Pages and others read: one rule for every page.

    `policy` must hold for all pages; `frame-ancestors` works in a header only. `types` are media
    types, with a charset for text, by the path below the site's address, where the ending of a name
    says too little.
    """
    rules = {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"} | HEADERS
    return (
        "/*\n"
        + "".join(f"  {name}: {value}\n" for name, value in rules.items())
        + "".join(f"/{path}\n  Content-Type: {of}\n" for path, of in types.items())
    )


def security_txt(contact: str, expires: dt.date, address: str, language: str) -> str:
    """security.txt (RFC 9116) for the site at `address`, good until the day `expires` begins."""
    return (
        f"Contact: {contact}\n"
        f"Expires: {expires.isoformat()}T00:00:00Z\n"
        f"Preferred-Languages: {language}\n"
        f"Canonical: {address}.well-known/security.txt\n"
    )


def runs_out(path: str, line: int, expires: dt.date, today: dt.date) -> list[Problem]:
    """A reminder to renew security.txt, from 30 days before its day."""
    if (expires - today).days > NOTICE_DAYS:
        return []
    rule = f"expires must be more than {NOTICE_DAYS} days away; see that the contact still holds"
    return [Problem(path, line, f"{rule} {found(expires)}")]
