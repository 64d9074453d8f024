"""What a host sends beside the pages."""

from __future__ import annotations

from datetime import date

import pytest

from sitekit.features.headers import headers, runs_out, security_txt
from sitekit.features.leave import check_leave
from sitekit.html.csp import Needs, policy


def test_headers_hold_one_rule_for_every_page() -> None:
    lines = headers(policy(Needs()), {}).splitlines()
    assert lines[0] == "/*"
    assert lines[1].endswith("form-action 'none'; frame-ancestors 'none'")
    assert "  Referrer-Policy: no-referrer" in lines
    assert all(line.startswith("  ") and ": " in line for line in lines[1:])


def test_security_txt_has_the_fields_its_standard_asks_for() -> None:
    text = security_txt(
        "https://example.org/report", date(2027, 11, 1), "https://example.org/", "en"
    )
    assert text.splitlines() == [
        "Contact: https://example.org/report",
        "Expires: 2027-11-01T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: https://example.org/.well-known/security.txt",
    ]


def test_a_reminder_comes_thirty_days_before_security_txt_runs_out() -> None:
    day = date(2027, 11, 1)
    assert runs_out("mkdocs.yml", 9, day, date(2027, 10, 1)) == []
    (problem,) = runs_out("mkdocs.yml", 9, day, date(2027, 10, 2))
    assert str(problem).startswith("mkdocs.yml:9: expires must be more than 30 days away")


@pytest.mark.parametrize(
    "destination",
    [
        "http://www.bbc.com/weather",
        "javascript:alert(1)",
        "/somewhere/",
        "https://example.org/elsewhere",
        "https://EXAMPLE.org",
        "https://user@elsewhere.org",
        "https://[broken",
        "https://",
        "",
        None,
    ],
)
def test_the_leave_button_must_lead_to_another_site_over_https(destination: object) -> None:
    (problem,) = check_leave("mkdocs.yml", 7, destination, "https://example.org/")
    assert str(problem).startswith(
        "mkdocs.yml:7: leave must be an address of another site that begins with https:// (found "
    )


def test_a_good_destination_is_no_problem() -> None:
    assert check_leave("m", 1, "https://www.bbc.com/weather", "https://example.org/") == []
