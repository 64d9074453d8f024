"""Pages at the URLs that documents had before; each redirects to where the document is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitekit.html.urls import relative_url
from sitekit.model.old_urls import file_of, folder_of
from sitekit.model.site import BUILT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitekit.model.documents import Document
    from sitekit.model.site import Site


@dataclass(frozen=True)
class Redirect:
    """One old URL; all are below the site's."""

    document: Document
    place: int  # in its `redirect_from`
    path: str  # of the file, such as old/index.html
    to: str
    relative: str  # `to` as the old page links to it


def redirects(site: Site, print_urls: Mapping[str, str]) -> Iterator[Redirect]:
    """One for every `redirect_from` of a published document, and for a series' print page.

    `print_urls` are those of the pages that show a whole series, by its landing page's `src`. None
    takes the place of a page, or of what the build itself writes: lint reports such a one.
    """
    urls = {*(document.url for document in site.documents.values()), *print_urls.values()}
    used = {file_of(f"/{url}") for url in urls}
    for document in site.documents.values():
        for place, old in enumerate(document.redirect_from):
            if not document.published(site.today):
                continue
            moved = {file_of(old): document.url}
            folder = folder_of(old)
            if folder and document.src in print_urls:  # it moved along
                moved[f"{folder}print/index.html"] = print_urls[document.src]
            for file, to in moved.items():
                if file in used or file.partition("/")[0] in BUILT:
                    continue
                used.add(file)
                yield Redirect(document, place, file, to, relative_url(to, file))
