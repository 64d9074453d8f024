"""Text of strangers: what it may not hold, and how it is shown so that it harms nobody."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING

import nh3
from markdown import Markdown

from sitekit.problems import found

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

# What could tell someone who or where a person is. Bounded repeats: a text is matched in one go.
_ACCOUNT = re.compile(r"\S{0,80}@\w\S{0,80}|\S{1,80} ?[\[(]at[\])] ?\S{1,80}", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d(?:[\s().\-/]{0,3}\d){6,30}")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_LINK = re.compile(
    r"\]\(\s{0,9}<?(?P<to>[^)>\s]+)"
    r"|(?P<bare>(?:https?|ftp|file)://[^\s<>()\[\]]+"
    r"|\bwww\.[^\s<>()\[\]]+"
    r"|\b(?:javascript|vbscript|data|mailto|tel|sms):[^\s<>()\[\]]+"
    r"|\b[a-z0-9-]{1,63}\.(?:app|biz|com|info|io|link|net|online|org|site|top|xyz)\b[^\s<>()\[\]]*)",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"!\[[^\]]{0,200}\](?:\([^)]{0,400}\)?|\[)")
# Lists and quotes in each other: with hundreds, what is shown would depend on the machine.
_STEPS = re.compile(r"^[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+){5,}", re.MULTILINE)
# Some invisible characters join letters and emoji in honest texts, or turn the way a word runs.
_JOINERS = "\u200c\u200d\u200e\u200f"
_LINES = "\n\t"
_STACK = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4,}")

# The subset: paragraphs, line breaks, emphasis, lists, quotes, code in a line, links. Everything
# else, HTML before all, is shown as the characters it is written with.
_BLOCKS = ("code", "hashheader", "setextheader", "hr", "reference")
_INLINE = (
    "reference",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "automail",
    "html",
)
_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "a"}


def rendered(text: str, links: Collection[str] = ()) -> str:
    """HTML of a text in the subset, harmless whatever it holds; only `links` lead anywhere."""
    markdown = Markdown(extensions=["nl2br", "sane_lists"])
    markdown.preprocessors.deregister("html_block")
    for name in _BLOCKS:
        markdown.parser.blockprocessors.deregister(name)
    for name in _INLINE:
        markdown.inlinePatterns.deregister(name)
    try:
        html = markdown.convert(text)
    except RecursionError:  # of what is refused for its steps
        html = f"<p>{nh3.clean_text(text)}</p>"
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=lambda _, name, value: value if name != "href" or value in links else None,
        link_rel="nofollow ugc noopener noreferrer",
        url_schemes={"https"},
    )


def words_of(html: str) -> str:
    """The words of HTML as a reader sees them."""
    return unescape(nh3.clean(html, tags=set()))


def links_in(text: str) -> list[str]:
    """Every address that a text links to or spells out, once."""
    return list(dict.fromkeys(link for link, _ in _links(text)))


def unfit(text: str, seen: str, links: Collection[str] = ()) -> Iterator[tuple[str, int]]:
    """`must …` for each kind of thing that `text` may not hold, and its first place in it.

    `seen` is what a reader sees of it: markup could break up what must not be written.
    """
    plain, told = unescape(text), ""
    for rule, find in _RULES:
        for where in (plain, seen):
            hits = (hit for hit in find(where) if hit[0] not in links and hit[0] not in told)
            if hit := next(hits, None):
                told += f" {hit[0]}"  # the host of an e-mail address is not a link as well
                yield f"{rule} {found(hit[0].strip())}", hit[1] if where is plain else 0
                break


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[str, int]]]:
    return lambda text: ((match.group(), match.start()) for match in pattern.finditer(text))


def _phones(text: str) -> Iterator[tuple[str, int]]:
    days = _DAY.sub(lambda day: "x" * len(day.group()), text)
    return ((match.group(), match.start()) for match in _PHONE.finditer(days))


def _links(text: str) -> Iterator[tuple[str, int]]:
    for match in _LINK.finditer(text):
        yield match["to"] or match["bare"].rstrip(".,;:!?'\"*_`"), match.start()


def _hidden(text: str) -> Iterator[tuple[str, int]]:
    """Characters nobody sees, which hide words from a moderator or turn the page around."""
    for place, character in enumerate(text):
        kind = unicodedata.category(character)
        if kind in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") and character not in _JOINERS + _LINES:
            yield f"U+{ord(character):04X}", place
    for match in _STACK.finditer(text):
        yield f"{len(match.group())} marks on one letter", match.start()


_RULES = (
    ("must step in at most 4 times", _matches(_STEPS)),
    ("must hold no invisible characters", _hidden),
    ("must hold no e-mail address and no account", _matches(_ACCOUNT)),
    ("must hold no phone number", _phones),
    ("must hold no picture", _matches(_PICTURE)),
    ("must hold no link, unless its address stands in `links`", _links),
)
