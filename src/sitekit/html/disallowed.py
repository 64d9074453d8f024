"""HTML that authors write: what of it no page of ours may hold."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

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
UNFIT = frozenset(
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
# What Markdown writes: where every `<` begins one of these, there is one way to read a text.
_PLAIN_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z][a-z-]*=\"[^\"<>]*\")*)( /)?>")
_RAW = re.compile(
    r"<(script|style|textarea|title|xmp|plaintext|iframe|noscript|noembed|noframes)\b"
)
_ATTRIBUTE = re.compile(r"([a-z-]+)=\"([^\"]*)\"")
# Markdown's own ways to the same: {: onclick=… } after a text, and an address that runs.
_WRITTEN = re.compile(
    r"\{:?[^{}\n]*\b(style|on[a-z]+)\s*=[^{}\n]*\}|\]\(\s*<?\s*(javascript|data|vbscript):[^)\n]*",
    re.IGNORECASE,
)


def unfit_html(text: str) -> Iterator[tuple[int, str]]:
    """Places in a text of scripts, styles, frames, forms and handlers, and what stands there.

    A link is unfit in HTML too, and so is a picture: only Markdown's are made to lead where they
    should, and get the `rel` that tells nobody where a reader came from.
    """
    text = without_code(text)
    for match in _WRITTEN.finditer(text):
        yield match.start(), match.group()
    if _TAG.search(text):
        reader = _Reader(text)
        reader.feed(text)
        yield from reader.unfit


def around(html: str, place: str) -> tuple[str, str]:
    """A page's text before and after `place`, where a list is to stand; without it, at the end."""
    before, _, after = html.partition(place)
    return before, after


def is_readable(address: str) -> bool:
    """Whether it is an address at all; what stands in brackets may look like IPv6 and be none."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


@lru_cache(1)  # several checks ask for it, of one article after the other
def without_code(text: str) -> str:
    """A text with spaces for its code and comments; every place in it stays where it is."""
    if not any(sign in text for sign in ("`", "~~~", "<!--")):
        return text
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), text)


def unfit_rendered(html: str) -> Iterator[str]:
    """What of a rendered text no page may hold, wherever it came from; last, an element left open.

    An open element would swallow what the page has after the text, the way out among it.
    """
    reader = _Rendered()
    tags = _PLAIN_TAG.findall(html)
    if _is_plain(html, len(tags)):
        for end, tag, attributes, _ in tags:
            if end:
                reader.handle_endtag(tag)
            else:
                reader.begin(tag, f"<{tag}{attributes}>", unfit=_is_plain_unfit(tag, attributes))
    else:
        reader.feed(html)
        reader.close()
    yield from reader.found
    if reader.open or reader.rawdata:
        yield f"<{(reader.open or ['!--'])[-1]}> without its end"


def read(reader: HTMLParser, html: str) -> None:
    """Feed all of `html` to `reader`; much faster where there is only one way to read it."""
    pieces = _PLAIN_TAG.split(html)  # text, four groups of a tag, text, …, text
    if not _is_plain(html, len(pieces) // 5):
        reader.feed(html)
        reader.close()
        return
    pieces += [""] * 4
    for text, end, tag, attributes, alone in zip(*[iter(pieces)] * 5, strict=True):
        if text:
            reader.handle_data(unescape(text))
        if end:
            reader.handle_endtag(tag)
        elif alone:
            reader.handle_startendtag(tag, _attributes(attributes))
        elif tag:
            reader.handle_starttag(tag, _attributes(attributes))


def _is_plain(html: str, tags: int) -> bool:
    return html.count("<") == tags and not _RAW.search(html)


@lru_cache(4096)  # nearly all tags of a site are the same few
def _is_plain_unfit(tag: str, attributes: str) -> bool:
    return _is_unfit(tag, _attributes(attributes), source=False)


@lru_cache(4096)
def _attributes(text: str) -> list[tuple[str, str | None]]:
    return [(name, unescape(value)) for name, value in _ATTRIBUTE.findall(text)]


def _is_unfit(tag: str, attrs: list[tuple[str, str | None]], *, source: bool) -> bool:
    values = dict(attrs)
    classes = (values.get("class") or "").split()
    return (
        tag in FORBIDDEN
        or any(name in UNFIT or name.startswith("on") for name in values)
        or any(c.startswith("sk-") and c not in {"sk-center", "sk-right"} for c in classes)
        or bool(OUTWARD.match(values.get("src") or ""))
        or (source and any(not (values.get(key) or "#").startswith("#") for key in ("href", "src")))
        or (values.get("href") or "").strip().lower().startswith(("javascript:", "data:"))
    )


class _Rendered(HTMLParser):
    """Collects unfit start tags of HTML that Markdown has made, and what is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        unfit = _is_unfit(tag, attrs, source=False)
        self.begin(tag, self.get_starttag_text() or tag, unfit=unfit)

    def begin(self, tag: str, text: str, *, unfit: bool) -> None:
        if unfit:
            self.found.append(text)
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
        self.unfit: list[tuple[int, str]] = []
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _is_unfit(tag, attrs, source=True):
            line, column = self.getpos()
            self.unfit.append((self._starts[line - 1] + column, self.get_starttag_text() or tag))
