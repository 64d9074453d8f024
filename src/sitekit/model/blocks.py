"""The blocks of a Markdown text, each with its lines: one parse for its page and for lint rules.

Blocks are those of GitHub Flavored Markdown (https://github.github.com/gfm/), and those of
Python-Markdown that say more: admonitions, tabs, notes, definitions, abbreviations, and elements
with a `markdown` attribute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from sitekit.model import inline
from sitekit.model.inline import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.ruler import RuleOptionsType, Ruler
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

# What the extensions of Python-Markdown add, by the names of their block processors.
SYNTAX = frozenset({"admonition", "details", "tabbed", "footnote", "deflist", "abbr", "html"})
DEEPEST = 100  # levels of tokens; the library drops what is deeper in silence
_KEPT = 64  # texts whose blocks are remembered, until their pages are made
_INDENT = 4  # columns of what belongs to a block of Python-Markdown

_ADMONITION = r'!!! ?[\w\-]+(?: +[\w\-]+)*(?: +".*?")? *'
_DETAILS = r'\?{3}\+? ?(?:(?:[\w\-]+(?: +[\w\-]+)*?)?(?: +".*?")|(?:[\w\-]+(?: +[\w\-]+)*?)) *'
_TABBED = r'={3}(?:\+|\+!|!\+|!)? +".*?" *'
_TITLE = re.compile(r'"(.*)"')
_HEADERS = {"admonition": _ADMONITION, "details": _DETAILS, "tabbed": _TABBED}
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_ABBREVIATION = re.compile(r"[*]\[[^\\\n]*?\][ ]?:.*")
_DEFINITION = re.compile(r":[ ]{1,3}(?=\S)")
_DEFINES = re.compile(r"^[ \t>]*:[ ]{1,3}\S", re.MULTILINE)
_OPEN = re.compile(
    r"<([a-zA-Z][\w-]*)((?:\s+[\w:.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)\s*>"
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_ONE_LINE = re.compile(r"<([a-zA-Z][\w-]*)\b[^>]*>.*</\1>\s*", re.DOTALL)
ALERTS = ("note", "tip", "important", "warning", "caution")
_ALERT = re.compile(rf"\[!({'|'.join(ALERTS)})\][ \t]*(?:\n|$)", re.IGNORECASE)
_ENDS_WITH_ATTRIBUTES = {"heading_open", "dt_open", "td_open", "th_open"}
# Elements with a `markdown` attribute whose inside is one run of words.
_RUNS = {
    *("address", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "p", "summary"),
    *("td", "th"),
}


@dataclass(frozen=True)
class Parsed:
    """A text and its blocks, as tokens of markdown-it; `map` of a token are its lines, from 0."""

    text: str
    tokens: Sequence[Token]
    references: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # with their lines
    syntax: frozenset[str] = SYNTAX

    def children(self, token: Token) -> Sequence[Token]:
        """What is inside a block of words; none where it is nothing but words on a line."""
        if id(token) not in self._children:
            env = {"references": dict(self.references), **token.meta}
            found = inline.children_of(token.content, _parser(self.syntax), env)
            self._children[id(token)] = found
        return self._children[id(token)]

    @cached_property
    def _children(self) -> dict[int, Sequence[Token]]:
        return {}

    def words(self, token: Token) -> str:
        """The words of a block, as readers see them."""
        return inline.words_of(token.content, self.children(token))

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All links, pictures, marks of notes and HTML outside code, in their order."""
        return tuple(self._pieces())

    def _pieces(self) -> Iterator[Piece]:
        for token in self.tokens:
            if token.type == "html_block" and token.map:
                yield Piece("html", token.content, token.map[0])
            elif token.type == "element_open" and token.map:
                shown = " ".join([token.tag, *(f'{k}="{v}"' for k, v in token.attrs.items())])
                yield Piece("html", f"<{shown}>", token.map[0])
            elif token.type == "inline" and token.map:
                yield from self._pieces_of(token.content, self.children(token), token.map[0])
            elif token.type == "container_open" and token.map:
                for title in _TITLE.findall(token.info):
                    env = {"references": dict(self.references)}
                    children = inline.children_of(title, _parser(self.syntax), env)
                    yield from self._pieces_of(title, children, token.map[0])

    def _pieces_of(self, content: str, children: Sequence[Token], line: int) -> Iterator[Piece]:
        for piece in inline.pieces_of(content, children, line):
            yield self._where_defined(piece) if piece.is_defined_elsewhere else piece

    def _where_defined(self, piece: Piece) -> Piece:
        for reference in self.references.values():
            if reference["href"] == piece.value:
                return replace(piece, line=reference["map"][0])
        return piece

    @cached_property
    def without_code(self) -> str:
        """The text with spaces for its code and comments; every place in it stays where it is."""
        lines = self.text.split("\n")
        for number in self.code_lines & set(range(len(lines))):
            lines[number] = " " * len(lines[number])
        for token in self.tokens:
            if token.map and token.type in ("inline", "html_block"):
                hidden = inline.hidden_in(token.content, self._inside(token))
                _blank(lines, token.map[0], hidden)
        return "\n".join(lines)

    def _inside(self, token: Token) -> Sequence[Token]:
        return self.children(token) if token.type == "inline" else ()

    @cached_property
    def code_lines(self) -> frozenset[int]:
        """Lines of blocks of code, from 0, those of their marks among them."""
        blocks = [one.map for one in self.tokens if one.type in ("fence", "code_block") and one.map]
        return frozenset(line for begin, end in blocks for line in range(begin, end))


