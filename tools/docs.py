"""What commands share: the texts of docs/, and how problems are reported."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from sitekit.model.front_matter import decode
from sitekit.model.problems import annotation
from tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitekit.model.problems import Problem

DOCS = ROOT / "docs"
OTHERS = ("replies/", "snippets/")  # folders that hold other texts than pages


def texts(docs: Path) -> dict[str, str]:
    """The text of every page by its path below `docs`; what is not UTF-8 is replaced."""
    files = [f for f in docs.rglob("*.md") if f.is_file() and not f.is_symlink()]
    pages = {f.relative_to(docs).as_posix(): f for f in sorted(files)}
    return {
        src: decode("", file.read_bytes())[0]
        for src, file in pages.items()
        if not src.startswith(OTHERS)
    }


def report(problems: Iterable[Problem]) -> None:
    """One line for each problem; on GitHub beside its line too."""
    for problem in problems:
        print(problem, file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS"):
            print(annotation(problem))
