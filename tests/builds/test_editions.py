"""One site in two languages: one folder, links between what says the same, all or nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import (
    SERIES,
    Built,
    article,
    contents,
    copy_project,
    environment,
    landing,
    page,
    write_files,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = """\
INHERIT: mkdocs.yml
site_name: Gezeiten
docs_dir: docs.de
theme:
  language: de
extra:
  menus:
    header:
      - Reihe: gezeiten/index.md
"""
GERMAN = {
    "index.md": page("Die Startseite", translation_of="index.md"),
    "gezeiten/index.md": landing("Gezeiten", "ebbe.md", "flut.md"),
    "gezeiten/ebbe.md": article("Ebbe und Strandgut", translation_of="tides/ebb.md"),
    "gezeiten/flut.md": article("Flut und neues Wasser", translation_of="tides/flow.md"),
}
DRAFT = article("Flow and what it brings", status="draft")
FILES = {
    **{f"docs/{name}": text for name, text in SERIES.items()},
    "docs/tides/flow.md": DRAFT,
    **{f"docs.de/{name}": text for name, text in GERMAN.items()},
    "mkdocs.de.yml": SETTINGS,
}


def make(project: Path, files: dict[str, str], site: str = "site") -> tuple[int, list[str]]:
    """Build these files into `site`; the exit status, and what was said that is no news."""
    if not (project / "hooks").exists():
        copy_project(project, "hooks", "src", "overrides", "tools", "locales", "mkdocs.yml")
    write_files(project, files)
    variables = {"SITE_URL": "https://example.org/", "CACHE_DIR": ".cache/pages"}
    done = subprocess.run(
        [sys.executable, "tools/build.py", site],
        cwd=project,
        env=environment(project, **variables),
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if line and not line.startswith("INFO")]
    return done.returncode, said


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = tmp_path_factory.mktemp("editions")
    assert make(project, FILES) == (0, [])
    return Built(project / "site")


@pytest.fixture
def project(both: Built) -> Iterator[Path]:
    """The project of `both`, whose files a test may change."""
    folder = both.folder.parent
    yield folder
    write_files(folder, FILES)


def links(site: Built, name: str, selector: str) -> list[tuple[str | None, str | None]]:
    found = [node.attributes for node in site.html(name).css(selector)]
    return [(one.get("hreflang"), one.get("href")) for one in found]


def test_a_page_and_its_translation_name_each_other(both: Built) -> None:
    english = ("en-GB", "https://example.org/tides/ebb/")
    german = ("de", "https://example.org/de/gezeiten/ebbe/")
    head = "link[rel=alternate][hreflang]"
    assert links(both, "tides/ebb/index.html", head) == [english, german]
    assert links(both, "de/gezeiten/ebbe/index.html", head) == [german, english]
    assert links(both, "tides/ebb/index.html", "header a[hreflang]") == [german]
    assert links(both, "de/gezeiten/ebbe/index.html", "header a[hreflang]") == [english]
    assert both.html("tides/ebb/index.html").css_first("header a[hreflang]").text() == "Deutsch"
    assert links(both, "index.html", "header a[hreflang]") == [("de", "https://example.org/de/")]


def test_what_nobody_can_read_is_not_linked_to(both: Built) -> None:
    assert links(both, "de/gezeiten/flut/index.html", "[hreflang]") == []
    assert links(both, "tides/index.html", "[hreflang]") == []


def test_each_language_has_its_feeds_search_and_words(both: Built) -> None:
    for folder, language in (("", "en-GB"), ("de/", "de")):
        assert both.html(f"{folder}index.html").css_first("html").attributes["lang"] == language
        feed = (both.folder / f"{folder}feed.xml").read_text()
        assert f"<language>{language}</language>" in feed
        assert f"https://example.org/{folder}" in feed
        index = json.loads((both.folder / f"{folder}search/search_index.json").read_text())
        places = " ".join(entry["location"] for entry in index["docs"])
        assert ("gezeiten" in places, "tides" in places) == (bool(folder), not folder)
    assert "gezeiten" not in (both.folder / "feed.xml").read_text()


def test_a_host_and_a_search_engine_find_both(both: Built) -> None:
    robots = (both.folder / "robots.txt").read_text()
    for folder in ("", "de/"):
        assert f"Sitemap: https://example.org/{folder}sitemap.xml\n" in f"{robots}\n"
    headers = (both.folder / "_headers").read_text()
    assert not (both.folder / "de/_headers").exists()
    assert headers.count("Content-Security-Policy") == 1
    assert "/de/feed.json\n  Content-Type: application/feed+json" in headers
    for name in both.pages():
        policy = both.html(name).css_first("meta[http-equiv]").attributes["content"] or ""
        hashes = {source.rstrip(";") for source in policy.split() if "sha256-" in source}
        assert hashes
        assert [one for one in hashes if one not in headers] == [], name


def test_a_translation_that_changes_renews_the_page_it_translates(
    project: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    gone = FILES["docs.de/gezeiten/ebbe.md"].replace("translation_of: tides/ebb.md\n", "")
    assert make(project, {"docs.de/gezeiten/ebbe.md": gone}, str(site))[0] == 0
    assert links(Built(site), "tides/ebb/index.html", "[hreflang]") == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "docs.de/gezeiten/ebbe.md",
            "tides/ebb.md",
            "tides/eb.md",
            "docs.de/gezeiten/ebbe.md:5: translation_of must be a text of docs/ "
            "(found 'tides/eb.md'; did you mean 'tides/ebb.md'?)",
        ),
        (
            "docs.de/gezeiten/flut.md",
            "tides/flow.md",
            "tides/ebb.md",
            "docs.de/gezeiten/flut.md:5: translation_of must name a text that no other translates "
            "(found 'tides/ebb.md' in docs.de/gezeiten/ebbe.md too)",
        ),
        (
            "docs/tides/ebb.md",
            "date:",
            "translation_of: tides/flow.md\ndate:",
            "docs/tides/ebb.md:4: translation_of must be in a text of another edition, not of "
            "mkdocs.yml (found 'tides/flow.md')",
        ),
        (
            "mkdocs.de.yml",
            "docs_dir",
            "site_url: https://example.org/\ndocs_dir",
            "mkdocs.de.yml:3: site_url must end with /de/, or this edition has the URLs of "
            "mkdocs.yml (found 'https://example.org/')",
        ),
        (
            "mkdocs.de.yml",
            "language: de",
            "language: en",
            "mkdocs.de.yml:5: theme.language must be another language than that of mkdocs.yml "
            "(found 'en')",
        ),
        (
            "mkdocs.de.yml",
            "docs_dir: docs.de",
            "docs_dir: docs",
            "mkdocs.de.yml:3: docs_dir must be another folder than that of mkdocs.yml "
            "(found 'docs')",
        ),
    ],
)
def test_a_mistake_in_any_edition_is_one_line_and_keeps_the_last_site(
    project: Path, name: str, old: str, new: str, said: str
) -> None:
    before = contents(project / "site")
    status, lines = make(project, {name: FILES[name].replace(old, new, 1)})
    assert status == 1
    assert [line for line in lines if said in line] != [], lines
    assert contents(project / "site") == before


def test_an_edition_needs_a_folder_of_its_own(tmp_path: Path) -> None:
    files = FILES | {"docs/de.md": page("About the letters d and e")}
    status, lines = make(tmp_path, files)
    assert status == 1
    rule = "de/ must be free for this edition (found a page of mkdocs.yml there)"
    assert f"mkdocs.de.yml:1: {rule}" in lines


def test_another_configuration_of_the_same_texts_is_no_edition(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if not name.startswith("docs.de")}
    files["mkdocs.de.yml"] = "INHERIT: mkdocs.yml\nsite_name: For a try\n"
    assert make(tmp_path, files) == (0, [])
    assert not (tmp_path / "site/de").exists()
