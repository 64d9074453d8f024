"""How a build reports problems: one line each, and on GitHub beside the line they are about."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from sitekit.model.problems import annotation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitekit.model.problems import Problem

# `--strict` counts warnings of loggers below `mkdocs` only.
log = logging.getLogger("mkdocs.hooks.site")
reminders = logging.getLogger("reminders")


def report(problems: Iterable[Problem]) -> None:
    """One warning for each problem, in the order of files and lines."""
    for problem in sorted(set(problems)):
        log.warning("%s", problem)
        if os.environ.get("GITHUB_ACTIONS"):
            print(annotation(problem), flush=True)  # noqa: T201  # GitHub reads standard output


def remind(problems: Iterable[Problem]) -> None:
    """Report what time has brought about and no change: it must not stop a build."""
    for problem in sorted(set(problems)):
        reminders.warning("%s (a reminder: the build goes on)", problem)
