"""Each component with given values: what it shows where, and nothing unescaped."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from sitekit.build import Ebook
from sitekit.features.helplines import parse_helplines
from sitekit.features.menus import MenuLink, Menus
from sitekit.features.series import series_navs
from sitekit.features.share import KEYS, TARGETS, share_of
from sitekit.model.contents import contents_of
from sitekit.model.editions import Translation
from sitekit.model.settings import Branding
from tests.conftest import SERIES, STRINGS, TODAY, article, landing, site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from selectolax.lexbor import LexborHTMLParser

    from sitekit.features.series import SeriesNav
    from sitekit.features.share import What
    from sitekit.model.contents import Contents

    Render = Callable[..., LexborHTMLParser]

HOSTILE = """'<b title="x">& “y” ''z'''"""
PLAIN = """<b title="x">& “y” 'z'"""


def contents_at(src: str, files: dict[str, str] = SERIES) -> Contents:
    """The contents of the series that `src` is in, or whose landing page it is."""
    site = site_of(files)
    series = site.series.get(src) or site.series_at(src)[0]
    return contents_of(site, series, {})


def nav_at(src: str, files: dict[str, str] = SERIES) -> SeriesNav:
    return series_navs(src, [contents_at(src, files)])[0]


def page_data(**values: Any) -> SimpleNamespace:
    """As much of PageData as a component is given; to ask for more is an error."""
    return SimpleNamespace(**values)


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def test_series_escapes_what_authors_write(render: Render) -> None:
    files = SERIES | {"tides/ebb.md": article(HOSTILE)}
    page = render("series/series", nav=nav_at("tides/flow.md", files), place=1)
    assert page.css_first("ol b") is None
    assert page.css_first("ol a").text() == PLAIN


HELPLINES = """
gb:
  country: United Kingdom
  emergency: {call: ["999"], text: 0800 133 133, mark: known, checked: 2026-11-01}
  lines:
    - {service: A, for: All, call: [0808 2000 247], hours: Always.*, mark: %s, checked: 2026-11-01}
