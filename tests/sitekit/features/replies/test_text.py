"""Texts of strangers: harmless whatever they hold, and no word of them lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sitekit.features.replies.text import disallowed, is_visible, links_in, rendered, words_of


@given(st.text(max_size=300))
def test_whatever_is_written_becomes_harmless_html(text: str) -> None:
    page = LexborHTMLParser(f"<body>{rendered(text)}</body>")
    tags = {node.tag for node in page.body.css("*")} - {"body"}
    assert tags <= {"p", "br", "hr", "em", "strong", "ul", "ol", "li", "blockquote", "code", "a"}
    for node in page.body.css("p, br, hr, em, strong, ul, ol, li, blockquote, code, a"):
        assert node.attributes.keys() <= {"a": {"rel"}, "ol": {"start"}}.get(node.tag, set())


@given(st.lists(st.sampled_from("*_`>-#[]()!<&\n")))
def test_no_word_is_lost(signs: list[str]) -> None:
    text = "".join(f"word{n} {sign} " for n, sign in enumerate(signs))
    seen = words_of(rendered(text)).split()
    words = [word for word in seen if word.startswith("word")]
    assert words == [f"word{n}" for n in range(len(signs))]


def test_the_number_a_list_begins_with_is_kept() -> None:
    html = rendered("2019. It was the year.")
    assert LexborHTMLParser(html).css_first("ol").attributes == {"start": "2019"}


def test_a_link_that_a_moderator_allows_leads_out_and_passes_nothing_on() -> None:
    link = LexborHTMLParser(rendered("<https://example.org/a>", ["https://example.org/a"]))
    assert link.css_first("a").attributes == {
        "href": "https://example.org/a",
        "rel": "nofollow ugc noopener noreferrer",
    }


def test_links_are_found_once_in_their_order() -> None:
    text = "<https://e.org/b> and [a](https://e.org/a), https://e.org/b."
    assert links_in(text) == ["https://e.org/b", "https://e.org/a"]


def test_what_is_disallowed_is_said_once_with_the_lines_above_it() -> None:
    text = "One.\n\nWrite to a@example.org or b@example.org.\n"
    ((message, above),) = disallowed(text, rendered(text))
    assert message == "must hold no e-mail address and no account (found 'a@example.org')"
    assert above == 2


def test_what_markup_would_break_up_is_seen_in_what_it_becomes() -> None:
    text = "Call 0770*0* 900 123"
    assert [message for message, _ in disallowed(text, rendered(text))]


def test_quotes_without_end_become_text() -> None:
    assert words_of(rendered(">" * 3000)).strip(">\n ") == ""
    assert rendered("Words.") == "<p>Words.</p>"


def test_spaces_and_marks_that_show_nothing_are_not_visible() -> None:
    assert [is_visible(text) for text in ("", " \u200d", "\u3164", "a", "潮", "?")] == [
        *(False, False, False, True, True, True)
    ]
