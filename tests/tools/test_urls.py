"""The list of published URLs: none of them may be gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import SERIES, article, landing
from tools import urls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built

    Build = Callable[..., Built]


def test_a_renamed_part_must_lead_on_from_its_old_url(
    build_site: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "published-urls.txt"
    urls.main("--reset", str(build_site(SERIES).folder), file=listed)
    moved = {name: text for name, text in SERIES.items() if name != "tides/ebb.md"}
    moved["tides/index.md"] = landing("Tides", "low.md", "flow.md", "slack.md=Slack water")
    (tmp_path / "docs/tides/ebb.md").unlink()
    for keys, status in (({}, 1), ({"redirect_from": "[/tides/ebb/]"}, 0)):
        site = build_site(moved | {"tides/low.md": article("Ebb and what it leaves", **keys)})
        with pytest.raises(SystemExit) as stopped:
            urls.main("--check", str(site.folder), file=listed)
        assert stopped.value.code == status
    assert capsys.readouterr().err.count("(found '/tides/ebb/')") == 1


def test_what_is_new_is_added_and_nothing_is_dropped(tmp_path: Path) -> None:
    site, listed = tmp_path / "site", tmp_path / "published-urls.txt"
    (site / "new").mkdir(parents=True)
    for name in ("index.html", "new/index.html"):
        (site / name).touch()
    listed.write_text("/\n/old/\n")
    urls.main("--add", str(site), file=listed)
    assert listed.read_text() == "/\n/new/\n/old/\n"
    urls.main("--reset", str(site), file=listed)
    assert listed.read_text() == "/\n/new/\n"


def test_without_a_built_site_there_is_nothing_to_compare(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="run `make site` first"):
        urls.main("--check", str(tmp_path))
