"""Text of strangers: what it may not hold, and how it is shown so that it harms nobody."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING

import nh3
from markdown import Markdown

from sitekit.features.replies.disguises import ENDS, undisguised
from sitekit.features.replies.numbers import phone_numbers
from sitekit.model.problems import found

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

# What could tell someone who or where a person is. Bounded repeats: a text is matched in one go.
_HOST = r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,24}"
_ACCOUNT = re.compile(
    r"\S{0,80}@\w\S{0,80}"
    rf"|\b[\w.+-]{{1,64}}\s{{0,2}}@\s{{0,2}}{_HOST}\b"
    # Providers of mail alone: one may look at them, but nobody works there.
    r"|\b(?!look)[\w.+-]{2,64} (?:at|@) (?:gmail|googlemail|hotmail|gmx|protonmail|icloud)\b"
    r"|\b\w{2,32}#\d{4}\b",
    re.IGNORECASE,
)
# Chats and short links, whose names have ends that are words too.
_INVITATIONS = (
    r"(?:t|wa|m|fb|line|kik|signal|telegram)\.me|signal\.group|threema\.id|matrix\.to|zoom\.us"
    r"|discord[\s./,-]{1,3}gg|goo\.gl|is\.gd|bit\.ly|linktr\.ee"
)
_LINK = re.compile(
    r"\]\(\s*<?(?P<to>[^)>\s]+)"
    r"|(?P<bare>\b[a-z][a-z0-9+-]{1,20}\s?:\s?//\s?[^\s<>()\[\]]+"
    r"|\bwww\.[^\s<>()\[\]]+"
    r"|\b(?:javascript|vbscript|data|mailto|tel|sms):[^\s<>()\[\]]+"
    rf"|\b{_HOST}/[^\s<>()\[\]]*"
    rf"|(?<![\w'’.])(?:{_INVITATIONS}|(?:t|wa|m) ?\. ?me ?(?=/))(?!\w)"
    rf"|\b[\w-]{{1,63}}\.(?:{ENDS}|link|site|top)\b)",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"!\[[^\]]{0,200}\](?:\([^)]{0,400}\)?|\[)")
# Lists and quotes in each other: with hundreds, what is shown would depend on the machine.
DEEPEST = 4
STEPS = f"must step in at most {DEEPEST} times"
_STEPS = re.compile(r"^[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+){5,}", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$", re.MULTILINE)
_STEP = re.compile(r"<(/?)(?:ul|ol|blockquote)\b")
# Some invisible characters join letters and emoji in honest texts, or turn the way a word runs.
_JOINERS = "\u200c\u200d\u200e\u200f\ufe0e\ufe0f"
_LINES = "\n\t"
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that show nothing
_SELECTORS = range(0xE0100, 0xE01F0)  # of variants of letters: 240 signs to hide a text in
_MARKS = 4  # on one letter; more than any language needs climb over other lines

# The subset: paragraphs, line breaks, emphasis, lists, quotes, dividers, code in a line, links.
# Everything else, HTML before all, is shown as the characters it is written with.
_BLOCKS = ("code", "hashheader", "setextheader", "reference")
_INLINE = (
    "reference",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "automail",
    "html",
)
ELEMENTS = {"p", "br", "hr", "em", "strong", "ul", "ol", "li", "blockquote", "code", "a"}


def rendered(text: str, links: Collection[str] = ()) -> str:
    """HTML of a text in the subset, harmless whatever it holds; only `links` lead anywhere."""
    try:
        html = _markdown("](" in text).reset().convert(text)
    except RecursionError:  # of what is refused for its steps
        _markdown.cache_clear()  # it is left in the middle of them
        html = f"<p>{nh3.clean_text(text)}</p>"

    def allowed(_: str, name: str, value: str) -> str | None:
        return value if name in ("rel", "start") or (name == "href" and value in links) else None

    return nh3.clean(
        html,
        tags=ELEMENTS,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=allowed,
        link_rel="nofollow ugc noopener noreferrer",
        url_schemes={"https"},
    )


def words_of(html: str) -> str:
    """The words of HTML as a reader sees them."""
    return unescape(nh3.clean(html, tags=set()))


def links_in(text: str) -> list[str]:
    """Every address that a text links to or spells out, once."""
    return list(dict.fromkeys(link for link, _ in _links(text)))


def is_visible(text: str) -> bool:
    """Whether there is anything in it to see."""
    return any(
        unicodedata.category(character)[0] in "LNPS" and character not in _BLANK
        for character in text
    )


def disallowed(
    text: str, html: str, links: Collection[str] = (), numbers: Collection[str] = ()
) -> Iterator[tuple[str, int]]:
    """`must …` for each kind of thing that `text` may not hold, and how many lines are above it.

    `html` is what becomes of it: markup could break up what must not be written. `numbers` may be
    named, given in digits.
    """
    for link in sorted(links, key=len, reverse=True):  # read, allowed, and nothing else
        text, html = text.replace(link, " "), html.replace(link, " ")
    written = plain, seen = unescape(text), words_of(html)
    read = undisguised(plain), undisguised(seen)
    rules = (
        (STEPS, _steps, written),
        ("must hold no invisible characters", _hidden, written),
        ("must hold no e-mail address and no account", _matches(_ACCOUNT), read),
        ("must hold no phone number", partial(phone_numbers, listed=numbers), read),
        ("must hold no picture", _matches(_PICTURE), written),
        ("must hold no link, unless its address is in `links`", _links, (*written, *read)),
    )
    reported = ""
    for rule, find, texts in rules:
        for where in texts:
            hits = (hit for hit in find(where) if hit[0] not in reported)
            if hit := next(hits, None):
                # The host of an e-mail address is not a link as well.
                reported += f" {hit[0]}"
                has_lines = where in (plain, read[0])
                above = where.count("\n", 0, hit[1]) if has_lines else 0
                yield f"{rule} {found(hit[0].strip())}", above
                break
    if (
        "must step" not in reported
        and (depth := _depth(html)) > DEEPEST
        and not _STEPS.search(plain)
    ):
        yield f"must step in at most {DEEPEST} times {found(depth)}", 0


@cache
def _markdown(links: bool) -> Markdown:
    """Python-Markdown with the subset alone; without links it is not slow at many brackets."""
    markdown = Markdown(extensions=["nl2br", "sane_lists"])
    markdown.preprocessors.deregister("html_block")
    for name in _BLOCKS:
        markdown.parser.blockprocessors.deregister(name)
    for name in (*_INLINE, *(() if links else ("link",))):
        markdown.inlinePatterns.deregister(name)
    return markdown


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Iterable[tuple[str, int]]]:
    return lambda text: ((m.group(), m.start()) for m in pattern.finditer(text))


def _steps(text: str) -> Iterator[tuple[str, int]]:
    for match in _STEPS.finditer(_RULE.sub("", text)):
        yield match.group(), match.start()


def _depth(html: str) -> int:
    depth = deepest = 0
    for step in _STEP.finditer(html):
        depth += -1 if step[1] else 1
        deepest = max(depth, deepest)
    return deepest


def _links(text: str) -> Iterator[tuple[str, int]]:
    for match in _LINK.finditer(text):
        yield match["to"] or match["bare"].rstrip(".,;:!?'\"*_`"), match.start()


def _hidden(text: str) -> Iterator[tuple[str, int]]:
    """Characters nobody sees, which hide words from a moderator or turn the page around."""
    place = 0
    for kind, run in groupby(text, unicodedata.category):
        characters = "".join(run)
        if kind in ("Mn", "Me") and len(characters) >= _MARKS:
            yield f"{len(characters)} marks on one letter", place
        for character in characters:
            nothing = kind in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp") or character in _BLANK
            if (nothing or ord(character) in _SELECTORS) and character not in _JOINERS + _LINES:
                yield f"U+{ord(character):04X}", place
            place += 1
