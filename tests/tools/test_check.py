"""What a pull request must pass is run to its end, and ends with what failed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from tools import check, readability

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TYPO = (
    '{"type":"typo","path":"./docs/a.md","line_num":3,"typo":"zzz","corrections":["zz"]}\n'
    '{"type":"binary_file","path":"x.png"}\n'
)


def runs(monkeypatch: pytest.MonkeyPatch, failing: set[str]) -> list[str]:
    ran: list[str] = []

    def run(command: list[str], **_: Any) -> SimpleNamespace:
        name = command[0].rsplit("/", 1)[1]
        ran.append(name)
        return SimpleNamespace(returncode=int(name in failing), stdout=TYPO)

    monkeypatch.setattr(check.subprocess, "run", run)
    return ran


def test_a_mistake_hides_none_after_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    ran = runs(monkeypatch, {"typos", "mypy"})
    assert check.main() == 1
    assert len(ran) == len(check.COMMANDS)
    ends = capsys.readouterr().err
    assert "\n  typos\n  mypy\n" in ends
    assert "guide/lint-rules.md" in ends


def test_all_that_passes_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    runs(monkeypatch, set())
    assert check.main() == 0


def test_on_github_a_misspelling_stands_beside_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    runs(monkeypatch, {"typos"})
    check.main()
    assert (
        "::error file=docs/a.md,line=3,title=spelling::word must be spelled zz (found 'zzz')"
        in capsys.readouterr().out.splitlines()
    )


def test_a_hard_text_is_told_with_its_path_and_odd_files_stop_nothing(
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
