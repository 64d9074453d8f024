"""Replies: what a file may have, and how they become a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from sitekit.features.replies import (
    check_email,
    email_link,
    form_link,
    parse_replies,
    replies_to,
    thread,
)
from sitekit.model.documents import parse_document
from sitekit.model.front_matter import decode
from tests.conftest import ROOT, TODAY, article, reply
from tests.sitekit.features.replies.conftest import ARTICLES, messages, parsed, shape

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = sorted((ROOT / "tests/cases/replies").glob("*.md"))


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.stem)
def test_a_hostile_reply_is_a_problem_or_harmless(case: Path) -> None:
    text = decode("", case.read_bytes())[0]
    replies, problems = parsed({"2026-11-01-1": text})
    said = "".join(f"{problem}\n" for problem in sorted(set(problems)))
    assert (said or f"{replies[0].html}\n") == case.with_suffix(".txt").read_text()


def test_a_megabyte_is_reported_and_not_read_any_further() -> None:
    assert messages({"2026-11-01-1": reply("a@b.org " * 125_000)}) == [
        "docs/replies/2026-11-01-1.md:1: reply must be at most 20000 characters in all "
        "(found 1000077)"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It was 1990-1995, or 1990 – 1995.",
        "On 12/03/2019, at 12:30 (at home), 1.000.000 thoughts.",
        "Half/half, and/or, 24/7, e.g. this.",
        "❤️ नमस्ते שלום \u200f ขอบคุณ 👩‍👧",
        "One\n\n* * *\n\nTwo",
    ],
)
def test_an_honest_text_is_no_problem(text: str) -> None:
    assert messages({"2026-11-01-1": reply(text)}) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("07\u200d700\u200d900\u200d123", "phone number"),
        ("0770–0900–123 or 0770·0900·124", "phone number"),
        ("anna\u200d@\u200dexample.org", "e-mail address"),
        ("anna＠example.de", "e-mail address"),
        ("anna { at } example", "e-mail address"),
        ("bit.ly/abc", "link"),
        ("see evil.co.uk", "link"),
        ("пример.com", "link"),
        ('[x](            "hidden words")', "link"),
        ("a\u3164b", "invisible"),
        ("a\U000e0148b", "invisible"),
        ("\n".join("    " * n + "- x" for n in range(6)), "step in"),
    ],
)
def test_common_disguises_are_seen_through(text: str, rule: str) -> None:
    assert any(rule in message for message in messages({"2026-11-01-1": reply(text)}))


@pytest.mark.parametrize("nothing", [">", "\u200d", "\u00a0\n\n"])
def test_a_text_and_a_name_can_be_seen(nothing: str) -> None:
    rule = "text must be 1 to 4000 characters (found nothing to see)"
    assert messages({"2026-11-01-1": reply(nothing)}) == [f"docs/replies/2026-11-01-1.md:7: {rule}"]
    assert any("can be seen" in m for m in messages({"2026-11-01-1": reply(name='"\\u200d"')}))


def test_links_that_a_moderator_allows_may_look_like_anything() -> None:
    links = [
        "https://example.org/news-12345678",
        "https://example.org/@anna/1",
        "https://example.org/?a=1&section=3",
        "https://example.org/No_(x)",
    ]
    text = " ".join(f"[here]({link})" for link in links)
    file = reply(text, links="\n" + "\n".join(f"  - {link}" for link in links))
    assert messages({"2026-11-01-1": file}) == []
    html = LexborHTMLParser(parsed({"2026-11-01-1": file})[0][0].html)
    assert [link.attributes["href"] for link in html.css("a")] == links


def test_the_name_of_a_file_holds_its_day() -> None:
    rule = "date must be the day in the file's name (found '2026-11-01')"
    assert messages({"2026-11-02-1": reply()}) == [f"docs/replies/2026-11-02-1.md:3: {rule}"]


@pytest.mark.parametrize(
    "src", ["a b.md", "x.md", "2026-11-01-1.txt", "2026-11-01-A.md", "more/2026-11-01-1.md"]
)
def test_files_have_a_day_in_their_name_and_are_in_one_folder(src: str) -> None:
    replies, problems = parse_replies({f"replies/{src}": reply()}, ARTICLES, today=TODAY)
    assert replies == []
    assert [str(problem) for problem in problems] == [
        f"docs/replies/{src}:1: reply must be a file such as docs/replies/2026-03-01-7.md "
        f"(found 'replies/{src}')"
    ]


def test_two_people_may_have_one_pen_name() -> None:
    assert messages({"2026-11-01-1": reply(), "2026-11-01-2": reply()}) == []


def test_oldest_first_and_whatever_an_answer_led_to_in_one_row_below() -> None:
    texts = {
        "2026-11-01-12": reply(),
        "2026-11-01-9": reply(),
        "2026-11-02-3": reply(answers="2026-11-01-9", date="2026-11-02"),
        "2026-11-03-4": reply(answers="2026-11-02-3", date="2026-11-03"),
        "2026-11-04-5": reply(article="tides/flow.md", date="2026-11-04"),
    }
    assert messages(texts) == []
    assert shape(texts) == [("9", [("3", None), ("4", "3")]), ("2", [])]


def test_a_loop_is_reported_and_loses_nobody() -> None:
    texts = {
        "2026-11-01-1": reply(answers="2026-11-01-2"),
        "2026-11-01-2": reply(answers="2026-11-01-1"),
        "2026-11-01-3": reply(answers="2026-11-01-1"),
    }
    assert shape(texts) == [("1", []), ("2", []), ("3", [])]
    rule = "answers must lead to a reply that answers none"
    assert messages(texts) == [
        f"docs/replies/2026-11-01-1.md:6: {rule} (found '2026-11-01-2', a loop)",
        f"docs/replies/2026-11-01-2.md:6: {rule} (found '2026-11-01-1', a loop)",
        f"docs/replies/2026-11-01-3.md:6: {rule} (found '2026-11-01-1', a loop)",
    ]


def test_a_thousand_answers_in_a_row_are_a_thread() -> None:
    texts = {"2026-11-01-1": reply()} | {
        f"2026-11-01-{n}": reply(answers=f"2026-11-01-{n - 1}") for n in range(2, 1001)
    }
    replies, problems = parsed(texts)
    assert problems == []
    assert len(thread(replies, "tides/ebb.md").replies[0].answers) == 999


def test_an_answer_belongs_to_the_article_of_what_it_answers() -> None:
    texts = {
        "2026-11-01-1": reply(article="tides/flow.md"),
        "2026-11-01-2": reply(answers="2026-11-01-1"),
    }
    assert messages(texts) == [
        "docs/replies/2026-11-01-2.md:6: answers must name a reply to the same article "
        "(found '2026-11-01-1')"
    ]
    assert shape(texts) == [("2", [])]


def test_an_article_shows_its_replies_and_the_ways_to_write_one() -> None:
    document = parse_document("tides/ebb.md", article("Ebb & flow"))[0]
    replies, _ = parsed({"2026-11-01-1": reply(), "2026-11-01-2": reply(article="tides/flow.md")})
    form = "https://github.com/o/r/issues/new?template=reply.yml"
    shown = replies_to(document, replies, email="a@example.org", form=form)
    assert shown.thread.count == 1
    assert shown.email_link == email_link("a@example.org", "Ebb & flow")
    assert shown.form_link == form_link(form, "tides/ebb.md")
    closed = replies_to(document, (), email="", form="")
    assert (closed.thread.count, closed.email_link, closed.form_link) == (0, None, None)


def test_urls_of_e_mail_and_form_are_encoded() -> None:
    assert email_link("a+b@example.org", "Why? “A & B”") == (
        "mailto:a%2Bb@example.org?subject=Why%3F%20%E2%80%9CA%20%26%20B%E2%80%9D"
    )
    form = "https://github.com/o/r/issues/new?template=reply.yml"
    assert form_link(form, "a/b&c.md") == (
        "https://github.com/o/r/issues/new?template=reply.yml&article=a%2Fb%26c.md"
    )


def test_the_editors_address_is_one_address_or_nothing() -> None:
    assert check_email("mkdocs.yml", 4, "") == []
    assert check_email("mkdocs.yml", 4, "editors@example.org") == []
    assert [str(p) for p in check_email("mkdocs.yml", 4, "a@b.org,c@d.org")] == [
        "mkdocs.yml:4: email must be one e-mail address, or nothing (found 'a@b.org,c@d.org')"
    ]


def test_a_text_that_was_checked_before_is_not_looked_through_again() -> None:
    name, text = "replies/2026-11-01-1.md", reply("Call 07700 900123")
    for checked, count in (((), 1), ((name,), 0)):
        _, problems = parse_replies({name: text}, ARTICLES, today=TODAY, checked=checked)
        assert len(problems) == count
