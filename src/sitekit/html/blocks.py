"""Blocks as GitHub sees them, in Python-Markdown's tree; what is inside a line stays its own."""

from __future__ import annotations

import html
import re
import string
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.util import ETX, STX, AtomicString, code_escape

from sitekit.html.links import References, register
from sitekit.model.blocks import SYNTAX, Parsed, parse_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from markdown import Markdown
    from markdown.blockprocessors import BlockProcessor
    from markdown_it.token import Token

# Block processors whose syntax the parser knows. With any other, Python-Markdown's own is used.
_KNOWN = {
    "markdown.blockprocessors",
    *(
        f"markdown.extensions.{name}"
        for name in ("abbr", "admonition", "def_list", "footnotes", "md_in_html", "sane_lists")
    ),
    "markdown.extensions.tables",
    *(f"pymdownx.{name}" for name in ("details", "saneheaders", "superfences", "tabbed")),
}
# Done here, where the blocks are known, and no longer by regular expression over the whole text.
_SILENT = ("fenced_code_block", "html_block")
_NAMES = {"html": "markdown_block"}  # of our syntax, where Python-Markdown's is another
_LANGUAGE = re.compile(r"[\w#+.-]+")
_ATTRIBUTES = re.compile(r"^(.*#)[ ]+\{:?[ ]*([^\}\n ][^\n]*)\}$")
_TAG = re.compile(r"</?([^ >!?@%][^ >]*)")  # as Python-Markdown looks for it
_ATTRIBUTES_PRIORITY = 8
_NORMALIZE_PRIORITY = 30  # Python-Markdown's own


class GitHubBlocks(Extension):
    """The block parser; the first of all extensions, so that all others find it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        parser = BlockTree(md)
        parser.blockprocessors = md.parser.blockprocessors
        for processor in parser.blockprocessors:
            processor.parser = parser
        md.parser = parser
        md.ESCAPED_CHARS = list(string.punctuation)
        md.references = References(md)
        md.preprocessors.register(_Normalized(md), "normalize_whitespace", _NORMALIZE_PRIORITY)


class GitHubBlocksEnd(Extension):
    """The last of all extensions: it looks at what the others have registered."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        if isinstance(md.parser, BlockTree):
            md.parser.begin()
        register(md)
        if "attr_list" in md.treeprocessors:
            md.treeprocessors.register(_Attributes(md), "attr_list", _ATTRIBUTES_PRIORITY)


class _Attributes(AttrListTreeprocessor):
    """Attribute lists; `{% … %}` and `{{ … }}` are words."""

    _BRACES = r"\{:?[ ]*([^}\n %{][^\n]*)\}"
    HEADER_RE = re.compile(rf"[ ]+{_BRACES}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{_BRACES}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{_BRACES}")  # type: ignore[misc]


