"""What each page of a build may depend on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitekit.build import Data
from sitekit.features.replies import Reply
from sitekit.features.search import all_pages
from sitekit.model.sources import Source
from sitekit.views import not_found, plain_view
from tests.conftest import SERIES, TODAY, article, landing, page
from tests.sitekit.conftest import EBB, SETTINGS, build_of, place_of, views_of

if TYPE_CHECKING:
    from sitekit.build import Build

SPECIAL = {
    "help.md": page("Find help"),
    "subscribe.md": page("Subscribe here"),
    "search.md": page("Search here"),
}
HIDDEN = landing("Hidden", "../tides/ebb.md").replace("---\n\n", "status: draft\n---\n\n")


@pytest.mark.parametrize(
    ("src", "template"),
    [
        ("index.md", "pages/index.html"),
        ("about.md", "main.html"),
        ("tides/index.md", "landing.html"),
        (EBB, "main.html"),
    ],
)
def test_the_template_follows_from_the_place(src: str, template: str) -> None:
    templates = frozenset({"index.html", "tides/ebb.html"})
    build = build_of(SERIES | {"about.md": page("About us")}, data=Data(templates=templates))
    assert build.views[src].template == template


def test_an_article_has_the_series_it_is_in_and_a_landing_page_its_own() -> None:
    views = build_of(SERIES | {"winds/index.md": landing("Winds", "../tides/ebb.md")}).views
    assert [one.title for one in views[EBB].series] == ["Tides", "Winds"]
    assert views[EBB].contents is None
    own = views["tides/index.md"].contents
    assert own is not None
    assert (own.title, views["tides/index.md"].series) == ("Tides", ())


def test_the_home_page_shows_every_series_that_can_be_opened() -> None:
    views = build_of(SERIES | {"hidden/index.md": HIDDEN}).views
    assert [one.title for one in views["index.md"].listing] == ["Tides"]


def test_only_the_page_about_it_depends_on_all_feeds_and_pages() -> None:
    build = build_of(SERIES | SPECIAL)
    shown = {src: view.listing for src, view in build.views.items() if view.listing is not None}
    assert shown.keys() == {"index.md", *SPECIAL}
    assert shown["subscribe.md"] == build.feeds
    assert shown["search.md"] == all_pages(build.site)


def test_a_page_names_the_sites_feed_and_those_of_its_series() -> None:
    views = build_of(SERIES | SPECIAL).views
    paths = {src: [link.path for link in view.feeds] for src, view in views.items()}
    assert paths["index.md"] == ["feed"]
    assert paths[EBB] == paths["tides/index.md"] == ["feed", "tides/feed"]
    assert paths["subscribe.md"] == ["feed", "tides/feed", "tides/reading-order"]


def test_without_the_feed_plugin_there_is_no_feed() -> None:
    build = build_of(SERIES, settings=replace(SETTINGS, feeds=None))
    assert build.feeds == ()
    assert [view.feeds for view in build.views.values()] == [()] * len(SERIES)
    assert build.facts is not None
    assert build.facts.feed is None


def test_a_page_depends_on_the_sources_that_it_cites_alone() -> None:
    source = Source("A", "2000", "T", "J")
    files = SERIES | {EBB: article("Ebb and what it leaves", "One.[^a-2000] Two.[^gone]")}
    build = build_of(files, data=Data(sources={"a-2000": source, "b-2001": source}))
    assert build.views[EBB].sources == (("a-2000", source),)
    assert build.views["tides/flow.md"].sources == ()


def snippets_of(body: str, data: Data) -> str | None:
    return build_of(SERIES | {EBB: article("Ebb", body)}, data=data).views[EBB].snippets


def test_a_page_depends_on_snippets_if_its_text_includes_one() -> None:
    data, other = Data(snippets={"a.md": "1"}), Data(snippets={"a.md": "2"})
    assert snippets_of("Words.", data) == ""
    include = '--8<-- "a.md"'
    assert snippets_of(include, data)
    assert snippets_of(include, data) != snippets_of(include, other)
    assert snippets_of("Words.", replace(data, appended=True)) == snippets_of(include, data)
    assert snippets_of(include, replace(data, snippets=None)) is None


def test_a_page_has_its_own_replies_and_its_own_drawing() -> None:
    reply = Reply("2026-11-01-1", "p", "A", TODAY, EBB, "Words")
    data = Data(replies={EBB: (reply,)}, drawings={EBB: "M0 150", "tides/slack.md": "M0 150h1"})
    views = build_of(SERIES, data=data).views
    assert (views[EBB].replies, views[EBB].drawing) == ((reply,), "M0 150")
    assert (views["tides/flow.md"].replies, views["tides/flow.md"].drawing) == ((), None)
    # A planned part has no page; lists show its drawing.
    assert views[EBB].series[0].parts[2].drawing == "M0 150h1"


def test_every_page_has_the_facts_of_the_site() -> None:
    settings = replace(
        SETTINGS,
        share_targets=("email",),
        menus={"header": [{"Home": "index.md"}, {"Gone": "gone.md"}]},
    )
    hashes = {"components/share/share.js": "'sha256-x'"}
    build = build_of(SERIES, settings=settings, scripts=hashes, script="go()")
    facts = build.facts
    assert facts is not None
    assert all(view.site is facts for view in build.views.values())
    assert (facts.name, facts.url, facts.home) == (settings.site_name, settings.site_url, "")
    assert (facts.paper_light, facts.paper_dark) == build.tokens["paper"]
    assert (facts.language, facts.direction) == (build.strings.language, "ltr")
    assert [link.label for link in facts.menus.header] == ["Home"]
    assert facts.integrity == {"share": "sha256-x"}
    assert (facts.script, facts.share_targets) == ("go()", ("email",))


def whole_of(build: Build) -> object:
    keys = {src: view.key for src, view in build.views.items()}
    return views_of(build).whole("tides/index.md", place_of("tides/print/"), keys)


def test_the_page_of_a_whole_series_depends_on_the_keys_of_its_parts() -> None:
    build = build_of(SERIES)
    view = whole_of(build)
    assert (view.document.src, view.document.url) == ("tides/print.md", "tides/print/")
    assert (view.template, view.listed) == ("print.html", False)
    assert view.whole.keys == (build.views[EBB].key, build.views["tides/flow.md"].key)
    other = build_of(SERIES | {EBB: article("Ebb and what it leaves", "Other words.")})
    assert whole_of(other).key != view.key
    assert whole_of(build_of(SERIES)).key == view.key


def test_a_series_without_a_part_to_open_has_no_whole() -> None:
    files = SERIES | {
        "winds/index.md": landing("Winds", "one.md=One"),
        "hidden/index.md": HIDDEN,
    }
    assert views_of(build_of(files)).whole_series == ["tides/index.md"]


def test_the_page_for_errors_is_in_no_list() -> None:
    build = build_of(SERIES)
    view = not_found(build)
    assert view.document.title == build.strings.t("not_found.title")
    assert (view.listed, view.template, view.canonical_url) == (False, "main.html", "")
    assert [link.path for link in view.feeds] == ["feed"]


def test_a_page_that_a_plugin_adds_is_in_no_list() -> None:
    build = build_of(SERIES)
    view = plain_view(build, build.site.documents["index.md"], "https://example.org/x/")
    assert (view.listed, view.series, view.listing) == (False, (), None)
    assert view.canonical_url == "https://example.org/x/"
