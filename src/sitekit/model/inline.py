"""What is inside the lines of a text: words, links, pictures, notes, code and HTML, with lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Kind = Literal["link", "image", "note", "html", "attributes"]

_PLAIN = re.compile(r"[^\[\]<>&`*_~{}\\!+\n]*")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[^}\n %{][^\n}]*\}")
_KEY = r"""(?:[\w\-]+|"(?:\\.|[^"])+"|'(?:\\.|[^'])+')"""
_KEYS = re.compile(rf"\+{{2}}{_KEY}(?:\+{_KEY})*\+{{2}}")
_ELEMENTS = {"link_close", "image", "code_inline", "em_close", "strong_close", "s_close", "keys"}
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHORT = 3  # letters of a text that may stand anywhere in a line


@dataclass(frozen=True)
class Piece:
    """A link, a picture, the mark of a note, an HTML tag or an attribute list."""

    kind: Kind
    value: str  # target, key, or as written
    line: int  # from 0, in the text
    words: str = ""  # of a link, or what a picture shows
    is_defined_elsewhere: bool = False  # a link by reference, whose target stands on another line


def add_rules(parser: MarkdownIt) -> None:
    """Notes and attribute lists, which this site's Markdown has too."""
    parser.inline.ruler.before("link", "footnote_mark", _footnote_mark)
    parser.inline.ruler.push("attributes", _attribute_list)
    parser.inline.ruler.before("text", "keys", _keys)


def children_of(content: str, parser: MarkdownIt, env: dict[str, Any]) -> Sequence[Token]:
    """Tokens of what is inside one block; none where it is nothing but words on a line."""
    if _PLAIN.fullmatch(content):
        return ()
    tokens: list[Token] = []
    parser.inline.parse(content, parser, env, tokens)
    for token in tokens:
        if token.type == "text_special":  # an escaped sign or an entity
            token.type = "text"
    return tokens


def words_of(content: str, children: Sequence[Token]) -> str:
    """The words that readers see, on one line."""
    return " ".join("".join(map(_words, children)).split()) if children else content


def pieces_of(content: str, children: Sequence[Token], line: int) -> Iterator[Piece]:
    """The pieces of one block, which begins on `line`; found again where they are written."""
    at, opened = 0, list[tuple[str, int, list[str], bool]]()
    for child in children:
        if child.type in ("link_open", "image"):
            target = str(child.attrs.get("href" if child.type == "link_open" else "src", ""))
            place = content.find(target, at) if target else -1
            where = line + content.count("\n", 0, place if place >= 0 else at)
            if child.type == "link_open":
                opened.append((target, where, [], place < 0))
                continue
            at = max(at, place + len(target))
            words = "".join(map(_words, child.children or ()))
            for _, _, shown, _ in opened:
                shown.append(words)
            yield Piece("image", target, where, words, place < 0)
        elif child.type == "link_close" and opened:
            target, where, shown, elsewhere = opened.pop()
            at = max(at, content.find(target, at) + len(target)) if not elsewhere else at
            yield Piece("link", target, where, "".join(shown), elsewhere)
        else:
            begin, at = _place(content, child, at)
            number = line + content.count("\n", 0, begin)
            if child.type == "footnote_mark":
                yield Piece("note", child.content, number)
            elif child.type == "html_inline":
                yield Piece("html", child.content, number)
            elif child.type == "attributes":
                yield Piece("attributes", child.content, number)
        for _, _, shown, _ in opened:
            shown.append(_words(child))


def hidden_in(content: str, children: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Code and comments of a block as written, a line each, with the line from 0."""
    at = 0
    comments = [] if children else [match.span() for match in _COMMENT.finditer(content)]
    for child in children:
        begin, end = _place(content, child, at)
        if child.type == "code_inline" or (
            child.type == "html_inline" and child.content.startswith("<!--")
        ):
            comments.append((begin, end))
        at = max(at, end)
    for begin, end in comments:
        for n, written in enumerate(content[begin:end].split("\n")):
            yield content.count("\n", 0, begin) + n, written.strip()


def _place(content: str, child: Token, at: int) -> tuple[int, int]:
    """Where a token begins, and where the next one may; what is not found again is passed over."""
    if child.type in ("softbreak", "hardbreak"):
        end = content.find("\n", at) + 1
        return at, end or at
    if child.type == "code_inline":
        begin = content.find(child.markup, at)
        end = content.find(child.markup, begin + len(child.markup))
        return begin, end + len(child.markup)
    written = f"[^{child.content}]" if child.type == "footnote_mark" else child.content
    begin = content.find(written, at) if written else -1
    # A short word may be found again far away.
    if begin < 0 or (len(written) < _SHORT and "\n" in content[at:begin]):
        return at, at
    return begin, begin + len(written)


def _words(token: Token) -> str:
    if token.type == "image":
        return "".join(map(_words, token.children or ()))
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type in ("text", "code_inline") else ""


def _footnote_mark(state: StateInline, silent: bool) -> bool:
    mark = _NOTE.match(state.src, state.pos)
    if not mark:
        return False
    if not silent:
        state.push("footnote_mark", "", 0).content = mark[1]
    state.pos = mark.end()
    return True


def _attribute_list(state: StateInline, silent: bool) -> bool:
    """`{ .name }` straight after an element, or for a whole block at its end."""
    if state.src[state.pos] != "{":
        return False
    found = _ATTRIBUTES.match(state.src, state.pos)
    if not found:
        return False
    if not _follows_element(state) and not _ends_block(state, found.end()):
        return False
    if not silent:
        state.push("attributes", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _follows_element(state: StateInline) -> bool:
    if state.pending or not state.tokens:
        return False
    last = state.tokens[-1]
    if last.type in _ELEMENTS:
        return True
    if not last.content or last.content.strip("*_~") or not state.delimiters:
        return False
    end = state.delimiters[-1]
    return end.close and any(one.open and one.marker == end.marker for one in state.delimiters[:-1])


def _ends_block(state: StateInline, end: int) -> bool:
    before = state.src[: state.pos].rstrip(" ")
    if state.src[end:].strip(" "):
        return False
    if state.env.get("ends_with_attributes"):
        return before != state.src[: state.pos]
    return before.endswith("\n")


def _keys(state: StateInline, silent: bool) -> bool:
    """`++ctrl+c++`, which is shown as keys."""
    found = _KEYS.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("keys", "", 0).content = found[0]
    state.pos = found.end()
    return True
