"""Hosts: the ways in to a repository, and what is said where a host has none."""

from __future__ import annotations

import pytest

from sitekit.features.hosts import HOSTS, KEYS, Repository, check_repository, missing, repository_of

ELSEWHERE = "https://git.example.org/me/site"


@pytest.mark.parametrize(
    ("url", "host", "lacks"),
    [
        ("https://github.com/me/site", "github", ()),
        ("https://gitlab.com/me/site", "gitlab", ()),
        ("https://gitlab.example.org/me/site", "gitlab", ()),
        ("https://codeberg.org/me/site", "forgejo", ("report",)),
        ("https://forgejo.example.org/me/site", "forgejo", ("report",)),
        ("https://bitbucket.org/me/site", "bitbucket", ("report",)),
        ("https://git.sr.ht/~me/site", "sourcehut", ("edit", "reply", "report")),
        (ELSEWHERE, "", ("edit", "view", "reply", "report")),
        ("", "", ()),
    ],
)
def test_a_host_is_known_by_its_server(url: str, host: str, lacks: tuple[str, ...]) -> None:
    assert missing(url, {}) == lacks
    repository = repository_of(url, {})
    assert repository == (repository_of(url, {"host": host}) if host else Repository())


def test_urls_are_those_of_the_host() -> None:
    codeberg = repository_of("https://codeberg.org/me/site", {})
    assert codeberg.edit == "https://codeberg.org/me/site/_edit/main/{path}"
    assert codeberg.view == "https://codeberg.org/me/site/src/branch/main/{path}"
    assert codeberg.reply == "https://codeberg.org/me/site/issues/new"
    github = repository_of("https://github.com/me/site", {"branch": "trunk"})
    assert github.edit == "https://github.com/me/site/edit/trunk/{path}"
    assert github.report == "https://github.com/me/site/security/advisories/new"


def test_an_owner_overrides_a_host() -> None:
    own = {"host": "forgejo", "edit": "", "report": "mailto:mara@example.org"}
    repository = repository_of(ELSEWHERE, own)
    assert repository.view.startswith(f"{ELSEWHERE}/src/branch/")
    assert (repository.edit, repository.report) == ("", "mailto:mara@example.org")
    assert missing(ELSEWHERE, own) == ()


@pytest.mark.parametrize(
    ("own", "problems"),
    [
        ({"host": "gitlab", "branch": "trunk", "edit": ""}, []),
        (
            {"host": "gitlub"},
            [
                (
                    "host",
                    f"host must be one of {', '.join(HOSTS)} (found 'gitlub'; "
                    "did you mean 'gitlab'?)",
                )
            ],
        ),
        (
            {"brunch": "main"},
            [
                (
                    "brunch",
                    f"repository must have {', '.join(KEYS)} and no other key (found 'brunch'; "
                    "did you mean 'branch'?)",
                )
            ],
        ),
        ({"branch": 1}, [("branch", "branch must be text (found '1')")]),
        ("github", [("", "repository must be lines of `key: value` (found 'github')")]),
    ],
)
def test_what_an_owner_says_of_it_is_checked(own: object, problems: list[tuple[str, str]]) -> None:
    assert [*check_repository(own)] == problems
