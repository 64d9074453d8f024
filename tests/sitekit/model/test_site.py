"""All documents of a build, and the series they belong to."""

from __future__ import annotations

import pytest

from sitekit.model.site import build_site
from tests.conftest import SERIES, TODAY, article, landing, page, site_of

WINDS = {"winds/index.md": landing("Winds", "../tides/flow.md", companions=("../tides/ebb.md",))}


def series_at(files: dict[str, str], src: str) -> list[str]:
    return [series.folder for series in site_of(files).series_at(src)]


def test_documents_are_in_the_order_of_their_paths_whatever_order_they_come_in() -> None:
    backwards = dict(reversed(SERIES.items()))
    assert [*site_of(backwards).documents] == sorted(SERIES)
    assert site_of(backwards) == site_of(SERIES)


def test_a_document_knows_every_series_it_is_in() -> None:
    assert series_at(SERIES | WINDS, "tides/ebb.md") == ["tides", "winds"]
    assert series_at(SERIES | WINDS, "index.md") == []


@pytest.mark.parametrize("status", ["draft", "unlisted"])
def test_of_a_series_that_cannot_be_opened_only_a_draft_knows(status: str) -> None:
    hidden = WINDS["winds/index.md"].replace("---\n", f"---\nstatus: {status}\n", 1)
    files = SERIES | {"winds/index.md": hidden}
    assert series_at(files, "tides/ebb.md") == ["tides"]
    files["tides/ebb.md"] = article("Ebb and what it leaves", status="draft")
    assert series_at(files, "tides/ebb.md") == ["tides", "winds"]


def test_lists_may_link_to_what_is_published_and_due() -> None:
    files = SERIES | {
        "draft.md": page("A draft", status="draft"),
        "hidden.md": page("Not listed", status="unlisted"),
        "winds/soon.md": article("Later", day="2026-11-27"),
        "winds/now.md": article("Today", day="2026-11-26"),
    }
    site = site_of(files)
    assert [src for src in site.documents if site.listed_document(src)] == [
        *sorted([*SERIES, "winds/now.md"])
    ]
    assert site.listed_document("gone.md") is None


def test_problems_of_all_documents_come_together() -> None:
    site, problems = build_site({"b.md": page("''"), "a.md": page("[]")}, today=TODAY, root="texts")
    assert [(problem.path, problem.line) for problem in problems] == [
        ("texts/a.md", 2),
        ("texts/b.md", 2),
    ]
    assert site.root == "texts"


def test_parts_are_named_from_the_folder_of_their_series() -> None:
    site = site_of(SERIES | WINDS)
    winds = site.series["winds/index.md"]
    assert [part.src for part in winds.entries] == ["tides/flow.md", "tides/ebb.md"]
    assert (len(winds.parts), len(winds.companions)) == (1, 1)
