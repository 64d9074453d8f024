"""What GitHub's preview shows of a text, beside what its page shows: headings, lists, links, words.

Both are written as HTML and looked at by the same walk, so that HTML in a text is in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitekit.html.dom import Document, attribute, attributes_of, children
from sitekit.model.blocks import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from markdown_it.token import Token

    from sitekit.html.dom import Node
    from sitekit.model.blocks import Parsed

# Extensions of Python-Markdown that change no word, or only in a way that is known here.
WORDS_ARE_KNOWN = {
    *("abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes"),
    *("md_in_html", "meta", "nl2br", "sane_lists", "tables", "toc"),
    *(
        f"pymdownx.{name}"
        for name in (
            *("betterem", "details", "emoji", "highlight", "inlinehilite", "keys", "magiclink"),
            *("saneheaders", "snippets", "superfences", "tabbed", "tasklist", "tilde"),
        )
    ),
}
_BARE = re.compile(r"^(mailto:|https?://(?=www\.))")
_DEEPEST = 200  # elements in one another; nothing deeper is compared
_LINE = "data-written-on"
_BOX = re.compile(r"\[[ xX]\][ \t]+")
_SHORT_CODE = re.compile(r":[+\-\w]+:")
_HEADING = re.compile(r"h([1-6])")
# Written by extensions around or instead of words, or known to differ.
_PASSED_OVER = {"summary", "label", "input", "kbd", "script", "style"}
_PASSED_CLASSES = {
    *("admonition-title", "footnote-ref", "footnote-backref", "headerlink", "toc", "filename"),
    *("linenos", "linenodiv", "tabbed-labels", "keys"),
}
# They end a run of words.
_BLOCKS = {
    *("blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "hr", "li", "ol"),
    *("p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "caption"),
}

Mark = tuple[str, str]  # kind, and what tells it from others: level, depth, target, words


@dataclass(frozen=True)
class Difference:
    """One place where a page shows another structure than the preview."""

    line: int  # from 0
    kind: str  # heading, list, link, picture, code, table, quote or words
    previewed: str
    shown: str


def differences(
    parsed: Iterable[Parsed], shown: Node, *, words: bool = True
) -> tuple[Difference, ...]:
    """Where `shown`, the page's text, differs from what its blocks are on GitHub."""
    pieces = list(parsed)
    # A note may be explained in another piece: those of sources follow a text.
    notes = {one.info for piece in pieces for one in piece.tokens if one.type == "footnote_open"}
    html = "".join(_Preview(one, notes).html() for one in pieces)
    body = Document(f"<!doctype html><main><article>{html}</article></main>").body
    article = body.css_first("main > article")
    if article is None:
        return ()
    wanted, found = _Marks(words=words), _Marks(words=words)
    wanted.read(article)
    found.read(shown)
    if wanted.marks == found.marks:
        return ()
    return tuple(_differences(wanted, found))


def _differences(wanted: _Marks, found: _Marks) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, wanted.marks, found.marks, autojunk=False)
    for change, begin, end, first, last in matcher.get_opcodes():
        if change == "equal":
            continue
        if change == "replace" and end - begin == last - first:
            # As many on both sides: each differs on its own.
            for at, other in zip(range(begin, end), range(first, last), strict=True):
                yield from _difference(wanted, at, at + 1, found.marks[other : other + 1])
        else:
            yield from _difference(wanted, begin, end, found.marks[first:last])


def _difference(
    wanted: _Marks, begin: int, end: int, theirs: Sequence[Mark]
) -> Iterator[Difference]:
    ours = wanted.marks[begin:end]
    if _loose(ours) == _loose(theirs):
        return
    kind = _kind(ours, theirs)
    missing = (at for at in range(begin, end) if wanted.marks[at][0] == kind)
    at = next(missing, min(begin, len(wanted.lines) - 1))
    line = wanted.lines[at] if wanted.lines else 0
    yield Difference(line, kind, _said(ours, theirs, kind), _said(theirs, ours, kind))


def _kind(ours: Sequence[Mark], theirs: Sequence[Mark]) -> str:
    """What differs: of the kinds that are not as often in both, the first; else words."""
    for kind, value in (*ours, *theirs):
        if kind != "words" and ours.count((kind, value)) != theirs.count((kind, value)):
            return kind
    return "words"


def _said(marks: Sequence[Mark], others: Sequence[Mark], kind: str) -> str:
    """What is in `marks` and not in the others, to be shown."""
    values = [value for one, value in marks if one == kind]
    there = [value for one, value in others if one == kind]
    values = [value for value in values if value not in there] or values
    if not values:
        return ""
    words, other = values[0].split(), (there[0].split() if there else [])
    same = 0
    while kind == "words" and same < min(len(words), len(other)) and words[same] == other[same]:
        same += 1
    return " ".join(words[max(0, same - 1) : same + 6]) if kind == "words" else values[0]


def _loose(marks: Sequence[Mark]) -> list[Mark]:
    """Marks without short codes and the signs that extensions show for them, and their words."""
    loose = []
    for kind, value in marks:
        text = _SHORT_CODE.sub("", value)
        text = "".join(sign for sign in text if sign.isascii() or sign.isalnum())
        if kind == "words":
            text = "".join(text.split())
        if text or kind != "words":
            loose.append((kind, text))
    return loose


