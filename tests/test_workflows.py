"""What jobs pass on to one another: their commands, run as GitHub runs them, with our own `gh`."""

from __future__ import annotations

import os
import subprocess
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.conftest import ROOT, copy_project, write_files
from tests.tools.test_propose import GH, git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ran = Callable[..., tuple[int, str]]

REPLY = "---\nname: '$(touch ran)'\n---\n\n`touch ran` “Words” ; touch ran\n"
FILE = "docs/replies/2026-11-01-7.md"
OF_THE_ISSUE = {"FILE": "docs/replies/2026-11-01T10:20:30Z", "ISSUE": "7", "RUN": "https://run"}


def commands(workflow: str, job: str, step: str) -> str:
    """The commands of a step, by its name."""
    steps: list[dict[str, Any]] = yaml.safe_load(
        (ROOT / f".github/workflows/{workflow}.yml").read_text()
    )["jobs"][job]["steps"]
    return next(str(one["run"]) for one in steps if one.get("name") == step)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ran:
    """Run a step in a clone of a repository; its status, and the outputs that it gives."""
    write_files(tmp_path, {"bin/gh": GH, "pulls": "[]", "origin/x": "", "temp/x": ""})
    (tmp_path / "bin/gh").chmod(0o755)
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    git(origin, "init", "--quiet", "--bare", "--initial-branch=main")
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    (clone / "tools").mkdir()
    copy_project(clone, "tools/__init__.py", "tools/propose.py")
    write_files(clone, {"guide/published-urls.txt": "/\n/about/\n", ".gitignore": ".venv/\n"})
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message=First")
    git(clone, "push", "--quiet", "origin", "HEAD:main")

    def _run(workflow: str, job: str, step: str, **variables: str) -> tuple[int, str]:
        output = tmp_path / "output"
        output.write_text("")
        environment = os.environ | {
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "GH_FOLDER": str(tmp_path),
            "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
            "GITHUB_OUTPUT": str(output),
            "RUNNER_TEMP": str(tmp_path / "temp"),
        }
        done = subprocess.run(
            ["/bin/bash", "-e", "-c", commands(workflow, job, step)],
            cwd=clone,
            env=environment | variables,
            check=False,
            capture_output=True,
        )
        assert not (clone / "ran").exists()
        return done.returncode, output.read_text()

    return _run


def program(folder: Path, text: str) -> None:
    """What a job installs, as a shell script."""
    write_files(folder, {".venv/bin/python": f"#!/bin/sh\n{text}\n"})
    (folder / ".venv/bin/python").chmod(0o755)


def test_what_is_wrong_with_a_reply_is_passed_on(run: Ran, tmp_path: Path) -> None:
    program(tmp_path / "clone", f"echo '{FILE}:3: date must be a day' >&2; exit 1")
    status, output = run("reply", "write", "Write the file")
    assert status == 0
    assert b64decode(output.removeprefix("problems=")) == f"{FILE}:3: date must be a day\n".encode()


@pytest.mark.parametrize(
    "said", ["Traceback (most recent call last):", "event.json: No such file."]
)
def test_what_is_wrong_with_the_tool_itself_is_not_said_in_public(
    run: Ran, tmp_path: Path, said: str
) -> None:
    program(tmp_path / "clone", f"echo '{said}' >&2; exit 1")
    assert run("reply", "write", "Write the file") == (1, "")


def test_a_reply_is_passed_on_as_bytes_and_lands_where_its_issue_says(
    run: Ran, tmp_path: Path
) -> None:
    program(tmp_path / "clone", "exit 0")
    assert run("reply", "write", "Write the file") == (0, "")
    write_files(tmp_path / "clone", {FILE: REPLY})
    status, output = run("reply", "write", "Pass the file on", **OF_THE_ISSUE)
    passed = output.removeprefix("reply=").strip()
    assert (status, b64decode(passed)) == (0, REPLY.encode())

    (tmp_path / "clone" / FILE).unlink()
    step = "Open the pull request, or update the open one"
    assert run("reply", "open", step, REPLY=passed, **OF_THE_ISSUE) == (0, "")
    assert git(tmp_path / "origin", "show", f"reply-7:{FILE}") == REPLY.strip()
    assert git(tmp_path / "origin", "diff", "--name-only", "main", "reply-7") == FILE
    created = (tmp_path / "calls").read_text().splitlines()[-1]
    assert created.startswith("pr create --head=reply-7 --title=replies: Add a reply from issue 7 ")
    assert "https://run. Merging publishes the reply" in (tmp_path / "temp/body.md").read_text()


@pytest.mark.parametrize(
    ("problems", "comment"),
    [
        (f"{FILE}:3: date must be a day\n", f"    {FILE}:3: date must be a day\n"),
        ("", "The reply was not published yet. See https://run.\n"),
    ],
)
def test_a_comment_says_what_is_wrong(
    run: Ran, tmp_path: Path, problems: str, comment: str
) -> None:
    passed = b64encode(problems.encode()).decode()
    assert run("reply", "comment", "Comment", PROBLEMS=passed, **OF_THE_ISSUE) == (0, "")
    assert (tmp_path / "clone/comment.md").read_text() == comment
    assert (tmp_path / "calls").read_text() == "issue comment 7 --body-file comment.md\n"


def test_new_urls_are_offered_as_a_pull_request(run: Ran, tmp_path: Path) -> None:
    listed = "/\\n/about/\\n/new/\\n/tides/feed.xml\\n"
    program(tmp_path / "clone", f"printf '{listed}' > guide/published-urls.txt")
    status, output = run("deploy", "build", "List the URLs that are new")
    assert (status, output) == (0, "urls<<END\n/new/\n/tides/feed.xml\nEND\n")

    git(tmp_path / "clone", "checkout", "--quiet", ".")
    urls = "/new/\n/tides/feed.xml"
    step = "Open the pull request, or update the open one"
    assert run("deploy", "remember", step, URLS=urls, RUN="https://run") == (0, "")
    shown = git(tmp_path / "origin", "show", "published-urls:guide/published-urls.txt")
    assert shown == "/\n/about/\n/new/\n/tides/feed.xml"
    assert git(tmp_path / "origin", "show", "main:guide/published-urls.txt") == "/\n/about/"


def test_without_new_urls_there_is_nothing_to_offer(run: Ran, tmp_path: Path) -> None:
    program(tmp_path / "clone", "exit 0")
    assert run("deploy", "build", "List the URLs that are new") == (0, "urls<<END\nEND\n")


def test_countries_to_check_again_are_passed_on(run: Ran, tmp_path: Path) -> None:
    program(tmp_path / "clone", "echo 'docs/helplines.yml:3: checked must be newer'")
    line = "docs/helplines.yml:3: checked must be newer"
    assert run("helplines", "list", "List") == (0, f"stale<<END\n{line}\nEND\n")
