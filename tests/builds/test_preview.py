"""`make serve` in its own process, on a copy of the project: it follows saves, of code too."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from sitekit.html.csp import hash_of
from sitekit.html.dom import Document, attribute
from sitekit.model.documents import UNTITLED
from tests.conftest import STRINGS, copy_project, environment, our_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = "about/"
TITLE = our_site().documents["about.md"].title
CODE, DEFINITION, BROKEN = "src/sitekit/features/menus.py", "def menus_of(", "def ("
PATIENCE = 90  # seconds until a change that never shows is a failure

Preview = tuple["Path", "Callable[[str, str], bool]"]


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """The folder of a previewed copy, and a function that waits until a page holds some words."""
    copy_project(tmp_path, "docs", "hooks", "src", "overrides", "locales", "tools", "mkdocs.yml")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tools.serve"]
    here = {"ADDRESS": f"127.0.0.1:{port}", "TMPDIR": str(tmp_path)}
    env = environment(tmp_path) | here
    server = subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.DEVNULL)

    def shows(page: str, words: str) -> bool:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                url = f"http://127.0.0.1:{port}/{page}"
                with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                    shows.last = answer.read().decode()
                if words in shows.last:
                    return True
            except (urllib.error.URLError, ConnectionError, http.client.HTTPException):
                pass  # not up yet, or restarting
            time.sleep(0.1)  # asking again, not waiting for something to be ready
        return False

    yield tmp_path, shows
    server.terminate()
    server.wait()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_texts_templates_styles_strings_and_code_are_followed(preview: Preview) -> None:
    folder, shows = preview
    words = STRINGS.t("skip.text")
    assert shows(PAGE, words)
    for name, old, new, shown in (
        ("docs/about.md", "\n---\n\n", "\n---\n\n## A new heading\n\n", "A new heading</h2>"),
        (
            "overrides/components/footer/footer.html",
            "</footer>",
            "a template</footer>",
            "a template</footer>",
        ),
        ("overrides/components/footer/footer.css", "margin: 0;", "margin: 3px;", "margin:3px"),
        ("locales/en.yml", words, "Down to the text", "Down to the text"),
        (
            "src/sitekit/features/menus.py",
            "document.url + anchor",
            "document.url + anchor + '#code'",
            "#code",
        ),
    ):
        change(folder / name, old, new)
        assert shows(PAGE, shown), name


def test_a_page_may_run_what_loads_it_again_after_a_save(preview: Preview) -> None:
    _, shows = preview
    assert shows(PAGE, "livereload(")
    page = Document(shows.last)
    (policy,) = [attribute(one, "content") for one in page.css("meta[http-equiv]")]
    allowed = policy.partition("script-src ")[2].partition(";")[0].split()
    assert {hash_of(one.text()) for one in page.css("script:not([type])")} <= {*allowed}
    assert "connect-src 'self';" in policy


def test_broken_code_and_broken_articles_leave_the_preview_up(preview: Preview) -> None:
    folder, shows = preview
    code, about = folder / CODE, folder / "docs/about.md"
    working = code.read_text()
    assert shows(PAGE, TITLE)
    change(code, DEFINITION, BROKEN)
    change(about, "title: ", "tilte: ")
    assert shows(PAGE, UNTITLED)
    # Some editors save by a rename.
    other = code.with_name("menus.py~")
    other.write_text(f"{working}\n# It works again.\n")
    other.replace(code)
    change(about, "tilte: ", "title: ")
    assert shows(PAGE, TITLE)
    other.write_text(working.replace(DEFINITION, BROKEN))
    other.replace(code)
    change(about, "title: ", "tilte: ")
    assert shows(PAGE, UNTITLED)
