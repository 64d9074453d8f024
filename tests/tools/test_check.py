"""What a pull request must pass is run to its end, and ends with what failed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from tests.conftest import at_home
from tools import check

if TYPE_CHECKING:
    import pytest

TYPO = (
    '{"type":"typo","path":"./docs/a.md","line_num":3,"typo":"zzz","corrections":["zz"]}\n'
    '{"type":"binary_file","path":"x.png"}\n'
)


def runs(monkeypatch: pytest.MonkeyPatch, failing: set[str]) -> list[str]:
    ran: list[str] = []

    def run(command: list[str], **_: Any) -> SimpleNamespace:
        name = command[0].rpartition("/")[2]
        ran.append(name)
        return SimpleNamespace(returncode=int(name in failing), stdout=TYPO)

    monkeypatch.setattr(check.subprocess, "run", run)
    return ran


@at_home
def test_a_failure_hides_none_after_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    ran = runs(monkeypatch, {"typos", "mypy"})
    assert check.main() == 1
    assert len(ran) == len(check.COMMANDS)
    ends = capsys.readouterr().err
    assert "\n  typos\n  mypy\n" in ends
    assert "guide/lint-rules.md" in ends


def test_a_site_may_have_no_spelling_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = runs(monkeypatch, {"typos"})
    monkeypatch.setattr(check, "limits", lambda: {"spelling": False})
    assert check.main() == 0
    assert "typos" not in ran


def test_all_that_passes_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    runs(monkeypatch, set())
    assert check.main() == 0


@at_home
def test_on_github_a_misspelling_is_shown_beside_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    runs(monkeypatch, {"typos"})
    check.main()
    assert (
        "::error file=docs/a.md,line=3,title=spelling::word must be spelled zz (found 'zzz')"
        in capsys.readouterr().out.splitlines()
    )
