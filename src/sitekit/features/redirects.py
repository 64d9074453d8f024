"""Pages at the URLs that documents had before; each leads on to where the document is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitekit.model.site import Site


@dataclass(frozen=True)
class Redirect:
    """One old URL; all are below the site's."""

    title: str
    path: str  # of the file, such as old/index.html
    to: str
    relative: str  # `to` as the old page links to it


def redirects(site: Site) -> Iterator[Redirect]:
    """One for every `redirect_from` of a published document, and for a series' print page."""
    for document in site.documents.values():
        for old in document.redirect_from if document.published(site.today) else ():
            # The print page of a series moved along with it.
            for beside in ("", "print/") if document.src in site.series else ("",):
                up = "../" * (old + beside).strip("/").count("/") + "../"
                to, name = document.url + beside, f"{old.lstrip('/')}{beside}index.html"
                yield Redirect(document.title, name, to, up + to)
