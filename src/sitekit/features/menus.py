"""The links of header, footer and notice: those of the settings whose page exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sitekit.model.site import Site


@dataclass(frozen=True)
class MenuLink:
    """A page by the name a menu gives it; `url` is below the site's URL."""

    label: str
    url: str
    leaves: bool = False  # to another site; `url` is absolute then


@dataclass(frozen=True)
class Menus:
    """The three menus of every page."""

    header: tuple[MenuLink, ...] = ()
    footer: tuple[MenuLink, ...] = ()
    notice: tuple[MenuLink, ...] = ()


def menus_of(site: Site, entries: Mapping[str, Iterable[Mapping[str, str]]]) -> Menus:
    """The menus for `entries`, which hold a label and a file each (`- Help: help.md`).

    A file may be followed by `#id`; a link to another site is one of https. What has no page yet is
    left out. An empty label is that of the page.
    """
    return Menus(**{name: _menu(site, links) for name, links in entries.items()})


def _menu(site: Site, entries: Iterable[Mapping[str, str]]) -> tuple[MenuLink, ...]:
    links = (_link(site, label, to) for entry in entries for label, to in entry.items())
    return tuple(link for link in links if link)


def _link(site: Site, label: str, to: str) -> MenuLink | None:
    if is_elsewhere(to):
        return MenuLink(label or to, to, leaves=True)
    src, anchor = _split(to)
    document = site.listed_document(src)
    return MenuLink(label or document.label, document.url + anchor) if document else None


def is_elsewhere(to: str) -> bool:
    """Whether an entry leads to another site."""
    return to.startswith("https://")


def check_menus(
    menus: Mapping[str, Iterable[Mapping[str, str]]], place_of: Callable[..., tuple[str, int]]
) -> Iterator[Problem]:
    """Entries that can lead nowhere, whatever documents there are.

    `place_of` gives file and line of the setting at some keys below `extra.menus`.
    """
    for name, entries in menus.items():
        for n, to in ((n, to) for n, entry in enumerate(entries or ()) for to in entry.values()):
            if not is_elsewhere(to) and not _split(to)[0].endswith(".md"):
                rule = f"extra.menus.{name} must lead to texts, or to https:// addresses"
                yield Problem(*place_of(name, n), f"{rule} {found(to)}")


def check_nav(
    site: Site, nav: Iterable[Mapping[str, str]], where: tuple[str, int]
) -> Iterator[Problem]:
    """Entries of `nav`, set at `where`, that lead to no document."""
    for to in (to for entry in nav for to in entry.values()):
        if not is_elsewhere(to) and _split(to)[0] not in site.documents:
            rule = f"nav must name files of {site.root}/, or links to other sites"
            yield Problem(*where, f"{rule} {found(to, site.documents)}")


def _split(file: str) -> tuple[str, str]:
    src, mark, anchor = file.partition("#")
    return src, mark + anchor
