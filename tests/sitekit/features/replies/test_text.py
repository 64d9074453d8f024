"""Texts of strangers: harmless whatever they hold, and no word of them lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sitekit.features.replies.text import (
    ELEMENTS,
    disallowed,
    is_visible,
    links_in,
    rendered,
    words_of,
)
from sitekit.html import allowlist
from tests.conftest import ROOT
from tests.sitekit.features.replies.conftest import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Collection

HONEST = (ROOT / "tests/cases/replies/honest.txt").read_text().splitlines()
# What is slow for patterns and parsers that go back over what they have read.
AWKWARD = [
    *("[", "](", "[a](", "![", "**a", "_", "`", "<", "&", "@", "a@", "a.", "a-", "1", "1 ", "1, "),
    *("+1", " at ", "a at b dot ", "(at)", "[.]", " . ", ". com", "ﷺ", "ﷺ@", "1️⃣", "O1", "t . me"),
    *("a://", "> ", "- ", "1. ", "#1", "a at gmai ", "24/7", "2019-", "12:30 ", "\u0300", "1.000,"),
]


def problems(text: str, numbers: Collection[str] = ()) -> list[str]:
    return [message for message, _ in disallowed(text, rendered(text), numbers=numbers)]


@given(st.text(max_size=300))
def test_whatever_is_written_becomes_harmless_html(text: str) -> None:
    page = LexborHTMLParser(f"<body>{rendered(text)}</body>")
    tags = {node.tag for node in page.body.css("*")} - {"body"}
    assert tags <= ELEMENTS
    for node in page.body.css("*"):
        assert node.attributes.keys() <= {"a": {"rel"}, "ol": {"start"}}.get(node.tag, set())


@given(st.text(max_size=300))
def test_what_it_becomes_is_on_the_one_allowlist(text: str) -> None:
    html = rendered(text)
    assert allowlist.second_opinion(html) == html


def test_elements_of_replies_are_elements_of_texts() -> None:
    assert ELEMENTS <= allowlist.ELEMENTS - allowlist.PICTURES - allowlist.FIELDS


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


def test_there_are_honest_sentences_enough() -> None:
    assert len(HONEST) > 60


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_sentence_is_no_problem(text: str) -> None:
    assert problems(text, NUMBERS) == []


@pytest.mark.parametrize("piece", AWKWARD)
def test_a_long_awkward_text_is_judged(piece: str) -> None:
    text = f"{(piece * 4000)[:3960]}\n\na@example.org 07700 900123"
    assert any("e-mail" in message for message in problems(text))


@pytest.mark.parametrize(
    "link",
    [
        *("discord.gg", "discord.gg/a", "discord.com/invite/a", "discord gg", "discord (dot) gg/a"),
        *("t.me/a", "https://t.me/a", "t . me / a", "t[.]me/a", "t dot me", "t.me∕a"),
        *("wa.me", "wa.me/1", "chat.whatsapp.com/a", "signal.group", "signal.me/#p", "m.me"),
        *("telegram.me", "m.me/a"),
        *("tg://join?a", "sgnl://a", "hxxps://example.example/a", "https : // a.example"),
        *("bit.ly/a", "linktr.ee/a", "matrix.to/#/a", "zoom.us", "line.me", "kik.me/a"),
        *("ｔ．ｍｅ／ａ", "ехаmрlе.соm", "example dot co dot uk", "example。com", "example • org"),
    ],
)
def test_an_invitation_or_disguised_address_is_a_link(link: str) -> None:
    (message,) = problems(f"Come to {link} today.")
    assert message.startswith("must hold no link")


@pytest.mark.parametrize(
    "address",
    [
        *("a.b@example.org", "a.b @ example.org", "a.b@ example . org", "a.b\n@example.org"),
        *("a.b (at) example", "a.b[at]example[dot]org", "a.b{at}example{.}org", "a.b <at> example"),
        *("a.b at example dot org", "a.b_at_example_dot_it", "a.b ät example punkt de"),
        *("ａ.ｂ＠ｅｘａｍｐｌｅ", "a.b ⓐⓣ gmail", "a.b @ gmail", "@anna", "anna#1234"),
    ],
)
def test_an_address_or_account_is_found_in_disguise(address: str) -> None:
    assert problems(f"Write: {address}, please")[0].startswith("must hold no e-mail address")
