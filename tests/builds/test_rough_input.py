"""What nobody should bring, but somebody will: one line each, and no stack trace."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from sitekit.engine.report import MOST
from sitekit.model.front_matter import LARGEST
from sitekit.model.site import BUILT
from tests.conftest import SERIES, copy_project, page, reply, run_build, write_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

UNNAMED = "file name must be UTF-8 without control characters"
LINKED = "file must be a file of its own, and no link to another"


@pytest.mark.parametrize("epoch", ["abc", "", "1.5", "9" * 30])
def test_a_day_that_is_no_number_is_reported_in_one_line(
    build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SystemExit) as stopped:
        build_site(SERIES)
    rule = "SOURCE_DATE_EPOCH must be a whole number of seconds since 1970 (found "
    assert str(stopped.value).startswith(rule)


@pytest.mark.parametrize(
    "name", [b"\xff.md", b"a\nb.md", b"\xff.png", b"replies/\xff.md", b"snippets/\xff.md"]
)
def test_a_name_that_cannot_be_shown_is_reported_in_one_line(
    reported: Callable[..., list[str]], tmp_path: Path, name: bytes
) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path / "docs") + b"/" + name))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page("A page"))
    shown = name.decode(errors="replace").replace("\ufffd", "?").replace("\n", "?")
    found = shown.rpartition("/")[2]
    assert reported(SERIES) == [f"docs/{shown}:1: {UNNAMED} (found {found!r})"]


def test_a_link_to_itself_is_reported_in_one_line(
    reported: Callable[..., list[str]], tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/loop.md").symlink_to("loop.md")
    assert reported(SERIES) == [f"docs/loop.md:1: {LINKED} (found 'loop.md')"]


def test_replies_in_a_folder_that_cannot_be_read_do_not_vanish_in_silence(
    reported: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def denied(path: str) -> object:
        if Path(os.fsdecode(path)).name == "replies":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    rule = "folder must be one that can be read (found: Permission denied)"
    assert reported(SERIES | {"replies/2026-11-01-1.md": reply()}) == [f"docs/replies:1: {rule}"]


def test_a_cache_folder_that_is_a_file_stops_nothing(
    build_site: Callable[..., Built],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / ".cache").write_text("")
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / ".cache/pages"))
    monkeypatch.chdir(tmp_path)  # where plugins would make folders of their own
    with caplog.at_level("INFO", "mkdocs"):
        assert "tides/ebb/index.html" in build_site(SERIES).pages()
    (line,) = [text for text in caplog.messages if text.startswith("nothing is cached")]
    assert line.startswith("nothing is cached between builds: [Errno 20] Not a directory")
    assert not (tmp_path / ".cache").is_dir()


@pytest.mark.parametrize("old", ["/_headers/", "/search/", "/tides/ebb/", "/tides/print/"])
def test_an_old_url_in_use_is_reported_and_takes_no_place(
    reported: Callable[..., list[str]], tmp_path: Path, old: str
) -> None:
    about = page("About pages", "## Licence\n\nWords.", redirect_from=f"[{old}]")
    (problem,) = reported(SERIES | {"about.md": about})
    assert problem.startswith("docs/about.md:4: redirect_from must be paths not in use; ")
    file = tmp_path / "site" / old.strip("/") / "index.html"
    assert not file.exists() or "http-equiv=refresh" not in file.read_text()


def test_no_old_url_may_take_the_place_of_what_the_build_writes(
    build_site: Callable[..., Built],
) -> None:
    built = {path.name for path in build_site(SERIES).folder.iterdir()}
    # A redirect has no dot in it.
    assert {name for name in built - {"tides"} if "." not in name} <= set(BUILT)


def test_of_a_file_with_hundreds_of_problems_the_first_are_shown(
    reported: Callable[..., list[str]],
) -> None:
    *shown, last = reported(SERIES | {"sources.yml": "".join(f"a{n}: b\n" for n in range(250))})
    rule = "source must be keys and values, such as authors and year (found 'b')"
    assert shown == [f"docs/sources.yml:{n}: {rule}" for n in range(1, MOST + 1)]
    rule = "file must be corrected before its other problems are shown (found 150 more)"
    assert last == f"docs/sources.yml:{MOST + 1}: {rule}"


@pytest.mark.parametrize("name", ["helplines.yml", "sources.yml", "authors.yml"])
def test_a_data_file_has_a_limit(reported: Callable[..., list[str]], name: str) -> None:
    text = "a: b\n" * (LARGEST // 5 + 1)
    rule = f"file must hold at most {LARGEST} characters (found {len(text)})"
    assert reported(SERIES | {name: text}) == [f"docs/{name}:1: {rule}"]


@pytest.mark.parametrize("text", ["a: [", "a: b\n" * LARGEST])
def test_strings_that_cannot_be_read_are_reported_in_one_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    copy_project(tmp_path, "hooks", "src", "overrides", "locales", "mkdocs.yml")
    (tmp_path / "locales/en.yml").write_text(text)
    write_files(tmp_path / "docs", SERIES)
    with pytest.raises(Abort):
        run_build(tmp_path / "docs", tmp_path / "site", project=tmp_path)
    (line,) = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
    assert line.startswith("locales/en.yml:")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("synonym.yml", "; did you mean 'synonyms.yml'?"), ("tides/other.yml", "")],
)
def test_a_data_file_that_nobody_reads_is_reported(
    reported: Callable[..., list[str]], name: str, meant: str
) -> None:
    rule = "data file must be one of authors.yml, helplines.yml, sources.yml, synonyms.yml"
    message = f"docs/{name}:1: {rule} (found {name!r}{meant})"
    assert reported(SERIES | {name: "a: [b]\n"}) == [message]
