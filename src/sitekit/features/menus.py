"""The links of header and footer: those of the settings whose page exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitekit.model.site import Site


@dataclass(frozen=True)
class Link:
    """A page by the name a menu gives it; `url` is below the site's address."""

    label: str
    url: str


def menu(site: Site, entries: Iterable[Mapping[str, str]]) -> tuple[Link, ...]:
    """Links for `entries` of one label and one file each (`- Help: help.md`), in their order.

    A file may be followed by `#id`. What has no page yet is left out.
    """
    pairs = [(label, *_split(file)) for entry in entries for label, file in entry.items()]
    return tuple(
        Link(label, article.url + anchor)
        for label, src, anchor in pairs
        if (article := site.linked(src))
    )


def _split(file: str) -> tuple[str, str]:
    src, mark, anchor = file.partition("#")
    return src, mark + anchor