def _blank(lines: list[str], at: int, hidden: Iterator[tuple[int, str]]) -> None:
    """Put spaces for pieces of a block that begins on a line; each is on one line of it."""
    begins: dict[int, int] = {}
    for line, written in hidden:
        number = at + line
        if number < len(lines) and written:
            begin = lines[number].find(written, begins.get(number, 0))
            if begin >= 0:
                end = begins[number] = begin + len(written)
                lines[number] = lines[number][:begin] + " " * len(written) + lines[number][end:]


@lru_cache(_KEPT)
def parse_blocks(text: str, syntax: frozenset[str] = SYNTAX) -> Parsed:
    """The blocks of a text; nobody may change them. `syntax` names what is more than GitHub's."""
    if not text.strip():
        return Parsed(text, ())
    tokens: list[Token] = []
    env: dict[str, Any] = {"defines": bool(_DEFINES.search(text))}
    parser = _parser(syntax)
    parser.block.parse(text, parser, env, tokens)
    _mark(tokens)
    return Parsed(text, tokens, env.get("references", {}), syntax)


def _mark(tokens: list[Token]) -> None:
    """Tell alerts from quotes, and where attributes of a whole block may stand."""
    for at, token in enumerate(tokens):
        if token.type == "inline" and tokens[at - 1].type in _ENDS_WITH_ATTRIBUTES:
            token.meta = {"ends_with_attributes": True}
        elif token.type == "blockquote_open" and token.level == 0:
            inside = tokens[at + 2] if tokens[at + 1].type == "paragraph_open" else None
            alert = _ALERT.match(inside.content) if inside else None
            if alert and inside and inside.map and not _is_empty(tokens, at, alert.end()):
                token.type, token.tag, token.info = "alert_open", "div", alert[1].lower()
                end = next(n for n in range(at + 1, len(tokens)) if tokens[n].level == 0)
                tokens[end].type, tokens[end].tag = "alert_close", "div"
                inside.content = inside.content[alert.end() :].lstrip()
                inside.map = [inside.map[0] + 1, inside.map[1]]


def _is_empty(tokens: list[Token], at: int, begin: int) -> bool:
    """Whether a quote holds nothing but the mark of an alert; then it is a quote."""
    rest = tokens[at + 2].content[begin:].strip()
    return not rest and tokens[at + 4].type == "blockquote_close"


def words_of(text: str) -> str:
    """The words of a line, without its marks; what a picture shows stands for it."""
    return inline.words_of(text, inline.children_of(text, _parser(SYNTAX), {}))


