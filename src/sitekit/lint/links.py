"""Links between pages: whether there is something where they lead."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from sitekit.model.problems import Problem, found, rule_id, with_rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sitekit.html.markdown import Link
    from sitekit.lint.prose import Text


def link_leads_somewhere(
    text: Text, links: Iterable[Link], files: Collection[str]
) -> Iterator[Problem]:
    """A link must lead to a file of the site.

    Readers would get a page that is not there.

    Fix: correct the name; `make check` suggests the nearest. A link to another site begins with
    `https://`.
    """
    folder = posixpath.dirname(text.path.partition("/")[2])
    for link in links:
        if link.is_readable and link.path in files:
            continue
        close = [posixpath.relpath(file, folder or ".") for file in files]
        lead = "lead to a file of the site" if link.is_readable else "be an address"
        for line in _lines(text, link):
            yield text.problem_on(line, f"link must {lead} {found(link.written, close)}")


def link_leads_to_a_heading(
    text: Text, links: Iterable[Link], anchors: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """What follows `#` in a link must be the id of a heading there.

    Readers would come to the top of the page and have to look for it.

    Fix: take the id from the heading: its words in small letters, joined by hyphens.
    """
    for link in links:
        names = anchors.get(link.path)
        if link.anchor and names is not None and link.anchor not in names:
            close = [f"{link.written.partition('#')[0]}#{name}" for name in names]
            rule = "link must lead to a heading that is there"
            for line in _lines(text, link):
                yield text.problem_on(line, f"{rule} {found(link.written, close)}")


def link_leads_to_what_is_published(
    text: Text, links: Iterable[Link], unpublished: Collection[str]
) -> Iterator[Problem]:
    """A page that is published must not link to a draft, or to a page whose day has not come.

    Readers would get a page that is not there.

    Fix: take the link out until that page is published.
    """
    for link in links:
        if link.path in unpublished:
            rule = "link must lead to a page that is published"
            for line in _lines(text, link):
                yield text.problem_on(line, f"{rule} {found(link.written)}")


def check_links(
    text: Text,
    links: Iterable[Link],
    *,
    files: Collection[str],
    anchors: Mapping[str, Collection[str]],
    unpublished: Collection[str],
) -> list[Problem]:
    """Problems with the links of one text.

    `files` are all files by their path below docs/; `anchors` are the ids on each page, by its
    file: a page that is missing there is not looked at. `unpublished` are pages that no published
    one may link to.
    """
    links = [*links]
    return [
        *with_rule(rule_id(link_leads_somewhere), link_leads_somewhere(text, links, files)),
        *with_rule(rule_id(link_leads_to_a_heading), link_leads_to_a_heading(text, links, anchors)),
        *with_rule(
            rule_id(link_leads_to_what_is_published),
            link_leads_to_what_is_published(text, links, unpublished),
        ),
    ]


def _lines(text: Text, link: Link) -> list[int]:
    """Where a link is written in the body; its first line if a snippet brought it."""
    pieces = text.parsed.pieces
    lines = [
        one.line for one in pieces if one.kind in ("link", "image") and one.value == link.written
    ]
    for piece in pieces:
        # In HTML nothing resolves a link, but an attribute list may hold one.
        if piece.kind in ("html", "attributes") and link.written in piece.value:
            before = piece.value.partition(link.written)[0]
            lines.append(piece.line + before.count("\n"))
    return sorted(set(lines)) or [0]
