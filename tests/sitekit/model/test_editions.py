"""Editions: which texts translate each other, and what is wrong with what they say."""

from __future__ import annotations

from sitekit.model.editions import Edition, Editions, Translation
from tests.conftest import SERIES, article, site_of

GERMAN = Edition("de", "Deutsch", "https://example.org/de/", {"tides/ebb.md": "gezeiten/ebbe/"})
ENGLISH = Edition("en-GB", "English", "https://example.org/", {"tides/ebb.md": "tides/ebb/"})
TEXTS = {
    "gezeiten/ebbe.md": article("Ebbe und Watt", translation_of="tides/ebb.md"),
    "gezeiten/flut.md": article("Flut und Sturm"),
}


def test_the_first_edition_is_found_by_its_files_and_others_by_what_they_translate() -> None:
    first, other = Editions((GERMAN,)), Editions((ENGLISH,), {"tides/ebb.md"})
    ours, theirs = site_of(SERIES).documents, site_of(TEXTS).documents
    assert first.translations(ours["tides/ebb.md"]) == (
        Translation("de", "Deutsch", "https://example.org/de/gezeiten/ebbe/"),
    )
    assert other.translations(theirs["gezeiten/ebbe.md"]) == (
        Translation("en-GB", "English", "https://example.org/tides/ebb/"),
    )
    assert first.translations(ours["tides/flow.md"]) == ()
    assert other.translations(theirs["gezeiten/flut.md"]) == ()
    assert [*other.problems(theirs.values())] == []


def test_without_other_editions_nothing_is_a_translation() -> None:
    documents = site_of(SERIES).documents
    assert [Editions().translations(one) for one in documents.values()] == [()] * len(documents)
    (problem,) = Editions().problems(site_of(TEXTS).documents.values())
    assert problem.message.startswith("translation_of must be in a text of another edition")
