"""Helplines: a data file in, countries and every problem out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from sitekit.features.helplines import (
    FRESH,
    empty,
    numbers_of,
    parse_helplines,
    services_of,
    stale,
)
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


def test_the_sites_own_file_has_no_problem() -> None:
    countries, wrong = parse_helplines(PATH, REAL, TODAY)
    assert wrong == []
    assert [country.code for country in countries] == re.findall(r"(?m)^([a-z]+):", REAL)
    assert sum(len(country.lines) for country in countries) == REAL.count("- service:")


def test_a_file_that_was_checked_before_gives_the_same_countries() -> None:
    assert parse_helplines(PATH, REAL, TODAY, checked=True) == parse_helplines(PATH, REAL, TODAY)


def test_replies_learn_every_number_in_digits_and_every_service() -> None:
    ways = {"text": '"85258"', "textphone": "0808 2000 249", "whatsapp": "+44 7700 900123"}
    countries, wrong = parse_helplines(PATH, HEAD + line(**ways, dial='"*765"'), TODAY)
    assert wrong == []
    assert services_of(countries) == ("A line",)
    assert numbers_of(countries) == {
        *("999", "08082000247", "85258", "08082000249", "447700900123", "765")
    }


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
def test_a_problem_is_one_line_that_says_what_must_be_there(
    wrong: dict[str, str | None], message: str
) -> None:
    assert problems(HEAD + line(**wrong)) == [f"{PATH}:{message}"]


def test_an_unknown_key_is_reported_with_what_was_probably_meant() -> None:
    (said,) = problems(HEAD + line(ours="day and night"))
    assert said.startswith(f"{PATH}:14: ours must be one of the keys call, text, send, note, ")
    assert said.endswith("(found 'ours'; did you mean 'hours'?)")


def test_a_line_with_a_problem_is_left_out_and_the_others_stay() -> None:
    (country,), wrong = parse_helplines(PATH, HEAD + line(call="[x]") + line(), TODAY)
    assert len(country.lines) == 1
    assert len(wrong) == 1


def test_all_problems_come_in_one_run() -> None:
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


def test_a_missing_file_is_no_problem() -> None:
    assert parse_helplines(PATH, "", TODAY) == ([], [])


def test_when_a_check_is_too_old_there_is_a_reminder_for_each_country() -> None:
    checked = TODAY - timedelta(days=FRESH)
    text = HEAD + line(checked=checked.isoformat()) + line()
    countries, _ = parse_helplines(PATH, text, TODAY)
    assert countries[0].checked == checked
    assert stale(PATH, countries, TODAY) == []
    assert [str(p) for p in stale(PATH, countries, TODAY + timedelta(days=1))] == [
        f"{PATH}:1: checked must be at most {FRESH} days ago in each entry of United Kingdom "
        f"(found '{checked}')"
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


def test_an_asterisk_at_the_end_of_a_value_says_that_it_was_not_seen_confirmed() -> None:
    text = HEAD + line(mark="verified", sources="[https://a.org]", hours="Always.*", bill="Free.")
    (country,), wrong = parse_helplines(PATH, text, TODAY)
    (entry,) = country.lines
    assert wrong == []
    said = [(detail.kind, detail.shown, detail.confirmed) for detail in entry.details]
    assert said == [("hours", "Always.", False), ("bill", "Free.", True)]
    assert entry.is_confirmed
    assert not country.is_confirmed


def test_a_country_is_confirmed_if_all_of_its_lines_are() -> None:
    seen = line(mark="verified", sources="[https://a.org]", hours="Always.")
    for lines, confirmed in ((seen, True), (seen + line(), False)):
        (country,), _ = parse_helplines(PATH, HEAD + lines, TODAY)
        assert country.is_confirmed is confirmed
