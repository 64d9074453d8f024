"""Run what a pull request must pass, all of it: a mistake found early hides none found later.

`python -m tools.check`. Prints each command before it runs; ends with what failed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from sitekit.lint.catalogue import limit_of
from sitekit.model.problems import Problem, annotation
from tools import ROOT
from tools.docs import limits

BIN = Path(sys.executable).parent
COMMANDS = (
    ("python", "tools/build.py"),
    ("python", "-m", "tools.tracked"),
    ("python", "-m", "tools.urls", "--check", "site"),
    ("python", "-m", "tools.readability"),
    ("python", "-m", "tools.repeats"),
    ("typos",),
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
    ("zizmor", "--offline", "--quiet", ".github"),
    ("make", "--no-print-directory", "test"),
)


def main() -> int:
    failed = []
    for command in COMMANDS:
        if command == ("typos",) and not limit_of("spelling", limits()):
            continue
        words = " ".join(command)
        print(f"$ {words}", flush=True)
        ours = BIN / command[0]
        program = [str(ours) if ours.exists() else command[0], *command[1:]]
        if subprocess.run(program, cwd=ROOT, check=False).returncode:
            failed.append(words)
            if command == ("typos",) and os.environ.get("GITHUB_ACTIONS"):
                annotate_spelling()
    if failed:
        print("\nThese must pass, and did not:", *failed, sep="\n  ", file=sys.stderr)
        print(
            "guide/lint-rules.md says why, and how to fix each; `make fix` fixes some.",
            file=sys.stderr,
        )
    return 1 if failed else 0


def annotate_spelling() -> None:
    """Show misspellings beside their lines."""
    command = [str(BIN / "typos"), "--format=json"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    for line in done.stdout.splitlines():
        typo = json.loads(line)
        if typo.get("type") == "typo":
            meant = " or ".join(typo["corrections"])
            message = f"word must be spelled {meant} (found {typo['typo']!r})"
            path = typo["path"].removeprefix("./")
            print(annotation(Problem(path, typo["line_num"], message, "spelling")))


if __name__ == "__main__":
    sys.exit(main())
