"""Turn a page's Markdown into HTML once: one Markdown object for all pages, results kept.

MkDocs makes a Markdown object for every page, a tenth of the time that a page takes, and has no
place for results of an earlier build. So the pages it has made get a `render` of ours, which does
the same with the same parts of MkDocs. Those are its own affair and may change: by an engine that
is not one of KNOWN, pages are rendered as it does.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import markdown

from wiring import done_with, kept, log, results_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

KNOWN = ("mkdocs 1.6.1", "properdocs 1.6.7")


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    pages = [file.page for file in files.documentation_pages() if file.page]
    engine = type(pages[0]).__module__.partition(".")[0] if pages else ""
    engine += f" {getattr(sys.modules.get(engine), '__version__', '')}"
    if engine not in KNOWN:
        log.info("pages are rendered as %s does it: hooks/render.py knows other versions", engine)
        return nav
    md = markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
    )
    # It is asked for each of them some thousand times a page, and a registry is slow to answer.
    md.treeprocessors["inline"].inlinePatterns = list(md.inlinePatterns)  # type: ignore[attr-defined]
    for page in pages:
        vars(page)["render"] = partial(_render, page, md)
    changed = kept(config, "changed", set[str]())
    new = [page for page in pages if page.file.src_uri in changed]
    results_of(config).ahead(new, partial(_read, config, files))
    return nav


def _read(config: MkDocsConfig, files: Files, page: Page) -> None:
    """What MkDocs does with every page before it asks for the next."""
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(
        page.markdown or "", page=page, config=config, files=files
    )
    page.render(config, files)
    config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)


def _render(page: Page, md: markdown.Markdown, config: MkDocsConfig, files: Files) -> None:
    """Set what `Page.render` of MkDocs sets."""
    engine: Any = sys.modules[type(page).__module__]
    paths = engine._RelativePathTreeprocessor(page.file, files, config)
    resolve, resolved = paths.path_to_url, dict[str, str]()

    def once(url: str) -> str:
        # It says what is wrong with the link, and notes the heading it leads to.
        if url not in resolved:
            resolved[url] = resolve(url)
        return resolved[url]

    paths.path_to_url = once
    results = results_of(config)
    key = results.key("text", page.file.src_uri, page.url, page.markdown or "")
    text = results.get(key)
    if text is None or any(once(url) != address for url, address in text["links"].items()):
        text = _converted(page, md, paths, engine) | {"links": resolved}
        results.put(key, text)
    page.content = text["html"]
    page.toc = engine.get_toc(text["toc"])
    page._title_from_render = text["title"]
    page.present_anchor_ids = set(text["ids"])
    page.links_to_anchors = paths.links_to_anchors
    done_with(config, page.file.src_uri)


def _converted(page: Page, md: markdown.Markdown, paths: Any, engine: Any) -> dict[str, Any]:
    raw, anchors = engine._RawHTMLPreprocessor(), engine._ExtractAnchorsTreeprocessor
    ids, title = anchors(page.file, None, None), engine._ExtractTitleTreeprocessor()
    md.reset()
    for part in (raw, ids, paths, title):
        part._register(md)  # in the place of what the page before had
    html = md.convert(page.markdown or "")
    return {
        "html": html,
        "toc": md.toc_tokens,  # type: ignore[attr-defined]  # of the extension toc
        "title": title.title,
        "ids": sorted(raw.present_anchor_ids | ids.present_anchor_ids),
    }
