"""HTML that authors write: what of it no page of ours may hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAMES = frozenset({"iframe", "frame", "object", "embed", "audio", "video"})
FORBIDDEN = FRAMES | {"script", "style", "link", "meta", "base", "form", "button"}
_CODE = re.compile(r"^([ \t]*)(```|~~~).*?^\1\2|(`+)[^`]+\3", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z]")
# Markdown's own ways to the same: {: onclick=… } after a text, and an address that runs.
_WRITTEN = re.compile(
    r"\{:?[^{}\n]*\b(style|on[a-z]+)\s*=[^{}\n]*\}|\]\(\s*<?\s*(javascript|data|vbscript):[^)\n]*",
    re.IGNORECASE,
)


def unfit_html(text: str) -> Iterator[tuple[int, str]]:
    """Places in a text of scripts, styles, frames, forms and handlers, and what stands there.

    A link to another site is unfit in HTML too: only Markdown's get the `rel` that tells nobody
    where a reader came from.
    """
    text = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), text)
    for match in _WRITTEN.finditer(text):
        yield match.start(), match.group()
    if _TAG.search(text):
        reader = _Reader(text)
        reader.feed(text)
        yield from reader.unfit


class _Reader(HTMLParser):
    """Collects start tags that may not stand in a text, with their places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.unfit: list[tuple[int, str]] = []
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        handles = any(name == "style" or name.startswith("on") for name, _ in attrs)
        address = dict(attrs).get("href") or ""
        if tag in FORBIDDEN or handles or re.match(r"//|\w+:", address):
            line, column = self.getpos()
            self.unfit.append((self._starts[line - 1] + column, self.get_starttag_text() or tag))
