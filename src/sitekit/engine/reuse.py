"""Views of all pages; those that an earlier build has finished do not go through the engine."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from sitekit.build import PageRecord
from sitekit.engine.pages import SitePage, url_of
from sitekit.views import PRINT, Place, Views

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from sitekit.build import Build, View

HIDDEN = InclusionLevel.NOT_IN_NAV


def lay_out(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Give every document its page and view, and add the pages that show a whole series."""
    whole = {
        src: File.generated(config, f"{series.folder}/{PRINT}", content="", inclusion=HIDDEN)
        for src, series in build.site.series.items()
    }
    views = Views(build, {src: url_of(file) for src, file in whole.items()})
    build.feeds, build.facts = views.feeds, views.facts
    for src, document in build.site.documents.items():
        file = files.src_uris[src]
        if not document.published(build.site.today):
            file.inclusion = InclusionLevel.DRAFT
        build.views[src] = views.of(document, _place(file, config))
        if file.page:
            file.page.update_date = document.day.isoformat()
    keys = {src: view.key for src, view in build.views.items()}
    for src in views.whole_series:
        file, ebook = whole[src], views.ebook(src, keys)
        build.views[src] = replace(build.views[src], ebook=ebook)
        if file.src_uri not in files.src_uris:
            files.append(file)
            view = views.whole(src, _place(file, config), keys)
            build.views[file.src_uri] = replace(view, ebook=ebook)


def reuse(build: Build, files: Files, config: MkDocsConfig) -> list[str]:
    """Swap pages that are unchanged for their finished files; the `src` of all others."""
    changed = []
    build.order = [src for src in files.src_uris if src in build.views]
    for src in build.order:
        view, file = build.views[src], files.src_uris[src]
        record = _record(build, view, files)
        if record and build.may_cache(src):
            take_place(build, files, config, src, record)
        elif view.draft or file.inclusion.is_included():  # type: ignore[no-untyped-call]  # MkDocs has none
            changed.append(src)
    return changed


def take_place(
    build: Build, files: Files, config: MkDocsConfig, src: str, record: PageRecord
) -> None:
    """Put a finished page in the place of its document, which the engine then passes over."""
    file = files.src_uris[src]
    file.inclusion = InclusionLevel.EXCLUDED
    files.append(File.generated(config, file.dest_uri, content=record.html, inclusion=HIDDEN))
    build.pages[src] = replace(record, html=b"")


def _place(file: File, config: MkDocsConfig) -> Place:
    # A page that another plugin has made stays what it is.
    page = file.page or SitePage(file, config)
    draft = bool(file.inclusion.is_excluded())  # type: ignore[no-untyped-call]  # MkDocs has none
    return Place(page.canonical_url or "", page.edit_url, draft)


def _record(build: Build, view: View, files: Files) -> PageRecord | None:
    src = view.document.src
    data = build.cache.get(f"page {src}", view.key)
    html = build.cache.get_bytes(f"html {src}", view.key)
    if data is None or html is None:
        return None
    record = PageRecord.load(data, html)
    if any(_digest(files, name) != old for name, old in record.pictures.items()):
        return None
    # A link is written as its file's URL only while that file is there.
    return record if all(link.path in build.files for link in record.links) else None


def _digest(files: Files, src: str) -> str:
    file = files.src_uris.get(src)
    return blake2b(file.content_bytes, digest_size=16).hexdigest() if file else ""
