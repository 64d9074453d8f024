"""schema.org data of a page, as the JSON that stands in its head."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

if TYPE_CHECKING:
    from sitekit.model.documents import Article
    from sitekit.model.site import Series, Site

# What could end the script element or open a comment in it; any JSON string may hold \\u escapes.
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def structured_data(site: Site, src: str, *, address: str, name: str, language: str) -> str | None:
    """JSON-LD of the article or landing page `src`; None for other pages.

    `address` is the site's, absolute, with a final slash; `name` is the site's name.
    Types: schema.org Article, CreativeWorkSeries, BreadcrumbList.
    """
    article = site.articles[src]
    if article.kind == "article":
        graph = [
            _article(site, article, address, name, language),
            *_trails(site, src, address, name),
        ]
    elif src in site.series:
        graph = [_landing(site, site.series[src], address, language)]
    else:
        return None
    data = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _article(
    site: Site, article: Article, address: str, name: str, language: str
) -> dict[str, Any]:
    url = urljoin(address, article.url)
    data: dict[str, Any] = {
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": article.title,
        "description": article.description,
        "inLanguage": language,
        "author": _authors(article, name),
        "publisher": {"@type": "Organization", "name": name, "url": address},
        "timeRequired": f"PT{article.minutes}M",
        "datePublished": article.date.isoformat() if article.date else None,
        "dateModified": article.updated.isoformat() if article.updated else None,
    }
    series = site.series_at(article.src)
    data["isPartOf"] = [_series(s, address) for s in series if _number(s, article.src)]
    data["position"] = next((n for s in series if (n := _number(s, article.src))), None)
    return {key: value for key, value in data.items() if value not in (None, [])}


def _authors(article: Article, name: str) -> list[dict[str, str]]:
    names = getattr(article.keys, "authors", ())
    return [{"@type": "Person", "name": author} for author in names] or [
        {"@type": "Organization", "name": name}
    ]


def _series(series: Series, address: str) -> dict[str, Any]:
    url = urljoin(address, series.landing.url)
    return {"@type": "CreativeWorkSeries", "@id": url, "name": series.landing.title, "url": url}


def _number(series: Series, src: str) -> int | None:
    return next((n for n, part in enumerate(series.parts, 1) if part.src == src), None)


def _trails(site: Site, src: str, address: str, name: str) -> list[dict[str, Any]]:
    article = site.articles[src]
    last = (article.title, urljoin(address, article.url))
    trails = [
        [(name, address), (s.landing.title, urljoin(address, s.landing.url)), last]
        for s in site.series_at(src)
    ]
    return [_trail(steps) for steps in trails or [[(name, address), last]]]


def _trail(steps: list[tuple[str, str]]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": url}
        for n, (name, url) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _landing(site: Site, series: Series, address: str, language: str) -> dict[str, Any]:
    return _series(series, address) | {
        "description": series.landing.description,
        "inLanguage": language,
        "hasPart": [
            {"@type": "Article", "headline": a.title, "position": n, "url": urljoin(address, a.url)}
            for n, part in enumerate(series.parts, 1)
            if (a := site.linked(part.src))
        ],
    }
