"""Write guide/lint-rules.md anew from the rules: what each looks for, why, and how to fix it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.lint import html, links, preview, site, text
from sitekit.lint.files import (
    file_is_its_own,
    file_is_text_or_picture,
    file_name_is_shown,
    folder_is_read,
    picture_is_small,
)
from sitekit.lint.urls import urls_stay
from sitekit.model.problems import rule_id
from tools import ROOT

PAGE = ROOT / "guide/lint-rules.md"
HEAD = """# Lint rules

What `make check` looks for before a change is merged, here and on GitHub.
Each message names a file, a line and what must be there. On GitHub it is shown at that line, under
the id of its rule. `make fix` fixes what a command can fix.

`make fix` also writes this page, from the rules themselves.
"""

if TYPE_CHECKING:
    from collections.abc import Callable

RULES: tuple[Callable[..., object], ...] = (
    *site.RULES,
    *text.RULES,
    text.snippet_includes_none,
    *html.RULES,
    *preview.RULES,
    *links.RULES,
    urls_stay,
    folder_is_read,
    file_name_is_shown,
    file_is_its_own,
    file_is_text_or_picture,
    picture_is_small,
)
# Rules that a schema, a library or a tool holds, and so have no function with a docstring.
OTHERS = {
    "front-matter": """The keys at the top of a page, and all data files, must be plain YAML with
        the keys that the guide lists. Feeds, lists and the page itself are made from them.

        Fix: the message names the key and what it must be; CONTRIBUTING.md lists all keys.""",
    "helplines": """A number must be one that its country has, with the day it was checked and where
        it was seen. A wrong number is worse than none.

        Fix: look the number up again, and write its source and today's day beside it.""",
    "replies": """A reply must hold nothing that could tell someone who or where a person is, and
        nothing that a page could not show.

        Fix: leave it out, or ask its writer; nobody changes a word of it.""",
    "settings": """What `mkdocs.yml` and `locales/` say must be something that the site can do.

        Fix: the message names the setting and what it must be.""",
    "nothing-built-is-tracked": """Git must not track what a build makes: caches, the built site,
        packages, compiled Python, databases. Nobody reads them, and a build would take them for its
        own.

        Fix: the message names the command that takes them out of git; they stay on your disk.""",
    "page-is-light": """A page must stay within the budget of `mkdocs.yml`. Readers come with an old
        phone, at night, on a bad line.

        Fix: make pictures smaller, or divide the article; the message names the heaviest part.""",
    "last-look": """A finished page must have its way out, and hold nothing that is not ours. What a
        template, a plugin or a hook of others has changed is looked at too; such a page is not
        published.

        Fix: the message shows what was found; take out what brings it.""",
    "spelling": """Texts are looked through for common misspellings (`typos`, British English).

        Fix: `make fix` corrects what is plain; a name that is right goes into the list in
        `pyproject.toml`.""",
    "reading-grade": """An article must ask for a reading grade of 9 or lower. Many readers are
        exhausted.

        Fix: shorter sentences, commoner words; `python -m tools.readability` shows the grade.""",
    "told-once": """Two texts must not share eight words in a row. Who reads a series in one night
        meets every repetition. `python -m tools.repeats` looks for it, no build does.

        Fix: tell it where it matters most, and link to it from the other; what several pages need
        is a snippet.""",
}


def page() -> str:
    """guide/lint-rules.md as the code would have it."""
    said = {rule_id(rule): rule.__doc__ or "" for rule in RULES} | OTHERS
    return HEAD + "".join(_entry(id_, text) for id_, text in said.items())


def _entry(id_: str, text: str) -> str:
    why, _, fix = text.partition("Fix:")
    return f"\n## {id_}\n\n{' '.join(why.split())}\n\n**Fix:** {' '.join(fix.split())}\n"


def main() -> None:
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
