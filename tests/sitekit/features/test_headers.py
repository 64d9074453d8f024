"""What a host sends beside the pages."""

from __future__ import annotations

from datetime import date

from sitekit.features.headers import headers, runs_out, security_txt
from sitekit.html.csp import Needs, policy


def test_headers_hold_one_rule_for_every_page() -> None:
    lines = headers(policy(Needs()), {}).splitlines()
    assert lines[0] == "/*"
    assert lines[1].endswith("form-action 'none'; frame-ancestors 'none'")
    assert "  Referrer-Policy: no-referrer" in lines
    assert all(line.startswith("  ") and ": " in line for line in lines[1:])


def test_files_whose_name_says_too_little_have_a_type_of_their_own() -> None:
    types = {"feed.xml": "application/rss+xml; charset=utf-8", "a/a.epub": "application/epub+zip"}
    lines = headers("default-src 'none'", types).splitlines()
    assert lines[-4:] == [
        "/feed.xml",
        "  Content-Type: application/rss+xml; charset=utf-8",
        "/a/a.epub",
        "  Content-Type: application/epub+zip",
    ]


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
