"""What was published once stays: pages, feeds, and the list that remembers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitekit.lint.urls import addresses, addresses_stay
from tests.conftest import SERIES, article, landing
from tools import urls as tool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built

    Build = Callable[..., Built]


def test_pages_and_feeds_are_addresses_and_nothing_else() -> None:
    files = ["index.html", "a/b/index.html", "a/feed.xml", "404.html", "x.png", "search/x.json"]
    assert addresses(files) == {"/", "/a/b/", "/a/feed.xml"}


def test_an_address_that_is_gone_is_told_with_its_line() -> None:
    rule = "address must go on working; name it in `redirect_from` of the page in its place"
    gone = addresses_stay("published-urls.txt", "/\n/old/\n/new/\n", {"/", "/new/"})
    assert [str(problem) for problem in gone] == [f"published-urls.txt:2: {rule} (found '/old/')"]


def test_a_feed_is_told_as_one() -> None:
    rule = "feed must go on answering; its series names its old folder in `redirect_from`"
    (problem,) = addresses_stay("published-urls.txt", "/old/feed.xml", ())
    assert problem.message == f"{rule} (found '/old/feed.xml')"


def test_a_renamed_part_must_lead_on_from_its_old_address(
    build_site: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "published-urls.txt"
    tool.main("--reset", str(build_site(SERIES).folder), file=listed)
    moved = {name: text for name, text in SERIES.items() if name != "tides/ebb.md"}
    moved["tides/index.md"] = landing("Tides", "low.md", "flow.md", "slack.md=Slack water")
    (tmp_path / "docs/tides/ebb.md").unlink()
    for keys, status in (({}, 1), ({"redirect_from": "[/tides/ebb/]"}, 0)):
        site = build_site(moved | {"tides/low.md": article("Ebb and what it leaves", **keys)})
        with pytest.raises(SystemExit) as stopped:
            tool.main("--check", str(site.folder), file=listed)
        assert stopped.value.code == status
    assert capsys.readouterr().err.count("(found '/tides/ebb/')") == 1


def test_a_renamed_series_goes_on_serving_its_old_feeds(build_site: Build) -> None:
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


def test_what_is_new_is_added_and_nothing_let_go(tmp_path: Path) -> None:
    site, listed = tmp_path / "site", tmp_path / "published-urls.txt"
    (site / "new").mkdir(parents=True)
    for name in ("index.html", "new/index.html"):
        (site / name).touch()
    listed.write_text("/\n/old/\n")
    tool.main("--add", str(site), file=listed)
    assert listed.read_text() == "/\n/new/\n/old/\n"
    tool.main("--reset", str(site), file=listed)
    assert listed.read_text() == "/\n/new/\n"


def test_without_a_built_site_there_is_nothing_to_compare(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="run `make site` first"):
        tool.main("--check", str(tmp_path))
