"""Which paths may be old URLs, and where a page is written for each."""

from __future__ import annotations

import pytest

from sitekit.model.old_urls import LONGEST, file_of, folder_of, is_old_url


@pytest.mark.parametrize(
    ("url", "folder", "file"),
    [
        ("/a", "a/", "a/index.html"),
        ("/a/", "a/", "a/index.html"),
        ("/a/b.html", None, "a/b.html"),
        ("/a.html/", "a.html/", "a.html/index.html"),
        ("/a%20b", "a b/", "a b/index.html"),
        ("/2019/05/12/a.htm", None, "2019/05/12/a.htm"),
    ],
)
def test_an_old_url_has_a_file(url: str, folder: str | None, file: str) -> None:
    assert is_old_url(url)
    assert (folder_of(url), file_of(url)) == (folder, file)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/",
        "//",
        "//evil.example/a",
        "/a//b",
        "a/",
        "https://example.org/a",
        "/../a",
        "/a/../../b",
        "/%2e%2e/a",
        "/a/./b",
        "/a?b=c",
        "/a#b",
        "/a b",
        "/a\\b",
        "/%5C",
        "/a%00b",
        "/a\nb",
        "/a<b>",
        "/%FF/",
        f"/{'a' * (LONGEST + 1)}",
    ],
)
def test_what_leads_out_of_the_site_or_is_no_path_is_none(url: str) -> None:
    assert not is_old_url(url)
