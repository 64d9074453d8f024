"""What must hold for the HTML that a text becomes, with its notes and snippets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitekit.html.dom import attribute
from sitekit.html.source import without_code
from sitekit.lint.rules import run
from sitekit.lint.text import first_level_heading
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitekit.html.dom import Fragment
    from sitekit.lint.prose import Text

# Ids that templates give: with a heading of the same name, links would lead to the wrong one.
TAKEN = re.compile(
    r"main|title|helplines|search-(hint|words)|sk-notes|(choices|parts|replies|share)-title|series-title-\d+"
    r"|reply-\d{4}-.*"
)


def html_is_plain(text: Text, disallowed: Sequence[str]) -> Iterator[Problem]:
    """A text may hold Markdown, and the HTML that guide/safety.md lists, closed.

    Anything else could run, take the reader somewhere, or cover the way out; an element left open
    would swallow what follows the text.

    Fix: write it in Markdown, close it, or take it out.
    """
    for tag in disallowed:
        if re.match(r"<h1[ >]", tag):  # another rule reports every one
            continue
        rule = "text must be Markdown, or HTML without scripts, styles, frames, forms and links"
        if not tag.endswith(">"):
            rule = "text must become plain, closed HTML"
        yield text.problem_at(_place(text, tag), f"{rule} {found(tag)}")


def ids_are_free(text: Text, fragment: Fragment) -> Iterator[Problem]:
    """A heading must not have the id of a part of the page: links would lead to the wrong one.

    Fix: give the heading another id, such as `{#my-name}` after it.
    """
    for node in fragment.css("[id]"):
        if TAKEN.fullmatch(attribute(node, "id")):
            rule = "heading must have another name, such as {#my-name} after it"
            yield Problem(
                text.path, 1, f"{rule}; the page itself uses it {found(attribute(node, 'id'))}"
            )


def title_stays_alone(text: Text, fragment: Fragment) -> Iterator[Problem]:
    """A text must have no heading of the first level, in notes and snippets too.

    Fix: make it `##`.
    """
    # One that the text writes in Markdown is reported with its line.
    if fragment.css("h1") and not first_level_heading(text.body):
        rule = "text must have no heading of the first level: the title makes it"
        yield Problem(text.path, 1, f"{rule} (found '<h1>')")


RULES: tuple[Callable[..., Iterator[Problem]], ...] = (
    html_is_plain,
    ids_are_free,
    title_stays_alone,
)


def check_html(text: Text, disallowed: Sequence[str], fragment: Fragment) -> list[Problem]:
    """Problems in what a text becomes: what no page may hold, and its tree."""
    return run(RULES, text=text, disallowed=disallowed, fragment=fragment)


def _place(text: Text, tag: str) -> int:
    """Where the text writes a tag or its attribute, outside code; the beginning if it does not."""
    words = re.findall(r"[\w-]+", tag)
    body = without_code(text.body)
    name = re.search(rf"</?{words[0]}\b[^>]*{words[1] if len(words) > 1 else ''}", body, re.I)
    attribute_ = re.search(rf"\{{[^}}\n]*\b{words[-2] if len(words) > 2 else words[-1]}", body)
    match = name or attribute_ or re.search(rf"</?{words[0]}\b", body, re.I)
    return match.start() if match else 0
