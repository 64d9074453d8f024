"""The heirs of engine and theme: with each pair the same site, byte for byte (decision 15)."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SOAK, contents, copy_project, environment
from tests.soak.project import CODE, FIXED, LINKS
from tools.setup import install_heirs

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = (("mkdocs", "material"), ("properdocs", "material"), ("properdocs", "materialx"))
THEME = re.compile(r"(?m)^  name: material$")


@pytest.fixture(scope="module")
def heirs() -> Path:
    """The folder of packages that come before those of .venv; they bring a theme of their own."""
    if not SOAK:
        pytest.skip("`make soak` and the weekly workflow install what this needs")
    return install_heirs()


def built(folder: Path, engine: str, theme: str, heirs: Path) -> dict[str, bytes]:
    """Our own site, built strictly; the theme is one line of the settings."""
    folder.mkdir()
    copy_project(folder, "docs", *CODE)
    settings, count = THEME.subn(f"  name: {theme}", (folder / "mkdocs.yml").read_text())
    assert count == 1
    (folder / "mkdocs.yml").write_text(settings)
    paths = [folder / "src"] if theme == "material" else [heirs, folder / "src"]
    variables = FIXED | LINKS | {"ENGINE": engine, "CACHE_DIR": ""}
    variables |= {"PYTHONPATH": ":".join(map(str, paths))}
    command = [sys.executable, str(folder / "tools/build.py")]
    done = subprocess.run(
        command,
        env=environment(folder, **variables),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if line and not line.startswith("INFO")]
    assert (done.returncode, said) == (0, []), (engine, theme)
    return contents(folder / "site")


def test_every_pair_writes_the_same_files(heirs: Path, tmp_path: Path) -> None:
    sites = {
        f"{engine} with {theme}": built(tmp_path / f"{engine}-{theme}", engine, theme, heirs)
        for engine, theme in PAIRS
    }
    (first, one), *others = sites.items()
    assert {"index.html", "404.html", "_headers", "feed.xml", "sitemap.xml.gz"} <= one.keys()
    for name, other in others:
        differ = {file for file in one.keys() | other.keys() if one.get(file) != other.get(file)}
        assert differ == set(), name
    print(f"\n{len(one)} files are the same with {', '.join(sites)}; {first} is the default")
