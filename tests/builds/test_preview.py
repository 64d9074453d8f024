"""`make serve` in a process of its own, on a copy of the project: saves are seen, code too."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.conftest import copy_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = "about/"
PATIENCE = 30  # seconds until a change that never shows is a failure

Preview = tuple["Path", "Callable[[str, str], bool]"]


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """The folder of a previewed copy, and a function that waits until a page holds some words."""
    copy_project(tmp_path, "docs", "hooks", "src", "overrides", "locales", "mkdocs.yml")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", f"--dev-addr=127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=tmp_path, env=os.environ, stderr=subprocess.DEVNULL)

    def shows(page: str, words: str) -> bool:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}") as answer:
                    if words in answer.read().decode():
                        return True
            except (urllib.error.URLError, ConnectionError, http.client.HTTPException):
                pass  # not up yet, or starting anew
            time.sleep(0.02)  # asking again, not waiting for something to be ready
        return False

    yield tmp_path, shows
    server.terminate()
    server.wait()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_texts_templates_styles_words_and_code_are_followed(preview: Preview) -> None:
    folder, shows = preview
    assert shows(PAGE, "What this is")
    for name, old, new, shown in (
        ("docs/about.md", "## What this is\n", "## What this was\n", "What this was"),
        (
            "overrides/partials/footer.html",
            "</footer>",
            "a template</footer>",
            "a template</footer>",
        ),
        ("overrides/assets/stylesheets/footer.css", "margin: 0;", "margin: 3px;", "margin:3px"),
        ("locales/en.yml", "Texts under", "Words under", "Words under"),
        (
            "hooks/sitekit/menus.py",
            "article.url + anchor",
            "article.url + anchor + '#code'",
            "#code",
        ),
    ):
        change(folder / name, old, new)
        assert shows(PAGE, shown), name


def test_broken_code_and_broken_articles_leave_the_preview_up(preview: Preview) -> None:
    folder, shows = preview
    assert shows("about/", "What this is")
    change(folder / "hooks/sitekit/menus.py", "def menu(", "def (")
    change(folder / "docs/about.md", "title: About", "tilte: About")
    assert shows("about/", "Untitled page")


def test_code_that_is_saved_broken_by_a_rename_leaves_the_preview_up(preview: Preview) -> None:
    folder, shows = preview
    assert shows("about/", "What this is")
    code = folder / "hooks/sitekit/menus.py"
    other = code.with_name("menus.py~")
    other.write_text(code.read_text().replace("def menu(", "def ("))
    other.replace(code)
    change(folder / "docs/about.md", "title: About", "tilte: About")
    assert shows("about/", "Untitled page")
