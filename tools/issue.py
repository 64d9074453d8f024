"""Open an issue, or make the open one of that title new: `python -m tools.issue TITLE FILE`.

Only an issue that the workflows themselves have opened is changed; a stranger may have opened one
with the same title. Needs `gh`, and nothing that has to be installed first.
"""

from __future__ import annotations

import json
import subprocess
import sys

WORKFLOWS = "github-actions[bot]"  # no person's account can have brackets in its name


def main(title: str, file: str) -> None:
    number = open_issue(title)
    if number:
        gh("issue", "edit", str(number), f"--body-file={file}")
    else:
        gh("issue", "create", f"--title={title}", f"--body-file={file}")


def open_issue(title: str) -> int | None:
    """Number of the workflows' open issue of exactly this title, which are few.

    The list is asked for, not searched: the search finds what is new only after a while.
    """
    asked = {"state": "open", "creator": WORKFLOWS, "per_page": "100"}
    fields = [f"--raw-field={name}={value}" for name, value in asked.items()]
    issues = json.loads(gh("api", "--method=GET", "repos/{owner}/{repo}/issues", *fields))
    return next(
        (
            issue["number"]
            for issue in issues
            if issue["title"] == title
            and issue["user"]["login"] == WORKFLOWS
            and "pull_request" not in issue
        ),
        None,
    )


def gh(*arguments: str) -> str:
    """What `gh` prints; if it fails, it has said why, and so do we."""
    done = subprocess.run(["gh", *arguments], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"gh {' '.join(arguments[:2])} failed.")
    return done.stdout


if __name__ == "__main__":
    main(*sys.argv[1:])
