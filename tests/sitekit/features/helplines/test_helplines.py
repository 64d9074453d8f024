"""The helplines: a data file in, countries and every mistake out."""

from __future__ import annotations

from datetime import date

import pytest

from sitekit.features.helplines import PLACE, empty, parse_helplines, stale
from sitekit.html.disallowed import around
from sitekit.model.phones import is_country, is_possible, is_valid
from tests.conftest import ROOT, TODAY

PATH = "docs/helplines.yml"
REAL = (ROOT / PATH).read_text()
HEAD = """\
gb:
  country: United Kingdom
  emergency:
    call: ["999"]
    mark: verified
    sources: [https://example.org/999]
    checked: 2026-11-01
  lines:
"""
LINE = {
    "service": "A line",
    "for": "Everyone",
    "call": "[0808 2000 247]",
    "mark": "known",
    "checked": "2026-11-01",
}


def line(**keys: str | None) -> str:
    """A line of the file with some keys changed, or left out if None."""
    entry = {key: value for key, value in ({**LINE, **keys}).items() if value is not None}
    rows = [f"{key}: {value}" for key, value in entry.items()]
    return "    - " + "\n      ".join(rows) + "\n"


def problems(text: str) -> list[str]:
    return [str(problem) for problem in parse_helplines(PATH, text, TODAY)[1]]


def test_the_real_file_holds_no_mistake_and_every_country() -> None:
    countries, wrong = parse_helplines(PATH, REAL, TODAY)
    assert wrong == []
    assert " ".join(c.code for c in countries) == (
        "us ca gb ie au nz za ke in pk sg my ph de at fr es pt it nl se mx br other"
    )
    assert sum(len(country.lines) for country in countries) == 89


def test_both_marks_are_kept_and_verified_numbers_name_where_they_were_seen() -> None:
    lines = [line for country in parse_helplines(PATH, REAL, TODAY)[0] for line in country.lines]
    assert {line.mark for line in lines} == {"verified", "known"}
    assert all(line.sources for line in lines if line.mark == "verified")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            {"call": "[0808 2000 24]"},
            "11: call must be a number of this country (found '0808 2000 24')",
        ),
        (
            {"call": "[0808 REFUGE]"},
            "11: call must be a list of numbers in digits (found '0808 REFUGE')",
        ),
        (
            {"call": "[1-800-799-7233]"},
            "11: call must be a number of this country (found '1-800-799-7233')",
        ),
        ({"text": "12"}, "14: text must be a number of this country (found '12')"),
        (
            {"mark": "verified"},
            "12: sources must say where a verified number was seen (found nothing)",
        ),
        ({"mark": "sure"}, "12: mark must be verified or known (found 'sure')"),
        (
            {"checked": "2026-11-27"},
            "13: checked must be a day that has come (found '2026-11-27')",
        ),
        (
            {"checked": "21/11/2026"},
            "13: checked must be a day such as 2026-03-01 (found '21/11/2026')",
        ),
        (
            {"web": "http://example.org"},
            "14: web must be an address that begins with https:// (found 'http://example.org')",
        ),
        (
            {"call": None},
            "9: service must have a number, an address or a note (found nothing)",
        ),
        ({"for": None}, "9: for must be text: whom it is for (found nothing)"),
        ({"email": "me at home"}, "14: email must be an e-mail address (found 'me at home')"),
    ],
)
def test_a_mistake_is_one_line_that_says_how_to_mend_it(
    wrong: dict[str, str | None], message: str
) -> None:
    assert problems(HEAD + line(**wrong)) == [f"{PATH}:{message}"]


def test_an_unknown_key_is_told_with_what_was_meant() -> None:
    (said,) = problems(HEAD + line(ours="day and night"))
    assert said.startswith(f"{PATH}:14: ours must be one of the keys call, text, send, note, ")
    assert said.endswith("(found 'ours'; did you mean 'hours'?)")


def test_a_line_with_a_mistake_is_left_out_and_the_others_stay() -> None:
    (country,), wrong = parse_helplines(PATH, HEAD + line(call="[x]") + line(), TODAY)
    assert len(country.lines) == 1
    assert len(wrong) == 1


