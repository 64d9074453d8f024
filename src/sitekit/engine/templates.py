"""What templates may use beside the data of their page: strings, days, lists of names."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sitekit.engine.ebooks import ebook_of
from sitekit.features.print import scope_ids
from sitekit.model.documents import Document, kind_of
from sitekit.views import plain_view

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.structure.pages import Page

    from sitekit.build import Build, View


def prepare_templates(build: Build, env: Environment) -> None:
    """Give templates their functions and filters, and the build a way to render others."""
    # A page shows some forty strings, and nearly all of them as the page before.
    env.globals["t"] = lru_cache(4096)(build.strings.t)
    env.filters["day"] = lru_cache(4096)(build.strings.day)
    env.filters["names"] = build.strings.names
    env.filters["size"] = build.strings.size
    env.auto_reload = False  # each build has a new environment
    escaping = env.overlay(autoescape=True)

    def render(name: str, **values: Any) -> str:
        return (env if name.endswith(".html") else escaping).get_template(name).render(values)

    build.render = render


def rendered_view(build: Build, page: Page) -> View:
    """The view of a page, with what only now is there; also of one that a plugin has added."""
    src = page.file.src_uri
    view = build.views.get(src)
    if view is None:
        title = str(page.title or "")
        document = Document(src, src, page.url, kind_of(src), "", title=title)
        return plain_view(build, document, page.canonical_url or "")
    return with_texts(build, _with_size(build, view))


def _with_size(build: Build, view: View) -> View:
    """The view of a page that links to the book of a series, with its size."""
    if view.ebook is None:
        return view
    return replace(view, ebook=replace(view.ebook, size=len(ebook_of(build, view.ebook.src))))


def with_texts(build: Build, view: View) -> View:
    """The view of a page that shows a whole series, with the texts of its parts."""
    if (whole := view.whole) is None:
        return view
    here = view.document.url
    texts = tuple(
        (entry, scope_ids(build.content_of(entry.src), f"{n}-", entry.url, here))
        for n, entry in enumerate(whole.contents.entries, 1)
        if entry.url is not None
    )
    return replace(view, whole=replace(whole, texts=texts))
