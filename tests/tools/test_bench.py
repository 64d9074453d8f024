"""`make bench` measures what it says: its texts pass our checks, and its edits are published."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tools.bench import RECORDED, SIZES, rebuilt, shown
from tools.bench_run import OURS, empty, preview, stock_config, timed
from tools.bench_site import write_site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def seven(tmp_path: Path) -> Path:
    """The texts of seven articles, as the smallest of the builds timed has them."""
    assert write_site(tmp_path / "docs", 7) == 7 + 2 + 1
    return tmp_path / "docs"


def test_its_texts_build_strictly_and_with_the_stock_theme_to_the_same_pages(seven: Path) -> None:
    ours, theirs, stock = empty(seven.parent), empty(seven.parent), seven.parent / "stock.yml"
    stock.write_text(stock_config())
    costs = timed(OURS, seven, ours), timed(stock, seven, theirs)
    assert all(cost.megabytes > 10 for cost in costs) or sys.platform != "linux"
    assert len(list(theirs.rglob("*.html"))) == 10 + 1  # and 404.html
    assert {page.relative_to(theirs) for page in theirs.rglob("*.html")} <= {
        page.relative_to(ours) for page in ours.rglob("*.html")
    }


def test_an_edited_article_is_in_the_next_build_and_in_the_preview(seven: Path) -> None:
    cache = empty(seven.parent)
    assert rebuilt(seven, 6, cache) > 0
    with preview(seven, cache) as wait_for:
        assert shown(seven, 0, wait_for) > 0


def test_every_size_is_compared_with_the_peers() -> None:
    assert list(RECORDED) == list(SIZES)


def test_texts_that_no_longer_pass_are_reported_and_not_timed(seven: Path) -> None:
    (seven / "index.md").write_text("No title, no description.")
    with pytest.raises(SystemExit, match=r"docs/index\.md:1: front matter must"):
        timed(OURS, seven, empty(seven.parent))
