"""Replies by hand, and what is reported of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.features.helplines import numbers_of, parse_helplines
from sitekit.features.replies import parse_replies, thread
from sitekit.features.replies.names import Reserved
from tests.conftest import PATTERNS, ROOT, TODAY

if TYPE_CHECKING:
    from sitekit.features.replies import Reply
    from sitekit.model.problems import Problem

ARTICLES = ["tides/ebb.md", "tides/flow.md"]
RESERVED = Reserved("Tide Tables", ("Shore Helpers", "Gull"), PATTERNS.claims)
_HELPLINES = (ROOT / "docs/helplines.yml").read_text()
NUMBERS = numbers_of(parse_helplines("", _HELPLINES, TODAY, checked=True)[0])


def parsed(texts: dict[str, str]) -> tuple[list[Reply], list[Problem]]:
    """Replies from their texts, by their ids."""
    files = {f"replies/{name}.md": text for name, text in texts.items()}
    return parse_replies(files, ARTICLES, today=TODAY, reserved=RESERVED, numbers=NUMBERS)


def messages(texts: dict[str, str]) -> list[str]:
    return [str(problem) for problem in parsed(texts)[1]]


def shape(texts: dict[str, str]) -> list[object]:
    """The thread below the first part, as names in names."""
    top = thread(parsed(texts)[0], "tides/ebb.md")
    return [
        (one.reply.id[-1], [(a.reply.id[-1], a.to and a.to.id[-1]) for a in one.answers])
        for one in top.replies
    ]
