"""The site's stylesheets, and which of them a page uses."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any

import minify_html
import tinycss2

from sitekit.model.fingerprint import fingerprint
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MARKER = "<style></style>"  # templates write this where a page's styles go

_GROUPS = {"layer", "media", "supports", "container"}  # at-rules that hold rules
# Of styles in a page a browser would load what the policy then refuses.
_LOADS = re.compile(r"""@import\b[^;]*|url\(\s*["']?(?:https?:)?//[^)]*\)?""", re.IGNORECASE)
_TAGS = re.compile(r"<([a-z][^\s/>]*)")
_CLASSES = re.compile(r"""class\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")


def loads_elsewhere(path: str, css: str) -> Iterator[Problem]:
    """What a stylesheet would load: other stylesheets, and files of other hosts."""
    for number, line in enumerate(css.splitlines(), 1):
        for load in _LOADS.findall(line):
            rule = "styles must import nothing, and load nothing from another host"
            yield Problem(path, number, f"{rule} {found(load)}")


class Styles:
    """Stylesheets in the order of the cascade."""

    def __init__(self, sheets: Sequence[str]) -> None:
        self._sheets = sheets
        self.fingerprint = fingerprint(sheets)
        self._minified: dict[tuple[int, ...], str] = {}

    @cached_property
    def _needs(self) -> list[frozenset[frozenset[str]]]:
        """For each stylesheet the tags and `.classes` without which its selectors match nothing.

        One without selectors, such as a font, is for every page.
        """
        every_page = frozenset({frozenset[str]()})
        return [frozenset(_selectors(_rules(sheet))) or every_page for sheet in self._sheets]

    def for_names(self, names: frozenset[str]) -> str:
        """The stylesheets of which any rule can match these tags and `.classes`, minified."""
        used = tuple(
            n for n, needs in enumerate(self._needs) if any(need <= names for need in needs)
        )
        if used not in self._minified:
            self._minified[used] = minify("\n".join(self._sheets[n] for n in used))
        return self._minified[used]

    def for_page(self, html: str) -> str:
        """The stylesheets that the page `html` uses, minified."""
        return self.for_names(names_in(html))


@lru_cache(2)
def styles_of(sheets: tuple[str, ...]) -> Styles:
    """The styles of these sheets; a preview has the same from build to build."""
    return Styles(sheets)


def with_style(html: str, css: str) -> str:
    """`html` with `css` at the marker that templates have left for it."""
    return html.replace(MARKER, f"<style>{css}</style>", 1)


def names_in(html: str) -> frozenset[str]:
    """Every tag of a page, and every class with a dot before it, in small letters.

    Some more, where text looks like them: a name too many costs a few bytes.
    """
    html = html.lower()
    names = set(_TAGS.findall(html))
    for classes in set(_CLASSES.findall(html)):
        names.update(f".{name}" for name in unescape(classes).strip("\"'").split())
    return frozenset(names)


# The minifier writes ranges, which browsers of iPhones that stay at iOS 15 skip with all they hold.
_RANGE = re.compile(r"\((width|height)([<>]=)([^()<>]+)\)")
_ENDS = {">=": "min", "<=": "max"}


def minify(css: str) -> str:
    """CSS that means the same in fewer bytes."""
    page = minify_html.minify(f"<style>{css}</style>", minify_css=True)
    small: str = page.removeprefix("<style>").removesuffix("</style>")
    return _RANGE.sub(lambda found: f"({_ENDS[found[2]]}-{found[1]}:{found[3]})", small)


def _rules(css: str) -> list[Any]:
    rules: list[Any] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return rules


def _selectors(rules: Iterable[Any]) -> Iterator[frozenset[str]]:
    """What each selector needs, in at-rules that hold rules too (CSS Syntax Level 3)."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _needs(rule.prelude)
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in _GROUPS:
            yield from _selectors(tinycss2.parse_rule_list(rule.content, skip_whitespace=True))


def _needs(prelude: list[Any]) -> Iterator[frozenset[str]]:
    """The tags and `.classes` of each selector of a list.

    States, attributes and what `:not()`, `:is()` and the like hold need nothing: a script or a
    reader may change them.
    """
    needs: set[str] = set()
    before = ""
    for token in prelude:
        text = token.value if token.type == "literal" else ""
        if text == ",":
            yield frozenset(needs)
            needs = set()
        elif token.type == "ident" and before == ".":
            needs.add(f".{token.value.lower()}")
        elif token.type == "ident" and before != ":":
            needs.add(token.lower_value)
        before = text
    yield frozenset(needs)
