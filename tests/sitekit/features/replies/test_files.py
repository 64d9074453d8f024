"""How replies come into files, and out of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitekit.features.replies.files import from_issue, from_letter, without
from tests.conftest import ROOT, reply
from tests.sitekit.features.replies.conftest import messages, parsed, shape

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


@given(st.text(), st.text(max_size=60))
def test_whatever_is_typed_into_the_form_stays_text_in_the_file(text: str, name: str) -> None:
    id_, file = from_letter({"date": "2026-11-01", "name": name}, text, ())
    replies, _ = parsed(
        {id_: file.replace("---\n", "---\narticle: tides/ebb.md\nconsent: yes\n", 1)}
    )
    for one in replies:
        assert one.text == text.replace("\r\n", "\n").replace("\r", "\n").strip()
        assert one.name.strip() == name.strip()


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
    assert f"docs/replies/{id_}.md:3: consent must be yes (found 'no')" in messages({id_: file})


def test_only_a_moderators_label_lets_a_link_in() -> None:
    body = ISSUE["body"].replace("First line", "See <https://example.org/a>")
    id_, file = from_issue(ISSUE | {"body": body}, FORM)
    assert any("must hold no link" in message for message in messages({id_: file}))
    labels = [{"name": "reply: links allowed"}]
    id_, file = from_issue(ISSUE | {"body": body, "labels": labels}, FORM)
    assert messages({id_: file}) == []


def test_e_mails_of_one_day_get_names_of_their_own() -> None:
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
        assert messages(rest) == []
        assert shape(rest) == left


@pytest.mark.parametrize("key", ["answers:\n  2026-11-01-1", "answers: >-\n  2026-11-01-1"])
def test_what_cannot_be_changed_line_by_line_is_left_to_a_person(key: str) -> None:
    other = reply().replace("consent: yes", f"{key}\nconsent: yes")
    files = {"replies/2026-11-01-1.md": reply(), "replies/2026-11-01-2.md": other}
    _, problems = without(files, "2026-11-01-1")
    rule = "answers must be changed by hand to nothing (found '2026-11-01-1')"
    assert [problem.message for problem in problems] == [rule]
