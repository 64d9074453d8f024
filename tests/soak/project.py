"""What the long tests share: a copied project, a run of its build, and what a folder holds."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.conftest import SERIES, article, copy_project

if TYPE_CHECKING:
    from pathlib import Path

SOAK = bool(os.environ.get("SOAK"))  # full numbers, or a small sample
LINKS = {"REPO_URL": "https://github.com/example/site", "REPLY_EMAIL": "editors@example.org"}
CODE = ("hooks", "overrides", "tools", "words", "mkdocs.yml")


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
    own = {f"tides/only-{state.lower()}.md": article(f"Only in state {state}")}
    for name, text in (SERIES | own).items():
        file = project / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text if "series:" in text else f"{text}\nThis is state {state}.\n")


def command(project: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(project / "tools/build.py"), *arguments]


def run(project: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Build the project to the end."""
    return subprocess.run(
        command(project), cwd=project, capture_output=True, text=True, check=False, **options
    )


def told(done: subprocess.CompletedProcess[str]) -> list[str]:
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


def listing(folder: Path) -> set[str]:
    """Every path below a folder, but for the published site."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return {path for path in paths if path.split("/")[0] != "site"}
