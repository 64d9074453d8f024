"""Passages that two texts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import repeats

if TYPE_CHECKING:
    from pathlib import Path

SHARED = "The sea comes back to the same beach"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs/tides"
    folder.mkdir(parents=True)
    (folder / "ebb.md").write_text(f"---\ntitle: Ebb\n---\n\n{SHARED} every day, it is said.\n")
    return tmp_path / "docs"


def write(docs: Path, text: str) -> None:
    (docs / "tides/flow.md").write_text(f"---\ntitle: Flow\n---\n\nA first line.\n\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        f"{SHARED}.",
        f"Or so: {SHARED.lower()}, always.",
        "The *sea* comes [back](ebb.md) to the\nsame **beach**.",
        "The sea comes back[^a] to the same beach.",
    ],
)
def test_eight_words_in_a_row_are_found_with_their_line_and_the_other_text(
    docs: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(docs, text)
    assert repeats.main(docs) == 1
    said = capsys.readouterr().err
    assert said.startswith("docs/tides/flow.md:7: text must not share more than 7 words")
    assert said.rstrip().endswith("as in docs/tides/ebb.md)")


@pytest.mark.parametrize(
    "text", ["The sea comes back to the same.", '--8<-- "note.md"', f"A line.\n\n{SHARED[:30]}"]
)
def test_fewer_words_and_snippets_are_no_repetition(docs: Path, text: str) -> None:
    write(docs, text)
    assert repeats.main(docs) == 0


def test_a_text_may_repeat_its_own_words(docs: Path) -> None:
    write(docs, "Stay as long as you need to, and go.\n\nStay as long as you need to, and go.")
    assert repeats.main(docs) == 0
