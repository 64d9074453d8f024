"""Feeds as they are built: what the W3C validator asks, what readers take, what stays the same."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
import jsonschema
import pytest
from selectolax.lexbor import LexborHTMLParser

from sitekit.features.feeds import FORMATS, media_types
from tests.browser.conftest import served
from tests.conftest import (
    SERIES,
    STRINGS,
    article,
    landing,
    our_parts,
    our_settings,
    our_site,
    page,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built

    Build = Callable[..., Built]

FOLDER = next(iter(our_site().series.values())).folder
NAMES = ["feed", f"{FOLDER}/feed", f"{FOLDER}/reading-order"]
DC, CONTENT = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/rss/1.0/modules/content/}"
ATOM = "{http://www.w3.org/2005/Atom}"
AWKWARD = "“A & <b>” ]]> 'x' 🌊 \N{RIGHT-TO-LEFT MARK}שלום"
# From the text of JSON Feed 1.1 (jsonfeed.org): what must be there, and nothing it does not name.
TEXT, ADDRESS = {"type": "string"}, {"type": "string", "pattern": "^https?://"}
SCHEMA = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": TEXT,
        "icon": ADDRESS,
        "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": ADDRESS,
                    "title": TEXT,
                    "summary": TEXT,
                    "content_html": TEXT,
                    "date_published": {"type": "string", "format": "date-time"},
                    "date_modified": {"type": "string", "format": "date-time"},
                    "authors": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["name"],
                            "additionalProperties": False,
                            "properties": {"name": TEXT, "url": ADDRESS, "avatar": ADDRESS},
                        },
                    },
                    "tags": {"type": "array", "items": TEXT},
                },
            },
        },
    },
}


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def rss(site: Built, name: str) -> ElementTree.Element:
    return ElementTree.parse(site.folder / f"{name}.xml").getroot().find("channel")  # noqa: S314


def parsed(site: Built, name: str) -> Any:
    return feedparser.parse((site.folder / f"{name}.xml").read_bytes())


@pytest.fixture(params=NAMES)
def channel(request: pytest.FixtureRequest, real_site: Built) -> ElementTree.Element:
    return rss(real_site, request.param)


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_takes_it_without_a_complaint(real_site: Built, name: str) -> None:
    feed = parsed(real_site, name)
    assert not feed.bozo
    assert feed.feed.language == STRINGS.language
    assert len(feed.entries) >= len(our_parts()) + (name == "feed")
    for entry in feed.entries:  # whole, and not its first words
        assert len(entry.content[0].value) > 2 * len(entry.summary)


@pytest.mark.parametrize("name", NAMES)
def test_the_json_says_what_json_feed_asks(real_site: Built, name: str) -> None:
    data = json.loads((real_site.folder / f"{name}.json").read_text())
    jsonschema.validate(data, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert data["feed_url"] == f"https://example.org/{name}.json"
    titles = [item.findtext("title") for item in rss(real_site, name).iter("item")]
    assert [item["title"] for item in data["items"]] == titles


def test_people_are_named_as_creators_and_never_as_addresses(channel: ElementTree.Element) -> None:
    assert channel.find(f"item/{DC}creator").text == our_settings().site_author
    for name in ("author", "managingEditor", "webMaster"):
        assert [*channel.iter(name)] == []


def test_the_summary_comes_before_the_whole_text(channel: ElementTree.Element) -> None:
    for item in channel.iter("item"):
        names = [child.tag for child in item]
        assert names.index("description") < names.index(f"{CONTENT}encoded")
        assert names.count("description") == names.count(f"{CONTENT}encoded") == 1
        assert 50 <= len(item.findtext("description")) <= 160


def test_no_reference_is_relative_and_nothing_acts(channel: ElementTree.Element) -> None:
    for item in channel.iter("item"):
        text = LexborHTMLParser(item.findtext(f"{CONTENT}encoded"))
        for node in text.css("[href], [src]"):
            address = node.attributes.get("href") or node.attributes.get("src")
            assert urlsplit(address).scheme in ("https", "http", "tel", "sms"), address
        assert (
            text.css("script, style, form, button, input, svg, iframe, [style], .headerlink") == []
        )
        assert all(not name.startswith("on") for n in text.css("*") for name in n.attributes)
        assert all(picture.attributes.get("alt") for picture in text.css("img"))


def test_every_item_has_one_address_of_its_own_for_good(channel: ElementTree.Element) -> None:
    guids = [item.find("guid") for item in channel.iter("item")]
    links = {item.findtext("link") for item in channel.iter("item")}
    assert all(guid.attrib["isPermaLink"] == str(guid.text in links).lower() for guid in guids)
    assert all(guid.text.startswith("https://example.org/") for guid in guids)
    assert len({guid.text for guid in guids}) == len(guids)


@pytest.mark.parametrize("name", NAMES)
def test_a_feed_names_its_own_address(real_site: Built, name: str) -> None:
    (link,) = rss(real_site, name).findall(f"{ATOM}link")
    assert link.attrib == {
        "href": f"https://example.org/{name}.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }


def test_dates_are_those_of_rfc_822_and_have_come(channel: ElementTree.Element) -> None:
    today = datetime(2026, 11, 27, tzinfo=UTC)
    dates = [*channel.iter("pubDate"), *channel.iter("lastBuildDate")]
    assert all(parsedate_to_datetime(date.text) < today for date in dates)


def test_the_picture_is_that_of_the_channel(channel: ElementTree.Element, real_site: Built) -> None:
    image = channel.find("image")
    assert image.findtext("url") == "https://example.org/icon.png"
    assert image.findtext("title") == channel.findtext("title")
    assert image.findtext("link") == channel.findtext("link")
    data = (real_site.folder / "icon.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert data[16:24] == (144).to_bytes(4) * 2


def test_none_of_the_plugins_faults_is_in_it(channel: ElementTree.Element) -> None:
    for name in ("docs", "source", "enclosure", "ttl"):
        assert [*channel.iter(name)] == []
    assert channel.findtext("copyright") == our_settings().copyright
    assert "None" not in [element.text for element in channel.iter()]


def test_notes_work_inside_a_reader(channel: ElementTree.Element) -> None:
    texts = [item.findtext(f"{CONTENT}encoded") for item in channel.iter("item")]
    assert any("<sup" in text for text in texts)
    for item in channel.iter("item"):
        text = LexborHTMLParser(item.findtext(f"{CONTENT}encoded"))
        for note in text.css("sup a"):
            address, _, name = note.attributes["href"].partition("#")
            assert address == item.findtext("link")
            assert text.css_first(f"li[id='{name}']") is not None


def test_each_item_ends_with_its_place_and_what_comes_next(real_site: Built) -> None:
    endings = {
        item.findtext("title"): LexborHTMLParser(item.findtext(f"{CONTENT}encoded")).css("p")[-1]
        for item in rss(real_site, "feed").iter("item")
    }
    part, following = our_parts()[2:4]
    ending = endings[part.title]
    count = len(our_site().series_at(part.src)[0].parts)
    place = STRINGS.t("part.of", number=3, count=count)
    words = f"{place} · {STRINGS.t('feeds.next')} {following.label}"
    assert " ".join(ending.text().split()) == words
    assert ending.css_first("a").attributes["href"] == f"https://example.org/{following.url}"


def test_the_last_part_comes_first_unless_one_reads_through(real_site: Built) -> None:
    newest, through = (
        [item.findtext("link") for item in rss(real_site, name).iter("item")] for name in NAMES[1:]
    )
    assert newest == through[::-1]


def test_every_page_names_feeds_that_exist(real_site: Built) -> None:
    for name in real_site.pages():
        links = real_site.html(name).css("link[rel=alternate]")
        assert links, name
        depth = "https://example.org/" + name.removesuffix("index.html")
        for link in links:
            path = urlsplit(urljoin(depth, link.attributes["href"])).path
            assert (real_site.folder / path.lstrip("/")).is_file(), f"{name}: {path}"
            assert link.attributes["title"]


def test_a_part_names_the_feeds_of_its_series_too(build_site: Build) -> None:
    site = build_site(SERIES)

    def named(name: str) -> list[tuple[str, str]]:
        links = site.html(name).css("link[rel=alternate]")
        return [(link.attributes["href"], link.attributes["type"]) for link in links]

    def files(*paths: str) -> list[tuple[str, str]]:
        return [(f"{path}.{one.suffix}", one.type) for path in paths for one in FORMATS]

    assert named("index.html") == files("feed")
    assert named("tides/ebb/index.html") == files("../../feed", "../feed")


def test_hosts_get_the_types_of_feeds(real_site: Built) -> None:
    rules = (real_site.folder / "_headers").read_text()
    for path, of in media_types("feed").items():
        assert f"\n/{path}\n  Content-Type: {of}; charset=utf-8\n" in rules


def test_one_file_lists_all_feeds(real_site: Built) -> None:
    opml = ElementTree.parse(real_site.folder / "feeds.opml").getroot()  # noqa: S314
    lines = [line.attrib for line in opml.iter("outline")]
    assert [line["xmlUrl"] for line in lines] == [f"https://example.org/{n}.xml" for n in NAMES]
    assert len({line["text"] for line in lines}) == 3


def test_awkward_text_in_every_field_comes_back_whole(build_site: Build) -> None:
    files = SERIES | {
        "tides/ebb.md": article(
            quoted(AWKWARD),
            "Words & ]]> “more”.",
            tags=f"[{quoted(AWKWARD)}]",
            authors=f"[{quoted(AWKWARD)}]",
        ),
        "authors.yml": f"{quoted(AWKWARD)}:\n  name: {quoted(AWKWARD)}\n",
    }
    site = build_site(files, site_name=AWKWARD)
    for name in ("feed", "tides/feed", "tides/reading-order"):
        feed = parsed(site, name)
        assert not feed.bozo, name
        (entry,) = (e for e in feed.entries if "ebb" in e.link)
        assert entry.title == AWKWARD
        assert entry.tags[0].term == AWKWARD
        assert entry.author == AWKWARD
        assert "]]&gt;" in entry.content[0].value
    assert parsed(site, "feed").feed.title == AWKWARD


def test_what_xml_forbids_never_reaches_a_feed(build_site: Build) -> None:
    files = SERIES | {"tides/ebb.md": article('"Ebb \\x01 and \\uFFFE flow"', "Words here.")}
    feed = parsed(build_site(files, strict=False), "feed")  # its front matter is reported
    assert not feed.bozo
    assert feed.entries[1].title == "Ebb  and  flow"


def test_drafts_and_what_waits_or_is_unlisted_is_in_no_feed(build_site: Build) -> None:
    files = SERIES | {
        "tides/index.md": landing(
            "Tides", "ebb.md", "flow.md", "later.md", "draft.md", "secret.md"
        ),
        "tides/later.md": article("What comes later", day="2030-01-01"),
        "tides/draft.md": article("A draft of a part", status="draft"),
        "tides/secret.md": article("An unlisted part", status="unlisted"),
        "about.md": page("About the site"),
    }
    site = build_site(files)
    for name in ("feed", "tides/feed", "tides/reading-order"):
        titles = {entry.title for entry in parsed(site, name).entries}
        assert titles == {"Ebb and what it leaves", "Flow and what it brings"}


def test_both_kinds_of_the_sites_feed_hold_the_same_newest_articles(build_site: Build) -> None:
    files = {"index.md": page("The home page")}
    for name in "abc":
        names = [f"{n}.md" for n in range(1, 11)]
        files[f"{name}/index.md"] = landing(f"Series {name * 3}", *names)
        files |= {f"{name}/{each}": article(f"Part {each} of series {name}") for each in names}
    site = build_site(files)
    titles = [entry.title for entry in parsed(site, "feed").entries]
    data = json.loads((site.folder / "feed.json").read_text())
    assert len(titles) == 20
    assert titles == [item["title"] for item in data["items"]]


def test_a_series_in_a_folder_of_a_folder_has_its_feeds(build_site: Build) -> None:
    files = SERIES | {
        "winds/north/index.md": landing("North winds", "cold.md"),
        "winds/north/cold.md": article("Cold and what it brings"),
    }
    site = build_site(files)
    assert parsed(site, "winds/north/feed").entries[0].title == "Cold and what it brings"


def test_what_xml_forbids_in_the_name_of_a_series_never_reaches_a_feed(build_site: Build) -> None:
    files = SERIES | {
        "tides/index.md": landing('"Tides \\x01 here"', "ebb.md", "flow.md"),
    }
    site = build_site(files, strict=False, site_name="The \x02 site")
    assert parsed(site, "tides/feed").feed.title == "Tides  here: the parts"
    assert parsed(site, "feed").feed.title == "The  site"
    assert ElementTree.parse(site.folder / "feeds.opml") is not None  # noqa: S314


def test_a_draft_of_a_series_is_named_nowhere(build_site: Build) -> None:
    files = SERIES | {
        "winds/index.md": landing(
            "The hidden plan", "calm.md", companions=("../tides/ebb.md",)
        ).replace("---\n", "---\nstatus: draft\n", 1),
        "winds/calm.md": article("A calm", status="draft"),
    }
    site = build_site(files)
    for file in site.folder.rglob("*.*"):
        assert b"hidden plan" not in file.read_bytes(), file.name


def test_what_would_break_a_feed_is_reported(reported: Callable[..., list[str]]) -> None:
    files = SERIES | {
        "tides/index.md": landing("Tides", "ebb.md", "flow.md", "print.md"),
        "tides/print.md": article("What is in print"),
        "tides/ebb.md": article("Ebb and what it leaves", updated="2030-01-01"),
        "tides/flow.md": article("Flow and what it brings", redirect_from="[/feed.xml/]"),
    }
    assert reported(files) == [
        "docs/tides/ebb.md:5: updated must be a day that has come (found '2030-01-01')",
        "docs/tides/print.md:1: file name must be another; the whole series on one page has this "
        "one (found 'print.md')",
        "docs/tides/flow.md:5: redirect_from must be paths not in use; the site has a file at "
        "/feed.xml (found '/feed.xml/')",
    ]


def test_a_picture_alone_and_a_very_long_article_are_items(build_site: Build) -> None:
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\3\0\0\0\2\x08\2\0\0\0"
    long = "\n\n".join(f"Paragraph number {n} of a very long text. " * 2 for n in range(990))
    files = SERIES | {
        "tides/ebb.md": article("A picture alone", "![A boat](boat.png)"),
        "tides/flow.md": article("A very long text", long),
        "tides/boat.png": picture,
    }
    site = build_site(files, strict=False)
    long_one, short_one = parsed(site, "feed").entries
    assert len(long_one.content[0].value) > 80_000
    image = LexborHTMLParser(short_one.content[0].value).css_first("img").attributes
    assert image["src"] == "https://example.org/tides/boat.png"
    assert image["alt"] == "A boat"


def test_other_days_and_time_zones_give_the_same_bytes(
    build_site: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []
    for day, zone in (("1795219200", "Asia/Kolkata"), ("1795999999", "America/New_York")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        site = build_site(SERIES)
        files = [
            *site.folder.rglob("*.xml"),
            *site.folder.rglob("*.json"),
            site.folder / "feeds.opml",
        ]
        built.append({str(file): file.read_bytes() for file in files})
    monkeypatch.undo()
    time.tzset()
    assert built[0] == built[1]


def test_a_preview_that_builds_again_lists_nothing_twice(tmp_path: Path, build_site: Build) -> None:
    build_site(SERIES)
    again = build_site(SERIES)
    assert len(parsed(again, "feed").entries) == 2


# `make test` installs it where it may; elsewhere this alone is left out, and says so.
@pytest.mark.skipif(not shutil.which("newsboat"), reason="newsboat is not installed")
@pytest.mark.parametrize("name", ["feed", "tides/feed", "tides/reading-order"])
def test_a_real_reader_shows_every_item_once_also_after_a_change(
    build_site: Build, tmp_path: Path, name: str
) -> None:
    site = build_site(SERIES)
    urls, cache, config = (tmp_path / each for each in ("urls", "cache.db", "config"))
    config.touch()

    def shown() -> list[tuple[str, ...]]:
        command = ["newsboat", "-u", urls, "-c", cache, "-C", config, "-x", "reload"]
        env = os.environ | {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
        subprocess.run(command, check=True, env=env, timeout=60, capture_output=True)
        with sqlite3.connect(cache) as database:
            return database.execute("select title, url, content from rss_item").fetchall()

    titles = ["Ebb and what it leaves", "Flow and what it brings"]
    with served(site) as address:
        urls.write_text(f"{address}/{name}.xml\n")
        assert sorted(title for title, *_ in shown()) == titles
        changed = article(titles[0], "New words.", updated="2026-04-01")
        build_site(SERIES | {"tides/ebb.md": changed})
        after = shown()
    assert sorted(title for title, *_ in after) == titles
    assert {url for _, url, _ in after} == {
        "https://example.org/tides/ebb/",
        "https://example.org/tides/flow/",
    }
    assert any("New words." in content for *_, content in after)
