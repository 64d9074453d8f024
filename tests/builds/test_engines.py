"""Both engines, each in its own process: the same site and the same messages, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, contents, copy_project, environment, page, write_files
from tools.build import ENGINES

if TYPE_CHECKING:
    from pathlib import Path


def built(project: Path, engine: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the build of `project` with `engine`; MkDocs and ProperDocs cannot share a process."""
    links = {"REPO_URL": "https://github.com/example/site", "REPLY_EMAIL": "editors@example.org"}
    command = [sys.executable, str(project / "tools/build.py"), str(folder)]
    variables = environment(project, ENGINE=engine, **links)
    return subprocess.run(
        command, env=variables, cwd=folder.parent, capture_output=True, text=True, check=False
    )


def reported(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Everything but what is for information, such as how long it took."""
    return [line for line in done.stderr.splitlines() if line and not line.startswith("INFO")]


def test_both_engines_write_the_same_files(tmp_path: Path) -> None:
    sites = []
    for engine in ENGINES:
        done = built(ROOT, engine, tmp_path / engine)
        assert (done.returncode, reported(done)) == (0, []), engine
        sites.append(contents(tmp_path / engine))
    one, other = sites
    assert {"index.html", "404.html", "_headers", "feed.xml", "sitemap.xml.gz"} <= one.keys()
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_both_engines_stop_at_a_problem_and_report_it_alike(engine: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    copy_project(project, "hooks", "src", "overrides", "tools", "locales", "mkdocs.yml")
    pages = {"index.md": page("The home page"), "about.md": page("Us", "## Licence\n\nWords.")}
    write_files(project / "docs", pages)
    done = built(project, engine, tmp_path / "site")
    assert done.returncode == 1
    assert reported(done) == [
        "WARNING -  docs/about.md:2: title must be text of at least 5 characters (found 'Us')",
        "The site was not built.",
    ]
    assert not (tmp_path / "site").exists()
