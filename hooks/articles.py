"""Read every page once, keep the Site, report what is wrong, give MkDocs what it asks of a page."""

from __future__ import annotations

from dataclasses import astuple, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import InclusionLevel

from sitekit.engine.clock import today
from sitekit.features.drawings import parse_drawings
from sitekit.lint.site import check
from sitekit.lint.text import check_text, missing_snippets, unfit_text
from sitekit.model.front_matter import decode, parse_yaml
from sitekit.model.problems import Problem, of
from sitekit.model.reading import minutes
from sitekit.model.schema import EPOCH
from sitekit.model.site import build_site
from sitekit.model.sources import parse_sources
from wiring import (
    article_of,
    data_file,
    done_with,
    for_new_pages,
    keep,
    overrides_of,
    patterns_of,
    project_file,
    report,
    results_of,
    root_of,
    site_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from sitekit.model.documents import Article
    from sitekit.model.site import Site
    from store import Store


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    root, problems = root_of(config), list[Problem]()
    sources: dict[str, str] = {}
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        sources[file.src_uri], wrong = decode(f"{root}/{file.src_uri}", file.content_bytes)
        problems += wrong
    authors, unreadable = parse_yaml(*data_file(config, "authors.yml"))
    cited, uncited = parse_sources(*data_file(config, "sources.yml"))
    results = results_of(config)

    def counted(body: str) -> int:
        return int(results.of(results.key("minutes", body), lambda: minutes(body)))

    site, wrong = build_site(
        sources, today=today(), root=root, authors=authors.values, minutes=counted
    )
    drawings, undrawn = _drawings(files, site)
    site = replace(site, drawings=drawings, sources=cited, patterns=patterns_of(config))
    keep(config, "site", site)
    problems += [*unreadable, *uncited, *wrong, *undrawn]
    missing = of("snippet-is-there", missing_snippets(site, _snippets(config)))
    # Of the site, the checks of texts read its patterns, which are in words/, and its sources.
    source_keys = "\n".join(sorted(site.sources))
    keys = {one.src: _key(results, one, source_keys) for one in site.articles.values()}
    check_one = partial(_check_text, config, keys)
    new = [one for one in site.articles.values() if keys[one.src] not in results]
    keep(config, "changed", {article.src for article in new})
    results.ahead(new, check_one)
    inside = []
    for one in site.articles.values():
        inside += check_one(one)
        done_with(config, one.src)
    report([*problems, *_home(site), *missing, *check(site), *inside])
    for article in site.articles.values():
        if not article.published(site.today):
            files.src_uris[article.src].inclusion = InclusionLevel.DRAFT
    return files


def on_page_read_source(*, page: Page, config: MkDocsConfig) -> str | None:
    # Front matter has been parsed already. The empty line keeps MkDocs, which forgives any mistake
    # in it without a word, from looking for some in the body.
    article = article_of(config, page)
    return f"\n{article.body}" if article else None


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    if article := article_of(config, page):
        page.meta = _meta(article, config)
        # MkDocs would date the compressed sitemap by the day of the build.
        page.update_date = page.meta["day"] or EPOCH.isoformat()
    return markdown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    # Snippets and notes are in it now, which the author's own text did not show.
    if article := article_of(config, page):
        key = results_of(config).key("unfit", article.path, article.body, html)
        report(_problems(config, key, lambda: unfit_text(article, html)), "html-is-plain")
    return html


@for_new_pages
def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    context["article"] = article_of(config, page)
    return context


def _check_text(config: MkDocsConfig, keys: dict[str, bytes], article: Article) -> list[Problem]:
    return _problems(config, keys[article.src], lambda: check_text(article, site_of(config)))


def _key(results: Store, article: Article, sources: str) -> bytes:
    line = str(article.front_matter.body_line)
    return results.key("check", article.path, line, article.body, sources)


def _problems(
    config: MkDocsConfig, key: bytes, find: Callable[[], Iterable[Problem]]
) -> list[Problem]:
    """What `find` finds, or has found before."""
    found = results_of(config).of(key, lambda: [astuple(problem) for problem in find()])
    return [Problem(*values) for values in found]


def _home(site: Site) -> Iterator[Problem]:
    if "index.md" not in site.articles:
        rule = "index.md must be there: it is the home page (found no such file)"
        yield Problem(f"{site.root}/index.md", 1, rule)


def _snippets(config: MkDocsConfig) -> set[str]:
    folder = Path(config.docs_dir, "snippets")
    # A small site of a test has none of its own, and reads the project's.
    folders = (folder, project_file(config, "docs", "snippets"))
    return {file.name for each in folders for file in each.glob("*.md")}


def _drawings(files: Files, site: Site) -> tuple[dict[str, str], list[Problem]]:
    """Read the SVG files beside parts, planned ones too; they go into pages, not into the site."""
    texts, problems = {}, []
    for src in {*site.articles, *site.series_of}:
        name = src.removesuffix(".md") + ".svg"
        if file := files.src_uris.get(name):
            texts[name], wrong = decode(f"{site.root}/{name}", file.content_bytes)
            problems += wrong
            file.inclusion = InclusionLevel.EXCLUDED
    drawings, undrawn = parse_drawings(texts, site.root)
    return drawings, problems + undrawn


def _meta(article: Article, config: MkDocsConfig) -> dict[str, Any]:
    """What MkDocs, the search plugin and the theme read of a page."""
    day = article.updated or article.date
    meta = {
        "title": article.title,
        "description": article.description,
        "day": day.isoformat() if day else None,
        "date": article.date,
    }
    if template := _template(article, config):
        meta["template"] = template
    listed = article.listed(site_of(config).today)
    return meta if listed else meta | {"search": {"exclude": True}, "unlisted": True}


def _template(article: Article, config: MkDocsConfig) -> str | None:
    """Template follows place: `docs/search.md` is shown by `pages/search.html` if there is one."""
    if article.kind == "landing":
        return "landing.html"
    template = f"pages/{article.src.removesuffix('.md')}.html"
    at_top = article.kind == "page"
    return template if at_top and (overrides_of(config) / template).exists() else None