@lru_cache
def _parser(syntax: frozenset[str]) -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # 70 ms, on a change only

    class Parser(MarkdownIt):
        """Takes addresses as they are written; whether they may be used is looked at later."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802  # the library's own name
            return url

        def validateLink(self, url: str) -> bool:  # noqa: N802
            return True

    parser = Parser("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    inline.add_rules(parser)
    rules = parser.block.ruler
    reference = next(rule for rule in rules.getRules("") if rule.__name__ == "reference")

    def with_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """A definition of a link, which the library keeps without its lines."""
        before = set(state.env.get("references", ()))
        found = reference(state, start, end, silent)
        if found and not silent:
            for label in state.env["references"].keys() - before:
                state.env["references"][label]["map"] = (start, state.line)
        return found

    rules.at("reference", with_lines)
    _add_syntax(rules, syntax)
    return parser


def _add_syntax(rules: Ruler[RuleFuncBlockType], syntax: frozenset[str]) -> None:
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    headers = [_HEADERS[name] for name in sorted(_HEADERS.keys() & syntax)]
    if headers:
        header = re.compile("|".join(headers))

        def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
            return _container(header, state, start, end, silent)

        rules.before("table", "container", container, ends)
    if "footnote" in syntax:
        rules.before("reference", "footnote", _footnote, ends)
    if "abbr" in syntax:
        rules.before("list", "abbr", _abbreviation, ends)
    if "html" in syntax:
        rules.before("html_block", "html_element", _element, ends)
        rules.before("html_block", "html_line", _element_line)
    if "deflist" in syntax:
        rules.before("lheading", "deflist", _definitions)
        rules.before("lheading", "definition", _next_definition, {"alt": ["paragraph"]})


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _container(
    header: re.Pattern[str], state: StateBlock, start: int, end: int, silent: bool
) -> bool:
    """An admonition, a box that opens, or a tab: a line, and what is indented below it."""
    if state.sCount[start] != state.blkIndent:
        return False
    line = _line(state, start)
    if line[:1] not in "!?=" or not header.fullmatch(line):
        return False
    if silent:
        return True
    last = after = start + 1
    while after < min(end, state.lineMax):
        if not state.isEmpty(after):
            if state.sCount[after] - state.blkIndent < _INDENT:
                break
            last = after + 1
        after += 1
    token = state.push("container_open", "div", 1)
    token.map, token.info = [start, last], line
    _nested(state, start + 1, last, state.blkIndent + _INDENT)
    state.push("container_close", "div", -1)
    state.line = last
    return True


def _nested(state: StateBlock, start: int, end: int, indent: int) -> None:
    """Blocks of their own between two lines; a paragraph does not go on after the last."""
    old = state.lineMax, state.blkIndent, state.listIndent, state.parentType
    state.lineMax, state.blkIndent, state.listIndent, state.parentType = end, indent, -1, "root"
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.blkIndent, state.listIndent, state.parentType = old


def _inside(state: StateBlock, start: int, end: int, begin: int) -> None:
    """Blocks from the character `begin` of a line on, and of the lines that are indented below."""
    old = state.bMarks[start], state.tShift[start], state.sCount[start]
    outer = state.blkIndent, state.listIndent, state.parentType
    state.blkIndent += _INDENT
    state.listIndent, state.parentType = -1, "list"
    state.bMarks[start], state.tShift[start], state.sCount[start] = begin, 0, state.blkIndent
    state.tight = True
    state.md.block.tokenize(state, start, end)
    state.blkIndent, state.listIndent, state.parentType = outer
    state.bMarks[start], state.tShift[start], state.sCount[start] = old


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    note = _NOTE.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if not note:
        return False
    if silent:
        return True
    token = state.push("footnote_open", "li", 1)
    token.map = lines = [start, 0]
    token.info = note[1]
    if note.end() < state.eMarks[start]:
        _inside(state, start, end, note.end())
    else:
        state.line = start + 1
        if state.line < end and state.sCount[state.line] - state.blkIndent >= _INDENT:
            _nested(state, state.line, end, state.blkIndent + _INDENT)
    state.push("footnote_close", "li", -1)
    lines[1] = state.line
    return True


def _abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not _ABBREVIATION.fullmatch(_line(state, start)):
        return False
    if not silent:
        token = state.push("abbreviation", "abbr", 0)
        token.map, token.content = [start, start + 1], _line(state, start)
        state.line = start + 1
    return True


def _definitions(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Terms, a line each, and below them what they mean, after `:`."""
    if silent or not state.env["defines"] or state.is_code_block(start):
        return False
    limit = min(end, state.lineMax)
    ends = state.md.block.ruler.getRules("paragraph")
    line = start
    while line < limit and not state.isEmpty(line) and not _defines(state, line):
        if state.sCount[line] < state.blkIndent:
            return False
        if line > start and any(rule(state, line, limit, True) for rule in ends):
            return False
        line += 1
    terms, after = range(start, line), state.skipEmptyLines(line)
    if not terms or after >= limit or not _defines(state, after):
        return False
    token = state.push("dl_open", "dl", 1)
    token.map = lines = [start, 0]
    outer, state.env["definitions"] = state.env.get("definitions"), state.blkIndent
    for term in terms:
        state.push("dt_open", "dt", 1).map = [term, term + 1]
        _run(state, _line(state, term).strip(), term, term + 1)
        state.push("dt_close", "dt", -1)
    while after < limit and _defines(state, after):
        line = _definition(state, after, limit, loose=after > line)
        after = state.skipEmptyLines(line)
    state.env["definitions"] = outer
    state.push("dl_close", "dl", -1)
    lines[1] = state.line = line
    return True


