"""What must hold for the HTML that a text becomes, with its notes and snippets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitekit.html.disallowed import disallowed_rendered, disallowed_source
from sitekit.html.dom import attribute
from sitekit.lint.rules import run
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitekit.html.dom import Fragment
    from sitekit.lint.prose import Text

# Ids that templates give: with a heading of the same name, links would lead to the wrong one.
TAKEN = re.compile(
    r"main|title|helplines|search-(hint|words)|(parts|replies|share)-title|series-title-\d+"
    r"|reply-\d{4}-.*"
)
_WRITTEN_FIRST_LEVEL = re.compile(r"^#[ \t]|^=+[ \t]*$", re.MULTILINE)


def html_is_closed(text: Text, html: str) -> Iterator[Problem]:
    """What a text becomes must be plain HTML that is closed, with its notes and snippets too.

    An element left open would swallow what follows the text, the way out among it.

    Fix: close the element, or write it in Markdown.
    """
    wrong = list(disallowed_rendered(html))
    if wrong and not any(disallowed_source(text.body)):
        for what in wrong:
            yield Problem(text.path, 1, f"text must become plain, closed HTML {found(what)}")


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
    # One that Markdown alone shows has been reported, with its line.
    if fragment.css("h1") and not _WRITTEN_FIRST_LEVEL.search(text.body):
        rule = "text must have no heading of the first level: the title makes it"
        yield Problem(text.path, 1, f"{rule} (found '<h1>')")


RULES: tuple[Callable[..., Iterator[Problem]], ...] = (
    html_is_closed,
    ids_are_free,
    title_stays_alone,
)


def check_html(text: Text, html: str, fragment: Fragment) -> list[Problem]:
    """Problems in what a text becomes: `html` as written, `fragment` as browsers read it."""
    return run(RULES, text=text, html=html, fragment=fragment)
