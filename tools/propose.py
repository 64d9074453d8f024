"""Offer changed files as a pull request: `python3 -m tools.propose BRANCH TITLE BODY_FILE PATH …`.

The branch is what is checked out, with these files as they are now. If a pull request from it is
open, that one shows them; if there is none, or it was closed, a new one is opened. Needs git and
gh, and nothing that has to be installed first: whoever runs this may write to the repository.
"""

from __future__ import annotations

import json
import subprocess
import sys

AUTHOR = (
    "-c",
    "user.name=github-actions[bot]",
    "-c",
    "user.email=41898282+github-actions[bot]@users.noreply.github.com",
)


def main(branch: str, title: str, body: str, *paths: str) -> None:
    if not run("git", "status", "--porcelain", "--", *paths):
        print("Nothing has changed.")
        return
    run("git", "switch", "--quiet", "--force-create", branch)
    run("git", "add", "--", *paths)
    run("git", *AUTHOR, "commit", "--quiet", f"--message={title}", "--", *paths)
    run("gh", "auth", "setup-git")
    run("git", "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{branch}")
    if is_open(branch):
        print("The open pull request shows it.")
    else:
        print(
            run("gh", "pr", "create", f"--head={branch}", f"--title={title}", f"--body-file={body}")
        )


def is_open(branch: str) -> bool:
    """Whether a pull request from our own branch is open; a fork may have one of that name."""
    fields = ("--state=open", f"--head={branch}", "--json=isCrossRepository")
    return any(
        not pull["isCrossRepository"] for pull in json.loads(run("gh", "pr", "list", *fields))
    )


def run(*command: str) -> str:
    """What a command prints; if it fails, it has said why, and so do we."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[:2])} failed.")
    return done.stdout.strip()


if __name__ == "__main__":
    main(*sys.argv[1:])
