"""Where pages, replies and security.txt lead, by the host of the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.builds.conftest import Project

PAGE = "tides/ebb/index.html"
SAID = "repo_url is at a host without "


@pytest.mark.parametrize(
    ("url", "parts", "contact", "lacks"),
    [
        (
            "https://github.com/me/site",
            ("/edit/main/docs/tides/ebb.md", "/issues/new?template=reply.yml"),
            "/security/advisories/new",
            "",
        ),
        (
            "https://gitlab.com/me/site",
            ("/-/edit/main/docs/tides/ebb.md", "/-/issues/new"),
            "/-/issues/new?issue[confidential]=true",
            "",
        ),
        (
            "https://codeberg.org/me/site",
            ("/_edit/main/docs/tides/ebb.md", "/issues/new"),
            None,
            "report",
        ),
        (
            "https://bitbucket.org/me/site",
            ("/src/main/docs/tides/ebb.md?mode=edit", "/issues/new"),
            None,
            "report",
        ),
        ("https://git.sr.ht/~me/site", (), None, "edit, reply, report"),
        ("https://git.example.org/me/site", (), None, "edit, view, reply, report"),
    ],
)
def test_links_are_those_of_the_host_and_what_it_lacks_is_named(
    project: Project,
    caplog: pytest.LogCaptureFixture,
    url: str,
    parts: tuple[str, ...],
    contact: str | None,
    lacks: str,
) -> None:
    project.write("own.yml", f"INHERIT: mkdocs.yml\nrepo_url: {url}\n")
    site = project.clean(config="own.yml")
    page = site[PAGE].decode()
    if parts:
        mark = "&" if "?" in parts[1] else "?"
        assert f"{url}{parts[1]}{mark}article=tides%2Febb.md" in page.replace("&amp;", "&")
    for part in parts:
        assert f"{url}{part}" in page
    assert ("_edit/" in page or "/edit/" in page or "mode=edit" in page) == bool(parts)
    assert ("security.txt" in site) == (contact is not None)
    if contact:
        assert f"Contact: {url}{contact}\n".encode() in site["security.txt"]
    reminders = [one.getMessage() for one in caplog.records if SAID in one.getMessage()]
    assert len(reminders) == bool(lacks)
    if lacks:
        assert reminders[0].startswith(f"own.yml:2: {SAID}{lacks}: ")


def test_without_a_repository_nothing_leads_to_one(project: Project) -> None:
    site = project.clean()
    footer = site[PAGE].partition(b"<footer")[2].partition(b"</footer")[0]
    assert footer
    assert b"edit" not in footer
    assert "security.txt" not in site
