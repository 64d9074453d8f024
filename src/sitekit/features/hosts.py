"""Hosts of repositories: where each has the ways in to a file, an issue and a private report."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitekit.model.problems import found
from sitekit.model.settings import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Host:
    """Patterns of URLs below the repository's, or of whole ones; empty where a host has none.

    `{branch}` and `{path}`, from the root of the repository, are filled in.
    """

    edit: str = ""
    view: str = ""
    reply: str = ""  # a new issue, public
    report: str = ""  # to the owners alone


HOSTS = {
    "github": Host(
        edit="edit/{branch}/{path}",
        view="blob/{branch}/{path}",
        reply="issues/new?template=reply.yml",  # the form in .github/ISSUE_TEMPLATE/
        report="security/advisories/new",
    ),
    "gitlab": Host(
        edit="-/edit/{branch}/{path}",
        view="-/blob/{branch}/{path}",
        reply="-/issues/new",
        report="-/issues/new?issue[confidential]=true",
    ),
    "forgejo": Host(
        edit="_edit/{branch}/{path}",
        view="src/branch/{branch}/{path}",
        reply="issues/new",
    ),
    "bitbucket": Host(
        edit="src/{branch}/{path}?mode=edit",
        view="src/{branch}/{path}",
        reply="issues/new",
    ),
    "sourcehut": Host(view="tree/{branch}/item/{path}"),
}
# By the name of a server, or by what the name of one of an organisation begins with.
_SERVERS = {
    "github.com": "github",
    "gitlab.com": "gitlab",
    "gitlab.": "gitlab",
    "codeberg.org": "forgejo",
    "forgejo.": "forgejo",
    "gitea.": "forgejo",
    "bitbucket.org": "bitbucket",
    "git.sr.ht": "sourcehut",
}
LINKS = tuple(field.name for field in fields(Host))
KEYS = ("host", "branch", *LINKS)  # of `extra.repository`


def repository_of(url: str, own: Mapping[str, str]) -> Repository:
    """The repository at `url`, without a final slash; `own` is what an owner sets, by KEYS.

    An owner's pattern takes the place of the host's; an empty one leaves the link out.
    """
    if not url:
        return Repository()
    host = HOSTS.get(host_name(url, own), Host())
    host = replace(host, **{key: value for key, value in own.items() if key in LINKS})
    branch = own.get("branch") or "main"
    return Repository(
        **{link: _url(url, getattr(host, link).replace("{branch}", branch)) for link in LINKS}
    )


def host_name(url: str, own: Mapping[str, str]) -> str:
    """The key of HOSTS for a repository; empty if it is not known."""
    server = urlsplit(url).hostname or ""
    known = (
        name
        for start, name in _SERVERS.items()
        if server == start or (start[-1] == "." and server.startswith(start))
    )
    return own.get("host") or next(known, "")


def check_repository(own: object) -> Iterator[tuple[str, str]]:
    """What is wrong with `extra.repository`: the key, and a sentence."""
    if not isinstance(own, dict):
        yield "", f"repository must be lines of `key: value` {found(own)}"
        return
    for key, value in own.items():
        if key not in KEYS:
            yield key, f"repository must have {', '.join(KEYS)} and no other key {found(key, KEYS)}"
        elif not isinstance(value, str):
            yield key, f"{key} must be text {found(value)}"
        elif key == "host" and value not in HOSTS:
            yield key, f"host must be one of {', '.join(HOSTS)} {found(value, HOSTS)}"


def missing(url: str, own: Mapping[str, str]) -> tuple[str, ...]:
    """Links that neither the host nor the owner has a URL for; an empty one of an owner counts."""
    if not url:
        return ()
    repository = repository_of(url, own)
    return tuple(link for link in LINKS if link not in own and not getattr(repository, link))


def _url(url: str, pattern: str) -> str:
    if not pattern or urlsplit(pattern).scheme:
        return pattern
    return f"{url}/{pattern}"
