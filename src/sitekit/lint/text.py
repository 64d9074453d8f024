"""What must hold inside a text: one generator of problems for each rule."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from sitekit.html.disallowed import read, unfit_html, unfit_rendered, without_code
from sitekit.lint.prose import blocks, plain, sections
from sitekit.model.patterns import anywhere, first
from sitekit.model.problems import Problem, found, id_of, of
from sitekit.model.sources import cited

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from sitekit.model.documents import Article
    from sitekit.model.site import Site

LONGEST = 120  # words of a paragraph; more is hard to read on a phone at night

PLAN_FIRST = '--8<-- "plan-first.md"'
NO_PLAN = re.compile(r"<!-- no plan-first: \S.*?-->", re.DOTALL)
CANNOT_PROMISE = "<!-- what cannot be promised -->"

_SNIPPET = re.compile(r'^[ \t]*-{1,}8<-{1,}[ \t]+"([^"\n]*)"', re.MULTILINE)
_ANNOTATION = re.compile(r"(#|//|<!--|/\*) ?\(\d+\)!?|\{[^}\n]*\.annotate\b[^}\n]*\}")
# Names that templates give: with a heading of the same name, links would lead to the wrong one.
TAKEN = re.compile(
    r"main|title|helplines|search-(hint|words)|(parts|replies|share)-title|series-title-\d+"
    r"|reply-\d{4}-.*"
)
# For small letters: to ignore case, and to begin with a word's edge, takes ten times the time.
_NAME = re.compile(r"id\s*=\s*[\"']?([^\"'\s>]*)")
_FIRST_LEVEL = re.compile(r"<h1[\s>/]")
_WRITTEN_FIRST_LEVEL = re.compile(r"^#[ \t]|^=+[ \t]*$", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MERGE = re.compile(r"^(<{7}|>{7})( .*)?$", re.MULTILINE)
_IMAGE = re.compile(r"!\[\s*\]\(|<img(?![^>]*\salt=\"[^\"]+\")[^>]*>")


def sources_are_known(article: Article, site: Site) -> Iterator[Problem]:
    """A footnote must name a source of sources.yml, or be explained in the text itself.

    A statement without its source would go out.

    Mend: correct the key, or write the source into docs/sources.yml.
    """
    for key, place in cited(article.body):
        if key not in site.sources:
            rule = f"footnote must name a source in {site.root}/sources.yml"
            yield article.problem_at(place, f"{rule} {found(key, site.sources)}")


def headings_skip_no_level(article: Article, site: Site) -> Iterator[Problem]:
    """Headings must begin at the second level and go down one level at a time.

    Screen readers go from heading to heading.

    Mend: take `#` signs away until it is one level below the one above.
    """
    level = 1
    for block in blocks(article):
        if block.level > level + 1:
            rule = f"heading must be {'#' * (level + 1)} at most here"
            yield Problem(article.path, block.line, f"{rule} {found('#' * block.level)}")
        level = block.level or level


def images_have_words(article: Article, site: Site) -> Iterator[Problem]:
    """An image must say in words what it shows. Not everybody sees it.

    Mend: write what it shows between the brackets: `![A boat at low tide](boat.jpg)`.
    """
    for image in _IMAGE.finditer(article.body):
        rule = "image must say what it shows between its brackets, or in alt"
        yield article.problem_at(image.start(), f"{rule} {found(image.group())}")


def nothing_is_promised(article: Article, site: Site) -> Iterator[Problem]:
    """A text must not promise what no page can, but where it lists just that.

    Someone may rely on it.

    Mend: say what the site does instead of what it promises.
    """
    if not anywhere(site.patterns.promises, plain(article)):
        return
    for section in sections(article):
        if any(CANNOT_PROMISE in block.text for block in section):
            continue
        for block in section:
            if promise := first(site.patterns.promises, block.plain):
                rule = "text must not promise what no page can"
                yield Problem(article.path, block.line, f"{rule} {found(promise.group())}")


def plan_comes_first(article: Article, site: Site) -> Iterator[Problem]:
    """A section that names a dangerous step must bring the note, or say why it need not.

    Readers in danger need it there.

    Mend: write `--8<-- "plan-first.md"` alone on a line of that section, or `<!-- no plan-first:
    the reason -->`.
    """
    if not anywhere(site.patterns.endangering, plain(article)):
        return
    for section in sections(article):
        written = "\n".join(block.text for block in section)
        if PLAN_FIRST in written or NO_PLAN.search(written):
            continue
        for block in section:
            if step := first(site.patterns.endangering, block.plain):
                rule = f"section must hold {PLAN_FIRST}, or <!-- no plan-first: the reason -->"
                yield Problem(article.path, block.line, f"{rule} {found(step.group())}")
                break


def html_is_plain(article: Article, site: Site) -> Iterator[Problem]:
    """HTML in a text must hold no script, style, frame or form, and link as Markdown does.

    Mend: write it in Markdown, or take it out.
    """
    rule = "text must be Markdown, or HTML without scripts, styles, frames, forms and links"
    for place, what in unfit_html(article.body):
        yield article.problem_at(place, f"{rule} {found(what)}")


def annotations_are_not_offered(article: Article, site: Site) -> Iterator[Problem]:
    """Code must have no annotations: they need the theme's script, which no page loads.

    Mend: explain it in the text below the code.
    """
    for mark in _ANNOTATION.finditer(article.body):
        rule = "code must have no annotations; explain it in the text below"
        yield article.problem_at(mark.start(), f"{rule} {found(mark.group().strip())}")


def paragraphs_are_short(article: Article, site: Site) -> Iterator[Problem]:
    """A paragraph must hold at most 120 words. More is hard to read on a phone at night.

    Mend: divide it in two.
    """
    for block in blocks(article):
        words = len(block.plain.split())
        if words > LONGEST:
            rule = f"paragraph must hold at most {LONGEST} words"
            yield Problem(article.path, block.line, f"{rule} (found {words})")


def text_can_be_read(article: Article, site: Site) -> Iterator[Problem]:
    """A text must hold no control characters: they show nothing, and break what they stand in.

    Nor more at once than can be worked on, such as a picture pasted as letters.

    Mend: delete the character before the word that follows it, and type the word again; divide what
    is long by empty lines.
    """
    if sign := _CONTROL.search(article.body):
        rule = "text must hold no control characters"
        yield article.problem_at(sign.start(), f"{rule} (found U+{ord(sign.group()):04X})")


def merge_is_finished(article: Article, site: Site) -> Iterator[Problem]:
    """A text must hold no marks of a merge that stopped half way.

    Readers would see both versions.

    Mend: keep one of the two versions, and take the lines of `<<<<<<<`, `=======` and `>>>>>>>`
    out.
    """
    if mark := _MERGE.search(without_code(article.body)):
        rule = "text must hold no marks of an unfinished merge"
        yield article.problem_at(mark.start(), f"{rule} {found(mark.group())}")


TEXT_CHECKS: tuple[Callable[[Article, Site], Iterator[Problem]], ...] = (
    sources_are_known,
    headings_skip_no_level,
    images_have_words,
    nothing_is_promised,
    plan_comes_first,
    paragraphs_are_short,
    html_is_plain,
    annotations_are_not_offered,
    merge_is_finished,
    text_can_be_read,
)


def unfit_text(article: Article, html: str) -> Iterator[Problem]:
    """What of a rendered text no page may hold and its source did not show: notes, snippets."""
    unfit = list(unfit_rendered(html))
    if unfit and not any(unfit_html(article.body)):
        for what in unfit:
            yield Problem(article.path, 1, f"text must become plain, closed HTML {found(what)}")
    for name in _taken(html):
        rule = (
            "heading must have another name, such as {#my-name} after it; the page itself uses it"
        )
        yield Problem(article.path, 1, f"{rule} {found(name)}")
    # One that Markdown alone shows has been told, with its line.
    if _FIRST_LEVEL.search(html.lower()) and not _WRITTEN_FIRST_LEVEL.search(article.body):
        rule = "text must have no heading of the first level: the title makes it"
        yield Problem(article.path, 1, f"{rule} (found '<h1>')")


def _taken(html: str) -> Iterator[str]:
    # Words may say as much; where none do, there is nothing to read, which takes its time.
    if any(map(TAKEN.fullmatch, _NAME.findall(html.lower()))):
        reader = _Names()
        read(reader, html)
        yield from filter(TAKEN.fullmatch, reader.names)


class _Names(HTMLParser):
    """Collects what elements are called."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names += [value for name, value in attrs if name == "id" and value]


def missing_snippets(site: Site, names: Container[str]) -> Iterator[Problem]:
    """A snippet must be a file of docs/snippets; without one, its line shows nothing."""
    for article in site.articles.values():
        for mark in _SNIPPET.finditer(article.body):
            if mark[1] not in names:
                rule = f"snippet must be a file of {site.root}/snippets"
                yield article.problem_at(mark.start(), f"{rule} {found(mark[1])}")


def check_text(article: Article, site: Site) -> list[Problem]:
    """Problems inside one text, from every rule."""
    return [p for rule in TEXT_CHECKS for p in of(id_of(rule), rule(article, site))]


def check_texts(site: Site) -> list[Problem]:
    """Problems inside all texts."""
    return [p for article in site.articles.values() for p in check_text(article, site)]
