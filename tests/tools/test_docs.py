"""What commands share: the texts of docs/, and how they report problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.model.problems import Problem, annotation
from tools.docs import report, texts

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PROBLEM = Problem("docs/a.md", 3, "title must be short", "front-matter")


def test_texts_are_those_of_pages_by_their_path(tmp_path: Path) -> None:
    for name in ("index.md", "tides/ebb.md", "replies/a.md", "snippets/b.md", "sources.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"\xef\xbb\xbfOne\r\n")
    (tmp_path / "linked.md").symlink_to(tmp_path / "index.md")
    (tmp_path / "folder.md").mkdir()
    assert texts(tmp_path) == {"index.md": "One\n", "tides/ebb.md": "One\n"}


def test_a_problem_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    report([PROBLEM])
    assert capsys.readouterr() == ("", f"{PROBLEM}\n")


def test_on_github_a_problem_is_beside_its_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    report([PROBLEM])
    assert capsys.readouterr() == (f"{annotation(PROBLEM)}\n", f"{PROBLEM}\n")