class BlockTree(BlockParser):
    """Writes the blocks of a parse into the tree, and asks the extensions for what is theirs."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.foreign: tuple[str, ...] = ()  # block processors whose syntax is not known
        self.given: Parsed | None = None  # blocks of the text, where they are known already
        self._syntax = SYNTAX
        self._is_document = False  # whether what is parsed next is the whole of it
        self.titles: Mapping[str, str] = {}  # of boxes without one, by their kind
        self.read: list[Parsed] = []  # the blocks of the last document
        self.lines: list[str] = []  # of the last document, with what was put into it
        self._notes: dict[str, Sequence[Token]] = {}
        self._fence: Callable[[list[str]], list[str]] | None = None
        # What each kind of block becomes; it may say at which token to go on.
        self._writers: dict[str, Callable[[list[Element], Sequence[Token], int], int | None]] = {
            "inline": self._inline,
            "heading_open": self._heading,
            "hr": self._rule,
            "ordered_list_open": self._ordered,
            "alert_open": self._alert,
            "dl_open": self._definitions,
            "th_open": self._cell,
            "td_open": self._cell,
            "code_block": self._indented,
            "fence": self._fenced,
            "html_block": self._html,
            "container_open": self._container,
            "abbreviation": self._abbreviation,
            "footnote_open": self._footnote,
            "element_open": self._element,
        }

    def begin(self) -> None:
        """See which processors there are, and take over what preprocessors do."""
        processors = self.blockprocessors
        self.foreign = tuple(
            type(one).__module__ for one in processors if type(one).__module__ not in _KNOWN
        )
        if self.foreign:
            return
        self._syntax = frozenset(name for name in SYNTAX if _NAMES.get(name, name) in processors)
        for name in _SILENT:
            if name in self.md.preprocessors:
                # Extensions look one another up, so it stays where it is.
                processor: Any = self.md.preprocessors[name]
                if name == "fenced_code_block":
                    self._fence = processor.run
                processor.run = _unchanged

    def parseDocument(self, lines: Iterable[str]) -> Any:  # noqa: N802  # Markdown's own name
        self._notes.clear()
        self.read, self.lines = [], list(lines)
        if self.foreign:
            self.read = [parse_blocks("\n".join(self.lines))]
            return super().parseDocument(self.lines)
        self._is_document = True
        return super().parseDocument(self.lines)

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802
        if self.foreign:
            super().parseChunk(parent, text)
        elif text in self._notes:
            self._build(parent, self._notes[text])
            if len(parent) and (parent[-1].text or "").startswith(STX):
                SubElement(parent, "p").text = ""  # the link back does not go into code
        else:
            blocks = self._blocks(text)
            self._is_document = False
            self._build(parent, blocks)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        if self.foreign:
            super().parseBlocks(parent, blocks)
            return
        text = "\n\n".join(blocks)
        blocks.clear()
        self.parseChunk(parent, text)

    def _blocks(self, text: str) -> Sequence[Token]:
        """The blocks of a text; what the document itself holds is not parsed again."""
        given, self.given = self.given, None
        if given and text.startswith(given.text) and self._syntax == SYNTAX:
            rest = text[len(given.text) :]
            if not rest.strip() or rest.startswith("\n\n"):
                self._refer(given)
                self.read.append(given)
                return [*given.tokens, *self._blocks(rest)] if rest.strip() else given.tokens
        parsed = parse_blocks(text, self._syntax)
        if self._is_document:
            self.read.append(parsed)
        self._refer(parsed)
        return parsed.tokens

    def _refer(self, parsed: Parsed) -> None:
        for label, reference in parsed.references.items():
            if label not in self.md.references:
                to = (reference["href"], reference.get("title") or None)
                self.md.references[label] = to  # type: ignore[assignment]  # None as it has itself

    def _build(self, parent: Element, tokens: Sequence[Token]) -> None:
        stack, at = [parent], 0
        while at < len(tokens):
            token = tokens[at]
            at += 1
            write = self._writers.get(token.type)
            if write:
                at = write(stack, tokens, at - 1) or at
            elif token.nesting > 0:
                if not token.hidden:
                    stack.append(SubElement(stack[-1], token.tag))
            elif token.nesting < 0 and not token.hidden:
                stack.pop()

    def _inline(self, stack: list[Element], tokens: Sequence[Token], at: int) -> None:
        if text := tokens[at].content:
            self._text(stack[-1], text)

    def _text(self, parent: Element, text: str) -> None:
        """Words straight in an element, after what it holds already."""
        if len(parent):
            parent[-1].tail = f"{parent[-1].tail or ''}\n{text}".lstrip("\n")
        else:
            parent.text = f"{parent.text or ''}\n{text}".lstrip("\n")

    def _heading(self, stack: list[Element], tokens: Sequence[Token], at: int) -> int:
        heading = SubElement(stack[-1], tokens[at].tag)
        heading.text = tokens[at + 1].content
        # Python-Markdown would take a `#` before attributes for the end of the mark.
        own = _ATTRIBUTES.match(heading.text)
        if own and "attr_list" in self.md.treeprocessors:
            reader: Any = self.md.treeprocessors["attr_list"]
            if not reader.assign_attrs(heading, own[2], strict=True):
                heading.text = own[1]
        return at + 3

    def _rule(self, stack: list[Element], tokens: Sequence[Token], at: int) -> None:
        SubElement(stack[-1], "hr")

    def _ordered(self, stack: list[Element], tokens: Sequence[Token], at: int) -> None:
        ordered = SubElement(stack[-1], "ol")
        if (start := tokens[at].attrs.get("start")) is not None:
            ordered.set("start", str(start))
        stack.append(ordered)

    def _definitions(self, stack: list[Element], tokens: Sequence[Token], at: int) -> None:
        """Terms that follow one another, with empty lines between them, are one list."""
        parent = stack[-1]
        goes_on = len(parent) and parent[-1].tag == "dl" and not (parent[-1].tail or "").strip()
        stack.append(parent[-1] if goes_on else SubElement(parent, "dl"))

    def _alert(self, stack: list[Element], tokens: Sequence[Token], at: int) -> int:
        kind = tokens[at].info
        box = SubElement(stack[-1], "div", {"class": f"admonition {kind}"})
        title = SubElement(box, "p", {"class": "admonition-title"})
        title.text = self.titles.get(kind, kind.capitalize())
        stack.append(box)
        # Without a word beside the mark, its paragraph is none.
        return at + 1 if tokens[at + 2].content else at + 4

    def _cell(self, stack: list[Element], tokens: Sequence[Token], at: int) -> None:
        cell = SubElement(stack[-1], tokens[at].tag)
        if style := str(tokens[at].attrs.get("style", "")):
            cell.set("style", f"{style.replace(':', ': ')};")
        stack.append(cell)

    def _indented(self, stack: list[Element], tokens: Sequence[Token], at: int) -> None:
        code = SubElement(SubElement(stack[-1], "pre"), "code")
        code.text = AtomicString(f"{code_escape(tokens[at].content.rstrip())}\n")

    def _fenced(self, stack: list[Element], tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        info, lines = token.info.strip(), token.content.removesuffix("\n").split("\n")
        if self._fence:
            # As superfences writes it, with its attributes; else as GitHub reads it.
            language = _LANGUAGE.match(info)
            for header in dict.fromkeys((info, language[0] if language else "", "")):
                mark = token.markup[0] * max(3, len(token.markup))
                made = self._fence([f"{mark}{header}", *lines, mark])
                if len(made) == 1 and made[0].startswith(STX):
                    self._stash(stack[-1], made[0])
                    return
        language = _LANGUAGE.match(info)
        name = f' class="language-{html.escape(language[0])}"' if language else ""
        text = html.escape(token.content, quote=False)
        self._stash(stack[-1], self.md.htmlStash.store(f"<pre><code{name}>{text}</code></pre>"))

    def _stash(self, parent: Element, placeholder: str) -> None:
        SubElement(parent, "p").text = placeholder

    def _html(self, stack: list[Element], tokens: Sequence[Token], at: int) -> None:
        text = tokens[at].content.strip("\n").lstrip()
        placeholder, tag = self.md.htmlStash.store(text), _TAG.match(text)
        if tag and not self.md.is_block_level(tag[1]):
            # Python-Markdown would leave it in a paragraph.
            self._text(stack[-1], placeholder)
        else:
            self._stash(stack[-1], placeholder)

    def _container(self, stack: list[Element], tokens: Sequence[Token], at: int) -> None:
        """Have the extension write its header, and go on inside what it has made."""
        header, parent = tokens[at].info, stack[-1]
        self._processor(_CONTAINERS[header[0]]).run(parent, [header])
        made = parent[-1]
        kind = header.lstrip("!?+ ").split(" ")[0]
        if '"' not in header and kind in self.titles and len(made):
            made[0].text = self.titles[kind]
        if header[0] == "=":
            made = made[-1][-1] if made[-1].get("class") == "tabbed-content" else made[-1]
        stack.append(made)

    def _abbreviation(self, stack: list[Element], tokens: Sequence[Token], at: int) -> None:
        self._processor("abbr").run(stack[-1], [tokens[at].content])

    def _processor(self, name: str) -> BlockProcessor:
        return self.blockprocessors[name]

    def _footnote(self, stack: list[Element], tokens: Sequence[Token], at: int) -> int:
        """Keep a note's blocks for the extension, which asks for them at the end."""
        token = tokens[at]
        end = next(
            n
            for n in range(at, len(tokens))
            if tokens[n].type == "footnote_close" and tokens[n].level == token.level
        )
        notes: Any = self._processor("footnote")
        if token.info not in notes.footnotes.footnotes:
            key = f"{STX}note {token.info}{ETX}"
            self._notes[key] = tokens[at + 1 : end]
            notes.footnotes.setFootnote(token.info, key)
        return end + 1

    def _element(self, stack: list[Element], tokens: Sequence[Token], at: int) -> int | None:
        token = tokens[at]
        element = SubElement(
            stack[-1], token.tag, {name: str(value) for name, value in token.attrs.items()}
        )
        if token.info == "raw":
            placeholder = self.md.htmlStash.store(tokens[at + 1].content)
            element.text = AtomicString(placeholder)
        elif token.info == "span":
            element.text = tokens[at + 1].content
        else:
            stack.append(element)
            return None
        return at + 3


_CONTAINERS = {"!": "admonition", "?": "details", "=": "tabbed"}


class _Normalized(NormalizeWhitespace):
    """Line ends of one kind, and none of Python-Markdown's own signs; tabs stay."""

    def run(self, lines: list[str]) -> list[str]:
        if isinstance(self.md.parser, BlockTree) and self.md.parser.foreign:
            return super().run(lines)
        text = "\n".join(lines).replace(STX, "").replace(ETX, "")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _unchanged(lines: list[str]) -> list[str]:
    return lines
