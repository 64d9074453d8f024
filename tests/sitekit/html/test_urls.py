"""URLs in texts, some of which are none."""

from __future__ import annotations

import pytest
from mkdocs.structure.files import File

from sitekit.html.urls import (
    is_of_this_site,
    is_readable,
    is_web_link,
    leads_elsewhere,
    relative_url,
)

PAGES = [
    *("index.md", "about.md", "tides/index.md", "tides/ebb.md", "tides/deep/down.md"),
    *("essays/moon.md", "essays/index.md", "essays/v1.2/notes.md", "tides-2/ebb.md"),
]
PICTURES = ["boat.png", "tides/boat.png", "pictures/a.b.png"]


@pytest.mark.parametrize(
    ("url", "readable", "elsewhere"),
    [
        ("", True, False),
        ("a/b.md", True, False),
        ("/a/", True, False),
        ("#there", True, False),
        ("?a=b", True, False),
        ("../x:y", True, False),
        ("https://example.org/", True, True),
        ("//example.org/", True, True),
        ("tel:116016", True, True),
        ("mailto:a@example.org", True, True),
        ("javascript:x()", True, True),
        ("http://[::1", False, True),
        ("https://[name of clinic].org/", False, True),
        ("//[", False, True),
        ("/\\example.org", True, True),
        ("/\t/example.org", True, True),
        (" java\nscript:x()", True, True),
    ],
)
def test_where_a_url_leads(url: str, *, readable: bool, elsewhere: bool) -> None:
    assert (is_readable(url), leads_elsewhere(url)) == (readable, elsewhere)
    assert is_of_this_site(url) is (readable and not elsewhere)


@pytest.mark.parametrize(
    "url",
    [
        *("", "a/b.md", "#there", "/a/", "https://example.org/a?b#c", "http://example.org"),
        *("mailto:a@example.org", "tel:116016", "tel:+44 808-2000", "TEL:(0) 12.3"),
    ],
)
def test_a_text_may_link_within_the_site_to_the_web_to_mail_and_to_phones(url: str) -> None:
    assert is_web_link(url)


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:x()", " javascript:x()", "java\nscript:x()", "JAVASCRIPT:x()"),
        *("data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://example.org", "sms:1"),
        *("//example.org", "/\\example.org", "\\\\example.org", "/\t/example.org"),
        *(
            "https://example.org@example.net/",
            "http://user:word@example.org",
            "https://@example.org",
        ),
        *("\x01//example.org", "\x1f//example.org", "\x01https://example.org"),
        *(
            "tel:*123#",
            "tel:1\u00a0",
            "tel:1?x=y",
            "tel:",
            "http://[::1",
            " https://example.org",
            "blob:x",
        ),
    ],
)
def test_a_text_may_link_nowhere_else(url: str) -> None:
    assert not is_web_link(url)


@pytest.mark.parametrize("folders", [True, False])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("target", [*PAGES, *PICTURES])
def test_a_relative_url_is_the_one_that_mkdocs_gives(
    target: str, page: str, *, folders: bool
) -> None:
    to, here = (File(src, "docs", "site", use_directory_urls=folders) for src in (target, page))
    assert relative_url(to.url, here.url) == to.url_relative_to(here)


def test_the_home_page_has_an_empty_url_or_a_dot() -> None:
    for home in ("", ".", "./"):
        assert relative_url(home, "tides/ebb/") == "../../"
        assert relative_url(home, "about/") == "../"
    assert relative_url("about/", "") == "about/"
    assert relative_url("", "") == "./"
