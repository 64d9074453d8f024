"""Write CHECKS.md anew from the checks themselves: what each looks for, why, and how to mend it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from sitekit.checks import CHECKS, id_of  # noqa: E402  # the core lies beside the hooks
from sitekit.links import link_leads_somewhere, link_leads_to_a_heading  # noqa: E402
from sitekit.text_checks import TEXT_CHECKS  # noqa: E402

PAGE = ROOT / "CHECKS.md"
HEAD = "\n\n".join(
    (
        "# Checks",
        "What is looked at before a change is let in, by `make check` here and on GitHub. Each message"
        " names a file, a line and what must be there; on GitHub it stands beside the line, under the"
        " name of its check. What can be mended by a command, `make fix` mends.",
        "This page is made from the checks themselves by `make fix`.\n",
    )
)
RULES: tuple[Callable[..., object], ...] = (
    *CHECKS,
    *TEXT_CHECKS,
    link_leads_somewhere,
    link_leads_to_a_heading,
)
# What is checked by a model, a library or a tool, and so has no function of its own to tell it.
OTHERS = {
    "front-matter": (
        "The keys at the top of a page, and all data files, must be plain YAML with the keys that the"
        " guide lists. Feeds, lists and the page itself are made from them.",
        "the message names the key and what it must be; the table of keys is in CONTRIBUTING.md.",
    ),
    "helplines": (
        "A number must be one that its country has, with the day it was checked and where it was"
        " seen. A wrong number is worse than none.",
        "look the number up again, and write its source and today's day beside it.",
    ),
    "replies": (
        "A reply must hold nothing that could tell someone who or where a person is, and nothing that"
        " a page could not show.",
        "leave it out, or ask its writer; nobody changes a word of it.",
    ),
    "settings": (
        "What `mkdocs.yml` and `words/` say must be something that the site can do.",
        "the message names the setting and what it must be.",
    ),
    "page-is-light": (
        "A page must stay within the budget of `mkdocs.yml`. Readers come with an old phone, at"
        " night, on a bad line.",
        "make pictures smaller, or divide the article; the message names the heaviest part.",
    ),
    "spelling": (
        "Texts are looked through for common misspellings (`typos`, British English).",
        "`make fix` corrects what is plain; a name that is right goes into the list in"
        " `pyproject.toml`.",
    ),
    "reading-grade": (
        "An article must ask for a reading grade of 9 or lower. Many readers are exhausted.",
        "shorter sentences, commoner words; `python -m tools.report` shows the grade.",
    ),
}


def page() -> str:
    """CHECKS.md as the code would have it."""
    told = {id_of(rule): _said(rule) for rule in RULES} | OTHERS
    entries = (f"\n## {id_}\n\n{why}\n\n**Mend:** {mend}\n" for id_, (why, mend) in told.items())
    return HEAD + "".join(entries)


def _said(rule: Callable[..., object]) -> tuple[str, str]:
    why, _, mend = (rule.__doc__ or "").partition("Mend:")
    return " ".join(why.split()), " ".join(mend.split())


def main() -> None:
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
