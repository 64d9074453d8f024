"""Pages at the URLs that documents had before; each redirects to where the document is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitekit.html.urls import relative_url
from sitekit.model.site import BUILT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitekit.model.site import Site


@dataclass(frozen=True)
class Redirect:
    """One old URL; all are below the site's."""

    title: str
    path: str  # of the file, such as old/index.html
    to: str
    relative: str  # `to` as the old page links to it


def redirects(site: Site, print_urls: Mapping[str, str]) -> Iterator[Redirect]:
    """One for every `redirect_from` of a published document, and for a series' print page.

    `print_urls` are those of the pages that show a whole series, by its landing page's `src`. None
    takes the place of a page, or of what the build itself writes: lint reports such a one.
    """
    used = {*(document.url for document in site.documents.values()), *print_urls.values()}
    for document in site.documents.values():
        for old in document.redirect_from if document.published(site.today) else ():
            moved = {"": document.url}
            if document.src in print_urls:  # it moved along
                moved["print/"] = print_urls[document.src]
            for beside, to in moved.items():
                page = f"{old.lstrip('/')}{beside}"
                if page in used or page.partition("/")[0] in BUILT:
                    continue
                yield Redirect(document.title, f"{page}index.html", to, relative_url(to, page))
