"""Stylesheet text and a page's HTML → the rules that the page can use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, Any

import minify_html
import tinycss2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PLACE = "<style></style>"  # templates write this where a page's styles go

# At-rules that hold rules; any other (@layer of names, @font-face, @page …) is kept as it is.
_GROUPS = {"layer", "media", "supports", "container"}
_TAGS = re.compile(r"<([a-z][^\s/>]*)")
_CLASSES = re.compile(r"""class\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")
_LITERAL = re.compile(r"""['"`]([\w-]+)['"`]""")


@dataclass(frozen=True)
class Rule:
    """One rule: text before its block, then either what it declares or the rules inside it.

    `needs` holds, for each of its selectors, the tags and `.classes` without which it matches
    nothing. States, attributes and what stands within `:not()`, `:is()` and the like ask for
    nothing: a script or a reader may change them.
    """

    prelude: str
    block: str = ""
    inside: tuple[Rule, ...] | None = None
    needs: tuple[frozenset[str], ...] | None = None

    def kept(self, names: frozenset[str]) -> str:
        """Text of what a page with these tags and `.classes` can use of it."""
        if self.inside is not None:
            inner = "".join(rule.kept(names) for rule in self.inside)
            return f"{self.prelude}{{{inner}}}" if inner else ""
        if self.needs is None or any(needs <= names for needs in self.needs):
            return f"{self.prelude}{{{self.block}}}" if self.block else f"{self.prelude};"
        return ""


class Stylesheet:
    """A stylesheet, read once; what is left of it is worked out once for each set of names."""

    def __init__(self, text: str, made: frozenset[str] = frozenset()) -> None:
        """`made` are names that scripts may add to any page."""
        self._text, self._made = text, made
        self._kept: dict[frozenset[str], str] = {}

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        nodes = tinycss2.parse_stylesheet(self._text, skip_comments=True, skip_whitespace=True)
        return tuple(_rule(node) for node in nodes)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset().union(*_all_needs(self._rules))

    def for_names(self, names: Iterable[str]) -> str:
        """The rules that can match a page made of these tags and `.classes`, minified."""
        known = self._names & (self._made | frozenset(names))
        if known not in self._kept:
            self._kept[known] = minify("".join(rule.kept(known) for rule in self._rules))
        return self._kept[known]


def with_styles(html: str, styles_for: Callable[[frozenset[str]], str]) -> str:
    """`html` with the styles for its names at the place templates have left for them."""
    return html.replace(PLACE, f"<style>{styles_for(names_in(html))}</style>", 1)


def names_in(html: str) -> frozenset[str]:
    """Every tag of a page, and every class with a dot before it, in small letters.

    Some more, where text looks like them.
    A name too many costs a few bytes. To take the page apart for it would cost ten times the time.
    """
    html = html.lower()
    names = set(_TAGS.findall(html))
    for classes in set(_CLASSES.findall(html)):
        names.update(f".{name}" for name in unescape(classes).strip("\"'").split())
    return frozenset(names)


def names_made(scripts: str) -> frozenset[str]:
    """What scripts may make: every word that stands in quotes in them, as a tag and as a class."""
    words = set(_LITERAL.findall(scripts.lower()))
    return frozenset(words | {f".{word}" for word in words})


def minify(css: str) -> str:
    """CSS that means the same in fewer bytes."""
    page = minify_html.minify(f"<style>{css}</style>", minify_css=True)
    return page.removeprefix("<style>").removesuffix("</style>")


def _rule(node: Any) -> Rule:
    prelude = tinycss2.serialize(node.prelude).strip()
    if node.type == "qualified-rule":
        return Rule(prelude, tinycss2.serialize(node.content), needs=_needs(node.prelude))
    prelude = f"@{node.at_keyword} {prelude}"
    if node.content is None:
        return Rule(prelude)
    if node.lower_at_keyword not in _GROUPS:
        return Rule(prelude, tinycss2.serialize(node.content))
    inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
    return Rule(prelude, inside=tuple(_rule(inner) for inner in inside))


def _needs(prelude: list[Any]) -> tuple[frozenset[str], ...]:
    """What each selector of a list asks for; tokens as in CSS Syntax Level 3."""
    selectors: list[set[str]] = [set()]
    before = ""
    for token in prelude:
        text = token.value if token.type == "literal" else ""
        if text == ",":
            selectors.append(set())
        elif token.type == "ident" and before == ".":
            selectors[-1].add(f".{token.value.lower()}")
        elif token.type == "ident" and before != ":":
            selectors[-1].add(token.lower_value)
        before = text
    return tuple(frozenset(needs) for needs in selectors)


def _all_needs(rules: Iterable[Rule]) -> Iterator[frozenset[str]]:
    for rule in rules:
        yield from rule.needs or ()
        yield from _all_needs(rule.inside or ())
