"""Whole builds of small sites with the project's own configuration."""

from __future__ import annotations

import gzip
import json
from random import Random
from string import ascii_letters
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from tests.conftest import SERIES, STRINGS, article, landing, our_settings, page, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

AWKWARD = "Ebb & <b>flow</b> “two’s” \"three\" 'four'"


def quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def test_the_series_block_lists_all_parts_and_marks_this_one(
    build_site: Callable[..., Built],
) -> None:
    flow = build_site(SERIES).html("tides/flow/index.html")
    items = flow.css("nav[data-component=series] ol > li")
    assert [item.css_first("a, strong, span").text(deep=False).strip() for item in items] == [
        "Ebb and what it leaves",
        "Flow and what it brings",
        "Slack water",
    ]
    assert len(flow.css("[data-component=series] [aria-current=page]")) == 1
    assert items[0].css_first("a").attributes["href"] == "../ebb/"
    assert "data-planned" in items[2].attributes
    assert items[2].css_first("a") is None


def test_an_article_in_two_series_shows_both(build_site: Callable[..., Built]) -> None:
    files = SERIES | {"winds/index.md": landing("Winds", "../tides/flow.md", "../tides/ebb.md")}
    ebb = build_site(files).html("tides/ebb/index.html")
    marks = [mark.text(strip=True) for mark in ebb.css(".sk-opening b")]
    assert marks == [
        STRINGS.t("part.of", number=1, count=3),
        STRINGS.t("part.of", number=2, count=2),
    ]
    ids = [nav.attributes["aria-labelledby"] for nav in ebb.css("nav[data-component=series]")]
    assert len(set(ids)) == 2
    assert all(ebb.css_first(f"#{name}") is not None for name in ids)


def test_the_page_makes_the_only_first_heading_from_the_title(
    build_site: Callable[..., Built],
) -> None:
    ebb = build_site(SERIES).html("tides/ebb/index.html")
    assert [h.text() for h in ebb.css("h1")] == ["Ebb and what it leaves"]
    assert ebb.css_first("title").text() == "Ebb and what it leaves"


def test_an_awkward_title_comes_out_unharmed_everywhere(build_site: Callable[..., Built]) -> None:
    files = SERIES | {
        "tides/ebb.md": article(quoted(AWKWARD), label=quoted("<i>&</i>")),
        "tides/index.md": landing("Tides", "ebb.md", "flow.md"),
    }
    site = build_site(files)
    ebb = site.html("tides/ebb/index.html")
    assert ebb.css_first("h1").text() == AWKWARD
    assert ebb.css_first("title").text() == AWKWARD
    assert ebb.css_first("meta[property='og:title']").attributes["content"] == AWKWARD
    data = json.loads(ebb.css_first("script[type='application/ld+json']").text())
    assert data["@graph"][0]["headline"] == AWKWARD
    link = site.html("tides/flow/index.html").css_first("[data-component=series] a")
    assert (link.text(), link.attributes["href"]) == ("<i>&</i>", "../ebb/")


def test_a_draft_and_a_scheduled_part_are_not_published(build_site: Callable[..., Built]) -> None:
    files = SERIES | {
        "tides/ebb.md": article("Ebb and what it leaves", status="draft"),
        "tides/flow.md": article("Flow and what it brings", day="2026-11-27"),
        "tides/index.md": landing("Tides", "ebb.md", "flow.md"),
    }
    site = build_site(files)
    assert site.pages() == ["404.html", "index.html", "tides/index.html"]
    assert "tides/ebb" not in (site.folder / "sitemap.xml").read_text()
    assert len(site.html("tides/index.html").css("[data-component=parts] [data-planned]")) == 2


def test_an_unlisted_part_has_a_page_that_nothing_leads_to(
    build_site: Callable[..., Built],
) -> None:
    files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", status="unlisted")}
    site = build_site(files)
    assert site.html("tides/ebb/index.html").css_first("meta[name=robots]") is not None
    assert "tides/ebb" not in (site.folder / "sitemap.xml").read_text()
    assert "tides/ebb" not in (site.folder / "search/search_index.json").read_text()
    assert site.html("tides/flow/index.html").css_first("a[href='../ebb/']") is None


