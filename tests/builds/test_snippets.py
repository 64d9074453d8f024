"""Snippets that would take minutes, harm the page or stop the build: one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config

from tests.conftest import SERIES, article, copy_project, run_build, write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INCLUDED = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", '--8<-- "a.md"')}


@pytest.fixture
def problems(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Callable[..., list[str]]:
    """Build a project of its own that has these files; every line about what is wrong in it."""
    copy_project(tmp_path, "hooks", "src", "overrides", "locales", "mkdocs.yml")

    def _problems(files: dict[str, str | bytes]) -> list[str]:
        write_files(tmp_path / "docs", files)
        run_build(tmp_path / "docs", tmp_path / "site", project=tmp_path, strict=False)
        return [one.getMessage() for one in caplog.records if one.levelname == "WARNING"]

    return _problems


def test_snippets_do_not_nest(problems: Callable[..., list[str]]) -> None:
    nested = {
        f"snippets/{name}.md": f'Words.\n\n--8<-- "{after}.md"' for name, after in ("ab", "bc")
    }
    assert problems(INCLUDED | nested | {"snippets/c.md": "Words."}) == [
        "docs/snippets/a.md:3: snippet must not include another one (found 'b.md')",
        "docs/snippets/b.md:3: snippet must not include another one (found 'c.md')",
    ]


PIECES: dict[str, tuple[str | bytes, str]] = {
    "bytes": ("x " * 300_000, "1: snippet must be at most 500000 bytes (found 600000)"),
    "control": ("One.\n\n\x07", "3: text must hold no control characters (found U+0007)"),
    "heading": ("# One", "1: text must have no heading of the first level: the title makes it"),
    "image": ("![](a.png)", "1: image must say what it shows between its brackets, or in alt"),
    "latin": (b"One.\n\nM\xe4rz", "3: text must be saved as UTF-8 (found byte 0xe4)"),
    "long": ("One.\n\n" * 10_001, "1: text must hold at most 20000 lines (found 20002)"),
    "merge": ("One.\n\n<<<<<<< HEAD", "3: text must hold no marks of an unfinished merge"),
    "promise": ("This site is completely safe.", "1: text must not promise what no page can"),
    "words": ("word " * 121, "1: paragraph must hold at most 120 words (found 121)"),
}
# Which step is dangerous, how deep headings go and what a note says is asked of whole articles.
WHOLE = "#### Four\n\nBlock the number.[^gone-1900]"


def test_a_snippet_has_the_limits_and_rules_of_a_text_but_those_of_whole_articles(
    problems: Callable[..., list[str]],
) -> None:
    files = {f"snippets/{name}.md": text for name, (text, _) in PIECES.items()}
    found = problems(SERIES | files | {"snippets/whole.md": WHOLE})
    # Reported by rule, each group by its rank.
    assert sorted(line.partition(" (found '")[0] for line in found) == sorted(
        f"docs/snippets/{name}.md:{rule}" for name, (_, rule) in PIECES.items()
    )


def test_a_text_that_is_too_much_with_its_snippets_never_reaches_markdown(
    problems: Callable[..., list[str]], tmp_path: Path
) -> None:
    body = 'One.\n\n--8<-- "a.md"\n\n--8<-- "a.md"'
    files = {"snippets/a.md": "One.\n\n" * 6_000, "tides/ebb.md": article("Ebb and flow", body)}
    (problem,) = problems(SERIES | files)
    rule = "text must hold at most 20000 lines (found 24006)"
    assert problem == f"docs/tides/ebb.md:6: {rule}"
    assert "One." not in (tmp_path / "site/tides/ebb/index.html").read_text()


@pytest.mark.parametrize("to", ["/dev/zero", ".", "a.md"])
def test_a_snippet_that_is_no_file_is_never_read(
    problems: Callable[..., list[str]], tmp_path: Path, to: str
) -> None:
    (tmp_path / "docs/snippets").mkdir(parents=True)
    (tmp_path / "docs/snippets/a.md").symlink_to(to)
    found = problems(INCLUDED)
    rule = "file must be a file of its own, and no link to another (found 'a.md')"
    assert found[0] == f"docs/snippets/a.md:1: {rule}"
    assert all("snippet must be a file of docs/snippets" in line for line in found[1:])


def test_an_edition_that_inherits_the_settings_shows_its_own_snippets(tmp_path: Path) -> None:
    copy_project(tmp_path, "hooks", "src", "overrides", "locales", "mkdocs.yml")
    (tmp_path / "docs.de").mkdir()
    file = tmp_path / "mkdocs.de.yml"
    file.write_text("INHERIT: mkdocs.yml\ndocs_dir: docs.de\n")
    options = load_config(str(file)).mdx_configs["pymdownx.snippets"]
    own, shared = (str(path) for path in options["base_path"])
    assert (own, shared) == (f"{tmp_path}/docs.de/snippets", f"{tmp_path}/docs/snippets")