"""


def helplines(render: Render, mark: str, hours: str = "Always.") -> LexborHTMLParser:
    text = (HELPLINES % mark).replace("Always.*", f"{hours}, sources: [https://example.org/one]")
    countries, problems = parse_helplines("", text, TODAY)
    assert problems == []
    return render("helplines/helplines", countries=countries)


def test_a_helpline_that_is_in_doubt_has_a_mark_which_is_explained_once(render: Render) -> None:
    explained = f"* {STRINGS.t('helplines.known')} {STRINGS.t('helplines.mark')}"
    for mark, hours, where in (("known", "Always.", "h3"), ("verified", "Always.*", "dd")):
        page = helplines(render, mark, hours)
        (sign,) = page.css("[role=img]")
        assert (sign.text(), sign.parent.tag) == ("*", where)
        assert sign.attributes["aria-label"] == STRINGS.t("helplines.known")
        assert texts(page, ".sk-helplines__mark") == [explained]


def test_where_nothing_is_in_doubt_no_mark_is_explained(render: Render) -> None:
    page = helplines(render, "verified")
    assert page.css("[role=img], .sk-helplines__mark") == []


def test_an_emergency_number_bears_no_mark_and_its_links_hold_digits(render: Render) -> None:
    page = helplines(render, "verified")
    links = [a.attributes["href"] for a in page.css("section > p a")]
    assert links == ["tel:999", "sms:0800133133"]


def test_next_says_what_fits_the_place(render: Render) -> None:
    files = {f"t/{n}.md": article(f"Part {n * 3}") for n in "abcd"}
    files["t/index.md"] = landing("Tides", *(f"{n}.md" for n in "abcd"))
    said = [
        texts(render("next/next", nav=nav_at(f"t/{n}.md", files)), "p.sk-label") for n in "abcd"
    ]
    assert said == [
        [STRINGS.t("next.first", number=2, count=4)],
        [STRINGS.t("next.middle", number=3, count=4)],
        [STRINGS.t("next.final")],
        [],
    ]


def test_next_does_not_link_a_planned_part(render: Render) -> None:
    page = render("next/next", nav=nav_at("tides/flow.md"))
    assert texts(page, ".sk-label") == [STRINGS.t("next.planned", number=3, count=3)]
    assert [a.attributes["href"] for a in page.css("a")] == ["/tides/"]
    assert texts(page, ".sk-next__planned") == ["Slack water"]


def test_after_the_last_part_the_whole_series_is_one_step_away(render: Render) -> None:
    files = SERIES | {"tides/index.md": landing("Tides", "ebb.md", "flow.md")}
    page = render("next/next", nav=nav_at("tides/flow.md", files))
    assert texts(page, "a") == [STRINGS.t("next.whole")]


def test_landing_page_shows_label_sentence_time_and_what_is_planned(render: Render) -> None:
    long = {"tides/flow.md": article("Flow and what it brings", "word word word\n\n" * 300)}
    page = render("parts/parts", contents=contents_at("tides/index.md", SERIES | long), ebook=None)
    assert len(page.css("ol[data-component=parts] > li")) == 3
    assert texts(page, "li:first-child .sk-label") == [STRINGS.t("part.minutes", count=1)]
    assert len(page.css("li:first-child p")) == 1
    assert texts(page, "li[data-planned] .sk-label") == [STRINGS.t("part.planned")]
    assert page.css_first("li[data-planned] a") is None


def test_minutes_that_most_parts_take_are_said_once(render: Render) -> None:
    page = render("parts/parts", contents=contents_at("tides/index.md"), ebook=None)
    assert texts(page, "li:not([data-planned]) .sk-label") == []
    assert texts(page, "section > .sk-label") == [STRINGS.t("part.usual", count=1)]


def test_a_book_is_linked_with_what_it_is_its_size_and_where_it_stays(render: Render) -> None:
    ebook = Ebook("tides/index.md", "tides/tides.epub", (), size=83_600)
    page = render("parts/parts", contents=contents_at("tides/index.md"), ebook=ebook)
    link = page.css_first("a[type='application/epub+zip']")
    assert link.attributes["href"] == "/tides/tides.epub"
    assert link.text() == STRINGS.t("ebook.link", size="84 kB")
    assert STRINGS.t("ebook.stays") in link.parent.text()


def test_article_header_shows_part_series_and_time(render: Render) -> None:
    data = page_data(
        document=site_of(SERIES).documents["tides/flow.md"],
        series=(nav_at("tides/flow.md"),),
        drawing=None,
    )
    page = render("opening/opening", page_data=data)
    part, time = STRINGS.t("part.of", number=2, count=3), STRINGS.t("part.minutes", count=1)
    assert texts(page, ".sk-opening p") == [f"{part} Tides {time}"]


def test_notes_on_content_are_shown_for_a_whole_series_too(render: Render) -> None:
    text = SERIES["tides/index.md"].replace("series:", "notes: [Mentions <water>]\nseries:", 1)
    files = SERIES | {"tides/index.md": text}
    document = site_of(files).documents["tides/index.md"]
    data = page_data(document=document, contents=contents_at("tides/index.md", files))
    page = render("article-header/landing-header", page_data=data)
    assert texts(page, ".sk-article-header__note") == ["Mentions <water>"]


def test_header_of_a_page_is_its_title_alone(render: Render) -> None:
    data = page_data(document=site_of(SERIES).documents["index.md"], series=())
    page = render("article-header/article-header", page_data=data)
    assert texts(page, "header") == ["The home page"]


def test_header_marks_the_page_you_are_on(render: Render) -> None:
    menus = Menus(header=(MenuLink("Series <1>", "tides/"), MenuLink("About", "about/")))
    data = page_data(
        site=SimpleNamespace(name="A & <B>", menus=menus, home="./", branding=Branding()),
        document=SimpleNamespace(url="about/", kind="page"),
        translations=(Translation("ar", "العربية <", "https://example.org/ar/"),),
    )
    page = render("header/header", page_data=data)
    (other,) = page.css("[hreflang=ar]")
    assert (other.text(), other.attributes["lang"]) == ("العربية <", "ar")
    assert page.css_first(".sk-header__name").text() == "A & <B>"
    assert texts(page, "[aria-current=page]") == ["About"]


@pytest.mark.parametrize("drawing", [None, "M0 150H320"])
def test_a_drawing_is_hidden_from_screen_readers(render: Render, drawing: str | None) -> None:
    svg = render("drawing/line", drawing=drawing).css_first("svg")
    assert (svg is None) == (drawing is None)
    assert svg is None or svg.attributes["aria-hidden"] == "true"


def shared(
    render: Render, title: str, address: str, keys: Iterable[str], what: What = "page"
) -> LexborHTMLParser:
    site = SimpleNamespace(integrity={"share": "sha256-AAAA"}, safety_notes=True)
    data = page_data(site=site)
    return render("share/share", share=share_of(title, address, keys, what), page_data=data)


@pytest.mark.parametrize("what", ["part", "series", "page"])
def test_share_says_what_is_shared(render: Render, what: What) -> None:
    page = shared(render, "A title", "https://example.org/", KEYS, what)
    assert texts(page, "h2") == [STRINGS.t(f"share.what.{what}")]
    assert page.css_first("section").attributes["aria-labelledby"] == "share-title"
    assert page.css_first("h2").attributes["id"] == "share-title"


def test_share_names_each_target_and_sends_no_word_of_where_from(render: Render) -> None:
    page = shared(render, "A title", "https://example.org/", KEYS)
    names = [target.name or STRINGS.t(f"share.targets.{target.key}") for target in TARGETS]
    assert texts(page, "li:not([hidden])") == names
    for link in page.css("a"):
        assert link.attributes["rel"] == "noopener noreferrer nofollow"
        assert {"target", "ping", "onclick"}.isdisjoint(link.attributes)
    assert page.css_first("form, img, svg, iframe") is None


def test_share_escapes_title_and_address(render: Render) -> None:
    address = """https://example.org/"><script>/"""
    page = shared(render, PLAIN, address, KEYS)
    section = page.css_first("section")
    assert section.attributes["data-title"] == PLAIN
    assert page.css_first("input[readonly]").attributes["value"] == address
    assert page.css_first("section b, section script") is None
    email = page.css_first("a").attributes["href"]
    assert parse_qs(urlsplit(email).query)["subject"] == [PLAIN]


def test_share_begins_with_the_field_and_without_buttons(render: Render) -> None:
    page = shared(render, "A title", "https://example.org/", KEYS)
    assert all("hidden" in button.attributes for button in page.css("button"))
    assert len(page.css("button")) == 3
    assert "hidden" not in page.css_first("label").attributes
    assert texts(page, "[role=status]") == [""]


def test_share_without_networks_has_no_disclosure_and_without_mastodon_no_field(
    render: Render,
) -> None:
    bare = shared(render, "A title", "https://example.org/", [])
    assert bare.css_first("details") is None
    page = shared(render, "A title", "https://example.org/", ["x"])
    assert len(page.css("input")) == 1
