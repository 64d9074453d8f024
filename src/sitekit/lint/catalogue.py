"""All rules of the project: what each says, and what a site may set of those of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.lint import files, html, links, preview, site, text
from sitekit.lint.rules import House, house_of
from sitekit.lint.urls import urls_stay
from sitekit.model.problems import Problem, found, rule_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitekit.model.settings import Limit, Limits

SETTING = "lint"  # below `extra` in mkdocs.yml

_FUNCTIONS: tuple[Callable[..., object], ...] = (
    *site.RULES,
    *text.RULES,
    text.snippet_includes_none,
    *html.RULES,
    *preview.RULES,
    *links.RULES,
    urls_stay,
    files.folder_is_read,
    files.file_name_is_shown,
    files.file_is_its_own,
    files.data_file_is_known,
    *files.RULES,
)
# Rules that a schema, a library or a tool holds, and so have no function with a docstring.
_OTHERS = {
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
    "text-comes-soon": """A page must not take too much before its text can be read: the styles, and
        the page up to the end of its text. Readers come with an old phone, at night, on a bad line.

        Fix: divide the article; the message names the heaviest part.""",
    "page-is-light": """A page must not take too much in all, with its pictures and scripts.

        Fix: make pictures smaller, or divide the article; the message names the heaviest part.""",
    "requests-are-few": """A page must not ask for many files: each one can be slow, or fail.

        Fix: show fewer pictures, or divide the article.""",
    "last-look": """A finished page must have its way out, and hold nothing that is not ours. What a
        template, a plugin or a hook of others has changed is looked at too; such a page is not
        published.

        Fix: the message shows what was found; take out what brings it.""",
    "spelling": """Texts must hold no common misspellings (`typos`, British English).

        Fix: `make fix` corrects what is plain; a name that is right goes into the list in
        `pyproject.toml`.""",
    "reading-grade": """An article must not ask for too high a reading grade. Many readers are
        exhausted. The formula is for English; `make check` looks, no build does.

        Fix: shorter sentences, commoner words; `python -m tools.readability` shows the grade.""",
    "article-is-long-enough": """An article must have some length: in a series, readers come for a
        text, not for a note. `make check` looks, no build does.

        Fix: write more, or make it a section of another one.""",
    "article-is-not-too-long": """An article must not be too long for a tired reader to
        finish. `make check` looks, no build does; `python -m tools.readability` shows the words.

        Fix: fold or leave out what not everyone needs, or make two of it.""",
    "told-once": """Two texts must not share more than a few words in a row. Somebody who reads a
        series in one night notices every repetition. `make check` looks for it, no build does.

        Fix: tell it where it matters most, and link to it from the other; what several pages need
        is a snippet.""",
}
_OTHER_HOUSE = {
    "text-comes-soon": House(14_336, "bytes gzipped"),  # the first round trip of a new connection
    "page-is-light": House(30_720, "bytes gzipped"),
    "requests-are-few": House(3, "requests"),
    "spelling": House(),
    "reading-grade": House(9, "years of school"),
    "article-is-long-enough": House(100, "words"),
    "article-is-not-too-long": House(4_000, "words"),
    "told-once": House(7, "words"),
}

DESCRIPTIONS = {rule_id(rule): rule.__doc__ or "" for rule in _FUNCTIONS} | _OTHERS
HOUSE = {
    id_: one
    for id_, one in {rule_id(rule): house_of(rule) for rule in _FUNCTIONS}.items()
    if one is not None
} | _OTHER_HOUSE


def limit_of(rule: str, limits: Limits) -> Limit:
    """What holds of a house rule where a site sets `limits`; False if it is off."""
    return limits.get(rule, HOUSE[rule].default)


def read_limits(
    values: object, place_of: Callable[..., tuple[str, int]]
) -> tuple[Limits, list[Problem]]:
    """What a site sets of house rules, as YAML or as text, and what is wrong with it.

    `place_of` gives file and line of the setting at some keys below `extra`.
    """
    if values is None:
        return {}, []
    if not isinstance(values, dict):
        rule = f"{SETTING} must be lines of `rule: off`, or of a rule and its limit"
        return {}, [Problem(*place_of(SETTING), f"{rule} {found(values)}")]
    limits: dict[str, Limit] = {}
    problems = []
    for id_, value in ((str(id_), value) for id_, value in values.items()):
        limit = _limit(HOUSE[id_], value) if id_ in HOUSE else None
        if limit is not None:
            limits[id_] = limit
        else:
            problems.append(Problem(*place_of(SETTING, id_), _rule(id_, value)))
    return limits, problems


def _rule(id_: str, value: object) -> str:
    """What must be, where nothing can be set or not this."""
    shown = found(("off", "on")[value] if isinstance(value, bool) else value)
    if id_ in HOUSE:
        return f"{id_} must be {HOUSE[id_].allowed} {shown}"
    if id_ in DESCRIPTIONS:
        return f"{id_} must not be set: it holds for every site {shown}"
    return f"{id_} must be the id of a house rule in guide/lint-rules.md {found(id_, HOUSE)}"


def _limit(house: House, value: object) -> Limit | None:
    """A value of YAML, or its text, as a limit; None if the rule has no such one."""
    text = str(value).lower()
    if text in ("off", "false", "no"):
        return False
    if text in ("on", "true", "yes"):
        return house.default or None  # a list that is empty says nothing
    if isinstance(house.default, tuple):
        ok = isinstance(value, list) and all(isinstance(one, str) and one for one in value)
        return tuple(value) if ok and isinstance(value, list) else None
    if house.default is True:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    if not 0 < number < float("inf"):
        return None
    return int(number) if number.is_integer() else number
