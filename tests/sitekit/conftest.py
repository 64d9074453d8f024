"""Values of the core made from a few files, without the engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.config import load_config

from sitekit.build import Build
from sitekit.cache import Cache
from sitekit.content import prepare
from sitekit.html.markdown import Converter
from sitekit.html.styles import Styles
from sitekit.lint.links import check_links
from sitekit.lint.prose import text_of
from sitekit.model.contents import contents_of
from sitekit.model.settings import FeedSettings, Settings
from sitekit.views import Place, Views
from tests.conftest import PATTERNS, ROOT, SERIES, STRINGS, TODAY, article, site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitekit.model.contents import Contents

SETTINGS = Settings(
    today=TODAY,
    site_name="The site",
    site_description="What it is.",
    site_url="https://example.org/",
    repo_url="",
    feeds=FeedSettings(20),
)
EBB = "tides/ebb.md"


def contents_in(
    files: dict[str, str], src: str = "tides/index.md", today: dt.date = TODAY
) -> Contents:
    """The contents of the series whose landing page is `src`."""
    site = site_of(files, today)
    return contents_of(site, site.series[src], {})


def series_at(files: dict[str, str], src: str) -> tuple[Contents, ...]:
    """The series that the page of `src` shows."""
    site = site_of(files)
    return tuple(contents_of(site, series, {}) for series in site.series_at(src))


def place_of(url: str) -> Place:
    return Place(f"{SETTINGS.site_url}{url}", None, draft=False)


def build_of(files: dict[str, str], **fields: Any) -> Build:
    """A build that has read these texts and nothing else, with a view of each."""
    given = {
        "settings": SETTINGS,
        "strings": STRINGS,
        "patterns": PATTERNS,
        "styles": Styles([]),
        "script": "",
        "scripts": {},
        "cache": Cache(None, ""),
        "foreign": (),
        "site": site_of(files),
        "tokens": {"paper": ("#ffffff", "#000000")},
    }
    build = Build(**given | fields)
    views = views_of(build)
    documents = build.site.documents.values()
    build.views = {one.src: views.of(one, place_of(one.url)) for one in documents}
    build.feeds, build.facts = views.feeds, views.facts
    return build


def views_of(build: Build) -> Views:
    series = build.site.series
    print_urls = {src: f"{one.folder}/print/" for src, one in series.items()}
    return Views(build, print_urls)


@pytest.fixture(scope="session")
def new_converter() -> Callable[..., Converter]:
    """Makes converters with the Markdown extensions of mkdocs.yml."""
    config = load_config(str(ROOT / "mkdocs.yml"))

    def _new(**options: Any) -> Converter:
        return Converter(config.markdown_extensions, config.mdx_configs, **options)

    return _new


@pytest.fixture(scope="session")
def problems_with(new_converter: Callable[..., Converter]) -> Callable[..., list[str]]:
    """Every problem that a text has as the body of tides/ebb.md, which begins on line 6."""
    files = SERIES | {"about.md": ""}
    urls = {src: one.url for src, one in site_of(files).documents.items()}
    converter = new_converter(urls=urls)

    def _problems(body: str) -> list[str]:
        build = build_of(files | {EBB: article("Ebb and what it leaves", body)})
        build.converter = converter
        prepared = prepare(build, EBB)
        anchors = {EBB: prepared.content.anchors, "tides/flow.md": ("high-water", "low-water")}
        links = prepared.content.links
        text = text_of(build.site.documents[EBB])
        led = check_links(text, links, files=urls, anchors=anchors, unpublished=())
        found = [*prepared.problems, *led]
        return [str(problem).removeprefix("docs/tides/ebb.md:") for problem in sorted(set(found))]

    return _problems


_PLAIN: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (type(None), lambda _: "something"),
    (bool, lambda value: not value),
    (str, lambda value: f"{value}."),
    (int, lambda value: value + 1),
    (dt.date, lambda value: value + dt.timedelta(days=1)),
)


def changed(value: Any) -> Iterator[Any]:
    """Values that differ from `value` in one place each, however deep."""
    for kind, change in _PLAIN:
        if isinstance(value, kind):
            yield change(value)
            return
    if is_dataclass(value):
        for one in fields(value):
            others = changed(getattr(value, one.name)) if one.repr else ()
            yield from (replace(value, **{one.name: other}) for other in others)
    elif isinstance(value, Mapping):
        yield {**value, "another": None}
        for key, inner in value.items():
            yield from ({**value, key: other} for other in changed(inner))
    else:
        yield (*value, None)
        for n, inner in enumerate(value):
            yield from ((*value[:n], other, *value[n + 1 :]) for other in changed(inner))
