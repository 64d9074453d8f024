"""Feeds: what they have of an article, and that no text can break them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from html import unescape
from xml.etree import ElementTree

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sitekit.features.feeds import (
    FORMATS,
    Feed,
    Item,
    all_feeds,
    feed_html,
    format_of,
    is_feed,
    item_of,
    json_feed,
    media_types,
    with_items,
)
from sitekit.html.xml import plain
from sitekit.model.authors import Author
from tests.conftest import ROOT, SERIES, article, landing, site_of
from tests.sitekit.conftest import contents_in, series_at

OWN = Feed(
    title="The site",
    description="What it is.",
    address="https://example.org/sub/",
    path="feed",
    home="",
    language="en-GB",
    copyright="CC BY-SA 4.0",
    logo_url="https://example.org/sub/icon.png",
)
SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
TEMPLATE = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "overrides"), autoescape=True
).get_template("feeds/feed.xml")
PAGE = "https://example.org/sub/tides/ebb/"


def named(name: str, **values: str) -> str:
    return f"{name.removeprefix('feeds.')} of {values['title']}"


def items_of(files: dict[str, str]) -> dict[str, Item]:
    site = site_of(files)
    items = {}
    for src, document in site.documents.items():
        if document.kind == "article":
            numbers = [one.number_of(src) for one in series_at(files, src)]
            number = next((n for n in numbers if n), 0)
            items[src] = item_of(document, number, OWN, html="<p>Words.</p>")
    return items


def feeds_of(files: dict[str, str]) -> tuple[Feed, ...]:
    """The site's feed, and two for each series of these files."""
    series = [(contents_in(files, src), one.landing) for src, one in site_of(files).series.items()]
    return all_feeds(OWN, series, named)


def filled(feed: Feed, items: dict[str, Item], length: int = 20) -> Feed:
    return with_items(feed, items, length, lambda src: items[src].html)


def channel(feed: Feed) -> ElementTree.Element:
    root = ElementTree.fromstring(TEMPLATE.render(feed=feed).encode())  # noqa: S314  # our own
    return root.find("channel")


def text(element: ElementTree.Element, name: str) -> str:
    return element.find(name, SPACES).text or ""