def test_the_sitemap_dates_pages_by_what_their_authors_say(
    build_site: Callable[..., Built],
) -> None:
    files = SERIES | {
        "tides/ebb.md": article("Ebb and what it leaves", day="2026-01-02", updated="2026-02-03")
    }
    sitemap = (build_site(files).folder / "sitemap.xml").read_text()
    assert "2026-02-03" in sitemap
    assert "2026-11-26" not in sitemap


def test_an_old_address_leads_on(build_site: Callable[..., Built]) -> None:
    files = SERIES | {
        "tides/ebb.md": article("Ebb and what it leaves", redirect_from="[/low/water/, /low/]")
    }
    site = build_site(files)
    for name, target in (("low/water", "../../tides/ebb/"), ("low", "../tides/ebb/")):
        old = site.html(f"{name}/index.html")
        assert old.css_first("a").attributes["href"] == target
        assert old.css_first("meta[http-equiv=refresh]").attributes["content"] == f"0;url={target}"
        canonical = old.css_first("link[rel=canonical]").attributes["href"]
        assert canonical == "https://example.org/tides/ebb/"
    assert "/low/" not in (site.folder / "sitemap.xml").read_text()


def test_menus_hold_only_pages_that_exist(build_site: Callable[..., Built]) -> None:
    site = build_site(SERIES | {"about.md": page("About these pages")})
    links = site.html("about/index.html").css(".sk-header nav a")
    assert [(a.text(strip=True), a.attributes["href"]) for a in links] == [("About", "./")]
    assert links[0].attributes["aria-current"] == "page"


