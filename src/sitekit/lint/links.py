"""Links between pages: whether there is something where they lead."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sitekit.html.disallowed import is_readable, without_code
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sitekit.model.documents import Article

# In a line, with or without angle brackets, and as a reference of its own.
_LINK = re.compile(
    r"\]\(\s*(?:<(?P<angled>[^>\n]+)>|(?P<inline>[^)\s<>]+))"
    r"|^ {0,3}\[[^\]^\n]+\]:\s*<?(?P<apart>[^\s>]+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Link:
    """A link within the site, as an author wrote it: `path` below docs/, the heading after `#`."""

    written: str
    place: int  # in the article's body
    path: str
    heading: str


def link_leads_somewhere(
    article: Article, links: Iterable[Link], files: Collection[str]
) -> Iterator[tuple[str, Problem]]:
    """A link must lead to a file of the site; each problem comes with the link as it is written.

    Readers would stand before a page that is not there.

    Mend: correct the name; `make check` suggests the nearest. A link to another site begins with
    `https://`.
    """
    folder = posixpath.dirname(article.src)
    for link in links:
        if link.path not in files:
            near = [posixpath.relpath(file, folder or ".") for file in files]
            rule = "link must lead to a file of the site"
            if not is_readable(link.written):
                rule = "link must be an address"
            problem = article.problem_at(link.place, f"{rule} {found(link.written, near)}")
            yield link.written, problem


def link_leads_to_a_heading(
    article: Article, links: Iterable[Link], headings: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, Problem]]:
    """What stands after `#` in a link must be the name of a heading there; `headings` by file.

    Readers would come to the top of the page and have to look for it.

    Mend: take the name from the heading: its words in small letters, joined by hyphens.
    """
    for link in links:
        names = headings.get(link.path)
        if link.heading and names is not None and link.heading not in names:
            near = [f"{link.written.partition('#')[0]}#{name}" for name in names]
            rule = "link must lead to a heading that is there"
            yield (
                link.written,
                article.problem_at(link.place, f"{rule} {found(link.written, near)}"),
            )


def links(article: Article) -> Iterator[Link]:
    """Every link and picture of a text that stays within the site, or cannot be read at all."""
    folder = posixpath.dirname(article.src)
    for match in _LINK.finditer(without_code(article.body)):
        written = match["angled"] or match["inline"] or match["apart"]
        if not is_readable(written):
            yield Link(written, match.start(), written, "")
            continue
        to = urlsplit(written)
        if to.scheme or to.netloc or not (to.path or to.fragment):
            continue
        path = unquote(to.path)
        path = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
        path = posixpath.normpath(path) if to.path else article.src
        yield Link(written, match.start(), path, unquote(to.fragment))