def _next_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The next meaning of a term ends a paragraph in the one before."""
    indent = state.env.get("definitions")
    return silent and indent is not None and _defines(state, start, indent)


def _defines(state: StateBlock, line: int, indent: int | None = None) -> bool:
    indent = state.sCount[line] - (state.blkIndent if indent is None else indent)
    return 0 <= indent < _INDENT and bool(_DEFINITION.match(_line(state, line)))


def _definition(state: StateBlock, line: int, end: int, *, loose: bool) -> int:
    """What a term means; the line after it."""
    mark = _DEFINITION.match(_line(state, line))
    assert mark is not None  # noqa: S101  # looked for before
    token = state.push("dd_open", "dd", 1)
    token.map = lines = [line, 0]
    first = len(state.tokens)
    tight = state.tight
    _inside(state, line, end, state.bMarks[line] + state.tShift[line] + mark.end())
    if state.tight and not loose:
        for inside in state.tokens[first:]:
            if inside.level == token.level + 1 and inside.type.startswith("paragraph"):
                inside.hidden = True
    state.tight = tight
    state.push("dd_close", "dd", -1)
    after = state.line
    while after > line + 1 and state.isEmpty(after - 1):
        after -= 1
    lines[1] = after
    return after


def _run(state: StateBlock, text: str, start: int, end: int) -> None:
    token = state.push("inline", "", 0)
    token.map, token.content, token.children = [start, end], text, []


def _element(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """An element with a `markdown` attribute, to the line of its end."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("<", begin):
        return False
    opened = _OPEN.match(state.src, begin)
    if not opened or " markdown" not in opened[2]:
        return False
    attributes = {
        m[1]: next((v for v in m.groups()[1:] if v is not None), m[1])
        for m in _ATTRIBUTE.finditer(opened[2])
    }
    if "markdown" not in attributes:  # a value of another says so
        return False
    limit = min(end, state.lineMax)
    first = start + opened[0].count("\n")
    closed = first < limit and _closed(state, opened[1], first, limit, opened.end())
    if not closed:
        return False
    if silent:
        return True
    last, inside, outside = closed
    mode = attributes.pop("markdown")
    token = state.push("element_open", opened[1].lower(), 1)
    token.map = [start, last + 1]
    token.attrs = dict(attributes)
    run = mode == "span" or (mode != "block" and token.tag in _RUNS)
    if mode == "0" or run:
        content = state.src[opened.end() : inside]
        empty = len(content) - len(content.lstrip("\n"))
        _run(state, content.strip("\n"), first + empty, last + 1)
        token.info = "span" if run else "raw"
    else:
        ends, depth = state.eMarks[last], state.env.get("elements", 0)
        old = state.bMarks[first], state.tShift[first], state.sCount[first]
        state.bMarks[first], state.tShift[first] = opened.end(), 0
        state.sCount[first] = state.blkIndent
        state.eMarks[last] = inside
        state.env["elements"] = depth + 1
        _nested(state, first, last + 1, state.blkIndent)
        state.env["elements"] = depth
        state.eMarks[last] = ends
        state.bMarks[first], state.tShift[first], state.sCount[first] = old
    state.push("element_close", token.tag, -1)
    if rest := state.src[outside : state.eMarks[last]].strip():
        state.push("paragraph_open", "p", 1).map = [last, last + 1]
        _run(state, rest, last, last + 1)
        state.push("paragraph_close", "p", -1)
    state.line = last + 1
    return True


def _closed(
    state: StateBlock, tag: str, line: int, end: int, begin: int
) -> tuple[int, int, int] | None:
    """Line of an element's end tag, and where that begins and ends; code is passed over."""
    tags = re.compile(rf"<(/?){re.escape(tag)}\b[^>]*>|(`+)[^`\n]+\2", re.IGNORECASE)
    depth, fence = 1, ""
    for number in range(line, end):
        mark = _FENCE.match(state.src, state.bMarks[number], state.eMarks[number])
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            continue
        if fence:
            continue
        for found in tags.finditer(
            state.src, begin if number == line else state.bMarks[number], state.eMarks[number]
        ):
            if found[2]:
                continue
            depth += -1 if found[1] else 1
            if depth == 0:
                return number, found.start(), found.end()
    return None


def _element_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """In an element with `markdown`, one that begins and ends on a line is no more than it."""
    if not state.env.get("elements") or state.is_code_block(start):
        return False
    if not _ONE_LINE.fullmatch(_line(state, start)):
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.map, token.content = [start, start + 1], _line(state, start) + "\n"
        state.line = start + 1
    return True
