"""What each kept result depends on, and whatever becomes of the folder: the site is the same."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sqlite3
import subprocess
from typing import TYPE_CHECKING

import pytest

import store
from tests.conftest import ROOT, SERIES, article, reply
from tests.soak.edits import built, differing, lay_out
from tests.soak.project import SOAK, command, digest, small_project, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = SERIES | {
    "tides/ebb.md": article(
        "Ebb and what it leaves", '[Flow](flow.md)\n\n--8<-- "plan-first.md"\n\n## What is left'
    ),
    "replies/2026-11-01-1.md": reply("A word too many."),
}
ANOTHER = "results of another version are not used"


class Project:
    """A copy of the project, whose builds keep results from the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = small_project(folder)
        shutil.copytree(ROOT / "docs/snippets", folder / "docs/snippets")
        self.config = folder / "mkdocs.yml"

    def write(self, name: str, text: str) -> None:
        self.folder.joinpath(name).write_text(text)

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.folder.joinpath(name).read_text()
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def run(self, cwd: Path, **more: str) -> None:
        """Build in a process of its own."""
        done = subprocess.run(
            command(self.folder, str(self.folder / "site")),
            env=os.environ | more,
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, told(done)) == (0, []), done.stderr

    def same(self, **more: str) -> str:
        """Build with what is kept, compare with a clean build; a page of it."""
        sites = []
        for results in (".cache/results", ""):
            self.run(self.folder, RESULTS=results, **more)
            sites.append(digest(self.folder / "site"))
        assert sites[0] == sites[1]
        return self.page()

    def page(self) -> str:
        return (self.folder / "site/tides/ebb/index.html").read_text()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture
