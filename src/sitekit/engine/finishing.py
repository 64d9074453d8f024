"""The last steps of every page: its styles, fewer bytes, its policy, its weight, its record."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sitekit.build import PageRecord
from sitekit.features.feeds import feed_html
from sitekit.features.series import series_navs
from sitekit.html.csp import Needs, needs_of, with_policy
from sitekit.html.last_look import last_look
from sitekit.html.markdown import link_of
from sitekit.html.minify import minify
from sitekit.html.styles import with_style
from sitekit.html.weight import BASE_URL, WEIGHED, gzipped, own_weight, violations, with_files
from sitekit.lint.catalogue import limit_of
from sitekit.lint.prose import text_of
from sitekit.model.fingerprint import fingerprint
from sitekit.model.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitekit.build import Build, Content, View

LAST_LOOK = "last-look"
FETCHING = "components/search/search.js"  # loads the search index


def finish(build: Build, src: str, html: str) -> str:
    """The finished page of the document `src`, which is cached if nothing is wrong with it."""
    view, content = build.views.get(src), build.contents.get(src)
    if view is None or content is None:
        return finish_template(build, src, html)
    record, problems = page_record(build, view, content, html)
    wrong = any(problem.rule == LAST_LOOK for problem in problems)
    # What is wrong with a text has been reported, with its line.
    known = not build.failed.isdisjoint([src, *view.shown])
    build.found(src, [one for one in problems if not (known and one.rule == LAST_LOOK)])
    cache(build, src, record)
    if wrong:  # nothing leads to it either
        return ""  # MkDocs writes no empty page
    build.pages[src] = replace(record, html=b"")  # of thousands of pages it is a lot
    return record.html.decode()


def cache(build: Build, src: str, record: PageRecord) -> None:
    """Keep a finished page for the next build, if it has no problem to report again."""
    if build.may_cache(src):
        key = build.views[src].key
        build.cache.put(f"page {src}", key, record.dump())
        build.cache.put_bytes(f"html {src}", key, record.html)


def page_record(
    build: Build, view: View, content: Content, html: str
) -> tuple[PageRecord, list[Problem]]:
    """What a rendered page becomes, and the problems in it."""
    html, wanted, wrong = _finished(build, html)
    shown = [content, *_shown(build, view)]
    record = PageRecord(
        html=html.encode(errors="xmlcharrefreplace"),  # as MkDocs does
        content=content.html,
        anchors=content.anchors,
        links=tuple(link for page in (shown if view.whole else [content]) for link in page.links),
        search=content.search,
        feed_html=_feed_html(build, view, content.html),
        needs=wanted,
        weight=own_weight(html, view.document.url),
        pictures={src: digest for page in shown for src, digest in page.pictures.items()},
    )
    problems = [Problem(view.document.path, 1, text, LAST_LOOK) for text in wrong]
    return record, [*problems, *_too_heavy(build, view, record)]


def finish_template(build: Build, name: str, html: str) -> str:
    """The same for a page that belongs to no document."""
    key = fingerprint(html, build.styles.fingerprint)
    if known := build.cache.get(f"template {name}", key):
        build.other_needs[name] = Needs.of(known["needs"])
        return str(known["html"])
    html, wanted, wrong = _finished(build, html)
    build.other_needs[name] = wanted
    build.problems += [Problem(name, 1, text, LAST_LOOK) for text in wrong]
    if wrong:
        return ""
    build.cache.put(f"template {name}", key, {"html": html, "needs": wanted.values})
    return html


def look_again(build: Build, site: Path) -> None:
    """Remove and report the pages in the folder `site` that others have changed since they passed.

    Nobody is sure to come last: a hook may run after every other, or write files at the end.
    """
    needs_of_all = {src: page.needs for src, page in build.pages.items()} | build.other_needs
    for src, needs in needs_of_all.items():
        file = site / (build.files[src].dest_uri if src in build.files else src)
        if not file.is_file():  # it has not passed at first
            continue
        wrong = last_look(file.read_text(), leave_url=build.settings.leave_url, needs=needs)
        path = build.views[src].document.path if src in build.views else src
        build.problems += [Problem(path, 1, text, LAST_LOOK) for text in wrong]
        if wrong:
            file.unlink()
            build.pages.pop(src, None)


def _finished(build: Build, html: str) -> tuple[str, Needs, list[str]]:
    """The page, what its policy allows, and what a last look at it finds wrong."""
    style = build.styles.for_page(html)
    wanted = needs_of(
        html, style=style, script=build.script, files=build.scripts, fetching=FETCHING
    )
    html = with_policy(minify(with_style(html, style)), wanted)
    return html, wanted, last_look(html, leave_url=build.settings.leave_url, needs=wanted)


def _feed_html(build: Build, view: View, content: str) -> str:
    """The text of an article, and a line that says which part it was and which comes next."""
    document, site_url = view.document, view.site.url
    if document.kind != "article" or not view.listed or not build.feeds:
        return ""
    series = series_navs(document.src, view.series)
    ending = build.render("feeds/ending.html", series=series, site_url=site_url)
    return feed_html(f"{content}\n{ending}", view.canonical_url)


def _shown(build: Build, view: View) -> list[Content | PageRecord]:
    """What a page that shows a whole series, or links to its book, has of the texts in it."""
    read = [build.contents.get(src) or build.pages.get(src) for src in view.shown]
    return [page for page in read if page]


def _too_heavy(build: Build, view: View, record: PageRecord) -> list[Problem]:
    limits = {rule: limit_of(rule, build.settings.limits) for rule in WEIGHED}
    if not any(limits.values()) or view.whole:
        return []
    weight = with_files(record.weight, partial(_size_of, build))
    shown = [url.removeprefix(BASE_URL) for url in record.weight.asked]
    sizes = {src: len(build.files[src].content_bytes) for src in shown if src in build.files}
    names = {src: posixpath.basename(src) for src in sizes}
    files = {names[src]: size for src, size in sizes.items()}
    return [
        Problem(view.document.path, _line_of(view, names, text), text, rule)
        for rule, text in violations(weight, limits, files)
    ]


def _line_of(view: View, names: Mapping[str, str], message: str) -> int:
    """The line of the picture that a message names; 1 if it names none."""
    text = text_of(view.document)
    for piece in text.parsed.pieces:
        link = link_of(piece.value, view.document.src) if piece.kind == "image" else None
        if link and f"{names.get(link.path, link.path)}," in message:
            return text.problem_on(piece.line, message).line
    return 1


def _size_of(build: Build, url: str) -> int:
    """Bytes, gzipped, of a file that a page asks for; 0 if it is of another site."""
    src = url.removeprefix(BASE_URL)
    if src not in build.sizes:
        build.sizes[src] = gzipped(build.files[src].content_bytes) if src in build.files else 0
    return build.sizes[src]
