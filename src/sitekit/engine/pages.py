"""MkDocs pages whose Markdown is converted by one converter, with links that the core resolves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import meta

from sitekit.engine.report import log
from sitekit.engine.stages import build_of
from sitekit.html.markdown import Converter
from sitekit.model.blocks import ALERTS, parse_blocks
from sitekit.model.documents import EPOCH

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from sitekit.build import Build, Prepared, View


def new_converter(build: Build, config: MkDocsConfig) -> Converter:
    """What converts the texts of a build, whose files are known."""
    return Converter(
        config.markdown_extensions,
        config.mdx_configs,
        {src: file.url for src, file in build.files.items()},
        titles={kind: build.strings.t(f"alerts.{kind}") for kind in ALERTS},
        right_to_left=build.strings.direction == "rtl",
        reuse=not build.foreign,
        log=log.info,
    )


class SitePage(Page):
    """A page of a document that the build knows.

    MkDocs looks at `file.page` before it makes a page of its own, and plugins see no difference.
    """

    def __init__(self, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        # MkDocs would date the compressed sitemap by the day of the build.
        self.update_date = EPOCH.isoformat()

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the text that the build has read; a plugin may bring another one."""
        view = build_of(config).views[self.file.src_uri]
        source = config.plugins.on_page_read_source(page=self, config=config)
        if source is None:
            self.markdown, self.meta = view.document.body, {}
        else:
            self.markdown, self.meta = meta.get_data(source)
        self.meta |= page_meta(view)

    def prepared(self, view: View, prepared: Prepared) -> None:
        """Hold what the engine would have given it by now: templates of an owner may ask."""
        self.markdown, self.meta = prepared.markdown, page_meta(view)
        self.content = prepared.content.html
        self.toc = get_toc(prepared.converted.toc_tokens)  # type: ignore[arg-type]  # see `render`
        self.active = True

    def render(self, config: MkDocsConfig, files: Files) -> None:
        build, src = build_of(config), self.file.src_uri
        parsed = parse_blocks(build.views[src].document.body)
        converted = build.converter.convert(self.markdown or "", src, self.url, parsed)
        self.content = converted.html
        self.toc = get_toc(converted.toc_tokens)  # type: ignore[arg-type]  # as the extension has them
        build.converted[src] = converted


def url_of(file: File) -> str:
    """URL of a page below the site's; empty for the home page, where MkDocs has `./`."""
    return "" if file.url in (".", "./") else file.url


def page_meta(view: View) -> dict[str, Any]:
    """What MkDocs, plugins and the theme read of a page."""
    document = view.document
    data = {
        "title": document.title,
        "description": document.description,
        "date": document.date,
        "template": view.template,
        "search": {"exclude": True},  # the index is written from what the build knows
    }
    return {key: value for key, value in data.items() if value is not None}