def same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Build with what is kept, compare with a clean build, return what was told of results."""
    clean = {}

    def _same(
        files: dict[str, str], config: Path = ROOT / "mkdocs.yml", kept: Path = tmp_path / "kept"
    ) -> list[str]:
        lay_out({name: text.encode() for name, text in files.items()}, tmp_path / "docs")
        monkeypatch.setenv("RESULTS", str(kept))
        found, said = built(tmp_path / "docs", tmp_path / "site", config=config)
        made_with = [digest(config.parent / name) for name in ("overrides", "locales", "docs")]
        known = repr((files, made_with, config.read_text()))
        if known not in clean:
            monkeypatch.setenv("RESULTS", "")
            clean[known] = built(tmp_path / "docs", tmp_path / "clean", config=config)
        assert differing(found, clean[known][0]) == []
        assert [one for one in said if one[0] != "INFO"] == clean[known][1]
        return [text for level, text in said if level == "INFO"]

    return _same


def test_a_reply_whose_words_are_changed_shows_them(same: Callable[..., list[str]]) -> None:
    same(FILES)
    same(FILES | {"replies/2026-11-01-1.md": reply("A word less.")})


def test_a_snippet_that_gets_another_name_shows_where_it_is_named(
    same: Callable[..., list[str]], project: Project
) -> None:
    files = FILES | {"tides/ebb.md": article("Ebb and what it leaves", '--8<-- "z.md"')}
    project.write("docs/snippets/y.md", "Words of a snippet.")
    same(files, project.config)
    (project.folder / "docs/snippets/y.md").rename(project.folder / "docs/snippets/z.md")
    assert same(files, project.config) == [ANOTHER]


def test_where_a_build_is_started_from_makes_no_difference(
    project: Project, tmp_path: Path
) -> None:
    project.write("docs/snippets/first.md", "Words of a snippet.")
    project.write("docs/tides/ebb.md", article("Ebb and what it leaves", '--8<-- "first.md"'))
    project.run(tmp_path)
    assert "Words of a snippet." in project.page()


DAMAGES = ("cut", "noise", "text", "empty", "version", "folder", "locked", "nowhere")


def damage(folder: Path, how: str) -> object:
    """Harm the file of results; what is returned must be held on to."""
    file, held = folder / store.NAME, None
    data = bytearray(file.read_bytes())
    if how == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif how == "noise":
        for place in random.Random(1).sample(range(len(data)), len(data) // 9):
            data[place] ^= 255
        file.write_bytes(data)
    elif how in {"text", "empty"}:
        file.write_text("Not a database. " * 999 if how == "text" else "")
    elif how in {"folder", "nowhere"}:
        file.unlink()
        if how == "folder":
            file.mkdir()
        else:
            folder.rmdir()
            folder.write_text("")
    else:
        held = sqlite3.connect(file, isolation_level=None)
        held.execute(
            {
                "version": "PRAGMA user_version = 7",
                "locked": "BEGIN EXCLUSIVE",
            }[how]
        )
    return held


def test_results_that_cannot_be_used_are_told_in_one_line_and_change_nothing(
    same: Callable[..., list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.WAIT", 0.01)
    same(FILES)
    for how in DAMAGES if SOAK else ("cut", "version"):
        kept = tmp_path / how
        shutil.copytree(tmp_path / "kept", kept)
        held = damage(kept, how)
        lines = same(FILES, kept=kept)
        assert len(lines) == (how != "empty"), how
        assert "\n" not in "".join(lines)
        if isinstance(held, sqlite3.Connection):
            held.close()
        # What is no file of ours is not taken away; all else is healed.
        assert len(same(FILES, kept=kept)) == (how in {"folder", "nowhere"}), how


def test_a_folder_that_goes_while_a_build_runs_changes_nothing(
    same: Callable[..., list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.FEW", 1)
    for moment in range(1, 40, 4) if SOAK else (3,):
        kept, calls = tmp_path / f"kept-{moment}", []
        key = store.Store.key

        def going(self: store.Store, *inputs: str) -> bytes:
            calls.append(1)  # noqa: B023
            if len(calls) == moment:  # noqa: B023
                shutil.rmtree(kept, ignore_errors=True)  # noqa: B023
            return key(self, *inputs)  # noqa: B023

        for _ in range(2):
            calls.clear()
            with monkeypatch.context() as patch:
                patch.setattr("store.Store.key", going)
                assert len(same(FILES, kept=kept)) <= 1
        assert same(FILES, kept=kept) == []


def test_two_builds_at_once_share_what_is_kept(
    same: Callable[..., list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same(FILES)
    clean, _ = built(tmp_path / "docs", tmp_path / "clean", preview=True)
    fork = multiprocessing.get_context("fork")
    for number in range(8 if SOAK else 1):
        monkeypatch.setenv("RESULTS", str(tmp_path / f"shared-{number // 2}"))
        sites = [tmp_path / "one", tmp_path / "two"]
        both = [
            fork.Process(target=built, args=(tmp_path / "docs", site), kwargs={"preview": preview})
            for site, preview in zip(sites, (False, True), strict=True)
        ]
        for process in both:
            process.start()
        for process in both:
            process.join()
        assert [process.exitcode for process in both] == [0, 0]
        assert digest(sites[0]) == digest(tmp_path / "site")
        files = {path: path.read_bytes() for path in sites[1].rglob("*") if path.is_file()}
        found = {path.relative_to(sites[1]).as_posix(): data for path, data in files.items()}
        assert differing(found, clean) == []


# What all pages are made with, a change to it, and what each of them must show of that.
CHANGES = (
    ("overrides/partials/skip.html", "<a ", '<a data-new="" ', "data-new"),
    ("overrides/assets/stylesheets/base.css", "body {", "body { z-index: 77;", "z-index:77"),
    ("overrides/assets/javascripts/leave.js", "", 'document.title.at("new");', '"new"'),
    ("locales/en.yml", "Skip to the text", "Go to the text", "Go to the text"),
    ("mkdocs.yml", "leave: https://www.bbc.com/", "leave: https://new.example.org/", "new.example"),
)


def test_a_change_to_what_all_pages_are_made_with_shows_in_every_page(
    same: Callable[..., list[str]], project: Project, tmp_path: Path
) -> None:
    same(FILES, project.config)
    for name, old, new, shown in CHANGES if SOAK else CHANGES[::3]:
        project.replace(name, old, new)
        assert same(FILES, project.config) == [ANOTHER], name
        for page in (tmp_path / "site").rglob("*.html"):
            assert shown in page.read_text(), (name, page)
    assert same(FILES, project.config) == []


def test_another_settings_file_beside_has_results_of_its_own(
    same: Callable[..., list[str]], project: Project, tmp_path: Path
) -> None:
    files = {**FILES, "tides/ebb.md": article("Ebb and what it leaves", "A[^a]\n\n[^a]: B")}
    same(files, project.config)
    other = project.folder / "other.yml"
    shutil.copy(project.config, other)
    project.replace("other.yml", "Back to the text at note", "Return to")
    assert same(files, other) == [ANOTHER]
    assert 'title="Return to 1"' in (tmp_path / "site/tides/ebb/index.html").read_text()


@pytest.mark.skipif(not SOAK, reason="with SOAK=1 only")
def test_hooks_and_engines_have_results_of_their_own(project: Project) -> None:
    project.same()
    for engine in ("properdocs", "mkdocs"):
        project.same(ENGINE=engine)
    project.replace("hooks/sitekit/menus.py", "Link(label,", "Link(label.upper(),")
    project.write("docs/about.md", project.folder.joinpath("docs/index.md").read_text())
    project.replace("docs/about.md", "The home page", "About this")
    assert "ABOUT" in project.same()
    project.write("docs/snippets/plan-first.md", "New words.")
    project.write("docs/tides/ebb.md", article("Ebb and what it leaves", '--8<-- "plan-first.md"'))
    assert "New words." in project.same()
    project.replace("docs/snippets/plan-first.md", "New words.", "Newer words.")
    assert "Newer words." in project.same()
