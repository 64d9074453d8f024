"""Weigh each finished page, and report what is over the budget of mkdocs.yml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.problems import Problem
from sitekit.weight import HERE, gzipped, over, weigh
from wiring import article_of, keep, report

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    def size_of(address: str) -> int:
        file = files.src_uris.get(address.removeprefix(HERE))
        return gzipped(file.content_bytes) if file else 0

    keep(config, "size_of", size_of)
    return files


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    article, budget = article_of(config, page), config.extra.get("budget")
    if article and budget:
        weight = weigh(output, page.url, config.extra["_size_of"])
        report(
            (Problem(article.path, 1, message) for message in over(weight, budget)), "page-is-light"
        )
    return output
