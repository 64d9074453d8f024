"""All pages of the site, in the order in which a reader would look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitekit.model.documents import Article
    from sitekit.model.site import Site


def all_pages(site: Site) -> tuple[Article, ...]:
    """Every page that may be linked: each series with its parts and companions, then the rest."""
    in_series = [
        src
        for series in site.series.values()
        for src in (series.landing.src, *(p.src for p in (*series.parts, *series.companions)))
    ]
    order = dict.fromkeys([*in_series, *site.articles])
    return tuple(article for src in order if (article := site.linked(src)))
