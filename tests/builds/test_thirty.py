"""Thirty ways to break a page, all reported in one build: one line each, none hiding another."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from tests.conftest import (
    ROOT,
    SERIES,
    article,
    expected_of,
    landing,
    page,
    run_build,
    write_files,
)

if TYPE_CHECKING:
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\3\0\0\0\2\x08\2\0\0\0"
PARTS = [f"p{n:02}.md" for n in range(1, 27)]


def part(number: int, body: str = "Words.", **keys: str) -> dict[str, str]:
    return {f"tides/p{number:02}.md": article(f"Part number {number}", body, **keys)}


FILES: dict[str, str | bytes] = {
    **SERIES,
    "index.md": page("The home page", "[Gone](tides/gone.md) and [gone](tides/p03.md#gone)"),
    # A renamed file, and a deleted part.
    "tides/index.md": landing("Tides", "ebb.md", "flwo.md", "vanished-for-ever.md", *PARTS),
    # Two pages with one title, in other letters; a title of one's own in the text.
    **part(1),
    "tides/p02.md": article("PART number 1"),
    **part(3, "# Part number 3\n\nWords."),
    # Dates in American order, that never were, of the future, before the first.
    "tides/p04.md": article("Part number 4", day="11/21/2026"),
    "tides/p05.md": article("Part number 5", day="2026-02-30"),
    **part(6, updated="2030-01-01"),
    **part(7, updated="2020-01-01"),
    # Keys: smart quotes around one, a wrong name, twice the same, a tab, a colon, one missing.
    **part(8, **{"“label”": "Short"}),
    **part(9, tag="[a]"),
    **part(10, status="published\nstatus: draft"),
    "tides/p11.md": article("Part number 11").replace("date:", "\tdate:"),
    "tides/p12.md": article("Part: number 12"),
    "tides/p13.md": article("Part number 13").replace("title: Part number 13\n", ""),
    # Texts: a merge mark, HTML that acts, an image without words, a heading too deep, a promise.
    **part(14, "<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other"),
    **part(15, '<p onclick="x()">Words</p>'),
    **part(16, "![](boat.png)"),
    **part(17, "### Too deep"),
    **part(18, "This site is completely safe."),
    **part(19, "You may block them."),
    **part(20, "A statement.[^nobody-1999]"),
    **part(21, "long " * 130),
    **part(22, '--8<-- "gone.md"'),
    # Lists: a label that is too long, an author without an entry, an alarming title.
    **part(23, label="A label that is far too long to stand in a list"),
    **part(24, authors="[nobody]"),
    "tides/p25.md": article("How to escape"),
    # Harmless: Windows' line ends, a byte order mark.
    "tides/p26.md": b"\xef\xbb\xbf" + article("Part number 26").replace("\n", "\r\n").encode(),
    # Files: a name with a space and capitals, a photo of a telephone, a picture of 9 MB.
    "tides/The Flow.md": article("A name with a space"),
    "tides/photo.heic": b"ftypheic",
    "tides/boat.png": PNG,
    "tides/huge.png": PNG + b"\0" * 9_000_000,
    # Text in another encoding, and data that is broken.
    "about.md": page("About the M\u00e4rz").encode("latin-1"),
    "sources.yml": "key: [\n",
}
EXPECTED = expected_of(ROOT / "tests/cases/thirty.txt")


def test_thirty_problems_are_thirty_lines(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    docs = tmp_path / "docs"
    write_files(docs, FILES)
    (docs / "tides/outside.md").symlink_to("/etc/hostname")
    (docs / "linked").symlink_to(docs / "tides")
    (docs / "tides/nothing.md").symlink_to("nowhere.md")
    (docs / "tides/folder.md").mkdir()
    (docs / "authors.yml").mkdir()
    with caplog.at_level(logging.WARNING, "mkdocs"), pytest.raises(Abort):
        run_build(docs, tmp_path / "site")
    said = sorted(record.getMessage() for record in caplog.records)
    assert said == EXPECTED
