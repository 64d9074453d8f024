"""A pull request of changed files: opened once, then updated, unless it was closed."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tools import propose

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Writes down how it was called, one line a call, and answers a list with a file's content.
GH = """\
#!/bin/sh
echo "$@" >> "$GH_FOLDER/calls"
[ "$1 $2" = "pr list" ] && cat "$GH_FOLDER/pulls"
exit "${GH_STATUS:-0}"
"""
CREATE = "pr create --head=reply-7 --title=replies: Add one --body-file=body.md"


def git(folder: Path, *arguments: str) -> str:
    command = ["git", *propose.AUTHOR, "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def gh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Change a file in a clone and propose it where these are open; what `gh` was asked."""
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("GH_FOLDER", str(tmp_path))
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    origin.mkdir()
    git(origin, "init", "--quiet", "--bare", "--initial-branch=main")
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    (clone / "a.txt").write_text("one\n")
    git(clone, "add", "a.txt")
    git(clone, "commit", "--quiet", "--message=First")
    git(clone, "push", "--quiet", "origin", "HEAD:main")
    monkeypatch.chdir(clone)

    def _gh(text: str, *pulls: dict[str, object]) -> list[str]:
        git(clone, "switch", "--quiet", "--detach", "origin/main")
        (clone / "a.txt").write_text(text)
        (clone / "other.txt").write_text("not to be proposed\n")
        (tmp_path / "pulls").write_text(json.dumps(pulls))
        (tmp_path / "calls").write_text("")
        propose.main("reply-7", "replies: Add one", "body.md", "a.txt")
        return (tmp_path / "calls").read_text().splitlines()

    return _gh


LIST = "pr list --state=open --head=reply-7 --json=isCrossRepository"


def test_the_first_time_a_pull_request_is_opened(
    gh: Callable[..., list[str]], tmp_path: Path
) -> None:
    assert gh("two\n") == ["auth setup-git", LIST, CREATE]
    origin = tmp_path / "origin"
    assert git(origin, "show", "reply-7:a.txt") == "two"
    assert git(origin, "show", "main:a.txt") == "one"
    assert git(origin, "show", "--name-only", "--format=%an: %s", "reply-7") == (
        "github-actions[bot]: replies: Add one\n\na.txt"
    )


def test_an_open_pull_request_gets_the_new_text(
    gh: Callable[..., list[str]], tmp_path: Path
) -> None:
    gh("two\n")
    assert gh("three\n", {"isCrossRepository": False}) == ["auth setup-git", LIST]
    assert git(tmp_path / "origin", "show", "reply-7:a.txt") == "three"
    assert git(tmp_path / "origin", "rev-list", "--count", "main..reply-7") == "1"


def test_a_closed_one_or_one_from_a_fork_is_not_taken_for_it(gh: Callable[..., list[str]]) -> None:
    gh("two\n")
    assert gh("three\n", {"isCrossRepository": True})[-1] == CREATE


def test_what_has_not_changed_is_not_proposed(gh: Callable[..., list[str]]) -> None:
    assert gh("one\n") == []


def test_a_failure_is_reported(
    gh: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GH_STATUS", "4")
    with pytest.raises(SystemExit) as stopped:
        gh("two\n")
    assert str(stopped.value) == "gh auth failed."
