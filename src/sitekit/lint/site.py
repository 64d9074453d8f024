"""What must hold across the site: one generator of problems for each rule, and the list of them."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitekit.lint.rules import DEFAULTS, house, run
from sitekit.model.documents import UNDESCRIBED, UNTITLED
from sitekit.model.old_urls import file_of, folder_of
from sitekit.model.patterns import first
from sitekit.model.problems import Problem, found
from sitekit.model.site import BUILT
from sitekit.model.snippets import includes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from sitekit.model.documents import Document, Part
    from sitekit.model.patterns import Patterns
    from sitekit.model.settings import Limits
    from sitekit.model.site import Series, Site

PRINT = "print/"  # the whole series on one page, below its landing page
_PLAIN_PATH = re.compile(r"(?:[a-z0-9]+(?:-+[a-z0-9]+)*/)*[a-z0-9]+(?:-+[a-z0-9]+)*\.md")


def home_is_there(site: Site) -> Iterator[Problem]:
    """index.md must be there: it is the home page, and every page links to it.

    Fix: write docs/index.md with a title and a description.
    """
    if "index.md" not in site.documents:
        rule = "index.md must be there: it is the home page (found no such file)"
        yield Problem(f"{site.root}/index.md", 1, rule)


def part_exists(site: Site) -> Iterator[Problem]:
    """A part or companion that is not planned must be a file of the site.

    Otherwise a list would lead nowhere.

    Fix: correct the name, or write `planned:` before it and a `label:` below it.
    """
    for series, key, part in _listed(site):
        if not part.planned and part.src not in site.documents:
            names = [_name(series, src) for src in site.documents if not src.endswith("index.md")]
            name = found(_name(series, part.src), names)
            rule = f"{key} must name files that exist, or `planned:` ones"
            yield _problem(series, part, f"{rule} {name}")


def planned_part_has_no_file(site: Site) -> Iterator[Problem]:
    """A part must not stay planned once its file is there; a draft's key `status` says enough.

    Its readers would never find it.

    Fix: take `planned:` and `label:` away, and leave the file's name.
    """
    for series, key, part in _listed(site):
        if part.planned and part.src in site.documents:
            name = _name(series, part.src)
            yield _problem(
                series, part, f"{key} must list {name} without `planned:` (found its file)"
            )


def part_is_an_article(site: Site) -> Iterator[Problem]:
    """A series must hold articles: a landing page in it, its own or another's, would be a loop.

    Fix: list the articles themselves.
    """
    for series, key, part in _listed(site):
        document = site.documents.get(part.src)
        if document and document.kind != "article":
            kind = "a landing page" if document.kind == "landing" else "a page"
            what = "a loop" if document is series.landing else kind
            name = f"(found {_name(series, part.src)!r}, {what})"
            yield _problem(series, part, f"{key} must name articles {name}")


def choice_exists(site: Site) -> Iterator[Problem]:
    """A sentence under `choices:` must lead to a file of docs/. Readers in need follow it.

    Fix: correct the name after `read:`.
    """
    for series in site.series.values():
        for choice in series.definition.choices:
            if choice.src not in site.documents:
                files = [_name(series, src) for src in site.documents]
                rule = f"read must be a file of {site.root}/"
                name = found(_name(series, choice.src), files)
                yield series.landing.problem(choice.loc, f"{rule} {name}")


def part_listed_once(site: Site) -> Iterator[Problem]:
    """A part must be listed once in its series, and not be a companion as well.

    Numbers, and what comes next, follow from the list.

    Fix: take the second one out.
    """
    for series in site.series.values():
        seen: set[str] = set()
        for part in series.parts:
            if part.src in seen:
                name = found(_name(series, part.src))
                yield _problem(series, part, f"parts must name each file once {name}")
            seen.add(part.src)
        for part in series.companions:
            if part.src in seen:
                name = found(_name(series, part.src))
                rule = "companions must not name a part, or a file twice"
                yield _problem(series, part, f"{rule} {name}")
            seen.add(part.src)


@house()
def labels_differ(site: Site) -> Iterator[Problem]:
    """Two entries of one list must not read the same. Nobody could tell them apart.

    Fix: give one of them another `label`.
    """
    for series in site.series.values():
        seen: dict[str, tuple[str, Document | None]] = {}
        for part in (*series.parts, *series.companions):
            document = None if part.planned else site.documents.get(part.src)
            label = document.label if document else part.label
            if not label or label == UNTITLED:  # a missing title is a problem of its own
                continue
            src, other = seen.setdefault(label.casefold(), (part.src, document))
            # Two equal titles are reported as titles.
            if src == part.src or (_shows_title(document) and _shows_title(other)):
                continue
            message = f"label must be used once in a series {found(label)}"
            key = "title" if _shows_title(document) else "label"
            yield document.problem((key,), message) if document else _problem(series, part, message)


@house(60, "characters")
def title_is_short(site: Site, limit: int) -> Iterator[Problem]:
    """A title must not be too long for a tab, a list of results or a phone's screen.

    Fix: say it in fewer words; the description can say the rest.
    """
    yield from _lengths(site, "title", most=limit)


@house(5, "characters")
def title_says_enough(site: Site, limit: int) -> Iterator[Problem]:
    """A title must not be too short: out of its series, nobody could tell what it is about.

    Fix: add the word that it lacks.
    """
    yield from _lengths(site, "title", least=limit)


@house(160, "characters")
def description_is_short(site: Site, limit: int) -> Iterator[Problem]:
    """A description must not be longer than search engines and previews show.

    Fix: leave one sentence, or two short ones.
    """
    yield from _lengths(site, "description", most=limit)


@house(50, "characters")
def description_says_enough(site: Site, limit: int) -> Iterator[Problem]:
    """A description must not be too short: it is what feeds and search engines say of a page.

    Fix: say in one sentence what the page holds, and for whom.
    """
    yield from _lengths(site, "description", least=limit)


@house(40, "characters")
def label_is_short(site: Site, limit: int) -> Iterator[Problem]:
    """A label must be short, and so must a title without one: lists show it.

    Fix: add a short `label`, or shorten the one that is there.
    """
    rule = f"label must be text of at most {limit} characters"
    for document in site.documents.values():
        if document.kind == "article" and len(document.label) > limit:
            if document.own_label is None:
                rule_ = f"label must be given when the title is longer than {limit} characters"
                yield document.problem(("title",), f"{rule_} {found('')}")
            else:
                yield document.problem(("label",), f"{rule} {found(document.label)}")
    for series, _, part in _listed(site):
        if len(part.label or "") > limit:
            yield _problem(series, part, f"{rule} {found(part.label)}")


@house(())
def articles_include(site: Site, limit: tuple[str, ...]) -> Iterator[Problem]:
    """An article must include the snippets that the site wants in each.

    What every reader needs to know must not depend on which article they open.

    Fix: write the line that the message shows, alone, where it belongs in the text.
    """
    for document in site.documents.values():
        if document.kind != "article" or not document.readable:
            continue
        names = {path for one in includes(document.body) for path in one.paths}
        for name in limit:
            if name not in names:
                rule = f'article must hold the line --8<-- "{name}" (found no such line)'
                yield Problem(document.path, document.body_line, rule)


def article_is_listed(site: Site) -> Iterator[Problem]:
    """An article must be in a series, or nobody would find it.

    Fix: add its file name to `parts:` or `companions:` of a series.
    """
    homeless: defaultdict[str, list[Document]] = defaultdict(list)
    for document in site.documents.values():
        if document.kind == "article" and document.src not in site.series_of:
            homeless[posixpath.dirname(document.src)].append(document)
    for folder, articles in homeless.items():
        index = f"{folder}/index.md"
        if index in site.series:
            # A series without parts, or with unreadable ones, is a problem of its own.
            for document in articles if site.series[index].parts else ():
                name = found(posixpath.basename(document.src))
                rule = f"parts in {site.root}/{index} must name every file of the folder"
                yield Problem(document.path, 1, f"{rule} {name}")
        else:
            files = ", ".join(posixpath.basename(a.src) for a in articles)
            rule = "index.md must define a series, or another series must list"
            yield Problem(f"{site.root}/{index}", 1, f"{rule} {files} (found no such file)")


def address_is_unique(site: Site) -> Iterator[Problem]:
    """Two files must not have one address. One would take the other's place.

    Fix: give one of the files another name.
    """
    taken: dict[str, Document] = {}
    for document in site.documents.values():
        other = taken.setdefault(document.url, document)
        if other is not document:
            rule = f"file name must give an address of its own; {other.path} has the same"
            yield Problem(document.path, 1, f"{rule} {found('/' + document.url)}")


def redirect_is_free(site: Site) -> Iterator[Problem]:
    """A URL in use must not redirect, and no URL may redirect twice.

    In use are also a series' print page, and the files that the build itself writes. A page that
    is back at a URL it had before may list it.

    Fix: take the URL out of one of the two.
    """
    taken = {
        file: document
        for document in site.documents.values()
        for file in _files(site, document, f"/{document.url}")
    }
    for document in site.documents.values():
        for n, old in enumerate(document.redirect_from):
            files = _files(site, document, old)
            users = [taken[file].path for file in files if taken.get(file, document) != document]
            if files[0].partition("/")[0] in BUILT and files[0] not in taken:
                users = ["the build itself"]
            if users:
                rule = f"redirect_from must be paths not in use; {users[0]} has this one"
                yield document.problem(("redirect_from", n), f"{rule} {found(old)}")
            taken |= {file: taken.get(file, document) for file in files}


@house()
def title_is_unique(site: Site) -> Iterator[Problem]:
    """Two pages must not have one title: tabs and results could not be told apart.

    Fix: change one of the titles.
    """
    taken: dict[str, Document] = {}
    for document in site.documents.values():
        if document.title == UNTITLED:
            continue
        other = taken.setdefault(document.title.casefold(), document)
        if other is not document:
            rule = f"title must be unique in the site; {other.path} has the same"
            yield document.problem(("title",), f"{rule} {found(document.title)}")


def authors_are_known(site: Site, authors: Collection[str]) -> Iterator[Problem]:
    """`authors` must be keys of docs/authors.yml. A name is written in one way only.

    Fix: correct the key, or add an entry there.
    """
    for document in site.documents.values():
        for n, name in enumerate(document.authors):
            if name not in authors:
                rule = f"authors must be keys of {site.root}/authors.yml"
                yield document.problem(("authors", n), f"{rule} {found(name, authors)}")
            elif name in document.authors[:n]:
                rule = "authors must name each of them once"
                yield document.problem(("authors", n), f"{rule} {found(name)}")


@house()
def outside_is_neutral(site: Site, patterns: Patterns) -> Iterator[Problem]:
    """Title and description must say nothing alarming: tabs, history and previews show them.

    Someone else may read them.

    Fix: say it in calmer words; the text itself may be plain.
    """
    alarming = patterns.alarming
    for document in site.documents.values():
        for key in ("title", "description"):
            if word := first(alarming, getattr(document, key)):
                rule = f"{key} must be calm words, since tabs, history and previews show it"
                yield document.problem((key,), f"{rule} {found(word.group())}")
        for address in (document.url, *document.redirect_from):
            if word := first(alarming, re.sub(r"[-_/.]", " ", unquote(address))):
                rule = (
                    "file name and redirect_from must be calm words, since the history shows them"
                )
                yield Problem(document.path, 1, f"{rule} {found(word.group())}")


def updated_has_come(site: Site) -> Iterator[Problem]:
    """`updated` must be a day that has come; feeds would carry a date in the future.

    Fix: write the day of the change.
    """
    for document in site.documents.values():
        if document.updated and document.updated > site.today:
            rule = "updated must be a day that has come"
            yield document.problem(("updated",), f"{rule} {found(document.updated)}")


def print_is_free(site: Site) -> Iterator[Problem]:
    """A file beside a series must not be called print.md: the page with all its parts is.

    Fix: give the file another name.
    """
    for series in site.series.values():
        if document := site.documents.get(f"{series.folder}/print.md"):
            rule = "file name must be another; the whole series on one page has this one"
            yield Problem(document.path, 1, f"{rule} {found('print.md')}")


@house()
def file_name_is_plain(site: Site) -> Iterator[Problem]:
    """A file name must be small letters, digits and hyphens: it is the page's address.

    An address with a space or capitals is mistyped and broken by those who pass it on.

    Fix: rename the file, such as `Why Now.md` to `why-now.md`, wherever it is named.
    """
    for document in site.documents.values():
        if not _PLAIN_PATH.fullmatch(document.src):
            rule = "file name must be small letters, digits and hyphens"
            yield Problem(document.path, 1, f"{rule} {found(posixpath.basename(document.src))}")


RULES: tuple[Callable[..., Iterator[Problem]], ...] = (
    home_is_there,
    part_exists,
    planned_part_has_no_file,
    part_is_an_article,
    choice_exists,
    part_listed_once,
    labels_differ,
    title_is_short,
    title_says_enough,
    description_is_short,
    description_says_enough,
    label_is_short,
    articles_include,
    article_is_listed,
    address_is_unique,
    redirect_is_free,
    title_is_unique,
    authors_are_known,
    outside_is_neutral,
    updated_has_come,
    print_is_free,
    file_name_is_plain,
)


def check_site(
    site: Site, *, authors: Collection[str], patterns: Patterns, limits: Limits = DEFAULTS
) -> list[Problem]:
    """Problems of the site as a whole, from every rule."""
    return run(RULES, limits, site=site, authors=authors, patterns=patterns)


def _lengths(
    site: Site, key: str, *, most: int | None = None, least: int | None = None
) -> Iterator[Problem]:
    """Problems with texts of more characters than `most`, or of fewer than `least`."""
    for document in site.documents.values():
        text = getattr(document, key)
        if text in (UNTITLED, UNDESCRIBED):  # a missing one is a problem of its own
            continue
        if most is not None and len(text) > most:
            rule = f"{key} must be text of at most {most} characters"
        elif least is not None and len(text) < least:
            rule = f"{key} must be text of at least {least} characters"
        else:
            continue
        yield document.problem((key,), f"{rule} {found(text)}")


def _shows_title(document: Document | None) -> bool:
    """Whether lists show its title, because it has no label."""
    return document is not None and document.own_label is None


def _files(site: Site, document: Document, url: str) -> tuple[str, ...]:
    """Files of the pages that a document has while its own is at `url`: a series has two."""
    folder = folder_of(url)
    if folder is None or document.src not in site.series:
        return (file_of(url),)
    return file_of(url), f"{folder}{PRINT}index.html"


def _listed(site: Site) -> Iterator[tuple[Series, str, Part]]:
    for series in site.series.values():
        for part in (*series.parts, *series.companions):
            yield series, str(part.loc[1]), part


def _name(series: Series, src: str) -> str:
    """A file as the author of the list would write it."""
    return posixpath.relpath(src, series.folder)


def _problem(series: Series, part: Part, message: str) -> Problem:
    return series.landing.problem(part.loc, message)
