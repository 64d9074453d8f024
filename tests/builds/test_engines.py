"""Both engines, each in processes of its own: the same site, the same mistakes, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, copy_project
from tools.build import ENGINES

if TYPE_CHECKING:
    from pathlib import Path


def built(project: Path, engine: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the build of `project` with `engine`; MkDocs and ProperDocs cannot share a process."""
    links = {"REPO_URL": "https://github.com/example/site", "REPLY_EMAIL": "editors@example.org"}
    command = [sys.executable, str(project / "tools/build.py"), str(folder)]
    environment = os.environ | links | {"ENGINE": engine}
    return subprocess.run(
        command, env=environment, cwd=folder.parent, capture_output=True, text=True, check=False
    )


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def told(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Everything but what is for information, such as how long it took."""
    return [line for line in done.stderr.splitlines() if line and not line.startswith("INFO")]


def test_both_engines_write_the_same_files(tmp_path: Path) -> None:
    sites = []
    for engine in ENGINES:
        done = built(ROOT, engine, tmp_path / engine)
        assert (done.returncode, told(done)) == (0, []), engine
        sites.append(contents(tmp_path / engine))
    one, other = sites
    assert {"index.html", "404.html", "_headers", "feed.xml", "sitemap.xml.gz"} <= one.keys()
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_both_engines_stop_at_a_mistake_and_tell_it_alike(engine: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    copy_project(project, "docs", "hooks", "src", "overrides", "tools", "locales", "mkdocs.yml")
    about = project / "docs/about.md"
    about.write_text(about.read_text().replace("title: About this site", "title: Us"))
    done = built(project, engine, tmp_path / "site")
    assert done.returncode == 1
    assert told(done) == [
        "WARNING -  docs/about.md:2: title must be text of 5 to 60 characters (found 'Us')",
        "The site was not built.",
    ]
    assert not (tmp_path / "site").exists()
