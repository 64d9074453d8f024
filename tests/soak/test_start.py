"""A site of one's own as a new owner would check it: everything that a pull request must pass."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builds.test_start import clone, git, run
from tests.conftest import SOAK, environment
from tools.check import COMMANDS

BIN = Path(sys.executable).parent
# What `make test` runs once it has installed what is missing, which is all here.
TESTS = ("pytest", "--quiet", "--numprocesses=auto", "-p", "no:cacheprovider")


@pytest.mark.skipif(not SOAK, reason="takes two minutes: `make soak` runs it")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_new_site_passes_its_own_check(tmp_path: Path, language: str) -> None:
    project = clone(tmp_path)
    assert run(project, "-m tools.start", TITLE="Tides", LANGUAGE=language).returncode == 0
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Begin a site")
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    for command in (*(one for one in COMMANDS if one[0] != "make"), TESTS):
        if command == ("typos",) and language != "en":  # its house rule is off
            continue
        done = subprocess.run(
            [str(BIN / command[0]), *command[1:]],
            cwd=project,
            env=environment(project, PATH=path),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}{done.stderr[-2000:]}"
    git(project, "diff", "--exit-code")
