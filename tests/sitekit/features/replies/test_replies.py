"""Replies: what a file may hold, what becomes of strangers' texts, how they stand as a thread."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sitekit.features.replies import check_email, form, letter, parse_replies, thread
from sitekit.features.replies.files import from_issue, from_letter, reply_file, without
from sitekit.features.replies.text import rendered, words_of
from sitekit.model.front_matter import decode
from tests.conftest import ROOT, SERIES, TODAY, reply
from tools import reply as tool

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

HOSTILE = sorted((Path(__file__).parent / "cases/replies").glob("*.md"))
ARTICLES = ["tides/ebb.md", "tides/flow.md"]
FORM = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/reply.yml").read_text())
ISSUE = {
    "number": 17,
    "created_at": "2026-11-02T23:59:59Z",
    "labels": [{"name": "reply"}],
    "body": (
        "### Article\r\n\r\ntides/ebb.md\r\n\r\n"
        "### Pen name\r\n\r\nA: “reader” #1\r\n\r\n"
        "### Which reply you answer\r\n\r\n_No response_\r\n\r\n"
        "### Consent\r\n\r\n- [X] This text is mine.\r\n\r\n"
        "### Your reply\r\n\r\nFirst line,\r\nsecond line.\r\n\r\n### Pen name\r\n\r\nAnother\r\n"
    ),
}


def parsed(texts: dict[str, str]):
    files = {f"replies/{name}.md": text for name, text in texts.items()}
    return parse_replies(files, ARTICLES, today=TODAY)


def told(texts: dict[str, str]) -> list[str]:
    return [str(problem) for problem in parsed(texts)[1]]


def shape(texts: dict[str, str]) -> list[object]:
    """The thread below the first part, as names in names."""
    top = thread(parsed(texts)[0], "tides/ebb.md")
    return [
        (one.reply.id[-1], [(a.reply.id[-1], a.to and a.to.id[-1]) for a in one.answers])
        for one in top.replies
    ]


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.stem)
def test_a_hostile_reply_is_a_problem_or_harmless(case: Path) -> None:
    text = decode("", case.read_bytes())[0]
    replies, problems = parsed({"2026-11-01-1": text})
    said = "".join(f"{problem}\n" for problem in sorted(set(problems)))
    assert (said or f"{replies[0].html}\n") == case.with_suffix(".txt").read_text()


def test_a_megabyte_is_told_and_not_read_any_further() -> None:
    assert told({"2026-11-01-1": reply("a@b.org " * 125_000)}) == [
        "docs/replies/2026-11-01-1.md:1: reply must be at most 20000 characters in all "
        "(found 1000077)"
    ]


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
def test_an_honest_text_is_let_in(text: str) -> None:
    assert told({"2026-11-01-1": reply(text)}) == []


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
    assert any(rule in message for message in told({"2026-11-01-1": reply(text)}))


@pytest.mark.parametrize("nothing", [">", "\u200d", "\u00a0\n\n"])
def test_a_text_and_a_name_can_be_seen(nothing: str) -> None:
    rule = "text must be 1 to 4000 characters (found nothing to see)"
    assert told({"2026-11-01-1": reply(nothing)}) == [f"docs/replies/2026-11-01-1.md:7: {rule}"]
    assert any("can be seen" in m for m in told({"2026-11-01-1": reply(name='"\\u200d"')}))


def test_links_that_a_moderator_allows_may_look_like_anything() -> None:
    links = [
        "https://example.org/news-12345678",
        "https://example.org/@anna/1",
        "https://example.org/?a=1&section=3",
        "https://example.org/No_(x)",
    ]
    text = " ".join(f"[here]({link})" for link in links)
    file = reply(text, links="\n" + "\n".join(f"  - {link}" for link in links))
    assert told({"2026-11-01-1": file}) == []
    html = LexborHTMLParser(parsed({"2026-11-01-1": file})[0][0].html)
    assert [link.attributes["href"] for link in html.css("a")] == links


def test_the_name_of_a_file_holds_its_day() -> None:
    rule = "date must be the day in the file's name (found '2026-11-01')"
    assert told({"2026-11-02-1": reply()}) == [f"docs/replies/2026-11-02-1.md:3: {rule}"]


def test_a_link_that_a_moderator_allows_leads_out_and_passes_nothing_on() -> None:
    link = LexborHTMLParser(rendered("<https://example.org/a>", ["https://example.org/a"]))
    assert link.css_first("a").attributes == {
        "href": "https://example.org/a",
        "rel": "nofollow ugc noopener noreferrer",
    }


@pytest.mark.parametrize(
    "src", ["a b.md", "x.md", "2026-11-01-1.txt", "2026-11-01-A.md", "more/2026-11-01-1.md"]
)
def test_files_bear_a_day_and_lie_in_one_folder_so_that_no_two_share_a_name(src: str) -> None:
    replies, problems = parse_replies({f"replies/{src}": reply()}, ARTICLES, today=TODAY)
    assert replies == []
    assert [str(problem) for problem in problems] == [
        f"docs/replies/{src}:1: reply must be a file such as docs/replies/2026-03-01-7.md "
        f"(found 'replies/{src}')"
    ]


def test_two_people_may_have_one_pen_name() -> None:
    assert told({"2026-11-01-1": reply(), "2026-11-01-2": reply()}) == []


def test_oldest_first_and_whatever_an_answer_led_to_stands_in_one_row_below() -> None:
    texts = {
        "2026-11-01-12": reply(),
        "2026-11-01-9": reply(),
        "2026-11-02-3": reply(answers="2026-11-01-9", date="2026-11-02"),
        "2026-11-03-4": reply(answers="2026-11-02-3", date="2026-11-03"),
        "2026-11-04-5": reply(article="tides/flow.md", date="2026-11-04"),
    }
    assert told(texts) == []
    assert shape(texts) == [("9", [("3", None), ("4", "3")]), ("2", [])]


def test_a_loop_is_told_and_loses_nobody() -> None:
    texts = {
        "2026-11-01-1": reply(answers="2026-11-01-2"),
        "2026-11-01-2": reply(answers="2026-11-01-1"),
        "2026-11-01-3": reply(answers="2026-11-01-1"),
    }
    assert shape(texts) == [("1", []), ("2", []), ("3", [])]
    rule = "answers must lead to a reply that answers none"
    assert told(texts) == [
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
    assert told(texts) == [
        "docs/replies/2026-11-01-2.md:6: answers must name a reply to the same article "
        "(found '2026-11-01-1')"
    ]
    assert shape(texts) == [("2", [])]


def test_addresses_of_letter_and_form_are_encoded() -> None:
    assert letter("a+b@example.org", "Why? “A & B”") == (
        "mailto:a%2Bb@example.org?subject=Why%3F%20%E2%80%9CA%20%26%20B%E2%80%9D"
    )
    assert form("https://github.com/o/r/", "issues/new?template=reply.yml", "a/b&c.md") == (
        "https://github.com/o/r/issues/new?template=reply.yml&article=a%2Fb%26c.md"
    )


def test_the_editors_address_is_one_address_or_nothing() -> None:
    assert check_email("mkdocs.yml", 4, "") == []
    assert check_email("mkdocs.yml", 4, "editors@example.org") == []
    assert [str(p) for p in check_email("mkdocs.yml", 4, "a@b.org,c@d.org")] == [
        "mkdocs.yml:4: email must be one e-mail address, or nothing (found 'a@b.org,c@d.org')"
    ]


@given(st.text(), st.text(max_size=60))
def test_whatever_is_typed_into_the_form_stays_text_in_the_file(text: str, name: str) -> None:
    id_, file = from_letter({"date": "2026-11-01", "name": name}, text, ())
    replies, _ = parsed(
        {id_: file.replace("---\n", "---\narticle: tides/ebb.md\nconsent: yes\n", 1)}
    )
    for one in replies:
        assert one.text == text.replace("\r\n", "\n").replace("\r", "\n").strip()
        assert one.keys.name.strip() == name.strip()


def test_an_issue_becomes_a_file_whatever_headings_its_text_holds() -> None:
    id_, file = from_issue(ISSUE, FORM)
    assert id_ == "2026-11-02-17"
    assert file == (
        '---\nname: "A: “reader” #1"\ndate: 2026-11-02\n'
        "article: tides/ebb.md\nconsent: yes\n---\n\n"
        "First line,\nsecond line.\n\n### Pen name\n\nAnother\n"
    )


def test_an_issue_answers_a_reply_by_its_address() -> None:
    address = "https://example.org/tides/ebb/#reply-2026-11-01-1"
    body = ISSUE["body"].replace("_No response_", address)
    assert "answers: 2026-11-01-1\n" in from_issue(ISSUE | {"body": body}, FORM)[1]


@pytest.mark.parametrize("body", ["", None, "No headings at all", "### Consent\n\n- [ ] no\n"])
def test_an_issue_without_consent_or_without_our_form_is_no_reply(body: str | None) -> None:
    id_, file = from_issue(ISSUE | {"body": body}, FORM)
    assert f"docs/replies/{id_}.md:3: consent must be yes (found 'no')" in told({id_: file})


def test_only_a_moderators_label_lets_a_link_in() -> None:
    body = ISSUE["body"].replace("First line", "See <https://example.org/a>")
    id_, file = from_issue(ISSUE | {"body": body}, FORM)
    assert any("must hold no link" in message for message in told({id_: file}))
    labels = [{"name": "reply: links allowed"}]
    id_, file = from_issue(ISSUE | {"body": body, "labels": labels}, FORM)
    assert told({id_: file}) == []


def test_letters_of_one_day_get_names_of_their_own() -> None:
    taken = {"2026-11-01-letter", "2026-11-01-letter-2"}
    assert from_letter({"date": "2026-11-01"}, "", taken)[0] == "2026-11-01-letter-3"


def test_taking_a_reply_back_leaves_no_gap() -> None:
    texts = {
        "2026-11-01-1": reply(),
        "2026-11-01-2": reply(answers="2026-11-01-1"),
        "2026-11-01-3": reply(answers="2026-11-01-2"),
    }
    files = {f"replies/{id_}.md": text for id_, text in texts.items()}
    for id_, left in (
        ("2026-11-01-2", [("1", [("3", None)])]),
        ("2026-11-01-1", [("2", [("3", None)])]),
    ):
        changed, problems = without(files, id_)
        rest = {Path(src).stem: text for src, text in (files | changed).items()}
        del rest[id_]
        assert problems == []
        assert told(rest) == []
        assert shape(rest) == left


@pytest.mark.parametrize("key", ["answers:\n  2026-11-01-1", "answers: >-\n  2026-11-01-1"])
def test_what_cannot_be_changed_line_by_line_is_left_to_a_person(key: str) -> None:
    other = reply().replace("consent: yes", f"{key}\nconsent: yes")
    files = {"replies/2026-11-01-1.md": reply(), "replies/2026-11-01-2.md": other}
    _, problems = without(files, "2026-11-01-1")
    rule = "answers must be changed by hand to nothing (found '2026-11-01-1')"
    assert [problem.message for problem in problems] == [rule]


def test_a_saved_issue_becomes_a_file_and_the_file_a_thread(
    build_site: Callable[..., Built], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"action": "labeled", "issue": ISSUE}))
    docs = tmp_path / "docs"
    for name, text in SERIES.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text)
    tool.main("from-issue", str(event), docs=docs)
    assert capsys.readouterr().out == "docs/replies/2026-11-02-17.md\n"
    site = build_site(SERIES)
    block = site.html("tides/ebb/index.html").css_first("[data-component=replies]")
    assert block.css_first("h2").text() == "1 reply"
    one = block.css_first("#reply-2026-11-02-17")
    assert one.css_first("bdi").text() == "A: “reader” #1"
    assert one.css_first("time").attributes["datetime"] == "2026-11-02"
    text = " ".join(one.css_first("[itemprop=text]").text().split())
    assert text == "First line, second line.### Pen nameAnother"
    with pytest.raises(SystemExit, match="is there already"):
        tool.main("from-issue", str(event), docs=docs)
    tool.main("take-back", "2026-11-02-17", docs=docs)
    assert list((docs / "replies").iterdir()) == []
    with pytest.raises(SystemExit, match="There is no reply"):
        tool.main("take-back", "2026-11-02-17", docs=docs)


def test_an_unfit_issue_writes_nothing_and_says_why(tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"issue": ISSUE | {"body": "### Your reply\n\nHello"}}))
    with pytest.raises(SystemExit, match="consent must be yes"):
        tool.main("from-issue", str(event), docs=tmp_path)
    assert list(tmp_path.iterdir()) == [event]


def test_what_was_found_in_an_issue_is_not_said_in_public(tmp_path: Path) -> None:
    event, docs = tmp_path / "event.json", tmp_path / "docs"
    (docs / "tides").mkdir(parents=True)
    (docs / "tides/ebb.md").touch()
    body = ISSUE["body"].replace("First line", "Call 07700 900123 \ud800")
    event.write_text(json.dumps({"issue": ISSUE | {"body": body}}))
    with pytest.raises(SystemExit) as stopped:
        tool.main("from-issue", str(event), docs=docs)
    assert stopped.value.args == (
        "docs/replies/2026-11-02-17.md:8: text must hold no phone number",
    )


def test_a_file_that_cannot_be_read_whole_is_never_rewritten(tmp_path: Path) -> None:
    folder = tmp_path / "replies"
    folder.mkdir()
    (folder / "2026-11-01-1.md").write_text(reply())
    (folder / "2026-11-01-2.md").write_bytes(b"---\nname: Ren\xe9\n---\n\nWords.")
    with pytest.raises(SystemExit, match="must be saved as UTF-8"):
        tool.main("take-back", "2026-11-01-1", docs=tmp_path)
    assert len([*folder.iterdir()]) == 2


def test_a_letter_is_asked_for_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tides").mkdir()
    (tmp_path / "tides/ebb.md").write_text("")
    file = tmp_path / "letter.txt"
    file.write_text("One.\n.\nTwo " + "long " * 500 + "end.\n")
    said = iter(["A reader", "2026-11-01", "tides/ebb.md", "", "yes"])
    monkeypatch.setattr("builtins.input", lambda *_: next(said))
    tool.main("write", str(file), docs=tmp_path)
    assert capsys.readouterr().out.endswith("replies/2026-11-01-letter.md\n")
    assert (tmp_path / "replies/2026-11-01-letter.md").read_text() == reply_file(
        {"name": "A reader", "date": "2026-11-01", "article": "tides/ebb.md", "consent": "yes"},
        file.read_text(),
    )
