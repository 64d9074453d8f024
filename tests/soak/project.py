"""What the long tests share: a copied project, a run of its build, and what a folder holds."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from tests.conftest import SERIES, article, copy_project, landing

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 60  # seconds until an orphan that never ends is a failure
FIXED = {"SOURCE_DATE_EPOCH": "1795651200", "SITE_URL": "https://example.org/"}
LINKS = {"REPO_URL": "https://github.com/example/site", "REPLY_EMAIL": "editors@example.org"}
CODE = ("hooks", "src", "overrides", "tools", "locales", "mkdocs.yml")


def small_project(folder: Path) -> Path:
    """A copy of the project with a few pages, in state A."""
    folder.mkdir(parents=True)
    copy_project(folder, *CODE)
    write_state(folder, "A")
    return folder


def write_state(project: Path, state: str) -> None:
    """Write the pages in one of several states, which differ in every page and in their files."""
    for old in project.glob("docs/tides/*.md"):
        old.unlink()
    own = f"only-{state.lower()}.md"
    files = SERIES | {
        "tides/index.md": landing("Tides", "ebb.md", "flow.md", own, "slack.md=Slack water"),
        f"tides/{own}": article(f"Only in state {state}"),
    }
    for name, text in files.items():
        file = project / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\nThis is state {state}.\n")


def environment(project: Path) -> dict[str, str]:
    """For a build of a copied project with its own core, and caches of its own."""
    mine = {"PYTHONPATH": str(project / "src"), "CACHE_DIR": ".cache/pages"}
    return os.environ | FIXED | mine | {"XDG_CACHE_HOME": str(project / ".cache/user")}


def command(project: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-B", str(project / "tools/build.py"), *arguments]


def messages_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Everything but what is for information, such as how long it took."""
    return [line for line in done.stderr.splitlines() if line and not line.startswith("INFO")]


def digest(folder: Path) -> str:
    """One hash of every path and every byte of a folder; of one that is not there, nothing."""
    if not folder.is_dir():
        return ""
    whole = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if not path.is_dir()):
        name, data = file.relative_to(folder).as_posix(), file.read_bytes()
        whole.update(f"{name}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


class Builds:
    """A project that is built again and again, in turn in state A and B.

    Its temporary folder is its own, to see what is left there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = small_project(folder / "project")
        self.site = self.project / "site"
        folder.joinpath("tmp").mkdir()
        self.environment = environment(self.project) | {"TMPDIR": str(folder / "tmp")}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)  # it would hide what is written
        self.sites: dict[str, str] = {}  # their digests, by state
        self.known: set[str] = set()  # every path that whole builds leave
        self.state = ""  # that was last built to the end
        self.work = 0.0  # seconds that a build computes
        for state in ("A", "B"):  # the first build of all has more to do than any later one
            start = os.times()
            self.finish(state)
            end = os.times()
            self.work = sum(end[2:4]) - sum(start[2:4])
            self.sites[state] = digest(self.site)
            self.known |= self.paths()
        assert self.sites["A"] != self.sites["B"]

    @property
    def options(self) -> dict[str, Any]:
        return {"cwd": self.project, "env": self.environment}

    @property
    def rubbish(self) -> set[str]:
        """What whole builds would not have left."""
        return self.paths() - self.known

    def paths(self) -> set[str]:
        """Every path, but for published sites, the pages, and what Python keeps of modules."""
        paths = (path.relative_to(self.folder) for path in self.folder.rglob("*"))
        other = {"site", ".site.before", "docs", "__pycache__"}
        return {path.as_posix() for path in paths if other.isdisjoint(path.parts)}

    def run(self, **options: Any) -> subprocess.CompletedProcess[str]:
        """Build to the end, whatever that is."""
        options = self.options | {"capture_output": True, "text": True} | options
        return subprocess.run(command(self.project), check=False, **options)

    def finish(self, state: str) -> None:
        """Build a state and see that all is well; an orphan may still hold the lock."""
        write_state(self.project, state)
        end = time.monotonic() + PATIENCE
        done = self.run()
        while "Another build" in done.stderr and time.monotonic() < end:
            time.sleep(0.2)
            done = self.run()
        assert (done.returncode, messages_of(done)) == (0, []), done.stderr
        assert digest(self.site) == self.sites.get(state, digest(self.site))
        assert self.rubbish == set() or state not in self.sites
        self.state = state

    @property
    def other(self) -> str:
        return "B" if self.state == "A" else "A"
