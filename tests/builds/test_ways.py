"""Ways on from pages of a built site: from 404, from a landing page, from every foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import ROOT, SERIES, STRINGS, article, landing, our_settings, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

HELP = {
    "help.md": page("Help by sea", "<!-- helplines -->"),
    "helplines.yml": (ROOT / "docs/helplines.yml").read_text(),
}


def links(site: Built, file: str, selector: str) -> list[str]:
    return [" ".join(one.text().split()) for one in site.html(file).css(f"{selector} a")]


def test_a_page_that_is_not_there_leads_to_the_series_and_to_help(
    build_site: Callable[..., Built],
) -> None:
    html = build_site(SERIES | HELP).html("404.html")
    ways = html.css("main nav a")
    hrefs = [way.attributes["href"] for way in ways]
    assert len(ways) == 2
    assert hrefs[0].endswith("/tides/")
    assert hrefs[1].endswith("/help/")
    assert html.css_first("main svg") is not None


def test_a_landing_page_begins_with_its_sentences_and_frames_the_one_to_help(
    build_site: Callable[..., Built],
) -> None:
    choices = {"You are afraid": "../help.md", "You wonder why": "ebb.md"}
    files = (
        SERIES | HELP | {"tides/index.md": landing("Tides", "ebb.md", "flow.md", choices=choices)}
    )
    html = build_site(files).html("tides/index.html")
    items = html.css(".sk-choices li")
    assert [one.css_first("a").text(deep=False).strip() for one in items] == list(choices)
    assert ["class" in one.attributes for one in items] == [True, False]
    part = STRINGS.t("choices.part", number=1, label="Ebb and what it leaves")
    assert items[1].css_first(".sk-label").text() == part


def test_every_foot_leads_to_help(build_site: Callable[..., Built]) -> None:
    site = build_site(SERIES | HELP)
    for file in ("index.html", "tides/index.html", "tides/ebb/index.html", "404.html"):
        assert STRINGS.t("footer.danger") in links(site, file, "footer")


AUTHORS = """\
ada:
  name: Ada Weir
  about: She sails & writes.
  url: https://example.com/ada
bo:
  name: Bo
"""


def test_authors_are_named_above_a_text_and_described_below_it(
    build_site: Callable[..., Built],
) -> None:
    files = SERIES | {"authors.yml": AUTHORS}
    files["tides/flow.md"] = article("Flow and what it brings", authors="[ada, bo]")
    files["tides/ebb.md"] = article("Ebb and what it leaves", authors="[bo]")
    site = build_site(files)
    html = site.html("tides/flow/index.html")
    line = html.css_first(".sk-article-header p:last-child").text()
    assert " ".join(line.split()).startswith("By Ada Weir and Bo · 1 March 2026")
    (ada,) = html.css(".sk-authors li")
    assert " ".join(ada.text(separator=" ").split()) == "Ada Weir She sails & writes."
    assert ada.css_first("a").attributes["href"] == "https://example.com/ada"
    assert site.html("tides/ebb/index.html").css(".sk-authors") == []
    assert "<dc:creator>Ada Weir</dc:creator>" in (site.folder / "feed.xml").read_text()


def test_an_article_says_who_wrote_it_and_when_near_its_top(
    build_site: Callable[..., Built],
) -> None:
    files = SERIES | {"about.md": page("About us")}
    files["tides/flow.md"] = article("Flow and what it brings", updated="2026-04-01")
    site = build_site(files)
    line = site.html("tides/flow/index.html").css_first(".sk-article-header p:last-child")
    words = " ".join(line.text().split())
    assert words.startswith(STRINGS.t("byline.by", names=our_settings().site_author))
    assert words.endswith(our_settings().extra["disclaimer"])
    assert "1 March 2026" in words
    assert "1 April 2026" in words
    assert line.css_first("a").attributes["href"].endswith("about/")
