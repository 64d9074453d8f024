"""The links of header, footer and notice: those of the settings whose page exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitekit.model.site import Site


@dataclass(frozen=True)
class MenuLink:
    """A page by the name a menu gives it; `url` is below the site's URL."""

    label: str
    url: str


@dataclass(frozen=True)
class Menus:
    """The three menus of every page."""

    header: tuple[MenuLink, ...] = ()
    footer: tuple[MenuLink, ...] = ()
    notice: tuple[MenuLink, ...] = ()


def menus_of(site: Site, entries: Mapping[str, Iterable[Mapping[str, str]]]) -> Menus:
    """The menus for `entries`, which hold a label and a file each (`- Help: help.md`).

    A file may be followed by `#id`. What has no page yet is left out.
    """
    return Menus(**{name: _menu(site, links) for name, links in entries.items()})


def _menu(site: Site, entries: Iterable[Mapping[str, str]]) -> tuple[MenuLink, ...]:
    pairs = [(label, *_split(file)) for entry in entries for label, file in entry.items()]
    return tuple(
        MenuLink(label, document.url + anchor)
        for label, src, anchor in pairs
        if (document := site.listed_document(src))
    )


def _split(file: str) -> tuple[str, str]:
    src, mark, anchor = file.partition("#")
    return src, mark + anchor
