"""Old URLs lead on to where documents are now."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from sitekit.features.redirects import Redirect, redirects
from tests.conftest import SERIES, article, page, site_of

MOVED = {"about.md": page("About us", redirect_from="[/us/, /old/about/]")}


def test_each_old_url_has_a_page_that_leads_on() -> None:
    site = site_of(SERIES | MOVED)
    about = site.documents["about.md"]
    assert list(redirects(site, {})) == [
        Redirect(about, 0, "us/index.html", "about/", "../about/"),
        Redirect(about, 1, "old/about/index.html", "about/", "../../about/"),
    ]


@pytest.mark.parametrize(
    ("old", "file", "relative"),
    [
        ("/2019/05/12/ebb.html", "2019/05/12/ebb.html", "../../../about/"),
        ("/ebb.HTM", "ebb.HTM", "about/"),
        ("/blog/ebb", "blog/ebb/index.html", "../../about/"),
        ("/blog/ebb/", "blog/ebb/index.html", "../../about/"),
        ("/blog/index.html", "blog/index.html", "../about/"),
        ("/post.php", "post.php/index.html", "../about/"),
        ("/a.b/c_d~e!", "a.b/c_d~e!/index.html", "../../about/"),
        ("/%E6%97%A5/", "日/index.html", "../about/"),
        ("/日/", "日/index.html", "../about/"),
        ("/x:y/", "x:y/index.html", "../about/"),
    ],
)
def test_an_old_url_is_whatever_path_a_former_system_had(
    old: str, file: str, relative: str
) -> None:
    files = {"about.md": page("About us", redirect_from=f"['{old}']")}
    (one,) = redirects(site_of(files), {})
    assert (one.path, one.relative) == (file, relative)


def test_one_place_is_written_once_however_it_is_named() -> None:
    names = "[/a, /a/, /a/index.html, /about/]"  # the last is where it is
    files = {"about.md": page("About us", redirect_from=names)}
    assert [one.path for one in redirects(site_of(files), {})] == ["a/index.html"]


def test_the_print_page_moves_along_with_its_series() -> None:
    index = SERIES["tides/index.md"].replace("---\n", "---\nredirect_from: [/water/sea/]\n", 1)
    site = site_of(SERIES | {"tides/index.md": index})
    found = list(redirects(site, {"tides/index.md": "tides/print/"}))
    assert [(one.path, one.to) for one in found] == [
        ("water/sea/index.html", "tides/"),
        ("water/sea/print/index.html", "tides/print/"),
    ]
    # A series without a page to print has none to move.
    assert len(list(redirects(site, {}))) == 1


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ({"status": "draft"}, 0),
        ({"day": "2026-11-27"}, 0),
        ({"status": "unlisted"}, 1),
        ({}, 1),
    ],
)
def test_only_what_is_published_is_led_to(keys: dict[str, str], count: int) -> None:
    text = article("Ebb and what it leaves", redirect_from="[/old/]", **keys)
    assert len(list(redirects(site_of(SERIES | {"tides/ebb.md": text}), {}))) == count


def test_the_relative_url_leads_to_the_same_place() -> None:
    for one in redirects(site_of(SERIES | MOVED), {}):
        page_url = f"https://e.org/sub/{one.path.removesuffix('index.html')}"
        assert urljoin(page_url, one.relative) == f"https://e.org/sub/{one.to}"


def test_the_home_page_can_be_led_to() -> None:
    home = page("The home page", redirect_from="[/start/]")
    (one,) = redirects(site_of(SERIES | {"index.md": home}), {})
    assert urljoin("https://e.org/sub/start/", one.relative) == "https://e.org/sub/"
