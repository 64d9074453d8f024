"""One issue a title: opened once, then made new, and never a stranger's."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tools import issue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OURS = {"login": "github-actions[bot]"}
# Writes down how it was called, one line a call, and answers the list with a file's content.
GH = """\
#!/bin/sh
echo "$@" >> "$GH_FOLDER/calls"
[ "$1" = api ] && cat "$GH_FOLDER/issues"
exit "${GH_STATUS:-0}"
"""


@pytest.fixture
def gh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Open or update an issue where these are open; what `gh` was asked after the list."""
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("GH_FOLDER", str(tmp_path))

    def _gh(*issues: dict[str, object]) -> list[str]:
        (tmp_path / "issues").write_text(json.dumps(issues))
        issue.main("Links to fix", "body.md")
        listed, *rest = (tmp_path / "calls").read_text().splitlines()
        assert listed.startswith("api --method=GET repos/{owner}/{repo}/issues ")
        assert "creator=github-actions[bot]" in listed
        return rest

    return _gh


def test_the_first_time_an_issue_is_opened(gh: Callable[..., list[str]]) -> None:
    assert gh() == ["issue create --title=Links to fix --body-file=body.md"]


def test_an_open_issue_is_made_new(gh: Callable[..., list[str]]) -> None:
    same = {"number": 7, "title": "Links to fix", "user": OURS}
    assert gh(same) == ["issue edit 7 --body-file=body.md"]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Links to fix, again"},
        {"user": {"login": "someone"}},
        {"pull_request": {}},
    ],
)
def test_what_is_not_ours_is_left_alone(
    gh: Callable[..., list[str]], other: dict[str, object]
) -> None:
    one = {"number": 7, "title": "Links to fix", "user": OURS} | other
    assert gh(one) == ["issue create --title=Links to fix --body-file=body.md"]


def test_a_failure_is_reported(
    gh: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GH_STATUS", "4")
    with pytest.raises(SystemExit) as stopped:
        gh()
    assert str(stopped.value) == "gh api --method=GET failed."
