"""Search: the entries of a page, the words that stand for others, the list of all pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sitekit.features.search import (
    Listed,
    SearchEntry,
    all_pages,
    index,
    parse_synonyms,
    search_entries,
)
from sitekit.html.dom import Fragment
from tests.conftest import DESCRIPTION, SERIES, article, landing, page, site_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitekit.html.markdown import Converter

URL, TITLE = "tides/ebb/", "Ebb & flow"


def text_of(html: str) -> str:
    (entry,) = search_entries(Fragment(html), URL, TITLE)
    return entry.text


def test_an_entry_has_the_url_the_title_and_the_words_of_its_section() -> None:
    html = '<p>Before.</p>\n<h2 id="a">One &amp; <code>two</code></h2>\n<p>After <b>it</b>.</p>'
    assert search_entries(Fragment(html), URL, TITLE) == (
        SearchEntry(URL, "Ebb & flow", "Before."),
        SearchEntry(f"{URL}#a", "One & two", "After it."),
    )


@pytest.mark.parametrize("html", ["", "  \n"])
def test_a_page_without_words_is_found_by_its_title(html: str) -> None:
    assert search_entries(Fragment(html), URL, TITLE) == (SearchEntry(URL, TITLE, ""),)


@pytest.mark.parametrize(
    "html",
    [
        "<p data-search-exclude>hidden</p>",
        "<script>hidden</script>",
        "<style>hidden</style>",
        '<h2 id="a">A<a class="headerlink" href="#a">hidden</a></h2>',
        '<div class="linenodiv">hidden</div>',
        "<!-- hidden -->",
    ],
)
def test_what_readers_do_not_read_is_not_found(html: str) -> None:
    entries = search_entries(Fragment(f"<p>Words.</p>{html}"), URL, TITLE)
    assert "hidden" not in "".join(one.title + one.text for one in entries)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>1 &lt; 2 &amp;amp; &lt;b&gt;</p>", "1 < 2 &amp; <b>"),
        ("<p>a\n  b</p>\n\n<pre><code>c\n  d</code></pre>", "a b c d"),
        ("<ul><li>One</li><li>Two</li></ul>", "One Two"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<p>One<br>two</p>", "One two"),
        ("<p>H<sub>2</sub>O and <em>w</em>ords</p>", "H2O and words"),
        ("<p>cafe\u0301</p>", "café"),
    ],
)
def test_words_end_where_blocks_do_and_nowhere_else(html: str, text: str) -> None:
    assert text_of(html) == text


def test_the_number_of_a_note_sticks_to_no_word(new_converter: Callable[..., Converter]) -> None:
    html = new_converter().convert("Words[^a] here.\n\n[^a]: A note.", "a.md", "a/").html
    assert text_of(html).startswith("Words here.")
    assert "A note." in text_of(html)


def test_the_index_holds_entries_and_synonyms() -> None:
    written = index([SearchEntry("a/", "Ä", "b")], {"kids": ("children",)})
    assert json.loads(written) == {
        "docs": [{"location": "a/", "title": "Ä", "text": "b"}],
        "synonyms": {"kids": ["children"]},
    }
    assert "Ä" in written  # no escape, which would take six times the bytes


def test_synonyms_are_a_word_or_several() -> None:
    synonyms, problems = parse_synonyms("s.yml", "kids: children\nnarc: [narcissist, grey rock]\n")
    assert problems == []
    assert synonyms == {"kids": ("children",), "narc": ("narcissist", "grey rock")}


@pytest.mark.parametrize("written", ["", "[]", "{a: b}", "['']", "[[a]]"])
def test_a_synonym_that_is_no_word_is_reported_with_its_line(written: str) -> None:
    synonyms, (problem,) = parse_synonyms("docs/synonyms.yml", f"kid: child\nkids: {written}\n")
    assert synonyms == {"kid": ("child",)}
    rule = "docs/synonyms.yml:2: kids must be a word that texts use, or a list of such words"
    assert str(problem).startswith(f"{rule} (found ")


def test_all_pages_come_series_first() -> None:
    files = SERIES | {
        "about.md": page("About us"),
        "tides/gone.md": article("Gone", status="draft"),
        "tides/index.md": landing("Tides", "flow.md", "ebb.md", "gone.md"),
    }
    pages = all_pages(site_of(files))
    assert [one.url for one in pages] == ["tides/", "tides/flow/", "tides/ebb/", "about/", ""]
    assert pages[3] == Listed("About us", "about/", DESCRIPTION)


def test_a_page_in_two_series_is_listed_once() -> None:
    files = SERIES | {"winds/index.md": landing("Winds", "../tides/ebb.md")}
    urls = [one.url for one in all_pages(site_of(files))]
    assert sorted(urls) == sorted(set(urls))
