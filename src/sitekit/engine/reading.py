"""Everything in docs/ → documents and data, with their problems."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel

from sitekit.build import Build, Data
from sitekit.engine.configuration import place
from sitekit.engine.editions import read_editions
from sitekit.engine.pages import url_of
from sitekit.engine.paths import data_file, overrides_of
from sitekit.engine.report import log, remind
from sitekit.engine.snippets import EXTENSION, Snippets
from sitekit.engine.workers import each_of
from sitekit.features.drawings import parse_drawings
from sitekit.features.helplines import (
    Country,
    empty,
    numbers_of,
    parse_helplines,
    services_of,
    stale,
)
from sitekit.features.menus import check_nav
from sitekit.features.replies import FOLDER, Reply, parse_replies
from sitekit.features.replies.names import Reserved
from sitekit.features.search import parse_synonyms
from sitekit.lint.site import check_site
from sitekit.model.authors import Author, parse_authors
from sitekit.model.contents import HELP
from sitekit.model.documents import (
    LARGEST,
    Document,
    digest_of,
    dump,
    load,
    parse_document,
    with_text,
)
from sitekit.model.front_matter import decode, head_of
from sitekit.model.problems import Problem, with_rule
from sitekit.model.site import site_of
from sitekit.model.sources import Source, parse_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from sitekit.features.search import Synonyms


def read(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Read all texts and data into `build`, and check what can be checked without Markdown."""
    documents = _documents(build, files.documentation_pages(inclusion=InclusionLevel.is_in_serve))
    snippets = Snippets(config, partial(_is_known, build))
    documents = [_with_snippets(build, document, snippets) for document in documents]
    build.site = site_of(documents, today=build.settings.today, root=build.settings.docs)
    build.editions = read_editions(config, documents, build.settings.today)
    build.problems += with_rule("front-matter", list(build.editions.problems(documents)))
    _announce(build)
    countries = _countries(build, config)
    build.data = Data(
        authors=_authors(build, files, config),
        sources=_sources(build, config),
        countries=countries,
        synonyms=_synonyms(build, config),
        replies=_replies(build, files, countries),
        drawings=_drawings(build, files),
        snippets=snippets.digests,
        appended=bool((config.mdx_configs.get(EXTENSION) or {}).get("auto_append")),
        templates=frozenset(file.name for file in overrides_of(config).glob("pages/*.html")),
    )
    for snippet, problems in snippets.check(build.patterns, build.settings.limits):
        _checked(build, snippet.path, snippet.text, problems)
    if build.settings.nav:
        wrong = check_nav(build.site, build.settings.nav, place(config, "nav"))
        build.problems += with_rule("settings", wrong)
    build.problems += check_site(
        build.site,
        authors=build.data.authors,
        patterns=build.patterns,
        limits=build.settings.limits,
    )


def _documents(build: Build, files: Sequence[File]) -> list[Document]:
    """The documents in these files; those that no build before has read may be many."""
    docs = build.settings.docs
    texts = {file.src_uri: decode(f"{docs}/{file.src_uri}", file.content_bytes) for file in files}
    cached = {
        src: build.cache.get(f"document {src}", _key(text))
        for src, (text, problems) in texts.items()
        if not problems
    }
    known = {
        src: load(data, texts[src][0])
        for src, data in cached.items()
        if data and data["digest"] == digest_of(texts[src][0])
    }
    new = [file for file in files if file.src_uri not in known]

    def parsed(file: File) -> tuple[Document, list[Problem]]:
        src, (text, _) = file.src_uri, texts[file.src_uri]
        if data := cached.get(src):  # its body alone has changed
            return with_text(load(data, ""), text)
        return parse_document(src, text, docs, url_of(file))

    for file, (document, wrong) in zip(new, each_of(build, parsed, new), strict=True):
        src = file.src_uri
        known[src] = document
        if problems := with_rule("front-matter", [*texts[src][1], *wrong]):
            build.found(src, problems)
        else:
            build.cache.put(f"document {src}", _key(document.text), dump(document))
    return [_as_settings_say(build, file, known[file.src_uri]) for file in files]


def _key(text: str) -> str:
    """What the keys of a document depend on: its front matter, if its text may be read at all."""
    return digest_of(head_of(text) if len(text) <= LARGEST else text)


def _as_settings_say(build: Build, file: File, document: Document) -> Document:
    """A document; a draft if MkDocs takes it for one, in no list if it has nothing to show."""
    if file.inclusion is InclusionLevel.DRAFT:
        return replace(document, status="draft")
    if file.src_uri in build.settings.empty_pages and document.status == "published":
        return replace(document, status="unlisted")
    return document


