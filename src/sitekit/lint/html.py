"""What must hold for the HTML that a text becomes, with its notes and snippets."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

from sitekit.html.dom import attribute
from sitekit.lint.prose import lines_of
from sitekit.lint.rules import DEFAULTS, run
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitekit.html.dom import Fragment
    from sitekit.lint.prose import Text

# Ids that templates give: with a heading of the same name, links would lead to the wrong one.
TAKEN = re.compile(
    r"main|title|helplines|search-(all|hint|words)|sk-notes|series-title-\d+"
    r"|(authors|choices|parts|replies|share)-title"
    r"|reply-\d{4}-.*"
)
_PICTURE = re.compile(r'<img src="([^"]*)">')


def html_is_plain(text: Text, disallowed: Sequence[str]) -> Iterator[Problem]:
    """A text may hold Markdown, and the HTML that guide/safety.md lists, closed.

    Anything else could run, take the reader somewhere, or cover the way out; an element left open
    would swallow what follows the text.

    Fix: write it in Markdown, close it, or take it out.
    """
    # Another rule reports every heading of the first level.
    places = {shown: _place(text, shown) for shown in disallowed if not re.match("<h1[ >]", shown)}
    known = [place for place in places.values() if place is not None]
    # What only shows in what Markdown makes of a text comes from where the text has HTML at all.
    otherwise = min(known) if known else _first(text, [r"<[/!?a-z]", r"^[ >-]*#", r"\S"]) or 0
    for shown, place in places.items():
        rule = "text must be Markdown, or HTML that guide/safety.md lists"
        if not shown.endswith(">"):
            rule = "text must become plain, closed HTML"
        if picture := _PICTURE.fullmatch(shown):
            rule = "a picture must be a file of the site"
            for line in lines_of(text, picture[1], ["image"]):
                yield text.problem_on(line, f"{rule} {found(picture[1])}")
            continue
        yield text.problem_at(otherwise if place is None else place, f"{rule} {found(shown)}")
        for line in _again(text, shown, disallowed.count(shown)):
            yield text.problem_on(line, f"{rule} {found(shown)}")


def ids_are_free(text: Text, fragment: Fragment) -> Iterator[Problem]:
    """A heading must not have the id of a part of the page, nor two headings or notes the same id.

    Links would lead to the wrong one.

    Fix: give the heading another id, such as `{#my-name}` after it.
    """
    rule = "heading must have another name, such as {#my-name} after it"
    for name, count in Counter(attribute(node, "id") for node in fragment.css("[id]")).items():
        if TAKEN.fullmatch(name):
            message = f"{rule}; the page itself uses it {found(name)}"
        elif count > 1:
            message = f"{rule}; the text uses it twice {found(name)}"
        else:
            continue
        id_, words = re.escape(name), r"\W+".join(map(re.escape, re.split(r"[-_]", name)))
        hash_ = rf"\{{[^}}\n]*#{id_}(?![\w-])"
        attribute_ = rf"\bid\s*=\s*[\"']?{id_}(?![\w-])"
        place = _first(text, [hash_, attribute_, rf"^#+ .*{words}"])
        yield text.problem_at(place or 0, message)


def title_stays_alone(text: Text, fragment: Fragment) -> Iterator[Problem]:
    """A text must have no heading of the first level, in notes and snippets too.

    Fix: make it `##`.
    """
    # One that Markdown shows has been reported, with its line.
    if fragment.css("h1") and not any(block.level == 1 for block in text.blocks):
        rule = "text must have no heading of the first level: the title makes it"
        place = _first(text, [r"<h1\b", r"^[ >\d.*+-]+# "])
        yield text.problem_at(place or 0, f"{rule} (found '<h1>')")


RULES: tuple[Callable[..., Iterator[Problem]], ...] = (
    html_is_plain,
    ids_are_free,
    title_stays_alone,
)


def check_html(text: Text, disallowed: Sequence[str], fragment: Fragment) -> list[Problem]:
    """Problems in what a text becomes: what no page may hold, and its tree."""
    return run(RULES, DEFAULTS, text=text, disallowed=disallowed, fragment=fragment)


def _place(text: Text, shown: str) -> int | None:
    """Where the text writes what is shown of it; None if that is only in what Markdown makes."""
    if match := re.fullmatch(r"<(/?)([a-z][a-z0-9]*)> without its (?:beginning|end)", shown):
        return _unpaired(text.parsed.without_code, match[2])
    return _first(text, [*_patterns(shown)])


def _first(text: Text, patterns: Sequence[str]) -> int | None:
    """The line of the first pattern that is found, outside code if it is there.

    What is written with references is looked for last: they keep their line.
    """
    lines = text.body.split("\n")
    plain = "\n".join(unescape(line).replace("\n", " ") for line in lines)
    for source in (text.parsed.without_code, text.body, plain):
        for pattern in patterns:
            if match := re.search(pattern, source, re.IGNORECASE | re.MULTILINE):
                line = source.count("\n", 0, match.end())
                return len("\n".join([*lines[:line], ""]))
    return None


def _unpaired(body: str, tag: str) -> int | None:
    """Where the tag is that begins, or ends, an element alone."""
    begun: list[int] = []
    for match in re.finditer(rf"<(/?){tag}\b", body, re.IGNORECASE):
        if not match[1]:
            begun.append(match.start())
        elif begun:
            begun.pop()
        else:
            return match.start()
    return begun[0] if begun else None


def _patterns(shown: str) -> Iterator[str]:
    """What to look for, from the narrowest to the widest."""
    if character := re.fullmatch(r"character U\+(\w+)", shown):
        yield re.escape(chr(int(character[1], 16)))
        yield rf"&#(x0*{character[1].lstrip('0')}|0*{int(character[1], 16)});?"
        yield r"&#|\x00"
        return
    name = re.match(r"<(/?[^\s>]+)(?: ([^\s=>]+)(?:=\"([^\"]*))?)?", shown)
    if name is None:
        yield r"<[?!]|&#"
        return
    if shown.startswith("<!"):
        yield r"<!(?![^<]*<!)"  # the last one
        return
    tag, attribute_, value = (re.escape(one or "") for one in name.groups())
    if " within " in shown or "out of place" in shown:
        yield rf"^[^\n]*[^\s>][^\n]*?<{tag}\b"  # within a line
    if attribute_:
        words = sorted(re.findall(r"[\w.:/-]{2,}", name[3] or ""), key=_likeliest)
        for word in map(re.escape, words):
            yield rf"<{tag}\b[^>]*\b{attribute_}\b[^>]*?{word}"
            yield rf"\{{[^}}\n]*{word}"
        yield rf"<{tag}\b[^>]*?\b{attribute_}\b"
        yield rf"\{{[^}}\n]*\b{attribute_}\b"
        yield from (rf"{word}" for word in map(re.escape, words) if len(word) > len("http"))
        if value:
            yield value
    yield rf"<{tag}\b"


def _likeliest(word: str) -> tuple[bool, int]:
    return not word.startswith("sk-"), -len(word)


def _again(text: Text, shown: str, times: int) -> list[int]:
    """Lines of a tag after the first, where one is there several times."""
    tag = re.match(r"<[a-z][a-z0-9]*", shown)
    if times < 2 or not tag or not shown.endswith(">"):
        return []
    opened = re.compile(rf"{tag[0]}\b", re.IGNORECASE)
    body = text.parsed.without_code
    lines = [body.count("\n", 0, match.start()) for match in opened.finditer(body)]
    return lines[1:times]
