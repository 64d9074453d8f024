"""Texts of several pages on one."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from sitekit.features.print import scope_ids
from sitekit.html.dom import Fragment, attribute


@pytest.mark.parametrize(
    "address",
    [
        *("../b/", "../../help/#gb", "../..", "../../", "picture.png", "./", "../?a=b"),
        *("https://example.org/x", "//example.org/x", "tel:123"),
    ],
)
def test_links_still_lead_where_they_led(address: str) -> None:
    html = scope_ids(f'<p><a href="{address}">x</a></p>', "1-", "series/a/", "other/print/")
    (link,) = Fragment(html).css("a")
    site = "https://e.org/sub/"
    led = urljoin(f"{site}other/print/", attribute(link, "href"))
    assert led == urljoin(f"{site}series/a/", address)


def test_links_within_a_text_stay_on_the_page() -> None:
    html = scope_ids('<a href="#there">x</a><i id="there">y</i>', "1-", "a/", "b/")
    assert html == '<a href="#1-there">x</a><i id="1-there">y</i>'


def test_footnotes_of_different_parts_do_not_meet() -> None:
    note = (
        '<sup id="fnref:a"><a href="#fn:a">1</a></sup>'
        '<ol><li id="fn:a"><a href="#fnref:a">back</a></li></ol>'
    )
    page = Fragment("".join(scope_ids(note, f"{n}-", f"t/{n}/", "t/print/") for n in (1, 2)))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert ids == ["1-fnref:a", "1-fn:a", "2-fnref:a", "2-fn:a"]
    assert [link.attributes["href"][1:] for link in page.css("a")] == [
        *("1-fn:a", "1-fnref:a", "2-fn:a", "2-fnref:a")
    ]


def test_fields_and_labels_keep_belonging_to_each_other() -> None:
    html = '<input id="a" name="b"><label for="a">c</label><p aria-labelledby="a">d</p>'
    assert scope_ids(html, "1-", "a/", "b/") == (
        '<input id="1-a" name="1-b"><label for="1-a">c</label><p aria-labelledby="1-a">d</p>'
    )


def test_headings_go_one_level_down_below_the_title_of_their_part() -> None:
    html = "<h2>a</h2><h3>b</h3><h4>c</h4><h5>d</h5><hr>"
    assert scope_ids(html, "1-", "a/", "b/") == "<h3>a</h3><h4>b</h4><h5>c</h5><h6>d</h6><hr>"


def test_words_that_look_like_headings_stay_as_they_are() -> None:
    assert scope_ids("<p>&lt;h2&gt;</p>", "1-", "a/", "b/") == "<p>&lt;h2&gt;</p>"
