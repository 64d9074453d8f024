"""What Markdown writes, made to fit the site: how links lead out, how tables are aligned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sitekit.html.disallowed import is_readable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

# After links are made (inline, 20) and their attributes read (attr_list, 8).
PRIORITY = 5
BEFORE_INLINE = 25
INLINE = (
    *("backtick", "escape", "reference", "link", "image_link", "image_reference"),
    *("short_reference", "short_image_ref", "autolink", "automail", "linebreak", "html", "entity"),
    *("not_strong", "em_strong", "em_strong2", "footnote", "keys-custom", "keys"),
)
SIGNS = re.compile(r"[\\`*_!\[<&+]|  \n")
_OUTWARD = re.compile(r"\s*(https?:|//)", re.IGNORECASE)
# A sign in HTML that begins no tag. The minifier takes what follows for one, `</div` among it.
_LONE = re.compile(r"<(?![a-zA-Z/!?])")
_ALIGNED = re.compile(r"text-align: (left|center|right);")


class Markup(Extension):
    """Markdown extension: `rel` on every link to another site, classes instead of styles."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        md.treeprocessors.register(_Markup(md), "sk-markup", PRIORITY)
        md.treeprocessors.register(_Plain(md), "sk-plain", BEFORE_INLINE)
        md.postprocessors.register(_Escaped(md), "sk-escaped", PRIORITY)


class _Plain(Treeprocessor):
    """Spares text that can hold no inline markup the search for each kind of it: a quarter of all.

    Only where every kind is one of INLINE, all of which begin with one of SIGNS.
    """

    def run(self, root: Element) -> None:
        patterns = self.md.inlinePatterns
        if len(patterns) > sum(name in patterns for name in INLINE):
            return
        for node in root.iter():
            if node.text and not SIGNS.search(node.text):
                node.text = AtomicString(node.text)
            if node.tail and not SIGNS.search(node.tail):
                node.tail = AtomicString(node.tail)


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


class _Escaped(Postprocessor):
    def run(self, text: str) -> str:
        return _LONE.sub("&lt;", text)
