"""What a build imports only when something has changed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.conftest import SERIES, article, copy_project, environment, write_files

if TYPE_CHECKING:
    from pathlib import Path

BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml")
config.plugins.on_startup(command="build", dirty=False)
build(config)
print("markdown_it" in sys.modules)
"""


def imports_the_parser(project: Path) -> bool:
    env = environment(project, CACHE_DIR=str(project / "cache"))
    command = [sys.executable, "-c", BUILD]
    done = subprocess.run(command, cwd=project, env=env, check=True, capture_output=True)
    return done.stdout.decode().split()[-1] == "True"


def test_the_block_parser_is_imported_only_when_a_text_has_changed(tmp_path: Path) -> None:
    copy_project(tmp_path, "hooks", "src", "overrides", "locales", "mkdocs.yml")
    body = 'Words.\n\n--8<-- "a.md"'
    texts = {"tides/ebb.md": article("Ebb and flow", body), "snippets/a.md": "Words."}
    write_files(tmp_path / "docs", SERIES | texts)
    assert imports_the_parser(tmp_path)
    assert not imports_the_parser(tmp_path)
    write_files(tmp_path / "docs", {"snippets/a.md": "Other words."})
    assert imports_the_parser(tmp_path)