@given(st.text(), st.text(), st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_any_text_in_any_field_comes_back_as_it_went_in(
    title: str, description: str, html: str, author: str, tags: list[str]
) -> None:
    one = Item(
        src="tides/ebb.md",
        guid=PAGE,
        link=PAGE,
        title=plain(title),
        description=plain(description),
        html=plain(html),
        authors=(Author(plain(author)),),
        categories=tuple(map(plain, tags)),
        created=datetime(2026, 3, 1, tzinfo=UTC),
    )
    feed = filled(OWN, {one.src: one})
    read = channel(feed).find("item")
    assert text(read, "title") == one.title
    assert unescape(text(read, "description")) == one.description
    assert text(read, "content:encoded") == one.html
    assert text(read, "dc:creator") == one.authors[0].name
    assert [category.text or "" for category in read.findall("category")] == [*one.categories]
    data = json.loads(json_feed(feed))["items"][0]
    assert data["title"] == one.title
    assert data["summary"] == one.description
    assert data["content_html"] == one.html


@given(st.text(), st.text())
def test_any_name_of_a_site_and_a_series_comes_back_as_it_went_in(
    title: str, description: str
) -> None:
    contents = contents_in(SERIES)
    landing_ = site_of(SERIES).series["tides/index.md"].landing
    landing_ = replace(landing_, title=title, description=description)
    own = replace(OWN, title=title, description=description)
    for feed in all_feeds(own, [(contents, landing_)], named):
        read = channel(filled(feed, {}))
        assert plain(title) in text(read, "title")
        assert text(read, "title") == text(read, "image/title") == feed.title
        assert text(read, "description") == plain(description)


@given(st.text())
def test_plain_takes_out_what_xml_forbids_and_nothing_else(given_text: str) -> None:
    kept = [c for c in given_text if c in "\t\n\r" or " " <= c <= "\ud7ff" or c > "\udfff"]
    kept = [c for c in kept if c not in "\ufffe\uffff"]
    assert plain(given_text) == "".join(kept).replace("\r\n", "\n").replace("\r", "\n")


def test_urls_are_absolute_and_those_within_the_text_lead_to_its_page() -> None:
    html = feed_html(
        '<p><a href="../flow/#x">a</a> <a href="#fn:1">1</a> <a href="/root/">r</a>'
        '<img src="../pictures/a.png" alt="A boat" width="3" height="2"> '
        '<a href="tel:116016">call</a></p>',
        PAGE,
    )
    read = LexborHTMLParser(html)
    assert [link.attributes["href"] for link in read.css("a")] == [
        "https://example.org/sub/tides/flow/#x",
        f"{PAGE}#fn:1",
        "https://example.org/root/",
        "tel:116016",
    ]
    picture = read.css_first("img").attributes
    assert picture["src"] == "https://example.org/sub/tides/pictures/a.png"
    assert picture["alt"] == "A boat"


def test_nothing_that_acts_or_styles_is_left() -> None:
    html = feed_html(
        '<h2 id="a" class="x" style="color:red" onclick="x()">A'
        '<a class="headerlink" href="#a">¶</a></h2>'
        "<script>x()</script><style>p{}</style><form><input><button>Go</button></form>"
        '<svg><path d="M0 0"/></svg><iframe src="x"></iframe>'
        '<a href="javascript:x()">run</a>',
        PAGE,
    )
    assert html == '<h2 id="a">A</h2><a rel="noopener noreferrer">run</a>'


def test_footnotes_keep_their_ids_for_apps_that_show_them_in_place() -> None:
    html = feed_html(
        '<sup id="fnref:s"><a class="footnote-ref" href="#fn:s">1</a></sup>'
        '<div class="footnote"><ol><li id="fn:s">A source.</li></ol></div>',
        PAGE,
    )
    read = LexborHTMLParser(html)
    note = read.css_first("sup a").attributes["href"].partition("#")[2]
    assert read.css_first(f"li[id='{note}']").text() == "A source."


def test_what_styles_alone_made_a_heading_is_strong() -> None:
    html = (
        '<div class="admonition"><p class="admonition-title">In <em>short</em></p><p>A.</p></div>'
    )
    assert feed_html(html, PAGE) == (
        "<div><p><strong>In <em>short</em></strong></p><p>A.</p></div>"
    )


def test_a_renamed_article_stays_the_same_item() -> None:
    old = items_of(SERIES)["tides/ebb.md"]
    moved = SERIES | {
        "tides/index.md": landing("Tides", "low.md", "flow.md"),
        "tides/low.md": article("Ebb and what it leaves", redirect_from="[/tides/ebb/, /x/]"),
    }
    new = items_of(moved)["tides/low.md"]
    assert new.guid == old.guid == PAGE
    assert new.link == "https://example.org/sub/tides/low/"


def test_parts_of_one_day_are_in_their_order_by_the_minute() -> None:
    feeds = feeds_of(SERIES)
    items = items_of(SERIES)
    newest = filled(feeds[1], items).entries
    assert [one.title for one in newest] == ["Flow and what it brings", "Ebb and what it leaves"]
    assert [one.pub_date for one in newest] == [
        "Sun, 01 Mar 2026 12:02:00 +0000",
        "Sun, 01 Mar 2026 12:01:00 +0000",
    ]


@pytest.mark.parametrize("number", [0, 1, 58, 59, 60, 117, 500])
def test_a_reader_app_shows_the_day_of_the_page_whatever_its_time_zone(number: int) -> None:
    document = site_of(SERIES).documents["tides/ebb.md"]
    document = replace(document, updated=date(2026, 4, 2))
    item = item_of(document, number, OWN)
    for hours in range(-12, 12):
        zone = timezone(timedelta(hours=hours))
        assert item.created.astimezone(zone).date() == document.date
        assert item.updated is not None
        assert item.updated.astimezone(zone).date() == document.updated


def test_in_reading_order_the_first_part_comes_first_and_nothing_has_a_date() -> None:
    feed = filled(feeds_of(SERIES)[2], items_of(SERIES))
    assert feed.path == "tides/reading-order"
    assert feed.entries[0].title == "Ebb and what it leaves"
    assert channel(feed).find("item/pubDate") is None
    assert all("date_published" not in one for one in json.loads(json_feed(feed))["items"])


def test_the_sites_feed_holds_the_newest_and_a_series_all() -> None:
    files = {
        f"tides/p{n:02}.md": article(f"Part number {n}", day=f"2026-03-{n:02}")
        for n in range(1, 31)
    }
    files["tides/index.md"] = landing("Tides", *(name.split("/")[1] for name in files))
    own, series, _ = feeds_of(files)
    items = items_of(files)
    newest = filled(own, items).entries
    assert [one.created.day for one in newest] == [*range(30, 10, -1)]
    assert len(filled(series, items).entries) == 30


def test_without_articles_feeds_are_whole() -> None:
    files = {"tides/index.md": landing("Tides", "ebb.md=Ebb", "flow.md=Flow")}
    for feed in feeds_of(files):
        read = channel(filled(feed, {}))
        assert read.find("item") is None
        assert read.find("lastBuildDate") is None
        assert json.loads(json_feed(filled(feed, {})))["items"] == []


def test_the_time_of_a_feed_is_that_of_its_newest_change() -> None:
    files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", updated="2026-04-02")}
    feed = filled(OWN, items_of(files))
    assert feed.build_date == "Thu, 02 Apr 2026 12:01:00 +0000"
    first, second = json.loads(json_feed(feed))["items"]
    assert "date_modified" not in first
    assert second["date_modified"] == "2026-04-02T12:01:00+00:00"
    assert second["date_published"] == "2026-03-01T12:01:00+00:00"


def test_authors_are_names_and_without_one_it_is_the_site() -> None:
    document = site_of(SERIES).documents["tides/ebb.md"]
    ada = Author("Ada & Bo", "They sail.", "https://example.com/ada", "pictures/ada b.png")
    feed = filled(OWN, {document.src: item_of(document, 1, OWN, [ada, Author("Cy")])})
    assert [creator.text for creator in channel(feed).iter(f"{{{SPACES['dc']}}}creator")] == [
        "Ada & Bo",
        "Cy",
    ]
    (item,) = json.loads(json_feed(feed))["items"]
    picture = "https://example.org/sub/pictures/ada%20b.png"
    assert item["authors"] == [
        {"name": "Ada & Bo", "url": "https://example.com/ada", "avatar": picture},
        {"name": "Cy"},
    ]
    assert item_of(document, 1, OWN).authors == (Author("The site"),)


def test_the_text_of_an_item_is_asked_for_when_its_feed_is_written() -> None:
    files = {f"tides/p{n:02}.md": article(f"Part number {n}") for n in range(1, 31)}
    files["tides/index.md"] = landing("Tides", *(name.split("/")[1] for name in files))
    asked: list[str] = []

    def html_of(src: str) -> str:
        asked.append(src)
        return f"<p>{src}</p>"

    feed = with_items(feeds_of(files)[0], items_of(files), 2, html_of)
    assert [one.html for one in feed.entries] == [f"<p>{src}</p>" for src in asked]
    assert len(asked) == 2


def test_a_renamed_series_is_written_at_its_old_paths_too() -> None:
    moved = SERIES["tides/index.md"].replace("---\n", "---\nredirect_from: [/a/, /b/c/]\n", 1)
    _, dated, through = feeds_of(SERIES | {"tides/index.md": moved})
    assert dated.paths == ("tides/feed", "a/feed", "b/c/feed")
    assert through.paths == ("tides/reading-order", "a/reading-order", "b/c/reading-order")


def test_a_feed_has_its_kind_its_urls_and_its_link() -> None:
    feeds = feeds_of(SERIES)
    assert [feed.kind for feed in feeds] == ["site", "series", "order"]
    assert [feed.url("xml") for feed in feeds] == [
        f"{OWN.address}{path}.xml" for path in ("feed", "tides/feed", "tides/reading-order")
    ]
    assert [feed.html_url for feed in feeds[:2]] == [OWN.address, f"{OWN.address}tides/"]
    assert (feeds[1].link.path, feeds[1].link.title) == ("tides/feed", "series of Tides")


def test_every_feed_is_known_by_its_name_and_has_a_media_type_in_each_format() -> None:
    types = media_types("rss", ["updated.json"])
    for one in FORMATS:
        for path in ("rss", "*/feed", "*/reading-order"):
            assert types[f"{path}.{one.suffix}"] == one.type
        assert is_feed(f"tides/reading-order.{one.suffix}")
    assert types["updated.json"] == format_of("updated.json").type == "application/feed+json"
    assert is_feed("feeds.opml")
    assert not is_feed("sitemap.xml")


def test_what_tabs_show_is_below_their_labels() -> None:
    html = (
        '<div class="tabbed-set"><input checked type="radio"><input type="radio">'
        '<div class="tabbed-labels"><label>Phone</label><label>Laptop</label></div>'
        '<div class="tabbed-content"><div class="tabbed-block"><p>Call.</p></div>'
        '<div class="tabbed-block"><p>Write.</p></div></div></div>'
    )
    words = LexborHTMLParser(feed_html(html, PAGE)).text(separator=" ").split()
    assert words == ["Phone", "Call.", "Laptop", "Write."]


def test_tabs_in_tabs_keep_all_their_labels() -> None:
    def tabs(label: str, inside: str) -> str:
        labels = f'<div class="tabbed-labels"><label>{label}</label></div>'
        return f'<div class="tabbed-set">{labels}<div class="tabbed-block">{inside}</div></div>'

    html = tabs("One", f"two {tabs('three', tabs('four', 'five'))}") * 9
    words = LexborHTMLParser(feed_html(html, PAGE)).text(separator=" ").split()
    assert words == ["One", "two", "three", "four", "five"] * 9


def test_a_task_that_is_done_looks_different_from_one_that_is_not() -> None:
    html = (
        '<ul><li><input type="checkbox" checked> one</li><li><input type="checkbox"> two</li></ul>'
    )
    assert feed_html(html, PAGE) == "<ul><li>☑  one</li><li>☐  two</li></ul>"


def test_in_a_second_series_its_own_order_holds() -> None:
    files = SERIES | {"winds/index.md": landing("Winds", "../tides/flow.md", "../tides/ebb.md")}
    feeds = {feed.path: feed for feed in feeds_of(files)}
    for path, titles in (("tides/feed", ["Flow", "Ebb"]), ("winds/feed", ["Ebb", "Flow"])):
        entries = filled(feeds[path], items_of(files)).entries
        assert [one.title.split()[0] for one in entries] == titles


def test_items_in_reading_order_have_ids_of_their_own() -> None:
    _, dated, through = feeds_of(SERIES)
    ids = [{one.guid for one in filled(f, items_of(SERIES)).entries} for f in (dated, through)]
    assert len(ids[0] | ids[1]) == 4
    guid = channel(filled(through, items_of(SERIES))).find("item/guid")
    assert guid.attrib == {"isPermaLink": "false"}
