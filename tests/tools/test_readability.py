"""The reading grade of every article, and those that are too hard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import SERIES
from tools import readability
from tools.docs import limit

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


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
    rule = "docs/tides/hard.md:1: text must have a reading grade of 9 or lower (found "
    assert capsys.readouterr().err.startswith(rule)


def test_texts_that_are_easy_to_read_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in SERIES.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(text)
    assert readability.main(tmp_path / "docs") == 0
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[-1] for row in rows[1:]] == ["docs/tides/ebb.md", "docs/tides/flow.md"]


def test_no_text_is_over_the_limit_by_what_is_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "docs/tides"
    folder.mkdir(parents=True)
    (folder / "ebb.md").write_text("---\ntitle: A text at the limit\n---\n\nWords.\n")
    monkeypatch.setattr(readability, "grade", lambda _: limit(readability.RULE) + 0.04)
    assert readability.main(tmp_path / "docs") == 0
