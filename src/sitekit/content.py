"""From what Markdown writes to what pages, feeds and search show: one tree, read once."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from sitekit.build import Content, Prepared
from sitekit.features.search import search_entries
from sitekit.html.dom import Fragment, attribute
from sitekit.html.images import with_dimensions
from sitekit.html.notes import fold_notes
from sitekit.lint.html import check_html
from sitekit.lint.preview import check_preview
from sitekit.lint.prose import text_of
from sitekit.lint.text import check_text
from sitekit.model.blocks import parse_blocks
from sitekit.model.sources import notes

if TYPE_CHECKING:
    from sitekit.build import Build, View
    from sitekit.html.markdown import Converted
    from sitekit.model.problems import Problem


def prepare(build: Build, src: str) -> Prepared:
    """Everything of a document that needs no template; as the engine would do it step by step."""
    view = build.views[src]
    markdown = markdown_of(build, view, view.document.body)
    parsed = parse_blocks(view.document.body)
    converted = build.converter.convert(markdown, src, view.document.url, parsed)
    content, problems = read_content(build, view, converted.html, converted)
    return Prepared(markdown, converted, content, problems)


def markdown_of(build: Build, view: View, body: str) -> str:
    """The Markdown of a page: its body, and the notes for the sources that it cites."""
    undated = build.strings.t("sources.undated")
    return f"{body}\n\n{notes(body, dict(view.sources), undated)}"


def read_content(
    build: Build, view: View, html: str, converted: Converted | None
) -> tuple[Content, list[Problem]]:
    """The content of a page from the HTML of its text, and the problems in text and HTML.

    `html` is what plugins have left of `converted`, which is None where the engine has made it.
    """
    document, fragment, pictures = view.document, Fragment(html), dict[str, str]()

    def read(url: str) -> bytes | None:
        path = unquote(urljoin(f"/{document.url}", url)).lstrip("/")
        data = build.files[path].content_bytes if path in build.files else None
        pictures[path] = "" if data is None else blake2b(data, digest_size=16).hexdigest()
        return data

    text = text_of(document)
    problems = check_text(
        text,
        source_keys=build.data.sources.keys(),
        patterns=build.patterns,
        snippet_names=build.data.snippets,
        limits=build.settings.limits,
    )
    problems += check_html(text, converted.disallowed if converted else (), fragment)
    problems += check_preview(text, converted.differences if converted else ())
    with_dimensions(fragment, read)
    search = search_entries(fragment, document.url, document.title) if view.listed else ()
    fold_notes(fragment, build.strings.t, len(view.sources))
    content = Content(
        html=fragment.html,
        anchors=tuple(attribute(node, "id") for node in fragment.css("[id]")),
        links=converted.links if converted else (),
        search=search,
        pictures=pictures,
    )
    return content, problems
