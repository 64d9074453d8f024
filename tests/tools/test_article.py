"""The command for a new article: what it writes passes, or nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import DESCRIPTION, SERIES, at_home, problems_of
from tools import article as tool

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name, text in SERIES.items():
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path / "docs"


def read(docs: Path) -> dict[str, str]:
    return {file.relative_to(docs).as_posix(): file.read_text() for file in docs.rglob("*.md")}


def test_what_is_written_passes_and_is_a_draft(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tool.main("tides", "Waves and where they come from", DESCRIPTION, docs=docs)
    assert problems_of(read(docs)) == []
    assert "status: draft" in (docs / "tides/waves-and-where-they-come-from.md").read_text()
    assert "make check" in capsys.readouterr().out


def test_it_asks_for_what_is_not_given(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["tides", "Waves and where they come from", DESCRIPTION])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    tool.main(docs=docs)
    assert (docs / "tides/waves-and-where-they-come-from.md").exists()


@at_home  # what does not pass is for a site to say
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("gone", "A good title", DESCRIPTION), "series must be one of tides (found 'gone')."),
        (("tides", "Oh", DESCRIPTION), "docs/tides/oh.md:2: title must be text of at least 5"),
        (
            ("tides", "Waves", "Short"),
            "docs/tides/waves.md:3: description must be text of",
        ),
        (("tides", "How to escape", DESCRIPTION), "docs/tides/how-to-escape.md:1: file name"),
        (("tides", "Ebb and what it leaves", DESCRIPTION), "docs/tides/ebb.md:2: title must be"),
        (("tides", "Print", DESCRIPTION), "docs/tides/print.md:1: file name must be another"),
    ],
)
def test_what_would_not_pass_is_not_written(docs: Path, given: tuple[str, ...], said: str) -> None:
    before = read(docs)
    with pytest.raises(SystemExit) as stopped:
        tool.main(*given, docs=docs)
    assert str(stopped.value).startswith(said)
    assert read(docs) == before


def test_a_title_in_other_letters_gets_the_next_number(docs: Path) -> None:
    for title in ("潮の満ち引きについて", "المد والجزر معًا"):
        tool.main("tides", title, DESCRIPTION, docs=docs)
    assert problems_of(read(docs)) == []
    assert "潮の満ち引きについて" in read(docs)["tides/part-1.md"]
    assert "    - part-1.md\n    - part-2.md\n" in read(docs)["tides/index.md"]


def test_a_long_title_gets_a_short_name(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "A short name")
    title = "A title that is longer than forty characters"
    tool.main("tides", title, DESCRIPTION, docs=docs)
    assert problems_of(read(docs)) == []


def test_the_landing_page_keeps_its_line_ends(docs: Path) -> None:
    index = docs / "tides/index.md"
    index.write_bytes(b"\xef\xbb\xbf" + index.read_bytes().replace(b"\n", b"\r\n"))
    before = index.read_bytes()
    tool.main("tides", "Waves and wind", DESCRIPTION, docs=docs)
    lines = index.read_bytes().split(b"\r\n")
    lines.remove(b"    - waves-and-wind.md")
    assert b"\r\n".join(lines) == before


def test_nothing_is_overwritten(docs: Path) -> None:
    (docs / "tides/waves.md").write_text("Mine.")
    before = read(docs)
    with pytest.raises(SystemExit, match="is there already; nothing was written"):
        tool.main("tides", "Waves", DESCRIPTION, docs=docs)
    assert read(docs) == before
