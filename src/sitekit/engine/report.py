"""How a build reports problems: by rule, one line each, and on GitHub beside their lines."""

from __future__ import annotations

import logging
import os
from itertools import groupby
from typing import TYPE_CHECKING

from sitekit.model.problems import Problem, annotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# `--strict` counts warnings of loggers below `mkdocs` only.
log = logging.getLogger("mkdocs.hooks.site")
MOST = 100  # problems of one file that are shown
reminders = logging.getLogger("reminders")


def report(problems: Iterable[Problem]) -> None:
    """One warning for each problem, below its rule and how many it has; of one file, the first 100.

    Rules, and problems of each, come in the order of files and lines.
    """
    by_rule: dict[str, list[Problem]] = {}
    for problem in _first(sorted(set(problems))):
        by_rule.setdefault(problem.rule, []).append(problem)
    for rule, same in by_rule.items():
        log.info("%s: %d problem%s", rule, len(same), "s" if len(same) > 1 else "")
        for problem in same:
            log.warning("%s", problem)
            if os.environ.get("GITHUB_ACTIONS"):
                print(annotation(problem), flush=True)  # noqa: T201  # GitHub reads standard output


def _first(problems: list[Problem]) -> Iterator[Problem]:
    """The first problems of each file, and how many it has beside them."""
    for path, group in groupby(problems, key=lambda problem: problem.path):
        same = list(group)
        yield from same[:MOST]
        if len(same) > MOST:
            rule = "file must be corrected before its other problems are shown"
            message = f"{rule} (found {len(same) - MOST} more)"
            yield Problem(path, same[MOST].line, message, same[MOST].rule)


def remind(problems: Iterable[Problem]) -> None:
    """Report what time has brought about and no change: it must not stop a build."""
    for problem in sorted(set(problems)):
        reminders.warning("%s (a reminder: the build goes on)", problem)
