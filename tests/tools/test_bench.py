"""`make bench` measures what it says: the same texts for all, and edits that are published."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from tools import bench, bench_run
from tools.bench import asked, compare, table
from tools.bench_peers import HUGO, PELICAN, Generator, ours, stock
from tools.bench_run import Cost, cold, edited, preview, shown, timed
from tools.bench_site import MKDOCS, Dialect, write_site

if TYPE_CHECKING:
    from pathlib import Path

# A generator of one page.
FAKE = """
from pathlib import Path
page = Path("site/series-0000/part-00000/index.html")
page.parent.mkdir(parents=True, exist_ok=True)
page.write_text(Path("texts/series-0000/part-00000.md").read_text())
"""


def fake(work: Path, _: int = 1, *, name: str = "fake", code: str = FAKE) -> Generator:
    folder = work / name
    folder.mkdir()
    write_site(folder / "texts", 1)
    return Generator(name, folder, [sys.executable, "-c", code], folder / "texts", "site", ("old",))


def test_its_texts_build_strictly_and_with_the_stock_theme_to_the_same_pages(
    tmp_path: Path,
) -> None:
    built = []
    for generator in (ours(tmp_path, 7), stock(tmp_path, 7)):
        assert cold(generator).megabytes > 10
        site = generator.folder / "site"
        built.append({page.relative_to(site) for page in site.rglob("*.html")})
    assert len(built[1]) == 7 + 2 + 1 + 1  # landing pages, the home page, 404.html
    assert built[1] <= built[0]


def test_an_edited_article_is_in_the_next_build_and_in_the_preview(tmp_path: Path) -> None:
    generator = ours(tmp_path, 2)
    assert edited(generator, 1, "A build shows these words.").seconds > 0
    with preview(generator) as wait_for:
        assert shown(generator, 0, "A preview shows these words.", wait_for) > 0


def test_texts_that_do_not_pass_are_reported_and_not_timed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    generator = ours(tmp_path, 1)
    (generator.texts / "index.md").write_text("No title, no description.")
    with pytest.raises(SystemExit, match=r"docs/index\.md:1: front matter must"):
        timed(generator)


@pytest.mark.parametrize("dialect", [HUGO, PELICAN], ids=["Hugo", "Pelican"])
def test_every_generator_gets_the_same_words(tmp_path: Path, dialect: Dialect) -> None:
    texts = []
    for n, one in enumerate((MKDOCS, dialect)):
        write_site(tmp_path / str(n), 8, one)
        for file in sorted((tmp_path / str(n)).glob("*/part-*.md")):
            body = file.read_text().replace(one.box, "")
            texts.append(body.split("---\n")[2].replace("{filename}", ""))
    assert texts[:8] == texts[8:]
    assert len(set(texts)) == 8


def test_a_cold_build_finds_nothing_of_an_earlier_one(tmp_path: Path) -> None:
    generator = fake(tmp_path)
    left = [generator.folder / "site/left.html", generator.folder / "old/left.json"]
    for file in left:
        file.parent.mkdir()
        file.touch()
    timed(generator)
    assert all(file.exists() for file in left)
    cold(generator)
    assert not any(file.exists() for file in left)


def test_a_build_that_is_over_before_a_look_at_its_memory_has_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_run, "memory", lambda _: 0)
    assert timed(fake(tmp_path)).megabytes > 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise SystemExit('No title.')", "No title.\nfake: the build ended with 1."),
        ("", "fake: the build does not show the edit of series-0000/part-00000."),
    ],
)
def test_a_build_that_fails_or_writes_nothing_is_reported(
    tmp_path: Path, code: str, said: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        edited(fake(tmp_path, code=code), 0, "Words.")
    assert str(stopped.value) == said


def test_a_generator_that_does_not_start_is_reported(tmp_path: Path) -> None:
    generator = fake(tmp_path)._replace(command=["/nowhere/hugo"])
    with pytest.raises(SystemExit, match=r"^fake does not start: .*: /nowhere/hugo$"):
        timed(generator)


def test_the_table_has_medians_and_the_median_of_the_ratios(tmp_path: Path) -> None:
    generators = [fake(tmp_path, name="ours"), fake(tmp_path, name="stock Material 9")]
    rounds = [
        [(Cost(cold, 90 + cold), Cost(edit, 1)), (Cost(2.0, 50.4), Cost(2.0, 99))]
        for cold, edit in ((1.0, 0.5), (9.0, 0.6), (2.0, 0.4))
    ]
    assert list(table(generators, rounds)) == [
        "                          cold s  ours/it  edited s  ours/it     MB",
        "ours                        2.00               0.50              99",
        "stock Material 9            2.00     1.00      2.00     0.25     50",
    ]


def test_what_would_take_too_long_is_left_out_with_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: Any) -> Generator:
        raise AssertionError

    makers = {"ours": fake, "stock Material": refused}
    monkeypatch.setattr(bench, "MAKERS", makers)
    compare(5000, [*makers])
    _, title, _, row, left_out = capsys.readouterr().out.splitlines()
    assert title == "5,000 articles, rounds: 1"
    assert row.startswith("fake ")
    assert left_out == "Left out, since it would take many minutes: stock Material."


def test_whoever_asks_chooses_sizes_and_peers() -> None:
    assert asked({}) == asked({"SIZES": " ", "PEERS": ""}) == ([7, 100, 1000, 5000], False)
    assert asked({"SIZES": "100  7 7", "PEERS": "1"}) == ([7, 100], True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"SIZES": "7 many"},
            "SIZES must be numbers of articles such as \"7 100\" (found 'many').",
        ),
        ({"SIZES": "0"}, "SIZES must be numbers of articles such as \"7 100\" (found '0')."),
        ({"PEERS": "hugo"}, "PEERS must be 1, or not be given (found 'hugo')."),
    ],
)
def test_what_cannot_be_understood_is_one_line(given: dict[str, str], said: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        asked(given)
    assert str(stopped.value) == said
