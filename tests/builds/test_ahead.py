"""Pages that worker processes finish are those that the engine would make."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from sitekit.engine import workers

if TYPE_CHECKING:
    from tests.builds.conftest import Project

EBB, FLOW, SHORE = "tides/ebb.md", "tides/flow.md", "essays/shore.md"


@pytest.fixture(autouse=True)
def _processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which other processes pay, however little there is to do."""
    monkeypatch.setattr(workers, "MIN_PARALLEL", 1)
    monkeypatch.setattr(workers.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(workers.threading, "active_count", lambda: 1)


def test_a_site_of_finished_pages_has_the_bytes_of_one_the_engine_makes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = project.clean()
    assert not {EBB, FLOW, SHORE, "index.md", "about.md"} & set(project.converted)
    monkeypatch.setattr(workers, "MIN_PARALLEL", sys.maxsize)
    assert site == project.clean()
    assert {EBB, FLOW, SHORE, "index.md", "about.md"} <= set(project.converted)


def test_templates_of_an_owner_find_what_the_engine_gives_them(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = (
        *("page.title", "page.url", "page.canonical_url", "page.meta", "page.content", "page.toc"),
        *("page.markdown", "page.active", "page.is_homepage", "page.edit_url", "page.ancestors"),
        *("config.site_name", "base_url", "extra_css", "mkdocs_version", "page.update_date"),
    )
    items = "".join(f"<li>{{{{ {name} | e }}}}</li>" for name in shown)
    project.change("overrides/main.html", "  </main>", f"<ul>{items}</ul></main>")
    site = project.clean()
    monkeypatch.setattr(workers, "MIN_PARALLEL", sys.maxsize)
    assert site == project.clean()


def test_the_next_build_finds_what_workers_have_finished(project: Project) -> None:
    new = project.folder / "new"
    site = project.build(cache=new)
    assert project.build(cache=new) == site
    assert project.converted == ["essays/draft.md"]  # what is no page is read each time


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("# A heading.", "text must have no heading of the first level"),
        ("[a link](nowhere.md)", "link must lead to a file of the site"),
    ],
)
def test_a_page_with_a_problem_is_reported_once_and_never_kept(
    project: Project, caplog: pytest.LogCaptureFixture, wrong: str, message: str
) -> None:
    project.change(f"docs/{FLOW}", "Water.", wrong)
    for _ in range(2):
        caplog.clear()
        project.build(strict=False)
        assert caplog.text.count("docs/tides/flow.md:9:") == 1
        assert message in caplog.text


def test_a_page_that_shows_a_part_with_a_problem_shows_it_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.change(f"docs/{FLOW}", "Water.", "# A heading.")
    site = project.clean(strict=False)
    monkeypatch.setattr(workers, "MIN_PARALLEL", sys.maxsize)
    assert site == project.clean(strict=False)
