"""A fork: another series in another language, by docs/, locales/ and mkdocs.yml alone."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from mkdocs.exceptions import Abort

from sitekit.model.front_matter import parse, parse_yaml
from tests.conftest import ENGLISH, FORK, FORK_MENUS, ROOT, SERIES, Built

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PART = "schritte/entscheiden/index.html"
GERMAN, _ = parse_yaml("locales/de.yml", (ROOT / "locales/de.yml").read_text())
SHORTEST = 4  # letters of a word that is looked for
# Words of both languages, in which nothing can be seen.
SHARED = {"Link", "Text", "WhatsApp", "Chat", "Feeds", "Website"}
# No German text holds one of these.
ENGLISH_WORDS = re.compile(r"\b(the|and|of|to|this|you|your|with|for|from|is|are|page)\b", re.I)
SHOWN = ("aria-label", "alt", "title", "placeholder", "content", "value")


def texts(values: Any) -> Iterator[str]:
    """Every text in nested values; lists are left out, which hold patterns."""
    for value in values.values():
        if isinstance(value, dict):
            yield from texts(value)
        elif isinstance(value, str):
            yield value


def ours() -> set[str]:
    """What this site says wherever it is not the text of a page: all of it a fork must replace."""
    config = parse_yaml("", (ROOT / "mkdocs.yml").read_text())[0].values
    pages = [parse("", page.read_text())[0].values for page in (ROOT / "docs").rglob("*.md")]
    keys = [page[key] for page in pages for key in ("title", "description") if key in page]
    menus = [label for menu in config["extra"]["menus"].values() for link in menu for label in link]
    site = [config[key] for key in FORK if key in config]
    return {*texts(ENGLISH.values), *keys, *menus, *site, config["extra"]["disclaimer"]}


def searched(text: str) -> re.Pattern[str] | None:
    """A pattern for words with anything filled in; None where too little is left to look for."""
    pieces = re.split(r"\{\w+\}", text)
    if max(len(piece.strip()) for piece in pieces) < SHORTEST:
        return None
    return re.compile(rf"(?<!\w){'.{1,60}?'.join(map(re.escape, pieces))}(?!\w)")


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


def shown(site: Built, file: Path) -> Iterator[str]:
    """Whatever of a file a reader, a screen reader, an app or a script of ours can show."""
    if file.suffix == ".json":
        yield from strings(json.loads(file.read_text()))
    elif file.suffix in (".xml", ".opml"):
        for node in ET.parse(file).iter():  # noqa: S314  # our own
            yield from (node.text or "", *node.attrib.values())
    elif file.suffix == ".html":
        page = site.html(file.relative_to(site.folder).as_posix())
        for data in page.css("script[type='application/ld+json']"):
            yield from strings(json.loads(data.text()))
        for node in page.css("*"):
            for name, value in node.attributes.items():
                if name in SHOWN or (name.startswith("data-") and name != "data-component"):
                    yield value or ""
            if node.tag not in ("script", "style"):
                yield node.text(deep=False)


@pytest.fixture(scope="module")
def said(fork: Built) -> dict[str, str]:
    """All that each file shows, a line for each text."""
    files = [file for file in fork.folder.rglob("*") if file.is_file()]
    files = [file for file in files if file.parent.name != "schemas"]  # for editors of authors
    lines = {f.relative_to(fork.folder).as_posix(): "\n".join(shown(fork, f)) for f in files}
    return {name: text for name, text in lines.items() if text}


def test_every_page_and_feed_is_there_and_in_its_language(fork: Built) -> None:
    names = {"index.html", "404.html", PART, "schritte/print/index.html", "help/index.html"}
    assert names <= set(fork.pages())
    for name in fork.pages():
        assert fork.html(name).css_first("html").attributes["lang"] == "de", name
    assert "<language>de</language>" in (fork.folder / "feed.xml").read_text()
    assert json.loads((fork.folder / "schritte/feed.json").read_text())["language"] == "de"
    assert "Preferred-Languages: de\n" in (fork.folder / "security.txt").read_text()


def test_days_and_plurals_are_german(fork: Built, said: dict[str, str]) -> None:
    line = fork.html(PART).css_first(".sk-article-header p:last-child").text()
    assert "Von Freiwilligen · 1. März 2026 · geändert am 5. November 2026" in line
    head = (
        fork.html("schritte/index.html").css_first(".sk-article-header__part").text(separator=" ")
    )
    assert " ".join(head.split()) == "Eine Reihe in 3 Teilen Insgesamt etwa 2 Minuten"
    assert "1 Minute\n" in said[PART]
    assert "(ohne Jahr)" in said[PART]
    assert "Zurück zum Text bei Anmerkung 1" in said[PART]
    assert "21. November 2026" in said["help/index.html"]


def test_headings_skip_no_level_and_names_are_unique(fork: Built) -> None:
    for name in fork.pages():
        page = fork.html(name)
        levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4")]
        assert all(b <= a + 1 for a, b in pairwise(levels)), name
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), name


def test_a_language_without_strings_is_reported_in_one_line(
    build_site: Callable[..., Built], caplog: pytest.LogCaptureFixture
) -> None:
    theme = {"name": "material", "custom_dir": str(ROOT / "overrides"), "language": "zh"}
    with pytest.raises(Abort):
        build_site(SERIES, theme=theme)
    assert (
        "locales/zh.yml:1: file must be there, since theme.language names it "
        "(found only ar, de, " in caplog.text
    )


def test_the_leave_button_leads_where_the_fork_says(fork: Built) -> None:
    for name in fork.pages():
        links = fork.html(name).css("[data-leave]")
        assert {link.attributes["href"] for link in links} == {FORK["leave"]}, name


def test_nothing_of_ours_is_shown(said: dict[str, str]) -> None:
    german = "\n".join([*texts(GERMAN.values), *FORK.values(), FORK_MENUS])
    patterns = {text: pattern for text in ours() if (pattern := searched(text))}
    assert len(patterns) > 140
    shared = {text for text in patterns if patterns[text].search(german)}
    assert shared == SHARED
    for name, text in said.items():
        left = [ours for ours in patterns.keys() - shared if patterns[ours].search(text)]
        assert left == [], name


def test_no_english_is_left_anywhere(said: dict[str, str]) -> None:
    assert {"feed.xml", "feeds.opml", "search/search_index.json", PART} <= said.keys()
    for name, text in said.items():
        left = [line for line in text.splitlines() if ENGLISH_WORDS.search(line)]
        assert left == [], name
