"""schema.org data of a page, as the JSON in its head."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitekit.model.authors import Author
    from sitekit.model.contents import Contents
    from sitekit.model.documents import Document

# What could end the script element or open a comment in it; any JSON string may hold \u escapes.
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def structured_data(
    document: Document,
    authors: Sequence[Author],
    series: Sequence[Contents],
    own: Contents | None,
    *,
    site_url: str,
    site_name: str,
    language: str,
) -> str | None:
    """JSON-LD of an article or a landing page; None for other pages.

    `authors` are those that the article names, `series` those it is in, `own` is what a landing
    page defines; `site_url` is absolute, with a final slash.
    Types: schema.org Article, CreativeWorkSeries, BreadcrumbList.
    """
    if document.kind == "article":
        graph = [
            _article(document, authors, series, site_url, site_name, language),
            *_trails(document, series, site_url, site_name),
        ]
    elif own:
        graph = [_landing(own, site_url, language)]
    else:
        return None
    data = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _article(
    document: Document,
    authors: Sequence[Author],
    series: Sequence[Contents],
    site_url: str,
    name: str,
    language: str,
) -> dict[str, Any]:
    url = urljoin(site_url, document.url)
    numbers = [contents.number_of(document.src) for contents in series]
    data: dict[str, Any] = {
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": document.title,
        "description": document.description,
        "inLanguage": language,
        "author": _authors(authors, site_url, name),
        "publisher": {"@type": "Organization", "name": name, "url": site_url},
        "timeRequired": f"PT{document.minutes}M",
        "datePublished": document.date.isoformat() if document.date else None,
        "dateModified": document.updated.isoformat() if document.updated else None,
        "isPartOf": [_series(s, site_url) for s, n in zip(series, numbers, strict=True) if n],
        "position": next((number for number in numbers if number), None),
    }
    return {key: value for key, value in data.items() if value not in (None, [])}


def _authors(authors: Sequence[Author], site_url: str, name: str) -> list[dict[str, str]]:
    people = [
        {
            "@type": "Person",
            "name": author.name,
            "description": author.about,
            "url": author.url,
            "image": urljoin(site_url, quote(author.picture)) if author.picture else None,
        }
        for author in authors
    ]
    given = [{key: value for key, value in one.items() if value} for one in people]
    return given or [{"@type": "Organization", "name": name}]


def _series(contents: Contents, site_url: str) -> dict[str, Any]:
    url = urljoin(site_url, contents.url)
    return {"@type": "CreativeWorkSeries", "@id": url, "name": contents.title, "url": url}


def _trails(
    document: Document, series: Sequence[Contents], site_url: str, name: str
) -> list[dict[str, Any]]:
    last = (document.title, urljoin(site_url, document.url))
    trails = [
        [(name, site_url), (contents.title, urljoin(site_url, contents.url)), last]
        for contents in series
    ]
    return [_trail(steps) for steps in trails or [[(name, site_url), last]]]


def _trail(steps: list[tuple[str, str]]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": url}
        for n, (name, url) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _landing(contents: Contents, site_url: str, language: str) -> dict[str, Any]:
    return _series(contents, site_url) | {
        "description": contents.description,
        "inLanguage": language,
        "hasPart": [
            {
                "@type": "Article",
                "headline": part.title,
                "position": part.number,
                "url": urljoin(site_url, part.url),
            }
            for part in contents.parts
            if part.url is not None
        ],
    }
