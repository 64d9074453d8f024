"""A new article: a name from its title, a file that passes, its place in the series."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitekit.features.new_article import article_file, name_of, with_part
from tests.conftest import DESCRIPTION, SERIES, problems_of
from tools import article as tool
from tools import normalize

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Why you’re struggling to stay away", "why-youre-struggling-to-stay-away.md"),
        ("Ébb & “flow”: what now?", "ebb-flow-what-now.md"),
        ("A" + " word" * 30, "a" + "-word" * 11 + ".md"),
        ("潮の満ち引き", ".md"),
    ],
)
def test_the_name_of_a_file_is_made_of_its_title(title: str, name: str) -> None:
    assert name_of(title) == name


@pytest.mark.parametrize("title", ["It’s: a “title”", "- dash & #hash", "no", "1:30", "'q' \"p\""])
def test_any_title_comes_back_from_the_file(title: str) -> None:
    title = f"{title} and more"
    text = article_file({"title": title, "description": DESCRIPTION, "date": "2026-03-01"})
    files = SERIES | {"tides/new.md": text}
    files["tides/index.md"] = with_part(files["tides/index.md"], "new.md") or ""
    assert problems_of(files) == []


def test_a_part_is_added_after_the_last_and_nothing_else_changes() -> None:
    before = SERIES["tides/index.md"].replace("  parts:", "  # in reading order\n  parts:")
    after = with_part(before, "new.md")
    assert after == before.replace(
        "      label: Slack water\n", "      label: Slack water\n    - new.md\n"
    )


def test_a_planned_part_gets_its_file() -> None:
    after = with_part(SERIES["tides/index.md"], "slack.md")
    assert after == SERIES["tides/index.md"].replace(
        "    - planned: slack.md\n      label: Slack water\n", "    - slack.md\n"
    )


@pytest.mark.parametrize(
    "landing",
    [
        "",
        "---\nseries: x\n---\n",
        "---\ntitle: x\n---\n",
        "---\nseries:\n  parts: [a.md]\n---\n",
        "---\n:\n---",
    ],
)
def test_a_list_that_is_not_written_line_by_line_is_left_alone(landing: str) -> None:
    assert with_part(landing, "new.md") is None


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


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("gone", "A good title", DESCRIPTION), "series must be one of tides (found 'gone')."),
        (("tides", "Oh", DESCRIPTION), "docs/tides/oh.md:2: title must be text of 5 to 60"),
        (("tides", "Waves", "Short"), "docs/tides/waves.md:3: description must be text of 50"),
        (("tides", "How to escape", DESCRIPTION), "docs/tides/how-to-escape.md:1: file name"),
        (("tides", "Ebb and what it leaves", DESCRIPTION), "docs/tides/ebb.md:2: title must be"),
        (("tides", "Print", DESCRIPTION), "docs/tides/print.md:1: file name must be another"),
        (("tides", "潮の満ち引き", DESCRIPTION), "title must hold letters"),
    ],
)
def test_what_would_not_pass_is_not_written(docs: Path, given: tuple[str, ...], said: str) -> None:
    before = read(docs)
    with pytest.raises(SystemExit) as stopped:
        tool.main(*given, docs=docs)
    assert str(stopped.value).startswith(said)
    assert read(docs) == before


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


def test_what_needs_no_thought_is_mended(docs: Path) -> None:
    ebb = docs / "tides/ebb.md"
    plain = ebb.read_text()
    ebb.write_bytes(b"\xef\xbb\xbf" + plain.replace("\n", " \r\n").encode() + b"\n\n")
    (docs / "index.md").write_bytes(b"M\xe4rz  \n")
    normalize.main(docs)
    assert ebb.read_bytes() == plain.encode()
    assert (docs / "index.md").read_bytes() == b"M\xe4rz  \n"  # not to be read, so not touched


def test_a_line_break_of_two_spaces_stays(docs: Path) -> None:
    ebb = docs / "tides/ebb.md"
    ebb.write_text("One  \ntwo   \nthree \nfour\t\n")
    normalize.main(docs)
    assert ebb.read_text() == "One  \ntwo  \nthree\nfour\n"
