"""The books of series: made of the texts of a build, once, and only if something has changed."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import replace
from typing import TYPE_CHECKING

from sitekit.features.ebook import CONTENTS, Book, Chapter, epub, identifier
from sitekit.features.ebook.texts import Page, bind
from sitekit.features.previews import cover
from sitekit.html.headings import headings
from sitekit.model.fingerprint import fingerprint

if TYPE_CHECKING:
    from sitekit.build import Build
    from sitekit.model.contents import Entry


def ebook_of(build: Build, src: str) -> bytes:
    """The book of the series whose landing page is `src`."""
    if src not in build.ebooks:
        build.ebooks[src] = _cached(build, src)
    return build.ebooks[src]


def _cached(build: Build, src: str) -> bytes:
    if not build.may_cache(src):
        return _made(build, src)
    texts = [build.content_of(one) for one in build.views[src].shown]
    key = fingerprint(build.views[src].key, texts, _digests(build, src))
    made = build.cache.get_or_compute(
        f"ebook {src}", key, lambda: b64encode(_made(build, src)).decode()
    )
    return b64decode(made)


def _digests(build: Build, src: str) -> dict[str, str]:
    """Digests of the pictures that the texts of a series show, by their paths below docs/."""
    read = build.pages | build.contents
    shown = [read[one] for one in build.views[src].shown if one in read]
    return {path: digest for page in shown for path, digest in page.pictures.items()}


def _made(build: Build, src: str) -> bytes:
    view = build.views[src]
    contents, site_url = view.contents, view.site.url
    assert contents  # noqa: S101  # it defines the series
    entries = {entry.src: entry for entry in contents.entries if entry.url is not None}
    texts = {one: build.content_of(one) for one in (src, *entries)}
    has_start = bool(texts[src].strip() or contents.choices)
    names = {one: f"text-{n}.xhtml" for n, one in enumerate(texts)}
    if not has_start:  # what links to the series leads to its contents
        names[src] = CONTENTS
    pages = [Page(build.views[one].document.url, names[one], html) for one, html in texts.items()]
    bound, pictures = bind(pages, site_url, lambda path: _read(build, path))

    def chapter(entry: Entry) -> Chapter:
        view, name, html = build.views[entry.src], names[entry.src], texts[entry.src]
        return Chapter(name, view.document, entry, view.authors, bound[name], headings(html))

    documents = [build.views[one].document for one in texts]
    first_url = next(iter(view.document.redirect_from), f"/{view.document.url}")
    book = Book(
        identifier=identifier(site_url + first_url.lstrip("/")),
        url=view.canonical_url,
        site_url=site_url,
        contents=contents,
        notes=view.document.notes,
        start=replace(pages[0], html=bound[names[src]]) if has_start else None,
        chapters=tuple(map(chapter, entries.values())),
        sources=tuple(dict(pair for one in texts for pair in build.views[one].sources).values()),
        pictures=pictures,
        created=min((one.date for one in documents if one.date), default=None),
        modified=max(one.day for one in documents),
    )
    colors = {"paper": build.tokens["paper"][0], "water": build.tokens["water"][0]}
    drawings = [entry.drawing for entry in entries.values() if entry.drawing]
    return epub(
        book,
        cover(drawings, **colors),
        lambda name, **values: build.render(f"ebook/{name}", site=view.site, **values),
    )


def _read(build: Build, path: str) -> bytes | None:
    return build.files[path].content_bytes if path in build.files else None
