"""Links, pictures, references and code inside a line, as GitHub reads them."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, cast
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import (
    AutomailInlineProcessor,
    BacktickInlineProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import ETX, INLINE_PLACEHOLDER_RE, STX, AtomicString, code_escape

from sitekit.model.blocks import words_of

if TYPE_CHECKING:
    from markdown import Markdown

_INSIDE = r"(?:[^\s()]++|\((?:[^\s()]++|\((?:[^\s()]++|\([^\s()]*+\))*+\))*+\))*+"
_TARGET = re.compile(
    rf"""\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<plain>(?!<){_INSIDE}))"""
    r"""(?:[ \t\n]+(?:"(?P<two>[^"]*)"|'(?P<one>[^']*)'|\((?P<round>[^()]*)\)))?[ \t\n]*\)"""
)
_LABEL = re.compile(r"\[([^\[\]]*)\]")  # `[a] [b]` are two links
_LINK_IN_LABEL = re.compile(r"(?<!!)\[[^\[\]]*\]\(")
_MARKED = re.compile(r"[*_`\[~]")
_CODE = re.compile(r"(`+)[ ]?(.+?)[ ]?\1")
_CODE_IN_LABEL = "\0"  # stands for the backticks around it, however many they are
_CODE_PRIORITY, _MAIL_PRIORITY = 190, 110  # those of Python-Markdown
_AFTER_CODE = 185  # and before escapes


def register(md: Markdown) -> None:
    """Put these in the places of Python-Markdown's own, where no extension has another there."""
    for name, (priority, theirs, ours) in _OWN.items():
        if name in md.inlinePatterns and type(md.inlinePatterns[name]) is theirs:
            pattern = md.inlinePatterns[name].pattern
            md.inlinePatterns.register(ours(pattern, md), name, priority)
    patterns = md.inlinePatterns
    if "backtick" in patterns and type(patterns["backtick"]) is BacktickInlineProcessor:
        patterns.register(_Code(patterns["backtick"].pattern), "backtick", _CODE_PRIORITY)
    if "automail" in patterns and type(patterns["automail"]) is AutomailInlineProcessor:
        patterns.register(_Mail(patterns["automail"].pattern, md), "automail", _MAIL_PRIORITY)
    line_break = SubstituteTagInlineProcessor(r"\\\n", "br")
    md.inlinePatterns.register(line_break, "sk-break", _AFTER_CODE)
    md.inlinePatterns.register(_Ampersand(r"\\&", md), "sk-ampersand", _AFTER_CODE)


class _Ampersand(InlineProcessor):
    r"""`\&`, which begins no entity."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        return self.md.htmlStash.store("&amp;"), m.start(), m.end()


class _Code(BacktickInlineProcessor):
    """Code keeps its spaces, but for one at each end where it has other signs too."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # Markdown's own name
        self, m: re.Match[str], data: str
    ) -> Any:
        made, begin, end = cast("Any", super().handleMatch(m, data))
        if isinstance(made, Element):
            start, last = cast("Any", self.find_code_spans(m.start(), data))
            code = data[start:last].replace("\n", " ")
            if code.strip(" ") and code[0] == code[-1] == " ":
                code = code[1:-1]
            made.text = AtomicString(code_escape(code))
        return made, begin, end


