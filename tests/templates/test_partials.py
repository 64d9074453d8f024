"""Each partial with given values: what stands where, and nothing unescaped."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from sitekit.features.menus import Link
from sitekit.features.series import contents, navigation
from sitekit.features.share import KEYS, share
from tests.conftest import SERIES, article, landing, site_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborHTMLParser

    from sitekit.features.share import What

    Render = Callable[..., LexborHTMLParser]

HOSTILE = """'<b title="x">& “y” ''z'''"""
PLAIN = """<b title="x">& “y” 'z'"""
SHARP = SERIES | {
    "tides/ebb.md": article(HOSTILE),
    "tides/index.md": landing("Tides", "ebb.md", "flow.md", f"slack.md={HOSTILE}x"),
}


def nav_at(src: str, files: dict[str, str] = SERIES):
    return navigation(site_of(files), src)[0]


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def test_series_escapes_what_authors_write(render: Render) -> None:
    page = render(
        "series", nav=nav_at("tides/flow.md", SERIES | {"tides/ebb.md": article(HOSTILE)}), place=1
    )
    assert page.css_first("ol b") is None
    assert page.css_first("ol a").text() == PLAIN


def test_next_says_what_fits_the_place(render: Render) -> None:
    files = {f"t/{n}.md": article(f"Part {n * 3}") for n in "abcd"}
    files["t/index.md"] = landing("Tides", *(f"{n}.md" for n in "abcd"))
    said = [texts(render("next", nav=nav_at(f"t/{n}.md", files)), "p.sk-label") for n in "abcd"]
    assert said == [
        ["You have begun. Next, part 2 of 4"],
        ["Next, part 3 of 4"],
        ["Next, the last part"],
        [],
    ]


def test_next_does_not_link_a_planned_part(render: Render) -> None:
    page = render("next", nav=nav_at("tides/flow.md"))
    assert texts(page, ".sk-label") == ["Next, part 3 of 3, is still being written"]
    assert [a.attributes["href"] for a in page.css("a")] == ["/tides/"]
    assert texts(page, ".sk-next__planned") == ["Slack water"]


def test_after_the_last_part_the_whole_series_is_one_step_away(render: Render) -> None:
    files = SERIES | {"tides/index.md": landing("Tides", "ebb.md", "flow.md")}
    page = render("next", nav=nav_at("tides/flow.md", files))
    assert texts(page, "a") == ["See the whole series"]


def test_landing_page_shows_label_sentence_time_and_what_is_planned(render: Render) -> None:
    whole = contents(site_of(SERIES), "tides/index.md")
    page = render("parts", contents=whole)
    assert len(page.css("ol[data-component=parts] > li")) == 3
    assert texts(page, "li:first-child .sk-label") == ["1 minute"]
    assert len(page.css("li:first-child p")) == 1
    assert texts(page, "li[data-planned] .sk-label") == ["Still being written"]
    assert page.css_first("li[data-planned] a") is None


def test_head_tells_part_series_and_time(render: Render) -> None:
    site = site_of(SERIES)
    values = {
        "article": site.articles["tides/flow.md"],
        "series": navigation(site, "tides/flow.md"),
    }
    page = render("head", **values)
    assert texts(page, ".sk-article-header__part") == ["Part 2 of 3 Tides 1 minute"]


def test_head_of_a_page_is_its_title_alone(render: Render) -> None:
    page = render("head", article=site_of(SERIES).articles["index.md"], series=())
    assert texts(page, "header") == ["The home page"]


def test_header_marks_the_page_you_are_on(render: Render) -> None:
    menus = {"header": [Link("Series <1>", "tides/"), Link("About", "about/")]}
    page = render("header", menus=menus, page={"url": "about/"}, config={"site_name": "A & <B>"})
    assert page.css_first(".sk-header__name").text() == "A & <B>"
    assert texts(page, "[aria-current=page]") == ["About"]


@pytest.mark.parametrize("drawing", [None, "M0 150H320"])
def test_a_drawing_is_hidden_from_screen_readers(render: Render, drawing: str | None) -> None:
    svg = render("thread", drawing=drawing).css_first("svg")
    assert (svg is None) == (drawing is None)
    assert svg is None or svg.attributes["aria-hidden"] == "true"


@pytest.mark.parametrize(
    ("what", "heading"),
    [
        ("part", "Share this part"),
        ("series", "Share this series"),
        ("page", "Share this page"),
    ],
)
def test_share_says_what_is_shared(render: Render, what: What, heading: str) -> None:
    page = render("share", share=share("A title", "https://example.org/", KEYS, what))
    assert texts(page, "h2") == [heading]
    assert page.css_first("section").attributes["aria-labelledby"] == "share-title"
    assert page.css_first("h2").attributes["id"] == "share-title"


def test_share_names_each_target_and_sends_no_word_of_where_from(render: Render) -> None:
    page = render("share", share=share("A title", "https://example.org/", KEYS))
    assert texts(page, "li:not([hidden])") == [
        "E-mail",
        "Text message",
        "WhatsApp",
        "Telegram",
        "Mastodon",
        "Bluesky",
        "Facebook",
        "X",
        "Reddit",
        "LinkedIn",
    ]
    for link in page.css("a"):
        assert link.attributes["rel"] == "noopener noreferrer nofollow"
        assert {"target", "ping", "onclick"}.isdisjoint(link.attributes)
    assert page.css_first("form, img, svg, iframe") is None


def test_share_escapes_title_and_address(render: Render) -> None:
    address = """https://example.org/"><script>/"""
    page = render("share", share=share(PLAIN, address, KEYS))
    section = page.css_first("section")
    assert section.attributes["data-title"] == PLAIN
    assert page.css_first("input[readonly]").attributes["value"] == address
    assert page.css_first("section b, section script") is None
    email = page.css_first("a").attributes["href"]
    assert parse_qs(urlsplit(email).query)["subject"] == [PLAIN]


def test_share_begins_with_the_field_and_without_buttons(render: Render) -> None:
    page = render("share", share=share("A title", "https://example.org/", KEYS))
    assert all("hidden" in button.attributes for button in page.css("button"))
    assert len(page.css("button")) == 2
    assert "hidden" not in page.css_first("label").attributes
    assert texts(page, "[role=status]") == [""]


def test_share_without_networks_has_no_disclosure_and_without_mastodon_no_field(
    render: Render,
) -> None:
    bare = render("share", share=share("A title", "https://example.org/", []))
    assert bare.css_first("details") is None
    page = render("share", share=share("A title", "https://example.org/", ["x"]))
    assert len(page.css("input")) == 1
