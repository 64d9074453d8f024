"""With URLs of folders and of files, nothing that the site writes leads to where nothing is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit
from xml.etree import ElementTree  # we have written it

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import ROOT, contents, run_build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.builds.conftest import Project

SITE = "https://example.org/"
_URL = re.compile(rf"{re.escape(SITE)}[^\s\"'<>]*")


def urls_of(name: str, data: bytes) -> Iterator[str]:
    """The URLs in a file of the site, absolute, and those that share links pass on."""
    text = data.decode(errors="replace")
    here = urljoin(SITE, name.removesuffix("index.html"))
    if name.endswith(".html"):
        page = LexborHTMLParser(data)
        for node in page.css("[href], [src]"):
            url = node.attributes.get("href") or node.attributes.get("src") or ""
            yield urljoin(here, url)
            yield from (value for _, value in parse_qsl(urlsplit(url).query) if SITE in value)
        for node in page.css("meta[http-equiv=refresh]"):
            yield urljoin(here, str(node.attributes["content"]).partition("url=")[2])
        for node in page.css("[property='og:image'], script[type='application/ld+json']"):
            yield from _URL.findall(node.attributes.get("content") or node.text())
    elif name.endswith((".xml", ".opml")):
        for node in ElementTree.fromstring(text).iter():  # noqa: S314  # we have written it
            yield from (
                u for v in (*node.attrib.values(), node.text or "") for u in _URL.findall(v)
            )
    elif name.endswith("search_index.json"):
        yield from (urljoin(SITE, entry["location"]) for entry in json.loads(text)["docs"])
    elif name.endswith(".json"):
        yield from _URL.findall(json.dumps(json.loads(text)).replace('\\"', '"'))
    elif name.endswith((".txt", "_headers")):
        yield from _URL.findall(text)


def dead_links(site: dict[str, bytes]) -> tuple[int, set[tuple[str, str]]]:
    """How many URLs lead into the site; those, with their file, that lead to nothing there."""
    ids = {
        name: {node.attributes.get("id") for node in LexborHTMLParser(data).css("[id]")}
        for name, data in site.items()
        if name.endswith(".html")
    }
    count, dead = 0, set()
    for name, data in site.items():
        if name.startswith("schemas/"):
            continue
        for url in (url for found in urls_of(name, data) for url in _URL.findall(found)):
            count += 1
            to = urlsplit(url)
            path = unquote(to.path).lstrip("/")
            path += "index.html" if path.endswith("/") or not path else ""
            anchor = unquote(to.fragment)
            # In reading order, items are told apart from those of other feeds.
            is_id = anchor.endswith(("/feed", "/reading-order"))
            if path not in site or (anchor and not is_id and anchor not in ids[path]):
                dead.add((name, url))
    return count, dead


NAMES = "feeds_filenames: {rss_created: feed.xml, rss_updated: feed.xml}"
RSS = f"{{match_path: '(?!)', use_git: false, {NAMES}}}"
WITHOUT = {
    "no rss": ("plugins: [search]", "feed"),
    "rss off": ("plugins: [search, {rss: {enabled: false}}]", "feed"),
    "no search": (f"plugins: [{{rss: {RSS}}}]", "search"),
    "search off": (f"plugins: [{{search: {{enabled: false}}}}, {{rss: {RSS}}}]", "search"),
    "neither": ("plugins: []", "feed"),
}


@pytest.mark.parametrize("case", WITHOUT)
def test_without_a_plugin_nothing_of_it_is_left(case: str, project: Project) -> None:
    settings, what = WITHOUT[case]
    project.write("own.yml", f"INHERIT: mkdocs.yml\n{settings}\n")
    site = project.clean(config="own.yml")
    page = "subscribe" if what == "feed" else "search"
    signs = {"feed": ("feed", "order", ".opml"), "search": ("search",)}[what]
    left = {name for name in site if any(sign in name for sign in signs)}
    assert left == ({"search/index.html"} if what == "search" else set())
    _, dead = dead_links(site)
    assert dead == set()
    for name in site:
        if name.endswith(".html"):
            html = LexborHTMLParser(site[name])
            to = [str(node.attributes["href"]) for node in html.css("a[href], link[href]")]
            # Only its own address names the page.
            ways = [url for url in to if what in url or f"/{page}/" in url]
            assert [url for url in ways if url != f"{SITE}{page}/"] == [], name


@pytest.mark.parametrize("folders", [True, False])
def test_an_old_url_leads_to_the_new_one(project: Project, folders: bool) -> None:
    old = "redirect_from: [/ebb/, /low/tide.html]\n"
    project.change("docs/tides/ebb.md", "date:", f"{old}date:")
    project.change("docs/tides/index.md", "series:", "redirect_from: [/waters/]\nseries:")
    project.write("own.yml", f"INHERIT: mkdocs.yml\nuse_directory_urls: {str(folders).lower()}\n")
    site = project.clean(config="own.yml")
    for name in ("ebb/index.html", "low/tide.html", "waters/index.html", "waters/print/index.html"):
        assert b"http-equiv=refresh" in site[name].replace(b'"', b""), name
    _, dead = dead_links(site)
    assert dead == set()


def test_a_draft_of_draft_docs_is_in_no_list(project: Project) -> None:
    project.write("own.yml", "INHERIT: mkdocs.yml\ndraft_docs: /tides/flow.md\n")
    project.change("docs/tides/ebb.md", "See [the flow](flow.md#what-comes).", "Words.")
    site = project.clean(config="own.yml")
    assert "tides/flow/index.html" not in site
    _, dead = dead_links(site)
    assert dead == set()
    assert not any(b"/tides/flow/" in data for data in site.values())


@pytest.mark.parametrize("folders", [True, False])
def test_every_url_leads_to_a_file(tmp_path: Path, folders: bool) -> None:
    run_build(ROOT / "docs", tmp_path, use_directory_urls=folders)
    site = contents(tmp_path)
    assert ("help/index.html" if folders else "help.html") in site
    count, dead = dead_links(site)
    assert dead == set()
    assert count > len(site) * 10