def _announce(build: Build) -> None:
    """Say which pages wait for their day."""
    for document in build.site.documents.values():
        if document.scheduled(build.settings.today) and document.status != "draft":
            log.info("%s waits: it will appear on %s (UTC)", document.path, document.date)


def _with_snippets(build: Build, document: Document, snippets: Snippets) -> Document:
    checked, problems = snippets.checked(document)
    build.found(document.src, problems)
    return checked


def _authors(build: Build, files: Files, config: MkDocsConfig) -> dict[str, Author]:
    path, text, problems = data_file(config, "authors.yml")
    known = _is_known(build, path, text)
    authors, wrong = parse_authors(path, text, files.src_uris, checked=known)
    _checked(build, path, text, with_rule("front-matter", [*problems, *wrong]))
    return authors


def _sources(build: Build, config: MkDocsConfig) -> dict[str, Source]:
    path, text, problems = data_file(config, "sources.yml")
    sources, wrong = parse_sources(path, text, checked=_is_known(build, path, text))
    _checked(build, path, text, with_rule("front-matter", [*problems, *wrong]))
    return sources


def _synonyms(build: Build, config: MkDocsConfig) -> Synonyms:
    path, text, problems = data_file(config, "synonyms.yml")
    synonyms, wrong = parse_synonyms(path, text)
    build.problems += with_rule("front-matter", [*problems, *wrong])
    return synonyms


def _countries(build: Build, config: MkDocsConfig) -> tuple[Country, ...]:
    today = build.settings.today
    path, text, problems = data_file(config, "helplines.yml")
    known = _is_known(build, path, text)
    countries, wrong = parse_helplines(path, text, today, checked=known)
    problems += wrong
    if not problems and HELP in build.site.documents:
        problems = empty(path, countries)
    _checked(build, path, text, with_rule("helplines", problems))
    remind(stale(path, countries, today))
    return tuple(countries)


def _replies(
    build: Build, files: Files, countries: tuple[Country, ...]
) -> dict[str, tuple[Reply, ...]]:
    site, texts, problems = build.site, dict[str, str](), list[Problem]()
    for file in files:
        if file.src_uri.startswith(f"{FOLDER}/") and not file.name.startswith("."):
            path = f"{site.root}/{file.src_uri}"
            texts[file.src_uri], wrong = decode(path, file.content_bytes)
            problems += wrong
    numbers, services = numbers_of(countries), services_of(countries)
    # What a reply may hold depends on the helplines that the site lists.
    listed = digest_of(f"{sorted(numbers)} {services}")
    inputs = {src: f"{listed} {text}" for src, text in texts.items()}
    replies, wrong = parse_replies(
        texts,
        [src for src, one in site.documents.items() if one.kind == "article"],
        today=site.today,
        root=site.root,
        checked={src for src, text in inputs.items() if _is_known(build, src, text)},
        reserved=Reserved(build.settings.site_name, services, build.patterns.claims),
        numbers=numbers,
    )
    build.problems += with_rule("replies", [*problems, *wrong])
    bad = {problem.path for problem in (*problems, *wrong)}
    for src, text in inputs.items():
        if f"{site.root}/{src}" not in bad:
            build.cache.put(f"checked {src}", digest_of(text), site.today.isoformat())
    by_article: dict[str, tuple[Reply, ...]] = {}
    for reply in replies:
        by_article[reply.article] = (*by_article.get(reply.article, ()), reply)
    return by_article


def _drawings(build: Build, files: Files) -> dict[str, str]:
    """Read the SVG files beside parts, planned ones too; they go into pages, not into the site."""
    site, texts = build.site, dict[str, str]()
    for src in {*site.documents, *site.series_of}:
        name = src.removesuffix(".md") + ".svg"
        if file := files.src_uris.get(name):
            texts[name], wrong = decode(f"{site.root}/{name}", file.content_bytes)
            build.problems += with_rule("drawing", wrong)
            file.inclusion = InclusionLevel.EXCLUDED
    drawings, undrawn = parse_drawings(texts, site.root)
    build.problems += with_rule("drawing", undrawn)
    return drawings


def _is_known(build: Build, name: str, text: str) -> bool:
    """Whether a build of this day or an earlier one found no problem in this text."""
    day = build.cache.get(f"checked {name}", digest_of(text))
    return bool(day and day <= build.settings.today.isoformat())


def _checked(build: Build, name: str, text: str, problems: list[Problem]) -> None:
    build.problems += problems
    if not problems:
        build.cache.put(f"checked {name}", digest_of(text), build.settings.today.isoformat())
