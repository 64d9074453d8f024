"""A series that was renamed goes on answering at its old URLs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import SERIES, Built

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_renamed_series_goes_on_serving_its_old_feeds(build_site: Callable[..., Built]) -> None:
    renamed = {name.replace("tides/", "sea/"): text for name, text in SERIES.items()}
    renamed["sea/index.md"] = renamed["sea/index.md"].replace(
        "---\n", "---\nredirect_from: [/tides/, /water/tides/]\n", 1
    )
    site = build_site(renamed)
    new = (site.folder / "sea/feed.xml").read_bytes()
    for folder in ("tides", "water/tides"):
        assert (site.folder / folder / "feed.xml").read_bytes() == new
        assert (site.folder / folder / "reading-order.json").exists()
        assert (site.folder / folder / "index.html").exists()
        assert (site.folder / folder / "print/index.html").exists()
