"""Files that follow from all pages together, written into the built site."""

from __future__ import annotations

import gzip
from base64 import b64decode, b64encode
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitekit.engine.configuration import place
from sitekit.engine.ebooks import ebook_of
from sitekit.engine.report import remind
from sitekit.engine.search import INDEX
from sitekit.features.ebook import EPUB
from sitekit.features.feeds import FORMATS, OPML, format_of, item_of, media_types, with_items
from sitekit.features.headers import headers, runs_out, security_txt
from sitekit.features.previews import icon, preview, preview_path
from sitekit.features.redirects import redirects
from sitekit.features.search import index
from sitekit.features.sitemap import sitemap
from sitekit.html.csp import Needs, policy, with_policy
from sitekit.model.documents import EPOCH
from sitekit.model.fingerprint import fingerprint
from sitekit.model.problems import Problem, found, with_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from sitekit.build import Build
    from sitekit.features.feeds import Feed, Format

    Output = tuple[str, str | bytes]  # path below the site's root, content


def write_outputs(build: Build, config: MkDocsConfig) -> None:
    """Write everything that is not a page of its own document."""
    site = Path(config.site_dir)
    _remove_index(build, site)
    for outputs in (_pictures, _feeds, _ebooks, _search_index, _sitemap, _headers, _redirects):
        for name, content in outputs(build, config):
            file = site / name
            if file.is_dir():
                build.problems.append(_taken(build, name))
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())


def _remove_index(build: Build, site: Path) -> None:
    """Remove what the search plugin has written, which no page loads: its place is ours."""
    folder = site / INDEX.partition("/")[0]
    published = {file.dest_uri for file in build.files.values()}
    for file in [one for one in folder.rglob("*") if one.is_file()]:
        if file.relative_to(site).as_posix() not in published:
            file.unlink()
    for inner in sorted(folder.rglob("*"), reverse=True):  # what is deepest comes first
        if inner.is_dir() and not any(inner.iterdir()):
            inner.rmdir()


def _taken(build: Build, name: str) -> Problem:
    """The problem with a page whose folder is called like a file of ours."""
    documents = build.site.documents.values()
    path = next((one.path for one in documents if unquote(one.url) == f"{name}/"), name)
    return Problem(path, 1, f"file name must be another; the site has a file at /{name}")


def _pictures(build: Build, config: MkDocsConfig) -> Iterator[Output]:
    colors = {"paper": build.tokens["paper"][0], "water": build.tokens["water"][0]}
    yield "icon.png", _cached(build, "icon.png", icon, build.settings.icon, colors)
    for src, data in build.data.drawings.items():
        document = build.site.documents.get(src)
        if document and document.published(build.site.today):
            name = preview_path(src)
            yield name, _cached(build, name, preview, data, colors)


def _cached(
    build: Build, name: str, draw: Callable[..., bytes], data: str, colors: dict[str, str]
) -> bytes:
    def compute() -> str:
        return b64encode(draw(data, **colors)).decode()

    key = fingerprint(data, colors)
    return b64decode(build.cache.get_or_compute(f"picture {name}", key, compute))


def _redirects(build: Build, config: MkDocsConfig) -> Iterator[Output]:
    whole = [view.whole.contents for view in build.views.values() if view.whole]
    print_urls = {contents.src: contents.print_url for contents in whole}
    for redirect in redirects(build.site, print_urls):
        # Not only pages are there by now: files of docs/, feeds, what plugins write.
        if taken := _in_the_way(Path(config.site_dir), redirect.path):
            document, loc = redirect.document, ("redirect_from", redirect.place)
            rule = f"redirect_from must be paths not in use; the site has a file at /{taken}"
            message = f"{rule} {found(document.redirect_from[redirect.place])}"
            build.problems += with_rule("redirect-is-free", [document.problem(loc, message)])
            continue
        html = build.render("redirect.html", site=build.facts, redirect=redirect)
        yield redirect.path, with_policy(html, Needs())


def _in_the_way(site: Path, name: str) -> str | None:
    """What is in the built site already where the file `name` would be, or above it."""
    path = site / name
    above = (one for one in reversed(path.parents) if site in one.parents and one.is_file())
    taken = path if path.exists() else next(above, None)
    return taken.relative_to(site).as_posix() if taken else None


def _feeds(build: Build, config: MkDocsConfig) -> Iterator[Output]:
    if not build.settings.feeds:
        return
    own, *_ = build.feeds
    listed = [build.site.listed_document(src) for src in build.pages]
    # Of thousands of articles all texts at once are a lot: each comes when its feed is written.
    items = {
        one.src: item_of(
            one,
            _number(build, one.src),
            own,
            build.views[one.src].authors,
            settings=build.settings.feeds,
        )
        for one in listed
        if one and one.kind == "article"
    }
    length, others = build.settings.feeds.length, build.settings.feeds.others
    for empty in build.feeds:
        feed = with_items(empty, items, length, lambda src: build.pages[src].feed_html)
        written = {one: _written(build, feed, one) for one in FORMATS}
        for path in map(unquote, feed.paths):
            yield from ((f"{path}.{one.suffix}", text) for one, text in written.items())
        if empty.series is None:
            yield from ((name, written[format_of(name)]) for name in others)
    yield OPML, build.render("feeds/feeds.opml", title=own.title, feeds=build.feeds)


def _written(build: Build, feed: Feed, one: Format) -> str:
    return one.write(feed) if one.write else build.render(f"feeds/feed.{one.suffix}", feed=feed)


def _number(build: Build, src: str) -> int:
    numbers = (contents.number_of(src) for contents in build.views[src].series)
    return next((number for number in numbers if number), 0)


def _ebooks(build: Build, config: MkDocsConfig) -> Iterator[Output]:
    for src, view in build.views.items():
        if view.ebook and view.ebook.src == src:
            yield unquote(view.ebook.url), ebook_of(build, src)


def _search_index(build: Build, config: MkDocsConfig) -> Iterator[Output]:
    """The index that the search page loads, in the place of the search plugin's."""
    if not build.settings.search:
        return
    pages = (build.pages[src] for src in build.order if src in build.pages)
    entries = (entry for page in pages for entry in page.search)
    yield INDEX, index(entries, build.data.synonyms)


def _sitemap(build: Build, config: MkDocsConfig) -> Iterator[Output]:
    views = [build.views[src] for src in build.order if src in build.pages]
    pages = [(view.canonical_url, view.document.day) for view in views if view.listed]
    text, newest = sitemap(pages), max((day for _, day in pages), default=EPOCH)
    yield "sitemap.xml", text
    # Dated by the texts, not by the clock.
    yield "sitemap.xml.gz", gzip.compress(text.encode(), mtime=(newest - EPOCH).total_seconds())


def _headers(build: Build, config: MkDocsConfig) -> Iterator[Output]:
    wanted = [*build.other_needs.values(), *(page.needs for page in build.pages.values())]
    needs = reduce(or_, wanted, Needs())
    settings = build.settings
    types = media_types(settings.feeds.path, settings.feeds.others) if settings.feeds else {}
    types = {path: f"{of}; charset=utf-8" for path, of in types.items()}
    types |= {view.ebook.url: EPUB for view in build.views.values() if view.ebook}
    yield "_headers", headers(policy(needs), types)
    expires, contact = settings.security_expires, settings.repository.report
    if not (contact and expires):  # nobody to write to
        return
    language = build.strings.locale.language
    text = security_txt(contact, expires, settings.site_url, language)
    for name in ("security.txt", ".well-known/security.txt"):
        yield name, text
    where = place(config, "extra", "security", "expires")
    remind(runs_out(*where, expires, settings.today))