class _Marks:
    """The marks of an HTML text in their order, with lines where they are known."""

    def __init__(self, *, words: bool) -> None:
        self.marks: list[Mark] = []
        self.lines: list[int] = []
        self._compares_words = words
        self._words: list[str] = []
        self._line = self._begun = self._level = 0

    def read(self, article: Node) -> None:
        self._inside(article, depth=0)
        self._end()

    def _add(self, kind: str, value: str) -> None:
        self.marks.append((kind, value))
        self.lines.append(self._line)

    def _end(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words.clear()
        if words and self._compares_words:
            self.marks.append(("words", words))
            self.lines.append(self._begun)

    def _inside(self, node: Node, depth: int) -> None:
        if self._level > _DEEPEST:
            return
        self._level += 1
        for child in children(node):
            if child.is_text_node:
                if not self._words:
                    self._begun = self._line
                self._words.append(child.text_content or "")
            elif child.is_element_node:
                self._element(child, str(child.tag), depth)
        self._level -= 1

    def _element(self, node: Node, tag: str, depth: int) -> None:
        attributes = attributes_of(node)
        classes = (attributes.get("class") or "").split()
        if tag in _PASSED_OVER or not _PASSED_CLASSES.isdisjoint(classes):
            return
        if _LINE in attributes:
            self._line = int(attributes[_LINE] or 0)
        if tag in _BLOCKS:
            self._end()
        if tag == "div" and "footnote" in classes:
            for note in node.css("li[id^='fn:']"):
                self._inside(note, depth=0)
                self._end()
            return
        if tag == "pre":
            self._add("code", " ".join((node.text() or "").split()))
            return
        self._mark(node, tag, depth)
        self._inside(node, depth + (tag in ("ul", "ol")))
        if tag in _BLOCKS:
            self._end()
        elif tag == "br":
            self._words.append(" ")

    def _mark(self, node: Node, tag: str, depth: int) -> None:
        if heading := _HEADING.fullmatch(tag):
            self._add("heading", heading[1])
        elif tag == "li" and depth:
            self._add("list", str(depth))
        elif tag == "blockquote":
            self._add("quote", "")
        elif tag == "table":
            rows = node.css("tr")
            cells = max((len(row.css("td, th")) for row in rows), default=0)
            self._add("table", f"{len(rows)} × {cells}")
        elif tag == "img":
            shown = " ".join(attribute(node, "alt").split()) if self._compares_words else ""
            self._add("picture", f"{unquote(attribute(node, 'src'))} {shown}".strip())
        elif tag == "a" and "href" in node.attributes:
            target = unquote(attribute(node, "href"))
            words = unquote(" ".join((node.text() or "").split()))
            # A bare address may be a link or not.
            bare = {one.rstrip("/") for one in (target, _BARE.sub("", target))}
            if words.rstrip("/") not in bare:
                self._add("link", " ".join(target.split()))


class _Preview:
    """Writes the blocks of a text as HTML, with the line of each."""

    def __init__(self, parsed: Parsed, notes: AbstractSet[str]) -> None:
        """`notes` are the names of all notes that are explained."""
        self._parsed, self._notes = parsed, notes

    def html(self) -> str:
        """The text, and its notes after it."""
        body, notes = list[str](), list[str]()
        pieces, seen = body, set[str]()
        before = ""
        for token in self._parsed.tokens:
            if token.type == "footnote_open":
                # Of two notes with one name the first counts.
                pieces = notes if token.info not in seen else []
                seen.add(token.info)
            elif token.type == "footnote_close":
                pieces = body
            else:
                pieces.append(self._token(token, in_item=before == "list_item_open"))
            if token.type != "paragraph_open":
                before = token.type
        return "".join((*body, *notes))

    def _token(self, token: Token, *, in_item: bool) -> str:
        line = f' {_LINE}="{token.map[0]}"' if token.map else ""
        if token.type == "inline":
            return self._inline(token, in_item=in_item)
        if token.type in ("fence", "code_block"):
            return f"<pre{line}>\n{escape(token.content)}</pre>"
        if token.type == "html_block":
            return f"<i{line}></i>{token.content}"
        if token.type == "abbreviation" or token.hidden:
            return f"<i{line}></i>"
        if token.type == "element_open":
            given = "".join(f' {name}="{escape(str(v))}"' for name, v in token.attrs.items())
            return f"<{token.tag}{given}{line}>"
        return f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}{line}>"

    def _inline(self, token: Token, *, in_item: bool) -> str:
        content = token.content
        if content.strip() == "[TOC]":
            return ""
        box = _BOX.match(content) if in_item else None
        inside = self._parsed.children(token)
        if not inside:
            return escape(content[box.end() :] if box else content, quote=False)
        line = token.map[0] if token.map else 0
        written = "".join(self._written(inside, line))
        return _BOX.sub("", written, count=1) if box else written

    def _written(self, inside: Sequence[Token], line: int) -> Iterator[str]:
        for child in inside:
            if child.type == "text":
                yield escape(child.content, quote=False)
            elif child.type in ("softbreak", "hardbreak"):
                line += 1
                yield "\n"
            elif child.type == "code_inline":
                yield f"<code>{escape(child.content, quote=False)}</code>"
            elif child.type == "link_open":
                yield f'<a href="{escape(str(child.attrs.get("href", "")))}" {_LINE}="{line}">'
            elif child.type == "link_close":
                yield "</a>"
            elif child.type == "image":
                src, alt = str(child.attrs.get("src", "")), words_of(child.content)
                yield f'<img src="{escape(src)}" alt="{escape(alt)}" {_LINE}="{line}">'
            elif child.type == "html_inline":
                yield child.content
            elif child.type == "footnote_mark" and child.content not in self._notes:
                yield f"[^{escape(child.content)}]"