class _Mail(AutomailInlineProcessor):
    """A mail address that has its scheme already."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # Markdown's own name
        self, m: re.Match[str], data: str
    ) -> Any:
        made, begin, end = cast("Any", super().handleMatch(m, data))
        if isinstance(made, Element) and m[1].lower().startswith("mailto:"):
            made.text = AtomicString(m[1])
            made.set("href", m[1])
        return made, begin, end


class _Exact(LinkInlineProcessor):
    """What is common: the target after a label, and no link inside a link."""

    is_picture = False

    def getLink(  # noqa: N802  # Markdown's own name
        self, data: str, index: int
    ) -> tuple[str, str | None, int, bool]:
        target = _TARGET.match(data, index)
        if not target:
            return "", None, index, False
        href = target["plain"] if target["angle"] is None else target["angle"]
        titles = (target["two"], target["one"], target["round"])
        title = next((one for one in titles if one is not None), None)
        if title is not None:
            title = " ".join(self.unescape(title).split("\n"))
        return self.unescape(href), title, target.end(), True

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        text, end, handled = super().getText(data, index)
        if handled and not self.is_picture and self._holds_link(text):
            return "", index, False
        return text, end, handled

    def _holds_link(self, text: str) -> bool:
        if _LINK_IN_LABEL.search(text):
            return True
        stashed = _stash(self.md)
        nodes = (stashed.get(one) for one in INLINE_PLACEHOLDER_RE.findall(text))
        return any(isinstance(node, Element) and node.tag == "a" for node in nodes)

    def alt(self, text: str) -> str:
        """What a picture shows, without marks."""
        return words_of(self.unescape(text)) if _MARKED.search(text) else self.unescape(text)


class _Link(_Exact):
    pass


class _Image(_Exact, ImageInlineProcessor):
    is_picture = True

    def handleMatch(  # type: ignore[override]  # noqa: N802  # of its own base
        self, m: re.Match[str], data: str
    ) -> Any:
        node, start, end = ImageInlineProcessor.handleMatch(self, m, data)
        if isinstance(node, Element):
            text, _, _ = self.getText(data, m.end(0))
            node.set("alt", self.alt(text))
        return node, start, end


class _Reference(_Exact, ReferenceInlineProcessor):
    RE_LINK = _LABEL

    def handleMatch(  # type: ignore[override]  # noqa: N802  # of its own base
        self, m: re.Match[str], data: str
    ) -> Any:
        made = ReferenceInlineProcessor.handleMatch(self, m, data)
        # What is not defined may hold, or be followed by, what is.
        return made if made[0] is not None else (None, None, None)


class _ShortReference(_Reference, ShortReferenceInlineProcessor):
    pass


class _ImageReference(_Reference, ImageReferenceInlineProcessor):
    is_picture = True

    def makeTag(self, href: str, title: str, text: str) -> Element:  # noqa: N802
        node = ImageReferenceInlineProcessor.makeTag(self, href, title, text)
        node.set("alt", self.alt(text))
        return node


class _ShortImageReference(_ImageReference, ShortImageReferenceInlineProcessor):
    pass


# Their names and priorities in Python-Markdown.
_OWN: dict[str, tuple[int, type[LinkInlineProcessor], type[_Exact]]] = {
    "reference": (170, ReferenceInlineProcessor, _Reference),
    "link": (160, LinkInlineProcessor, _Link),
    "image_link": (150, ImageInlineProcessor, _Image),
    "image_reference": (140, ImageReferenceInlineProcessor, _ImageReference),
    "short_reference": (130, ShortReferenceInlineProcessor, _ShortReference),
    "short_image_ref": (125, ShortImageReferenceInlineProcessor, _ShortImageReference),
}


class References(dict[str, Any]):
    """Link targets by their labels, which may hold code; the first of two counts."""

    def __init__(self, md: Markdown) -> None:
        super().__init__()
        self._md = md

    def __contains__(self, label: object) -> bool:
        return super().__contains__(self._key(str(label)))

    def __getitem__(self, label: str) -> Any:
        return super().__getitem__(self._key(label))

    def __setitem__(self, label: str, to: Any) -> None:
        super().__setitem__(self._key(label), to)

    def _key(self, label: str) -> str:
        """A label as both its definition and its use write it."""
        if STX in label:
            label = INLINE_PLACEHOLDER_RE.sub(self._written, label)
        else:
            label = _CODE.sub(rf"{_CODE_IN_LABEL}\2{_CODE_IN_LABEL}", label)
        return " ".join(label.split()).casefold()

    def _written(self, placeholder: re.Match[str]) -> str:
        """What the author wrote where code or an escaped character has been found already."""
        node = _stash(self._md).get(placeholder[1])
        if isinstance(node, Element):
            return f"{_CODE_IN_LABEL}{html.unescape(node.text or '')}{_CODE_IN_LABEL}"
        return f"\\{chr(int(node.strip(STX + ETX)))}" if node else ""


def _stash(md: Markdown) -> dict[str, Element | str]:
    """What the patterns before have taken out of the line."""
    inline: Any = md.treeprocessors["inline"]
    return inline.stashed_nodes  # type: ignore[no-any-return]  # it has no type
