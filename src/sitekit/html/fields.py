"""Texts for where nothing can be pressed: feeds and books."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitekit.html.dom import Fragment, Node


def without_fields(text: Fragment) -> None:
    """Show tasks by signs, and the blocks of tabs one after the other, each below its label."""
    for box in text.css("input[type=checkbox]"):
        box.insert_before("☑ " if "checked" in box.attributes else "☐ ")
    # From the last to the first: what is inside an element goes before it.
    for tabs in reversed(text.css(".tabbed-set")):
        _unfold(tabs)
    for node in reversed(text.css("input, .tabbed-labels")):
        node.decompose()


def _unfold(tabs: Node) -> None:
    for label, block in zip(
        tabs.css(".tabbed-labels label"), tabs.css(".tabbed-block"), strict=False
    ):
        block.inner_html = f"<p><strong>{label.inner_html}</strong></p>{block.inner_html}"
