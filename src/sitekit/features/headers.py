"""What a host sends beside the pages: a `_headers` file and security.txt."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

POLICY, TYPE = "Content-Security-Policy", "Content-Type"
# Rules that a page cannot carry itself.
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
EVERYWHERE = "/*"
NOTICE_DAYS = 30  # days before security.txt runs out in which the build says so


def headers(policy: str, types: Mapping[str, str]) -> str:
    """The `_headers` file that Netlify, Cloudflare Pages and others read: one rule for every page.

    `policy` must hold for all pages; `frame-ancestors` works in a header only. `types` are media
    types, with a charset for text, by the path below the site's address, where the ending of a name
    says too little.
    """
    everywhere = {POLICY: f"{policy}; frame-ancestors 'none'"} | HEADERS
    return _written(
        [
            Rule(EVERYWHERE, everywhere),
            *(Rule(f"/{path}", {TYPE: media_type}) for path, media_type in types.items()),
        ]
    )


def merged(text: str, other: str, folder: str) -> str:
    """The `_headers` file of a site with that of another, which is in `folder` of it.

    A host sends a page every rule for its path, and two policies forbid what either forbids: so one
    names what the pages of both need.
    """
    (first, *types), (theirs, *others) = parse_headers(text), parse_headers(other)
    policy = _joined(first.headers[POLICY], theirs.headers[POLICY])
    rules = [replace(first, headers={**first.headers, POLICY: policy}), *types]
    rules += [replace(rule, path=f"/{folder}{rule.path}") for rule in others]
    return _written(rules)


def _written(rules: Iterable[Rule]) -> str:
    return "".join(
        f"{rule.path}\n" + "".join(f"  {key}: {value}\n" for key, value in rule.headers.items())
        for rule in rules
    )


def _joined(*policies: str) -> str:
    """One policy that allows what each of these allows; 'none' is the absence of anything else."""
    joined: dict[str, list[str]] = {}
    for policy in policies:
        for directive in policy.split("; "):
            name, *sources = directive.split(" ")
            joined[name] = list(dict.fromkeys([*joined.get(name, []), *sources]))
    for sources in joined.values():
        if len(sources) > 1 and "'none'" in sources:
            sources.remove("'none'")
    return "; ".join(" ".join([name, *sources]) for name, sources in joined.items())


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


@dataclass(frozen=True)
class Rule:
    """What a host sends for the files that `path` names, `*` for any part of a path."""

    path: str
    headers: Mapping[str, str]


def parse_headers(text: str) -> list[Rule]:
    """The rules of a `_headers` file."""
    rules: list[Rule] = []
    for line in text.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            rules[-1] = replace(rules[-1], headers={**rules[-1].headers, name: value})
        elif line.strip():
            rules.append(Rule(line.strip(), {}))
    return rules


def nginx(rules: Iterable[Rule]) -> str:
    """Lines for a `server` block. A location without headers of its own has those of the server."""
    lines = ["charset utf-8;", "error_page 404 /404.html;"]
    for rule in rules:
        if rule.path == EVERYWHERE:
            lines += [
                f'add_header {name} "{value}" always;' for name, value in rule.headers.items()
            ]
        else:
            pattern = "^" + re.escape(rule.path).replace(r"\*", ".*") + "$"
            lines += [f"location ~ {pattern} {{", "    types { }"]
            lines += [f'    default_type "{rule.headers[TYPE]}";', "}"]
    return "\n".join(lines) + "\n"


def apache(rules: Iterable[Rule]) -> str:
    """Lines for `.htaccess`, which knows files by the last part of their names."""
    lines, types = ["AddDefaultCharset utf-8", "ErrorDocument 404 /404.html"], dict[str, str]()
    for rule in rules:
        if rule.path == EVERYWHERE:
            lines += [f'Header always set {name} "{v}"' for name, v in rule.headers.items()]
        else:
            types[rule.path.rpartition("/")[2]] = rule.headers[TYPE]
    for name, media_type in types.items():
        lines += [f'<Files "{name}">', f"    ForceType '{media_type}'", "</Files>"]
    return "\n".join(lines) + "\n"


def caddy(rules: Iterable[Rule]) -> str:
    """Lines for the block of a site in a Caddyfile."""
    lines = []
    for number, rule in enumerate(rules):
        matcher = ""
        if rule.path != EVERYWHERE:
            matcher = f"@rule{number} "
            # Only at the very beginning does * stand for any folder, and for none.
            path = rule.path.removeprefix("/") if "*" in rule.path else rule.path
            lines.append(f"{matcher}path {path}")
        lines += [f'header {matcher}{name} "{value}"' for name, value in rule.headers.items()]
    lines += ["handle_errors {", "    rewrite * /404.html", "    file_server", "}"]
    return "\n".join(lines) + "\n"


SERVERS: dict[str, Callable[[Iterable[Rule]], str]] = {
    "nginx": nginx,
    "apache": apache,
    "caddy": caddy,
}
