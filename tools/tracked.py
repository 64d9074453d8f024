"""Refuse what a build made and git tracks: nobody reads it, and it would be taken for ours.

`python -m tools.tracked`. Prints a line for each such file, or folder of them.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

from sitekit.model.problems import Problem, with_rule
from tools import ROOT
from tools.docs import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

RULE = "nothing-built-is-tracked"
# Folders, wherever they are or at the top alone, and the ends of names.
_FOLDER = re.compile(
    r"(?:.*/)?(?:\.cache|\.hypothesis|\.import_linter_cache|\.mypy_cache|\.pytest_cache|\.ruff_cache"
    r"|\.?venv|__pycache__|node_modules|[^/]+\.egg-info)(?=/)"
    r"|(?:site|\.site\.new|\.site\.old)(?=/)",
    re.IGNORECASE,
)
_FILE = re.compile(r".*\.(?:py[cdo]|so|sqlite3?|db)(?:-journal|-shm|-wal)?", re.IGNORECASE)


def main(root: Path = ROOT) -> int:
    if not (root / ".git").exists():
        print("Not a git repository: nothing is tracked.")
        return 0
    problems = list(built(tracked(root)))
    report(with_rule(RULE, problems))
    return bool(problems)


def tracked(root: Path) -> list[str]:
    """Paths of all files that git tracks, those added and not committed yet among them."""
    command = ["git", "ls-files", "-z"]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True)
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def built(paths: Iterable[str]) -> Iterator[Problem]:
    """A problem for each file that a build makes, and one for a folder of them."""
    folders: Counter[str] = Counter()
    for path in paths:
        if folder := _FOLDER.match(path):
            folders[folder.group()] += 1
        elif _FILE.fullmatch(path):
            yield _problem("file", path, "a file")
    for path, count in folders.items():
        yield _problem("folder", path, f"{count} file{'s' if count > 1 else ''} in it")


def _problem(kind: str, path: str, what: str) -> Problem:
    shown = "".join(sign if sign.isprintable() else "?" for sign in path)
    remedy = f"run git rm -r --cached {shlex.quote(shown)}"
    return Problem(
        shown, 1, f"{kind} must not be in git, since a build makes it; {remedy} (found {what})"
    )


if __name__ == "__main__":
    sys.exit(main())
