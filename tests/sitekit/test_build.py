"""A page's view, its key, its data and its record: nothing stale, nothing lost."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitekit.build import Ebook, PageRecord, View, Whole, page_data
from sitekit.features.feeds import FeedLink
from sitekit.features.helplines import Country, Emergency, Line
from sitekit.features.replies import Reply
from sitekit.features.search import Listed, SearchEntry
from sitekit.html.csp import Needs
from sitekit.html.markdown import Link
from sitekit.html.weight import OwnWeight
from sitekit.model.authors import Author
from sitekit.model.documents import Part, SeriesDefinition
from sitekit.model.editions import Translation
from sitekit.model.problems import Problem
from sitekit.model.settings import Repository
from sitekit.model.sources import Source
from tests.conftest import SERIES, TODAY, article, page
from tests.sitekit.conftest import EBB, SETTINGS, build_of, changed

EMERGENCY = Emergency("verified", TODAY, ("999",), "999", "HELP", "A note", ("https://e.org",))
LINE = Line(
    **vars(EMERGENCY),
    service="A line",
    whom="Everyone",
    where="Here",
    dial="*1#",
    textphone="1",
    whatsapp="2",
    chat="https://e.org/chat",
    web="https://e.org",
    email="a@example.org",
    hours="Day",
    languages="English",
    bill="Free",
)


def full_view() -> View:
    """A view of which no field is empty, whatever document it could belong to."""
    build = build_of(
        SERIES | {"about.md": page("About us")},
        settings=replace(
            SETTINGS,
            menus={"header": [{"Home": "index.md"}]},
            repository=Repository(reply="https://f"),
        ),
    )
    ebb, home = build.views[EBB], build.views["index.md"]
    document = replace(
        ebb.document,
        own_label="Ebb",
        updated=TODAY,
        notes=("A note",),
        redirect_from=("/old/",),
        authors=("A",),
        tags=("b",),
        extra={"reviewed": TODAY},
        series=SeriesDefinition((Part("a.md", ("series", 0), "A"),), (), "Read on"),
    )
    (tides,) = home.listing
    contents = replace(tides, companions=tides.parts[:1], invitation="!")
    country = Country("gb", "United Kingdom", "A note", EMERGENCY, (LINE,))
    search = (Listed("A", "a/", "D"),)
    return replace(
        ebb,
        document=document,
        site=replace(ebb.site, share_targets=("email",), integrity={"share": "sha256-x"}),
        edit_url="https://example.org/edit/",
        view_url="https://example.org/view/",
        drawing="M0 150",
        series=(contents,),
        contents=contents,
        replies=(Reply("2026-11-01-1", "p", "A", TODAY, EBB, "Words", "2026-10-01-1", ("b",)),),
        translations=(Translation("de", "Deutsch", "https://example.org/de/"),),
        authors=(Author("A", "B", "https://example.org/a", "a.png"),),
        sources=(("a-2000", Source("A", "2000", "T", "J", "10.1/2", "https://e.org")),),
        snippets="x",
        listing=(contents, country, build.feeds, search),
        whole=Whole(contents, ("key",)),
        ebook=Ebook("tides/index.md", "tides/tides.epub", ("key",)),
    )


FULL = full_view()


@pytest.mark.parametrize("name", [one.name for one in fields(View)])
def test_the_key_of_a_page_differs_with_everything_in_its_view(name: str) -> None:
    assert getattr(FULL, name) not in (None, (), "")
    others = [replace(FULL, **{name: other}) for other in changed(getattr(FULL, name))]
    assert others
    assert all(other.key != FULL.key for other in others)


def test_equal_views_have_one_key() -> None:
    assert full_view().key == FULL.key


def test_the_key_of_a_page_differs_with_its_text() -> None:
    bodies = ("Words.", "Words. ", "Words!")
    keys = [build_of(SERIES | {EBB: article("Ebb", body)}).views[EBB].key for body in bodies]
    assert len(set(keys)) == len(bodies)


def test_an_edit_changes_the_keys_of_the_pages_that_show_it() -> None:
    before = build_of(SERIES | {"about.md": page("About us")}).views
    edited = SERIES | {EBB: article("Ebb and more"), "about.md": page("About us")}
    after = build_of(edited).views
    same = {src for src in before if before[src].key == after[src].key}
    assert same == {"about.md"}


def test_an_edit_of_words_alone_changes_one_key() -> None:
    before = build_of(SERIES).views
    after = build_of(SERIES | {EBB: article("Ebb and what it leaves", "Other words.")}).views
    assert {src for src in before if before[src].key != after[src].key} == {EBB}


def test_equal_views_and_texts_give_equal_pages() -> None:
    html = '<h2 id="a">One</h2><p>Words.</p><!-- feeds --><p>More.</p>'
    assert page_data(FULL, html) == page_data(full_view(), html)


def test_an_article_shows_where_it_is_and_what_can_be_done_with_it() -> None:
    settings = replace(SETTINGS, share_targets=("email",), reply_email="a@example.org")
    view = build_of(SERIES, settings=settings).views[EBB]
    data = page_data(view, '<h2 id="a">One</h2>')
    assert [nav.number for nav in data.series] == [1]
    assert [heading.id for heading in data.toc] == ["a"]
    assert data.share is not None
    assert (data.share.what, data.share.address) == ("part", view.canonical_url)
    assert data.replies is not None
    assert data.replies.email_link
    assert json.loads(data.structured_data or "")["@graph"][0]["url"] == view.canonical_url


def test_a_landing_page_shows_its_series_and_is_shared_as_one() -> None:
    data = page_data(build_of(SERIES).views["tides/index.md"], '<h2 id="a">One</h2>')
    assert data.contents is not None
    assert (data.contents.title, data.series, data.toc, data.replies) == ("Tides", (), (), None)
    assert data.share is not None
    assert data.share.what == "series"


def test_a_page_is_neither_shared_nor_answered() -> None:
    data = page_data(build_of(SERIES).views["index.md"], "<p>Words.</p>")
    assert (data.share, data.replies, data.structured_data, data.toc) == (None, None, None, ())


def test_only_a_page_with_a_drawing_has_a_picture_for_previews() -> None:
    view = build_of(SERIES).views[EBB]
    assert page_data(view, "").preview_url is None
    drawn = page_data(replace(view, drawing="M0 150"), "")
    assert drawn.preview_url == "https://example.org/tides/ebb.png"


def test_a_list_comes_at_the_marker_of_its_text() -> None:
    data = page_data(build_of(SERIES).views["index.md"], "a<!-- helplines -->b")
    assert (data.content, data.content_parts) == ("a<!-- helplines -->b", ("a", "b"))


TEXT = st.text(st.characters(exclude_categories=[]), max_size=20)
TEXTS = st.lists(TEXT, max_size=3)
NUMBER = st.integers(0, 10**6)
RECORDS = st.builds(
    PageRecord,
    html=st.binary(max_size=20),
    content=TEXT,
    anchors=TEXTS.map(tuple),
    links=st.lists(st.builds(Link, TEXT, TEXT, TEXT, st.booleans()), max_size=3).map(tuple),
    search=st.lists(st.builds(SearchEntry, TEXT, TEXT, TEXT), max_size=3).map(tuple),
    feed_html=TEXT,
    needs=st.builds(Needs, TEXTS.map(frozenset), TEXTS.map(frozenset), st.booleans()),
    weight=st.builds(
        OwnWeight, st.dictionaries(TEXT, NUMBER, max_size=3), NUMBER, NUMBER, TEXTS, TEXTS
    ),
    pictures=st.dictionaries(TEXT, TEXT, max_size=3),
)


@given(RECORDS)
def test_any_record_comes_back_from_json_as_it_was(record: PageRecord) -> None:
    assert PageRecord.load(json.loads(json.dumps(record.dump())), record.html) == record


def test_a_page_with_a_problem_is_not_cached() -> None:
    build = build_of(SERIES)
    assert build.may_cache(EBB)
    build.found(EBB, [])
    assert build.may_cache(EBB)
    build.found(EBB, [Problem("docs/tides/ebb.md", 1, "m")])
    assert not build.may_cache(EBB)
    assert build.may_cache("index.md")


def test_a_page_that_shows_a_part_with_a_problem_is_not_cached() -> None:
    build = build_of(SERIES)
    contents = build.views["tides/index.md"].contents
    assert contents is not None
    build.views["tides/print.md"] = replace(build.views[EBB], whole=Whole(contents, ()))
    assert build.may_cache("tides/print.md")
    ebook = Ebook("tides/index.md", "tides/tides.epub", ())
    build.views["tides/index.md"] = replace(build.views["tides/index.md"], ebook=ebook)
    build.found(EBB, [Problem("docs/tides/ebb.md", 1, "m")])
    assert not build.may_cache("tides/print.md")
    assert not build.may_cache("tides/index.md")  # which says how large the book is


@pytest.mark.parametrize("keys", [{"draft": True}, {"snippets": None}])
def test_a_draft_and_a_page_with_unknown_snippets_are_not_cached(keys: dict[str, object]) -> None:
    build = build_of(SERIES)
    build.views[EBB] = replace(build.views[EBB], **keys)
    assert not build.may_cache(EBB)


def test_a_problem_is_taken_once() -> None:
    build, problem = build_of(SERIES), Problem("docs/tides/ebb.md", 1, "m")
    build.found(EBB, [problem])
    assert build.take_problems() == [problem]
    assert build.take_problems() == []
    assert build.failed == {EBB}


def test_the_text_of_a_page_is_the_same_made_anew_or_from_the_cache() -> None:
    build = build_of(SERIES)
    assert build.content_of(EBB) == ""
    record = PageRecord(b"", "<p>a</p>", (), (), (), "", Needs(), OwnWeight({}, 0, 0, (), ()), {})
    build.pages[EBB] = record
    assert build.content_of(EBB) == "<p>a</p>"


def test_the_feeds_of_a_view_are_links_and_nothing_else() -> None:
    assert all(type(link) is FeedLink for link in build_of(SERIES).views[EBB].feeds)
