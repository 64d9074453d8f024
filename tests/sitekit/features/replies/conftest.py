"""Replies by hand, and what is reported of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.features.replies import parse_replies, thread
from tests.conftest import TODAY

if TYPE_CHECKING:
    from sitekit.features.replies import Reply
    from sitekit.model.problems import Problem

ARTICLES = ["tides/ebb.md", "tides/flow.md"]


def parsed(texts: dict[str, str]) -> tuple[list[Reply], list[Problem]]:
    """Replies from their texts, by their ids."""
    files = {f"replies/{name}.md": text for name, text in texts.items()}
    return parse_replies(files, ARTICLES, today=TODAY)


def messages(texts: dict[str, str]) -> list[str]:
    return [str(problem) for problem in parsed(texts)[1]]


def shape(texts: dict[str, str]) -> list[object]:
    """The thread below the first part, as names in names."""
    top = thread(parsed(texts)[0], "tides/ebb.md")
    return [
        (one.reply.id[-1], [(a.reply.id[-1], a.to and a.to.id[-1]) for a in one.answers])
        for one in top.replies
    ]
