"""Finish many new pages in several processes, before the engine asks for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.structure.nav import Navigation

from sitekit.build import page_data
from sitekit.content import prepare
from sitekit.engine.finishing import page_record
from sitekit.engine.pages import SitePage
from sitekit.engine.reuse import take_place
from sitekit.engine.templates import prepare_templates, with_texts
from sitekit.engine.theme import keep_compiled
from sitekit.engine.workers import in_processes, workers_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from sitekit.build import Build, PageRecord

WHOLE = 3  # pages of one text that are as much work as one that shows a whole series


def finish_ahead(build: Build, files: Files, config: MkDocsConfig, srcs: Sequence[str]) -> None:
    """Finish these pages, if they are many, and put them in the place of their documents.

    A page with a problem is left to the engine, where the problem is reported.
    """
    views = [build.views[src] for src in srcs]
    alone = [one.document.src for one in views if not (one.draft or one.shown or one.ebook)]
    if workers_for(len(alone)) < 2:
        return
    env = config.theme.get_env()
    keep_compiled(env)
    prepare_templates(build, env)
    documents = files.documentation_pages()
    # Pages that show others come when these are there.
    whole = [one.document.src for one in views if one.whole]
    for group, weight in (alone, 1), (whole, WHOLE):
        work = partial(_finish, build, files, documents, config)
        for src, record in zip(group, in_processes(work, group, weight), strict=True):
            if record:
                build.finished[src] = record
                take_place(build, files, config, src, record)


def _finish(
    build: Build, files: Files, documents: Sequence[File], config: MkDocsConfig, src: str
) -> PageRecord | None:
    """The finished page, by the same steps as in the engine; None if anything is wrong with it."""
    view, page = build.views[src], files.src_uris[src].page
    if view.draft or view.ebook or any(one not in build.pages for one in view.shown):
        return None
    try:
        prepared = prepare(build, src)
        build.contents[src] = content = prepared.content
        if isinstance(page, SitePage):
            page.prepared(view, prepared)
        context = get_context(Navigation([], []), documents, config, page)
        data = page_data(with_texts(build, view), content.html)
        html = build.render(view.template, **context, page_data=data)
        record, problems = page_record(build, view, content, html)
    except Exception:  # it comes again in the build itself, where it is reported
        return None
    finally:
        build.contents.pop(src, None)
    return None if prepared.problems or problems else record
