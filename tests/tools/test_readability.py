"""The reading grade of every article, and those that are too hard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import SERIES, at_home
from tools import readability

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def bounds(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """What house rules set: the grade, and any length."""
    bounds = {readability.GRADE: 9.0, readability.LEAST: 0.0, readability.MOST: 0.0}
    monkeypatch.setattr(readability, "limit", bounds.__getitem__)
    return bounds


def write_series(folder: Path) -> None:
    for name, text in SERIES.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text)


@at_home
def test_a_hard_text_is_reported_with_its_path_and_odd_files_stop_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "docs/tides"
    folder.mkdir(parents=True)
    long = "Notwithstanding considerable epistemological uncertainty, " * 30
    (folder / "hard.md").write_text(f"---\ntitle: A hard text\n---\n\n{long}.\n")
    (folder / "other.md").write_bytes(b"M\xe4rz")
    (folder / "gone.md").symlink_to("nowhere")
    (folder / "folder.md").mkdir()
    assert readability.main(tmp_path / "docs") == 1
    rule = "docs/tides/hard.md:1: text must have a reading grade of 9.0 or lower (found "
    assert capsys.readouterr().err.startswith(rule)


@at_home
def test_texts_that_are_easy_to_read_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_series(tmp_path)
    assert readability.main(tmp_path / "docs") == 0
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[-1] for row in rows[1:]] == ["docs/tides/ebb.md", "docs/tides/flow.md"]


def test_no_text_is_over_the_limit_by_what_is_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "docs/tides"
    folder.mkdir(parents=True)
    (folder / "ebb.md").write_text("---\ntitle: A text at the limit\n---\n\nWords.\n")
    monkeypatch.setattr(readability, "grade", lambda _: 9.04)
    assert readability.main(tmp_path / "docs") == 0


@pytest.mark.parametrize(("rule", "bound"), [(readability.LEAST, 2), (readability.MOST, 0.5)])
def test_a_text_that_is_too_long_or_too_short_is_reported(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    bounds: dict[str, float],
    rule: str,
    bound: float,
) -> None:
    write_series(tmp_path)
    bounds[rule] = bound
    assert readability.main(tmp_path / "docs") == 1
    said = "least" if rule == readability.LEAST else "most"
    first, second = capsys.readouterr().err.splitlines()
    assert first == f"docs/tides/ebb.md:1: text must have at {said} {bound} words (found 1)"
    assert second.startswith("docs/tides/flow.md:1: ")
