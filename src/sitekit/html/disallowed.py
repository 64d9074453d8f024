"""HTML that authors write: what of it no page may hold."""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FORBIDDEN = frozenset(
    {
        "applet",
        "audio",
        "base",
        "body",
        "button",
        "dialog",
        "embed",
        "form",
        "frame",
        "head",
        "html",
        "iframe",
        "link",
        "main",
        "marquee",
        "math",
        "meta",
        "noscript",
        "object",
        "plaintext",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
        "xmp",
    }
)
DISALLOWED_ATTRIBUTES = frozenset(
    {
        "autofocus",
        "contenteditable",
        "data-component",
        "data-leave",
        "formaction",
        "ping",
        "srcdoc",
        "srcset",
        "style",
        "target",
        "xlink:href",
    }
)
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})
OUTWARD = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_CODE = re.compile(
    r"^([ \t]*)(`{3,}|~{3,}).*?^\1\2|(`+)[^`]+\3|<!--.*?-->", re.MULTILINE | re.DOTALL
)
_TAG = re.compile(r"<[a-zA-Z]")
# Markdown's own ways to the same: {: onclick=… } after a text, and an address that runs.
_WRITTEN = re.compile(
    r"\{:?[^{}\n]*\b(style|on[a-z]+)\s*=[^{}\n]*\}|\]\(\s*<?\s*(javascript|data|vbscript):[^)\n]*",
    re.IGNORECASE,
)


def disallowed_source(text: str) -> Iterator[tuple[int, str]]:
    """Places in a text of scripts, styles, frames, forms and handlers, and what stands there.

    Links and pictures in HTML are disallowed too: only Markdown's are made to lead where they
    should, and get the `rel` that tells nobody where a reader came from.
    """
    text = without_code(text)
    for match in _WRITTEN.finditer(text):
        yield match.start(), match.group()
    if _TAG.search(text):
        reader = _Reader(text)
        reader.feed(text)
        yield from reader.found


@lru_cache(1)  # several checks ask for it, of one article after the other
def without_code(text: str) -> str:
    """A text with spaces for its code and comments; every place in it stays where it is."""
    if not any(sign in text for sign in ("`", "~~~", "<!--")):
        return text
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), text)


def disallowed_rendered(html: str) -> Iterator[str]:
    """What of a rendered text no page may hold, wherever it came from; last, an element left open.

    An open element would swallow what the page has after the text, the way out among it.
    """
    reader = _Rendered()
    reader.feed(html)
    reader.close()
    yield from reader.found
    if reader.open or reader.rawdata:
        yield f"<{(reader.open or ['!--'])[-1]}> without its end"


def _is_disallowed(tag: str, attrs: list[tuple[str, str | None]], *, source: bool) -> bool:
    values = dict(attrs)
    classes = (values.get("class") or "").split()
    return (
        tag in FORBIDDEN
        or any(name in DISALLOWED_ATTRIBUTES or name.startswith("on") for name in values)
        or any(c.startswith("sk-") and c not in {"sk-center", "sk-right"} for c in classes)
        or bool(OUTWARD.match(values.get("src") or ""))
        or (source and any(not (values.get(key) or "#").startswith("#") for key in ("href", "src")))
        or (values.get("href") or "").strip().lower().startswith(("javascript:", "data:"))
    )


class _Rendered(HTMLParser):
    """Collects disallowed start tags of HTML that Markdown has made, and what is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _is_disallowed(tag, attrs, source=False):
            self.found.append(self.get_starttag_text() or tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # to a browser `<div />` is open

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"<![{data}")  # to a browser it ends at the next `>`

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID:
            self.found.append(f"</{tag}> without its beginning")


class _Reader(HTMLParser):
    """Collects start tags that may not stand in a text, with their places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _is_disallowed(tag, attrs, source=True):
            line, column = self.getpos()
            self.found.append((self._starts[line - 1] + column, self.get_starttag_text() or tag))
