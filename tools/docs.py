"""What commands share: the texts of docs/, and how problems are reported."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from sitekit.engine.configuration import read_configuration
from sitekit.lint.catalogue import SETTING, limit_of, read_limits
from sitekit.model.front_matter import decode
from sitekit.model.problems import annotation
from tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitekit.model.problems import Problem
    from sitekit.model.settings import Limits

SETTINGS = ROOT / (os.environ.get("CONFIG") or "mkdocs.yml")
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


def settings() -> dict[str, Any]:
    """The settings of the site, or of the edition CONFIG, each value as text."""
    return read_configuration(SETTINGS)[0].values


DOCS = ROOT / settings().get("docs_dir", "docs")


def folder_name(docs: Path) -> str:
    """A folder of texts as messages name it: `docs`, or `texts/en`."""
    return docs.relative_to(ROOT).as_posix() if docs.is_relative_to(ROOT) else docs.name


def limits() -> Limits:
    """What the site sets of the house rules; a build reports what is wrong with it."""
    return read_limits(settings().get("extra", {}).get(SETTING), lambda *_: ("", 1))[0]


def limit(rule: str) -> float:
    """The number that a house rule sets; 0 if it is off."""
    found = limit_of(rule, limits())
    return found if isinstance(found, int | float) else 0


def report(problems: Iterable[Problem]) -> None:
    """One line for each problem; on GitHub beside its line too."""
    for problem in problems:
        print(problem, file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS"):
            print(annotation(problem))
