"""What must hold inside a text: one generator of problems for each rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitekit.lint.rules import DEFAULTS, house, run
from sitekit.model.patterns import anywhere, first
from sitekit.model.problems import SHOWN, Problem, found
from sitekit.model.snippets import includes
from sitekit.model.sources import cited

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterator

    from sitekit.lint.prose import Text
    from sitekit.model.blocks import Parsed
    from sitekit.model.patterns import Patterns
    from sitekit.model.settings import Limits

PLAN_FIRST = '--8<-- "plan-first.md"'
NO_PLAN = re.compile(r"<!-- no plan-first: \S.*?-->", re.DOTALL)
FORMULAS = "<!-- formulas belong here -->"
CANNOT_PROMISE = "<!-- what cannot be promised -->"

_ANNOTATION = re.compile(r"(#|//|<!--|/\*) ?\(\d+\)!?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MERGE = re.compile(r"(<{7}|>{7})( .*)?")
# In HTML, not in Markdown.
_WORDLESS = re.compile(r"""<img(?![^>]*\salt=(?:"[^"]*\S[^"]*"|'[^']*\S[^']*'|[^\s"'>]))[^>]*>""")


def sources_are_known(text: Text, source_keys: Collection[str]) -> Iterator[Problem]:
    """A footnote must name a source of sources.yml, or be explained in the text itself.

    A statement without its source would be published.

    Fix: correct the key, or write the source into docs/sources.yml.
    """
    for key, line in cited(text.body):
        if key not in source_keys:
            docs = text.path.partition("/")[0]
            rule = f"footnote must name a source in {docs}/sources.yml"
            yield text.problem_on(line, f"{rule} {found(key, source_keys)}")


@house()
def headings_skip_no_level(text: Text) -> Iterator[Problem]:
    """Headings must begin at the second level and go down one level at a time.

    Screen readers go from heading to heading.

    Fix: take `#` signs away until it is one level below the one above.
    """
    level = 1
    for block in text.blocks:
        if block.level > level + 1:
            rule = f"heading must be {'#' * (level + 1)} at most here"
            yield Problem(text.path, block.line, f"{rule} {found('#' * block.level)}")
        level = block.level or level


def headings_have_words(text: Text) -> Iterator[Problem]:
    """A heading must have words. The list of headings and screen readers show nothing else.

    Fix: write them after the `#` signs, or take the line out.
    """
    for block in text.blocks:
        if block.level and not block.plain.strip():
            rule = f"heading must have words {found('#' * block.level)}"
            yield Problem(text.path, block.line, rule)


def images_have_words(text: Text) -> Iterator[Problem]:
    """An image must say in words what it shows. Not everybody sees it.

    Fix: write what it shows between the brackets: `![A boat at low tide](boat.jpg)`.
    """
    rule = "image must say what it shows between its brackets, or in alt"
    for piece in text.parsed.pieces:
        if piece.kind == "image" and not piece.words.strip():
            yield text.problem_on(piece.line, f"{rule} {found(f'![]({piece.value})')}")
        elif piece.kind == "html":
            for image in _WORDLESS.finditer(piece.value):
                line = piece.line + piece.value.count("\n", 0, image.start())
                yield text.problem_on(line, f"{rule} {found(image.group())}")


def links_have_words(text: Text) -> Iterator[Problem]:
    """A link must have words, or a picture with words. Nobody sees it, or hears where it leads.

    Fix: write them between the brackets: `[where to begin](begin.md)`.
    """
    pieces = text.parsed.pieces
    wordless = {one.line for one in pieces if one.kind == "image" and not one.words.strip()}
    for piece in pieces:
        # A picture in it that has no words is a problem of its own.
        if piece.kind == "link" and not piece.words.strip() and piece.line not in wordless:
            rule = "link must have words between its brackets"
            yield text.problem_on(piece.line, f"{rule} {found(f'[]({piece.value})')}")


@house()
def nothing_is_promised(text: Text, patterns: Patterns) -> Iterator[Problem]:
    """A text must not promise what no page can, but where it lists just that.

    Someone may rely on it.

    Fix: say what the site does instead of what it promises.
    """
    if not anywhere(patterns.promises, text.plain):
        return
    for section in text.sections():
        if any(CANNOT_PROMISE in block.text for block in section):
            continue
        for block in section:
            if promise := first(patterns.promises, block.plain):
                rule = "text must not promise what no page can"
                yield Problem(text.path, block.line, f"{rule} {found(promise.group())}")


@house()
def plan_comes_first(text: Text, patterns: Patterns) -> Iterator[Problem]:
    """A section that names a dangerous step must bring the note, or say why it need not.

    Readers in danger need it there.

    Fix: write `--8<-- "plan-first.md"` alone on a line of that section, or `<!-- no plan-first:
    the reason -->`.
    """
    if not anywhere(patterns.endangering, text.plain):
        return
    for section in text.sections():
        written = "\n".join(block.text for block in section)
        if PLAN_FIRST in written or NO_PLAN.search(written):
            continue
        for block in section:
            if step := first(patterns.endangering, block.plain):
                rule = f"section must hold {PLAN_FIRST}, or <!-- no plan-first: the reason -->"
                yield Problem(text.path, block.line, f"{rule} {found(step.group())}")
                break


@house(())
def formulas_keep_their_place(text: Text, limit: tuple[str, ...]) -> Iterator[Problem]:
    """A formula that the site lists must be said only by texts that say it is theirs.

    Said once, a warning is read; said in every text, it is skipped.

    Fix: leave it out, link to the text that says it, or write `<!-- formulas belong here -->`.
    """
    if FORMULAS in text.body:
        return
    formulas = [re.compile(rf"(?<!\w){re.escape(one)}(?!\w)", re.IGNORECASE) for one in limit]
    for block in text.blocks:
        for formula in formulas:
            if said := formula.search(block.plain):
                rule = f"text must not say this without {FORMULAS}"
                yield Problem(text.path, block.line, f"{rule} {found(said.group())}")


def annotations_are_not_offered(text: Text) -> Iterator[Problem]:
    """Code must have no annotations: they need the theme's script, which no page loads.

    Fix: explain it in the text below the code.
    """
    rule = "code must have no annotations; explain it in the text below"
    for mark, line in _annotations(text.parsed):
        yield text.problem_on(line, f"{rule} {found(mark)}")


def _annotations(parsed: Parsed) -> Iterator[tuple[str, int]]:
    """Marks of annotations, with their lines: where a list follows, a comment such as `# (1)`."""
    for token, after in zip(parsed.tokens, [*parsed.tokens[1:], None], strict=False):
        if token.type == "fence" and token.map:
            followed = after is not None and after.type == "ordered_list_open"
            if ".annotate" in token.info:
                yield token.info, token.map[0]
            elif followed:
                for mark in _ANNOTATION.finditer(token.content):
                    line = token.content.count("\n", 0, mark.start())
                    yield mark.group().strip(), token.map[0] + 1 + line
    for piece in parsed.pieces:
        if piece.kind == "attributes" and ".annotate" in piece.value:
            yield piece.value, piece.line


@house(120, "words")
def paragraphs_are_short(text: Text, limit: int) -> Iterator[Problem]:
    """A paragraph must not hold too many words. More is hard to read on a phone at night.

    Fix: divide it in two.
    """
    for block in text.blocks:
        words = len(block.plain.split())
        if words > limit:
            rule = f"paragraph must hold at most {limit} words"
            yield Problem(text.path, block.line, f"{rule} (found {words})")


@house()
def fences_are_closed(text: Text) -> Iterator[Problem]:
    """A fenced block of code must be closed, or the rest of the text becomes code.

    Fix: repeat the fence that opens it, alone on the line after the code.
    """
    lines = text.body.split("\n")
    for token in text.parsed.tokens:
        if token.type == "fence" and token.map:
            begin, end = token.map
            last = lines[end - 1].lstrip(" \t>").rstrip()
            closed = end - begin > 1 and not last.replace(token.markup[0], "")
            if not closed or len(last) < len(token.markup):
                sign, count = token.markup[0], len(token.markup)
                mark = token.markup if count <= SHOWN else f"{count} {sign}"
                rule = f"code must end with a line of {mark} (found no such line)"
                yield text.problem_on(begin, rule)


def text_can_be_read(text: Text) -> Iterator[Problem]:
    """A text must hold no control characters: they show nothing, and break feeds and pages.

    Nor may it be larger, with its snippets, than a build can process: a picture pasted as text is.

    Fix: delete the character before the word that follows it, and type the word again; divide what
    is long by empty lines.
    """
    if sign := _CONTROL.search(text.body):
        rule = "text must hold no control characters"
        yield text.problem_at(sign.start(), f"{rule} (found U+{ord(sign.group()):04X})")


def merge_is_finished(text: Text) -> Iterator[Problem]:
    """A text must hold no marks of a merge that stopped half way.

    Readers would see both versions.

    Fix: keep one of the two versions, and take the lines of `<<<<<<<`, `=======` and `>>>>>>>`
    out.
    """
    if "<<<<<<<" not in text.body and ">>>>>>>" not in text.body:
        return
    for line, written in enumerate(text.body.split("\n")):
        # What comes of the marks is headings and quotes, so they are looked for in the lines.
        if line not in text.parsed.code_lines and _MERGE.fullmatch(written):
            rule = "text must hold no marks of an unfinished merge"
            yield text.problem_on(line, f"{rule} {found(written)}")
            return


def title_is_written_once(text: Text) -> Iterator[Problem]:
    """The title belongs in front matter only; the page makes its heading from it.

    Fix: take the heading out, or make it `##`.
    """
    lines, merged = text.body.split("\n"), any(merge_is_finished(text))
    for token in text.parsed.tokens:
        # Half of a merge may look like a title over a line of `=`.
        if token.type == "heading_open" and token.tag == "h1" and token.map and not merged:
            rule = "text must have no heading of the first level: the title makes it"
            written = "\n".join(lines[slice(*token.map)])
            yield text.problem_on(token.map[0], f"{rule} {found(written)}")


def snippet_is_there(text: Text, snippet_names: Container[str] | None) -> Iterator[Problem]:
    """A snippet must be a file of docs/snippets; without one, its line shows nothing.

    Fix: correct the name between the quotes.
    """
    if snippet_names is None:  # too many to be listed
        return
    docs = text.path.partition("/")[0]
    for include in includes(text.body):
        if not any(path in snippet_names for path in include.paths):
            rule = f"snippet must be a file of {docs}/snippets"
            line = text.body_line + include.line
            yield Problem(text.path, line, f"{rule} {found(include.name)}")


def snippet_includes_none(text: Text) -> Iterator[Problem]:
    """A snippet must not include another one: ten in ten in ten would be a thousand.

    Fix: include both of them in the text, one below the other.
    """
    for include in includes(text.body):
        line = text.body_line + include.line
        rule = "snippet must not include another one"
        yield Problem(text.path, line, f"{rule} {found(include.name)}")


RULES: tuple[Callable[..., Iterator[Problem]], ...] = (
    sources_are_known,
    headings_have_words,
    headings_skip_no_level,
    images_have_words,
    links_have_words,
    title_is_written_once,
    nothing_is_promised,
    plan_comes_first,
    formulas_keep_their_place,
    paragraphs_are_short,
    annotations_are_not_offered,
    fences_are_closed,
    merge_is_finished,
    text_can_be_read,
    snippet_is_there,
)

# What needs a whole article, and its notes, is left out.
SNIPPET_RULES: tuple[Callable[..., Iterator[Problem]], ...] = (
    headings_have_words,
    images_have_words,
    links_have_words,
    title_is_written_once,
    nothing_is_promised,
    paragraphs_are_short,
    annotations_are_not_offered,
    fences_are_closed,
    merge_is_finished,
    text_can_be_read,
    snippet_includes_none,
)


def check_snippet(text: Text, *, patterns: Patterns, limits: Limits = DEFAULTS) -> list[Problem]:
    """Problems in a file that texts include, from the rules that need no more than a piece."""
    return run(SNIPPET_RULES, limits, text=text, patterns=patterns)


def check_text(
    text: Text,
    *,
    source_keys: Collection[str],
    patterns: Patterns,
    snippet_names: Container[str] | None,
    limits: Limits = DEFAULTS,
) -> list[Problem]:
    """Problems in one text, from every rule."""
    return run(
        RULES,
        limits,
        text=text,
        source_keys=source_keys,
        patterns=patterns,
        snippet_names=snippet_names,
    )
