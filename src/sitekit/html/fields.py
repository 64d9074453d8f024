"""Texts for where nothing can be pressed: feeds and books."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import nh3

from sitekit.html.allowlist import ATTRIBUTES, ELEMENTS, EVERYWHERE, FIELDS
from sitekit.html.urls import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitekit.html.dom import Fragment, Node

_ELEMENTS = ELEMENTS - FIELDS
_ACTING = "script, style, form, button, .headerlink"
_OF_PAGES = {"rel", "loading", "decoding", "data-tabs"}


def without_fields(text: Fragment) -> None:
    """Show tasks by signs, and the blocks of tabs one after the other, each below its label.

    Whatever else acts is removed.
    """
    for box in text.css("input[type=checkbox]"):
        box.insert_before("☑ " if "checked" in box.attributes else "☐ ")
    # From the last to the first: what is inside an element goes before it.
    for tabs in reversed(text.css(".tabbed-set")):
        _unfold(tabs)
    for node in reversed(text.css(f"input, .tabbed-labels, {_ACTING}")):
        node.decompose()


def cleaned(
    text: Fragment,
    *,
    left_out: frozenset[str] = frozenset(),
    attribute_filter: Callable[[str, str, str], str | None] | None = None,
    link_rel: str | None = None,
) -> str:
    """HTML of a text with what texts may hold, whatever plugins have added to it.

    `left_out` are attributes that it must not have; `attribute_filter` gets element, attribute and
    value, and gives the value to write; `link_rel` is the `rel` of every link.
    """
    return nh3.clean(
        text.html,
        tags=_ELEMENTS,
        attributes=_attributes(left_out),
        attribute_filter=attribute_filter,
        url_schemes=set(SCHEMES),
        link_rel=link_rel,
    )


@cache
def _attributes(left_out: frozenset[str]) -> dict[str, set[str]]:
    gone = _OF_PAGES | left_out
    attributes = {tag: {*EVERYWHERE, *ATTRIBUTES.get(tag, ())} - gone for tag in _ELEMENTS}
    attributes["a"] |= {"aria-label", "role"}  # of notes and of the ways back from them
    return attributes


def _unfold(tabs: Node) -> None:
    for label, block in zip(
        tabs.css(".tabbed-labels label"), tabs.css(".tabbed-block"), strict=False
    ):
        block.inner_html = f"<p><strong>{label.inner_html}</strong></p>{block.inner_html}"
