"""One site of many bodies: each is an article of its own, in series of a few parts each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Built, article, landing, page, run_build, write_files
from tests.hostile.corpus import BEFORE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PARTS = 20  # of a series, which has a page with the texts of all of them


def build_bodies(bodies: Mapping[str, str], folder: Path) -> Built:
    """Build bodies strictly, each by its name, which is also the name of its page."""
    names = [*bodies]
    files = {"index.md": page("The home page")}
    for first in range(0, len(names), PARTS):
        series, parts = f"series-{first}", names[first : first + PARTS]
        label = f"Series from {first}"
        text = landing(label, *(f"{part}.md" for part in parts))
        files[f"{series}/index.md"] = text.replace("\n  parts:", "\n  ebook: true\n  parts:", 1)
        for part in parts:
            text = article(f"About {part.replace('-', ' ')}", f"{BEFORE}{bodies[part]}")
            files[f"{series}/{part}.md"] = text
    write_files(folder / "docs", files)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795651200")
        patch.setenv("SITE_URL", "https://example.org/")
        run_build(folder / "docs", folder / "site")
    return Built(folder / "site")


def pages_of(built: Built) -> dict[str, str]:
    """The URL of each body's page by its name."""
    pages = [name for name in built.pages() if re.match(r"series-\d+/(?!print/).+/", name)]
    return {name.split("/")[1]: f"/{name.removesuffix('index.html')}" for name in pages}


def whole_series(built: Built) -> list[str]:
    """The URLs of the pages with all texts of a series."""
    return [f"/{n.removesuffix('index.html')}" for n in built.pages() if "/print/" in n]