def test_all_mistakes_come_in_one_run() -> None:
    text = HEAD + line(call="[1]") + line(mark="x") + "zz:\n  country: Nowhere\nus: none\n"
    assert [said.split(" (")[0] for said in problems(text)] == [
        f"{PATH}:11: call must be a number of this country",
        f"{PATH}:17: mark must be verified or known",
        f"{PATH}:19: country must be an ISO code such as gb, or other",
        f"{PATH}:21: us must be keys and values",
    ]


def test_a_country_needs_an_emergency_number_and_a_list() -> None:
    assert problems("gb:\n  country: United Kingdom\n") == [
        f"{PATH}:1: emergency must be keys and values (found nothing)",
        f"{PATH}:1: lines must be a list of services (found nothing)",
    ]
    without = HEAD.replace('    call: ["999"]\n', "") + line()
    assert problems(without) == [f"{PATH}:3: call must be a list of numbers (found nothing)"]


def test_an_emergency_number_is_one_of_the_country() -> None:
    for number in ("998", "119", "0808 2000 247"):
        (said,) = problems(HEAD.replace('"999"', f'"{number}"') + line())
        assert said == f"{PATH}:4: call must be a number of this country (found {number!r})"


def test_a_bracketed_zero_cannot_be_dialled() -> None:
    (said,) = problems(HEAD + line(call='["+44 (0)808 2000 247"]'))
    assert said.startswith(f"{PATH}:11: call must be a list of numbers in digits (found ")


def test_a_page_of_help_needs_a_country() -> None:
    (problem,) = empty(PATH, [])
    assert str(problem) == f"{PATH}:1: helplines must hold at least one country (found nothing)"


def test_a_missing_file_is_no_mistake() -> None:
    assert parse_helplines(PATH, "", TODAY) == ([], [])


def test_after_180_days_there_is_a_reminder_for_each_country() -> None:
    countries, _ = parse_helplines(PATH, HEAD + line(checked="2026-05-30"), TODAY)
    assert stale(PATH, countries, TODAY) == []
    assert [str(p) for p in stale(PATH, countries, date(2026, 11, 27))] == [
        f"{PATH}:1: checked must be at most 180 days ago in each entry of United Kingdom "
        "(found '2026-05-30')"
    ]


def test_a_number_is_dialled_as_it_is_read() -> None:
    text = HEAD + line(text="07860 077 333", send="HELP", web="https://example.org/a")
    (country,), wrong = parse_helplines(PATH, text, TODAY)
    assert wrong == []
    assert [(w.kind, w.shown, w.href, w.send) for w in country.lines[0].ways] == [
        ("call", "0808 2000 247", "tel:08082000247", None),
        ("text", "07860 077 333", "sms:07860077333", "HELP"),
        ("web", "example.org/a", "https://example.org/a", None),
    ]


@pytest.mark.parametrize("number", ["999", "116 123", "0808 2000 247", "+44 808 2000 247"])
def test_full_and_short_numbers_are_valid(number: str) -> None:
    assert is_valid(number, "gb")


@pytest.mark.parametrize("number", ["", "9", "0808 2000 2477", "+1 800 799 7233", "1" * 400])
def test_numbers_of_nowhere_are_not(number: str) -> None:
    assert not is_valid(number, "gb")


def test_elsewhere_takes_a_number_that_some_country_has() -> None:
    assert is_valid("112", "other")
    assert not is_valid("1" * 30, "other")


def test_a_name_in_whatsapp_needs_the_length_of_a_number_only() -> None:
    assert is_possible("+55 61 9610-0180", "br")
    assert not is_valid("+55 61 9610-0180", "br")
    assert not is_possible("+55 61 9610", "br")


@pytest.mark.parametrize(
    ("code", "known"), [("gb", True), ("other", True), ("GB", False), ("uk", False)]
)
def test_a_country_is_an_iso_code_in_small_letters(code: str, *, known: bool) -> None:
    assert is_country(code) is known


def test_the_list_stands_where_the_text_says() -> None:
    assert around("<p>a</p><!-- helplines --><p>b</p>", PLACE) == ("<p>a</p>", "<p>b</p>")
    assert around("<p>a</p>", PLACE) == ("<p>a</p>", "")
