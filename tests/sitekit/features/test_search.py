"""Search: the entries of a page mean what those of the theme's own parser mean."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from material.plugins.search.plugin import Parser

from sitekit.features.search import Listed, SearchEntry, all_pages, search_entries
from sitekit.html.dom import Fragment
from tests.conftest import DESCRIPTION, SERIES, article, landing, page, site_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitekit.html.markdown import Converter

_NOTE_LINKS = re.compile(r'<sup id="fnref.*?</sup>|<a class="footnote-backref".*?</a>')
URL, TITLE = "tides/ebb/", "Ebb & flow"
TEXTS = [
    "",
    "Only words, *in* one & paragraph < here.",
    "## One\n\nWords.\n\n### Two `code`\n\nMore words.",
    "Before.\n\n## A *title* with <sub>marks</sub> & signs\n\nAfter.",
    "## One[^a]\n\nWords.[^a]\n\n[^a]: A note with `code`.",
    "- One\n- Two\n    1. Three\n    2. Four\n\nWords\nover two lines.",
    "```yaml\nkey:  value\n\n  other: <tag>\n```\n\nAfter.",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\nH~2~O",
    '!!! note "A note"\n    Words in a box.\n\n??? tip\n    Folded words.',
    '=== "One"\n    Words.\n\n=== "Two"\n    Others.',
    "![A boat](boat.png) and [a link](flow.md).\n\n> A quote\n\n* * *\n\nThe end.",
    "Term\n:   Its meaning, with <b>HTML</b> and<br>a break.",
    "- [x] done\n- [ ] not\n\n++ctrl+c++",
    "## Same\n\nOne.\n\n## Same\n\nTwo.\n\n## Empty\n\n## Last",
]


def tokens(html: str) -> list[str]:
    """Tags and words, which is all that a search reads."""
    return re.findall(r"<[^>]+>|[^<\s]+", html)


def meaning(entries: list[tuple[str, str, str]]) -> list[tuple[str, list[str], list[str]]]:
    return [(location, tokens(title), tokens(text)) for location, title, text in entries]


def of_theme(html: str) -> list[tuple[str, str, str]]:
    """What mkdocs-material puts into its index, but for the numbers of notes and the ways back."""
    parser = Parser()
    parser.feed(_NOTE_LINKS.sub("", html))
    parser.close()
    return [
        (
            f"{URL}#{one.id}" if one.id else URL,
            "".join(one.title) or TITLE.replace("&", "&amp;"),
            "".join(one.text),
        )
        for one in parser.data
        if not one.is_excluded()
    ]


def of_ours(html: str) -> list[tuple[str, str, str]]:
    entries = search_entries(Fragment(html), URL, TITLE)
    return [(one.location, one.title, one.text) for one in entries]


def test_entries_mean_what_those_of_the_theme_mean(new_converter: Callable[..., Converter]) -> None:
    converter = new_converter()
    texts = [*TEXTS, *("\n\n".join(pair) for pair in combinations(TEXTS, 2))]
    for text in texts:
        html = converter.convert(text, "tides/ebb.md", URL).html
        assert meaning(of_ours(html)) == meaning(of_theme(html)), text


def test_an_entry_has_the_url_the_title_and_the_words_of_its_section() -> None:
    html = '<p>Before.</p>\n<h2 id="a">One &amp; two</h2>\n<p>After <b>it</b>.</p>'
    assert search_entries(Fragment(html), URL, TITLE) == (
        SearchEntry(URL, "Ebb &amp; flow", "<p>Before.</p>"),
        SearchEntry(f"{URL}#a", "One &amp; two", "<p>After it.</p>"),
    )


@pytest.mark.parametrize("html", ["", "  \n"])
def test_a_page_without_words_has_no_entry(html: str) -> None:
    assert search_entries(Fragment(html), URL, TITLE) == ()


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


def test_signs_stay_text() -> None:
    (entry,) = search_entries(Fragment("<p>1 &lt; 2 &amp;amp; &lt;b&gt;</p>"), URL, TITLE)
    assert entry.text == "<p>1 &lt; 2 &amp;amp; &lt;b&gt;</p>"


def test_spaces_count_in_code_alone() -> None:
    html = "<p>a\n  b</p>\n\n\n<pre><code>c\n  d</code></pre>"
    (entry,) = search_entries(Fragment(html), URL, TITLE)
    assert entry.text == "<p>a   b</p> <pre><code>c\n  d</code></pre>"


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