def test_there_are_edit_links_only_with_a_repository(
    build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    ebb = build_site(SERIES).html("tides/ebb/index.html")
    assert not [a for a in ebb.css(".sk-footer a") if "edit" in a.attributes["href"]]
    monkeypatch.setenv("REPO_URL", "https://github.com/example/tides")
    ebb = build_site(SERIES).html("tides/ebb/index.html")
    edit = "https://github.com/example/tides/edit/main/docs/tides/ebb.md"
    assert edit in [a.attributes["href"] for a in ebb.css(".sk-footer a")]


def test_a_fork_below_a_folder_links_its_404_from_the_root(
    build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/tides-and-winds/")
    lost = build_site(SERIES | {"about.md": page("About these pages")}).html("404.html")
    (way,) = lost.css(".sk-not-found a")
    assert way.attributes["href"] == "/tides-and-winds/tides/"


def test_problems_of_many_files_come_in_one_run_in_order(
    reported: Callable[..., list[str]],
) -> None:
    files = SERIES | {
        "tides/ebb.md": article("Ebb and what it leaves", day="soon"),
        "tides/flow.md": b"",
        "about.md": b"---\ntitle: \xe9t\xe9 and more\n---\n",
        "winds/one.md": article("Wind one"),
    }
    assert reported(files) == [
        "docs/about.md:1: description must be text (found nothing)",
        "docs/about.md:2: text must be saved as UTF-8 (found byte 0xe9)",
        "docs/tides/ebb.md:4: date must be a day such as 2026-03-01 (found 'soon')",
        "docs/tides/flow.md:1: front matter must be at the top, between two lines of --- "
        "(found nothing)",
        "docs/winds/index.md:1: index.md must define a series, or another series must list one.md "
        "(found no such file)",
    ]


def test_a_link_that_leads_nowhere_fails_the_build(build_site: Callable[..., Built]) -> None:
    files = SERIES | {"about.md": page("About these pages", "[gone](tides/gone.md)")}
    with pytest.raises(Abort):
        build_site(files)


def test_the_preview_goes_on_when_something_is_wrong(build_site: Callable[..., Built]) -> None:
    files = SERIES | {"tides/ebb.md": article("''", day="soon")}
    ebb = build_site(files, strict=False).html("tides/ebb/index.html")
    assert ebb.css_first("h1").text() == "Untitled page"


def test_two_builds_in_one_process_give_the_same_bytes(
    build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    def contents() -> dict[str, bytes]:
        folder = build_site(SERIES).folder
        return {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    first = contents()
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert contents() == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    later = contents()
    assert {name for name in first if later[name] != first[name]} <= {"sitemap.xml.gz"}


REPLIES = SERIES | {
    "replies/2026-11-01-1.md": reply("Words of a *reader*.", name='"A <b> & “C”"'),
    "replies/2026-11-02-2.md": reply("An answer.", date="2026-11-02", answers="2026-11-01-1"),
}


def test_replies_stand_under_their_article_and_nowhere_else(
    build_site: Callable[..., Built],
) -> None:
    site = build_site(REPLIES)
    block = site.html("tides/ebb/index.html").css_first("[data-component=replies]")
    assert block.css_first("h2").text() == STRINGS.t("replies.count", count=2)
    assert block.css_first("bdi").text() == "A <b> & “C”"
    assert block.css_first("em").text() == "reader"
    assert block.css_first("ol ol [itemprop=text]").text().strip() == "An answer."
    other = site.html("tides/flow/index.html").css_first("[data-component=replies]")
    assert other.css_first("h2").text() == STRINGS.t("replies.title")
    assert other.css_first("ol") is None
    assert [name for name in site.pages() if "replies" in name] == []
    search = site.folder.joinpath("search/search_index.json").read_text()
    assert "Words of a" not in search
    for name in set(site.pages()) - {"tides/ebb/index.html"}:
        assert "An answer" not in site.folder.joinpath(name).read_text(), name


def test_replies_are_comments_of_their_article_to_machines(
    build_site: Callable[..., Built],
) -> None:
    page = build_site(REPLIES).html("tides/ebb/index.html")
    whole = page.css_first("[data-component=replies]").attributes
    graph = json.loads(page.css_first("script[type='application/ld+json']").text())["@graph"]
    assert whole["itemid"] == graph[0]["@id"]
    comments = page.css("[itemtype='https://schema.org/Comment']")
    assert len(comments) == 2
    for comment in comments:
        props = {node.attributes["itemprop"] for node in comment.css("[itemprop]")}
        assert props == {"comment", "author", "name", "url", "datePublished", "text"}


def test_without_an_address_and_a_repository_replies_are_closed(
    build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    block = "[data-component=replies]"
    closed = build_site(SERIES).html("tides/ebb/index.html").css_first(block)
    assert closed.css_first("p").text() == STRINGS.t("replies.closed")
    assert closed.css("details, a") == []
    monkeypatch.setenv("REPLY_EMAIL", "editors@example.org")
    opened = build_site(SERIES).html("tides/ebb/index.html").css_first(block)
    assert [link.attributes["href"] for link in opened.css("a")] == [
        "mailto:editors@example.org?subject=Ebb%20and%20what%20it%20leaves"
    ]
    assert STRINGS.t("replies.letter_price") in opened.css_first("dd").text()


def test_a_wrong_reply_stops_the_build_with_its_line(reported: Callable[..., list[str]]) -> None:
    files = SERIES | {"replies/2026-11-01-1.md": reply(article="tides/eb.md")}
    assert reported(files) == [
        "docs/replies/2026-11-01-1.md:4: article must be the file of an article "
        "(found 'tides/eb.md'; did you mean 'tides/ebb.md'?)"
    ]


def test_replies_never_put_an_article_over_its_budget(build_site: Callable[..., Built]) -> None:
    texts = ["".join(chance.choices(ascii_letters, k=3900)) for chance in map(Random, range(8))]
    replies = {f"replies/2026-11-01-{n}.md": reply(text) for n, text in enumerate(texts, 1)}
    page = build_site(SERIES | replies).folder / "tides/ebb/index.html"
    budget = int(our_settings().extra["lint"]["text-comes-soon"])
    assert len(gzip.compress(page.read_bytes())) > budget
