"""Links between pages: whether there is something where they lead."""

from __future__ import annotations

import posixpath
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitekit.lint.prose import lines_of
from sitekit.lint.rules import DEFAULTS, house, run
from sitekit.model.patterns import Patterns, first
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sitekit.html.markdown import Link
    from sitekit.lint.prose import Text
    from sitekit.model.settings import Limits

_EMPTY = re.compile(r"""\]\(\s*(<\s*>)?\s*[)"'(]|\]:\s*<\s*>""")  # a link that may lead nowhere
_DIGITS = re.compile(r"\d+")
_NONE: Mapping[str, Collection[int]] = MappingProxyType({})
_NO_PATTERNS = Patterns()


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
    # The body of a page that is reused is read only where it may hold one.
    for piece in text.parsed.pieces if _EMPTY.search(text.body) else ():
        if piece.kind in ("link", "image") and not piece.value:
            yield text.problem_on(piece.line, f"{piece.kind} must lead to a file {found('')}")


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


@house()
def link_gives_the_number_of_its_part(
    text: Text, links: Iterable[Link], numbers: Mapping[str, Collection[int]], patterns: Patterns
) -> Iterator[Problem]:
    """A link that speaks of a part by number must give the number that it has.

    Parts are numbered by the order of their series. When that changes, the texts do not follow.

    Fix: write the number that the message names, or the part's label, which no order changes.
    """
    for link in links:
        right = numbers.get(link.path, ()) if link.numbered else ()
        rule = f"link must give the number of its part, {' or '.join(map(str, sorted(right)))}"
        for words in link.numbered if right else ():
            said = first(patterns.part_numbers, words)
            number = said and _DIGITS.search(said[0])
            if said and number and int(number[0]) not in right:
                for line in _lines(text, link, said[0]):
                    yield text.problem_on(line, f"{rule} {found(said[0])}")


RULES = (
    link_leads_somewhere,
    link_leads_to_a_heading,
    link_leads_to_what_is_published,
    link_gives_the_number_of_its_part,
)


def check_links(
    text: Text,
    links: Iterable[Link],
    *,
    files: Collection[str],
    anchors: Mapping[str, Collection[str]],
    unpublished: Collection[str] = (),
    numbers: Mapping[str, Collection[int]] = _NONE,
    patterns: Patterns = _NO_PATTERNS,
    limits: Limits = DEFAULTS,
) -> list[Problem]:
    """Problems with the links of one text.

    `files` are all files by their path below docs/; `anchors` are the ids on each page, by its
    file: a page that is missing there is not looked at. `unpublished` are pages that no published
    one may link to; `numbers` are those of parts in their series, by their file.
    """
    return run(
        RULES,
        limits,
        text=text,
        links=[*links],
        files=files,
        anchors=anchors,
        unpublished=unpublished,
        numbers=numbers,
        patterns=patterns,
    )


def _lines(text: Text, link: Link, words: str = "") -> list[int]:
    return lines_of(text, link.written, ("link", "image"), words)
