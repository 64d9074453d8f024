"""A small project that uses everything, built with its cache and without."""

from __future__ import annotations

import shutil
from filecmp import dircmp
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from sitekit.html.markdown import Converter
from tests.conftest import (
    SERIES,
    article,
    contents,
    copy_project,
    landing,
    page,
    reply,
    write_files,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 320 200'><path d='{}'/></svg>"
EBB = """
Words of the ebb.[^sand-2001] ![A boat](boat.png)

--8<-- "note.md"

See [the flow](flow.md#what-comes).
"""
FILES: dict[str, str | bytes] = {
    **SERIES,
    "tides/index.md": landing(
        "Tides",
        "ebb.md",
        "flow.md",
        "slack.md=Slack water",
        companions=("../essays/shore.md", "../essays/draft.md"),
    ),
    "tides/ebb.md": article("Ebb and what it leaves", EBB, authors="[mara]"),
    "tides/ebb.svg": DRAWING.format("M0 150H320"),
    "tides/flow.md": article(
        "Flow and what it brings", "## What comes\n\nWater.", day="2026-03-02"
    ),
    "tides/boat.png": PIXEL,
    "essays/shore.md": article("The shore between", "Words of the shore."),
    "essays/draft.md": article("A draft nobody has seen", "A secret.", status="draft"),
    "about.md": page("About these pages", "[The ebb](tides/ebb.md)\n\n## Licence\n\nWords."),
    "help.md": page("Help by country", "Words."),
    "search.md": page("Find a page"),
    "subscribe.md": page("Follow by feed", "Words."),
    "snippets/note.md": "A note that several pages hold.\n",
    "replies/2026-11-01-1.md": reply("Words of a reader."),
    "authors.yml": "mara:\n  name: Mara Sand\n  picture: tides/boat.png\n",
    "sources.yml": """
sand-2001:
  authors: Sand
  year: 2001
  title: On sand
  in: Shore Press
  url: https://example.com/sand
""",
    "helplines.yml": """
gb:
  country: United Kingdom
  emergency:
    call: ["999"]
    mark: known
    checked: 2026-11-21
  lines:
    - service: A line that listens
      for: Everyone
      call: [0808 200 0247]
      mark: known
      checked: 2026-11-21
""",
}


class Project:
    """A copy of the project with a small docs/ of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.converted: list[str] = []  # what the last build has made of Markdown

    def change(self, name: str, old: str, new: str) -> None:
        """Replace text in a file of the project that must hold it."""
        text = (self.folder / name).read_text()
        assert old in text, name
        (self.folder / name).write_text(text.replace(old, new))

    def write(self, name: str, text: str | bytes) -> None:
        write_files(self.folder, {name: text})

    def remove(self, name: str) -> None:
        (self.folder / name).unlink()

    def build(
        self, *, cache: Path | str | None = None, strict: bool = True, serve_url: str | None = None
    ) -> dict[str, bytes]:
        """The built site with what an earlier build has cached; `cache` is another folder."""
        return self._built(str(cache or self.cache), strict, serve_url)

    def clean(self, *, strict: bool = True, config: str = "mkdocs.yml") -> dict[str, bytes]:
        """The built site without a cache; `config` is another file of settings."""
        return self._built("", strict, None, config)

    def _built(
        self, cache: str, strict: bool, serve_url: str | None, name: str = "mkdocs.yml"
    ) -> dict[str, bytes]:
        convert, self.converted = Converter.convert, []

        def noted(converter: Converter, text: str, src: str, url: str, *more: Any) -> Any:
            self.converted.append(src)
            return convert(converter, text, src, url, *more)

        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CACHE_DIR", cache)
            patch.setattr(Converter, "convert", noted)
            config = load_config(
                str(self.folder / name),
                strict=strict,
                site_dir=str(self.folder / "site"),
            )
            config.plugins.on_startup(command="build", dirty=False)
            build(config, serve_url=serve_url)
        return contents(self.folder / "site")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A project whose cache is filled, and a copy of it."""
    folder = tmp_path_factory.mktemp("project")
    # A key holds the path of the settings, so each test gets the project in the same place.
    project, copy = Project(folder / "it"), folder / "copy"
    (project.folder / "src").mkdir(parents=True)  # a build in this process has our core
    copy_project(project.folder, "hooks", "overrides", "locales", "mkdocs.yml")
    write_files(project.folder / "docs", FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795651200")
        patch.setenv("SITE_URL", "https://example.org/")
        project.build()
    shutil.copytree(project.folder, copy)
    return project.folder, copy


@pytest.fixture
def project(filled: tuple[Path, Path]) -> Iterator[Project]:
    """The project after a first build, for one test to change."""
    folder, copy = filled
    yield Project(folder)
    restore(folder, copy)


def restore(folder: Path, copy: Path) -> None:
    """Make `folder` what `copy` is again, but for the built site, which each build makes anew."""
    found = dircmp(folder, copy, ignore=["site"], hide=[".", ".."])
    for name in (*found.left_only, *found.common_funny):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in (*found.right_only, *found.diff_files, *found.common_funny):
        path = copy / name
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, folder / name)
    for name in found.common_dirs:
        restore(folder / name, copy / name)
