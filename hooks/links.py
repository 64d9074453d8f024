"""Tell links that lead nowhere with file and line; MkDocs, which knows no lines, tells the rest."""

from __future__ import annotations

import logging
import re
from dataclasses import astuple
from typing import TYPE_CHECKING

from sitekit.lint.links import Link, link_leads_somewhere, link_leads_to_a_heading, links
from sitekit.model.problems import id_of
from wiring import keep, kept, report, results_of, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from sitekit.model.documents import Article
    from sitekit.model.problems import Problem

LOGGERS = ("mkdocs.structure.pages", "properdocs.structure.pages")


class Untold(logging.Filter):
    """Lets a message about a link through unless we have told it already."""

    def __init__(self, told: set[tuple[str, str]]) -> None:
        super().__init__()
        self.told = told

    def filter(self, record: logging.LogRecord) -> bool:
        # A link may be written over several lines; what is told is one.
        record.msg, record.args = " ".join(record.getMessage().split("\n")), ()
        said = re.match(r"Doc file '(.+?)' contains an? .*?link '(.+?)',", record.msg)
        return said is None or said.groups() not in self.told


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    told: set[tuple[str, str]] = set()
    keep(config, "told", told)
    for name in LOGGERS:
        logger = logging.getLogger(name)
        # `serve` builds again in one process: the filter of the build before goes.
        logger.filters = [one for one in logger.filters if type(one).__name__ != Untold.__name__]
        logger.addFilter(Untold(told))
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    there, written = {file.src_uri for file in files}, dict[str, list[Link]]()
    for article in site_of(config).articles.values():
        written[article.src] = _links(config, article)
        wrong = link_leads_somewhere(article, written[article.src], there)
        _tell(config, article.src, wrong, id_of(link_leads_somewhere))
    keep(config, "links", written)
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    pages = {file.src_uri: file.page for file in files if file.page}
    headings = {
        src: page.present_anchor_ids
        for src, page in pages.items()
        if page.present_anchor_ids is not None
    }
    for src, written in kept(config, "links", dict[str, list[Link]]()).items():
        wrong = link_leads_to_a_heading(site_of(config).articles[src], written, headings)
        _tell(config, src, wrong, id_of(link_leads_to_a_heading))
    return env


def _links(config: MkDocsConfig, article: Article) -> list[Link]:
    results = results_of(config)
    key = results.key("links", article.src, article.body)
    return [Link(*link) for link in results.of(key, lambda: [astuple(x) for x in links(article)])]


def _tell(config: MkDocsConfig, src: str, wrong: Iterator[tuple[str, Problem]], check: str) -> None:
    none: set[tuple[str, str]] = set()
    found = [*wrong]
    kept(config, "told", none).update((src, written) for written, _ in found)
    report((problem for _, problem in found), check)
