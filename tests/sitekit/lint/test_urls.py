"""URLs that were published once."""

from __future__ import annotations

from sitekit.lint.urls import published_urls, urls_stay


def is_feed(name: str) -> bool:
    return name.endswith("feed.xml")


def test_pages_and_feeds_are_published_urls_and_nothing_else() -> None:
    files = ["index.html", "a/b/index.html", "a/feed.xml", "404.html", "x.png", "search/x.json"]
    assert published_urls(files, is_feed) == {"/", "/a/b/", "/a/feed.xml"}


def test_a_url_that_is_gone_is_reported_with_its_line() -> None:
    rule = "address must go on working; name it in `redirect_from` of the page in its place"
    gone = urls_stay("published-urls.txt", "/\n/old/\n/new/\n", {"/", "/new/"}, is_feed)
    assert [str(problem) for problem in gone] == [f"published-urls.txt:2: {rule} (found '/old/')"]


def test_a_feed_that_is_gone_has_a_fix_of_its_own() -> None:
    rule = "feed must go on answering; its series names its old folder in `redirect_from`"
    (problem,) = urls_stay("published-urls.txt", "/old/feed.xml", (), is_feed)
    assert problem.message == f"{rule} (found '/old/feed.xml')"
