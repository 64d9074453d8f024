"""What Markdown writes, made to fit the site: how links lead out, how tables are aligned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from sitekit.html import is_readable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

# After links are made (inline, 20) and their attributes read (attr_list, 8).
PRIORITY = 5
_OUTWARD = re.compile(r"\s*(https?:|//)", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align: (left|center|right);")


class Markup(Extension):
    """Markdown extension: `rel` on every link to another site, classes instead of styles."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        md.treeprocessors.register(_Markup(md), "sk-markup", PRIORITY)


class _Markup(Treeprocessor):
    def run(self, root: Element) -> None:
        for node in root.iter("a"):
            if _OUTWARD.match(node.get("href", "")):
                node.set("rel", "noopener noreferrer")
        for key, tag in (("href", "a"), ("src", "img")):
            for node in root.iter(tag):
                if not is_readable(node.get(key, "")):  # told already, and MkDocs would stop
                    node.set(key, "")
        for tag in ("th", "td"):
            for node in root.iter(tag):
                # The policy forbids inline styles, which is how Markdown aligns a column.
                if aligned := _ALIGNED.fullmatch(node.attrib.pop("style", "")):
                    node.set("class", f"sk-{aligned[1]}")
