"""What a host sends beside the pages."""

from __future__ import annotations

from datetime import date

from sitekit.features.headers import (
    HEADERS,
    apache,
    caddy,
    headers,
    merged,
    nginx,
    parse_headers,
    runs_out,
    security_txt,
)
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


RULES = parse_headers(
    headers("default-src 'none'", {"feed.xml": "application/rss+xml", "*/feed.xml": "text/xml"})
)


def test_rules_are_read_as_they_are_written() -> None:
    assert [rule.path for rule in RULES] == ["/*", "/feed.xml", "/*/feed.xml"]
    everywhere, of_feed, _ = RULES
    assert everywhere.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert everywhere.headers.keys() == {"Content-Security-Policy", *HEADERS}
    assert of_feed.headers == {"Content-Type": "application/rss+xml"}


def test_nginx_sends_headers_everywhere_and_types_by_path() -> None:
    text = nginx(RULES)
    policy = "default-src 'none'; frame-ancestors 'none'"
    assert f'add_header Content-Security-Policy "{policy}" always;\n' in text
    assert text.count("add_header") == len(HEADERS) + 1
    assert "location ~ ^/feed\\.xml$ {\n    types { }\n" in text
    assert "location ~ ^/.*/feed\\.xml$ {\n" in text
    assert '    default_type "application/rss+xml";\n}\n' in text


def test_apache_knows_files_by_their_last_name() -> None:
    text = apache(RULES)
    assert text.count("Header always set") == len(HEADERS) + 1
    assert 'Header always set Referrer-Policy "no-referrer"\n' in text
    assert text.count('<Files "feed.xml">') == 1


def test_caddy_matches_paths() -> None:
    text = caddy(RULES)
    assert text.startswith('header Content-Security-Policy "default-src ')
    assert "@rule1 path /feed.xml\nheader @rule1 Content-Type " in text
    assert "@rule2 path */feed.xml\nheader @rule2 Content-Type " in text
    assert text.endswith("handle_errors {\n    rewrite * /404.html\n    file_server\n}\n")


def test_headers_of_a_site_in_a_folder_join_those_of_the_whole() -> None:
    one = headers("style-src 'sha256-a'; connect-src 'none'", {"feed.json": "a/b"})
    other = headers("style-src 'sha256-a' 'sha256-b'; connect-src 'self'", {"feed.json": "a/c"})
    everywhere, *types = parse_headers(merged(one, other, "de"))
    assert (
        everywhere.headers
        == {
            "Content-Security-Policy": "style-src 'sha256-a' 'sha256-b'; connect-src 'self'; "
            "frame-ancestors 'none'"
        }
        | HEADERS
    )
    assert [(rule.path, rule.headers) for rule in types] == [
        ("/feed.json", {"Content-Type": "a/b"}),
        ("/de/feed.json", {"Content-Type": "a/c"}),
    ]
