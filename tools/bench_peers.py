"""The generators that are timed, each in a folder of its own with its settings and texts."""

from __future__ import annotations

import os
import re
import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tools import ROOT
from tools.bench_site import MKDOCS, Dialect, write_site
from tools.docs import DOCS

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS = ROOT / "tools/peers"
INSTALLED = ROOT / ".cache/peers"
HUGO = Dialect(
    "> [!NOTE] In short\n> - One line.\n> - Another line.\n",
    keys="series: [Series number {series}]\n",
    landing_pages=False,
)
PELICAN = Dialect(
    link="{{filename}}{}.md",
    keys="category: Series number {series}\nsummary: One plain sentence.\n",
    landing_pages=False,
)
# What all get: known warnings are left out (guide/decisions/0002), and code is compiled once.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
ENVIRONMENT |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}


class Generator(NamedTuple):
    """A generator with texts to build; its paths are below its folder."""

    name: str
    folder: Path
    command: list[str]
    texts: Path
    output: str
    caches: tuple[str, ...]
    environment: dict[str, str] = ENVIRONMENT


def ours(work: Path, size: int) -> Generator:
    """A copy of the project, built as `make site` does."""
    if not DOCS.is_relative_to(ROOT):
        sys.exit(f"docs_dir must be a folder of the project to be timed (found '{DOCS}').")
    folder = work / "ours"
    made = (ROOT / ".gitignore").read_text().replace("/", "").split()
    skip = shutil.ignore_patterns(".git", "mkdocs.*.yml", *made)  # so no other edition is built

    def at_top(path: str, names: list[str]) -> set[str]:
        return skip(path, names) if Path(path) == ROOT else set()

    shutil.copytree(ROOT, folder, ignore=at_top, ignore_dangling_symlinks=True)
    texts = folder / DOCS.relative_to(ROOT)
    shutil.rmtree(texts, ignore_errors=True)
    write_site(texts, size)
    environment = ENVIRONMENT | {
        "CACHE_DIR": ".cache/pages",
        "PYTHONPATH": str(folder / "src"),
        "SITE_URL": "https://example.org/",
        "XDG_CACHE_HOME": str(work / "cache"),  # of compiled templates, which are code
    }
    command = [sys.executable, "tools/build.py"]
    caches = (".cache", ".site.before")
    return Generator("ours", folder, command, texts, "site", caches, environment)


def stock(work: Path, size: int) -> Generator:
    folder = with_settings("stock", work / "stock", "docs", size, MKDOCS)
    name = f"stock Material {version('mkdocs-material')}"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return Generator(name, folder, command, folder / "docs", "site", (".cache",))


def hugo(work: Path, size: int) -> Generator:
    folder = with_settings("hugo", work / "hugo", "content", size, HUGO)
    # The program itself, without the Python that would start it.
    program = next(INSTALLED.glob("lib/*/site-packages/hugo/binaries/hugo*"))
    command = [str(program), "build", "--quiet", f"--cacheDir={folder / 'cache'}"]
    return Generator(locked("Hugo"), folder, command, folder / "content", "public", ("cache",))


def pelican(work: Path, size: int) -> Generator:
    folder = with_settings("pelican", work / "pelican", "content", size, PELICAN)
    command = [str(INSTALLED / "bin/pelican"), "--quiet", "--fatal=errors"]
    return Generator(locked("Pelican"), folder, command, folder / "content", "output", ("cache",))


def zensical(work: Path, size: int) -> Generator:
    folder = with_settings("stock", work / "zensical", "docs", size, MKDOCS)
    command = [str(INSTALLED / "bin/zensical"), "build"]
    return Generator(locked("Zensical"), folder, command, folder / "docs", "site", (".cache",))


MAKERS: dict[str, Callable[[Path, int], Generator]] = {
    "ours": ours,
    "stock Material": stock,
    "Hugo": hugo,
    "Pelican": pelican,
    "Zensical": zensical,
}


def with_settings(kind: str, folder: Path, texts: str, size: int, dialect: Dialect) -> Path:
    shutil.copytree(SETTINGS / kind, folder)
    write_site(folder / texts, size, dialect)
    return folder


def locked(name: str) -> str:
    """A peer with the version that requirements/peers.txt has."""
    lock = (ROOT / "requirements/peers.txt").read_text()
    found = re.search(rf"(?m)^{name.lower()}==(\S+)", lock)
    return f"{name} {found[1]}" if found else name
