"""What must hold across the site: one generator of problems for each rule, and the list of them."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sitekit.model.patterns import first
from sitekit.model.problems import Problem, found, id_of, of
from sitekit.model.schema import UNTITLED, ArticleKeys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitekit.model.documents import Article
    from sitekit.model.site import Part, Series, Site

LABEL_LENGTH = 40
_PLAIN_PATH = re.compile(r"(?:[a-z0-9]+(?:-+[a-z0-9]+)*/)*[a-z0-9]+(?:-+[a-z0-9]+)*\.md")
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_TITLE_IN_TEXT = re.compile(r"^# .*$|^.+\n=+[ \t]*$", re.MULTILINE)


def part_exists(site: Site) -> Iterator[Problem]:
    """A part or companion that is not planned must be a file of the site.

    Otherwise a list would lead nowhere.

    Mend: correct the name, or write `planned:` before it and a `label:` below it.
    """
    for series, key, part in _listed(site):
        if not part.planned and part.src not in site.articles:
            names = [_name(series, src) for src in site.articles if not src.endswith("index.md")]
            name = found(_name(series, part.src), names)
            rule = f"{key} must name files that exist, or `planned:` ones"
            yield _problem(series, part, f"{rule} {name}")


def planned_part_has_no_file(site: Site) -> Iterator[Problem]:
    """A part must not stay planned once its file is there; a draft's key `status` says enough.

    Its readers would never find it.

    Mend: take `planned:` and `label:` away, and leave the file's name.
    """
    for series, key, part in _listed(site):
        if part.planned and part.src in site.articles:
            name = _name(series, part.src)
            yield _problem(
                series, part, f"{key} must list {name} without `planned:` (found its file)"
            )


def part_is_an_article(site: Site) -> Iterator[Problem]:
    """A series must hold articles: a landing page in it, its own or another's, would be a loop.

    Mend: list the articles themselves.
    """
    for series, key, part in _listed(site):
        article = site.articles.get(part.src)
        if article and article.kind != "article":
            what = "a loop" if article is series.landing else f"a {article.kind} page"
            name = f"(found {_name(series, part.src)!r}, {what})"
            yield _problem(series, part, f"{key} must name articles {name}")


def part_listed_once(site: Site) -> Iterator[Problem]:
    """A part must stand once in its series, and not be a companion as well.

    Numbers, and what comes next, follow from the list.

    Mend: take the second one out.
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


def labels_differ(site: Site) -> Iterator[Problem]:
    """Two entries of one list must not read the same. Nobody could tell them apart.

    Mend: give one of them another `label`.
    """
    for series in site.series.values():
        seen: dict[str, tuple[str, Article | None]] = {}
        for part in (*series.parts, *series.companions):
            article = None if part.planned else site.articles.get(part.src)
            label = article.label if article else part.label
            if not label or label == UNTITLED:  # without a title is a mistake of its own
                continue
            src, other = seen.setdefault(label.casefold(), (part.src, article))
            # Two titles that are the same are told as titles.
            if src == part.src or (_untold(article) and _untold(other)):
                continue
            message = f"label must be used once in a series {found(label)}"
            key = "title" if _untold(article) else "label"
            yield article.problem((key,), message) if article else _problem(series, part, message)


def label_is_short(site: Site) -> Iterator[Problem]:
    """Without `label`, the title stands in lists, and must be as short as one.

    Mend: add a `label` of at most 40 characters.
    """
    for article in site.articles.values():
        if isinstance(article.keys, ArticleKeys) and len(article.label) > LABEL_LENGTH:
            rule = f"label must be given when the title is longer than {LABEL_LENGTH} characters"
            yield article.problem(("title",), f"{rule} {found('')}")


def article_is_listed(site: Site) -> Iterator[Problem]:
    """An article must stand in a series, or nobody would find it.

    Mend: add its file name to `parts:` or `companions:` of a series.
    """
    homeless: defaultdict[str, list[Article]] = defaultdict(list)
    for article in site.articles.values():
        if article.kind == "article" and article.src not in site.series_of:
            homeless[posixpath.dirname(article.src)].append(article)
    for folder, articles in homeless.items():
        index = f"{folder}/index.md"
        if index in site.series:
            # A series without parts, or with unreadable ones, is a mistake of its own.
            for article in articles if site.series[index].parts else ():
                name = found(posixpath.basename(article.src))
                rule = f"parts in {site.root}/{index} must name every file of the folder"
                yield Problem(article.path, 1, f"{rule} {name}")
        else:
            files = ", ".join(posixpath.basename(a.src) for a in articles)
            rule = "index.md must define a series, or another series must list"
            yield Problem(f"{site.root}/{index}", 1, f"{rule} {files} (found no such file)")


def address_is_unique(site: Site) -> Iterator[Problem]:
    """Two files must not have one address. One would take the other's place.

    Mend: give one of the files another name.
    """
    taken: dict[str, Article] = {}
    for article in site.articles.values():
        other = taken.setdefault(article.url, article)
        if other is not article:
            rule = f"file name must give an address of its own; {other.path} has the same"
            yield Problem(article.path, 1, f"{rule} {found('/' + article.url)}")


def redirect_is_free(site: Site) -> Iterator[Problem]:
    """Nothing must lead on from an address in use, nor two things from one.

    Mend: take the address out of one of the two.
    """
    taken = {article.url: article for article in site.articles.values()}
    for article in site.articles.values():
        for n, old in enumerate(article.keys.redirect_from):
            url = old.lstrip("/")
            if url in taken:
                rule = f"redirect_from must be addresses not in use; {taken[url].path} has this one"
                yield article.problem(("redirect_from", n), f"{rule} {found(old)}")
            taken[url] = article


def title_is_unique(site: Site) -> Iterator[Problem]:
    """Two pages must not have one title: tabs and results could not be told apart.

    Mend: change one of the titles.
    """
    taken: dict[str, Article] = {}
    for article in site.articles.values():
        if "title" not in article.front_matter.values:
            continue
        other = taken.setdefault(article.title.casefold(), article)
        if other is not article:
            rule = f"title must be unique in the site; {other.path} has the same"
            yield article.problem(("title",), f"{rule} {found(article.title)}")


def title_is_written_once(site: Site) -> Iterator[Problem]:
    """The title must stand in front matter alone; the page makes the heading from it.

    Mend: take the heading out, or make it `##`.
    """
    for article in site.articles.values():
        if "\n# " not in f"\n{article.body}" and "\n=" not in article.body:
            continue
        text = _FENCED.sub(lambda code: "\n" * code.group().count("\n"), article.body)
        # Half of a merge may look like a title over a line of `=`.
        if (heading := _TITLE_IN_TEXT.search(text)) and "\n<<<<<<<" not in f"\n{text}":
            line = article.front_matter.body_line + text.count("\n", 0, heading.start())
            rule = "text must have no heading of the first level: the title makes it"
            yield Problem(article.path, line, f"{rule} {found(heading.group())}")


def authors_are_known(site: Site) -> Iterator[Problem]:
    """`authors` must be names of entries in docs/authors.yml. A name is written in one way only.

    Mend: correct the name, or add an entry there.
    """
    for article in site.articles.values():
        for n, name in enumerate(getattr(article.keys, "authors", ())):
            if name not in site.authors:
                rule = f"authors must be names that stand in {site.root}/authors.yml"
                yield article.problem(("authors", n), f"{rule} {found(name, site.authors)}")


def outside_is_neutral(site: Site) -> Iterator[Problem]:
    """Title and description must say nothing alarming: tabs, history and previews show them.

    Someone else may read them.

    Mend: say it in calmer words; the text itself may be plain.
    """
    alarming = site.patterns.alarming
    for article in site.articles.values():
        for key in ("title", "description"):
            if word := first(alarming, getattr(article, key)):
                rule = f"{key} must be calm words, since tabs, history and previews show it"
                yield article.problem((key,), f"{rule} {found(word.group())}")
        for address in (article.url, *article.keys.redirect_from):
            if word := first(alarming, re.sub(r"[-_/]", " ", address)):
                rule = (
                    "file name and redirect_from must be calm words, since the history shows them"
                )
                yield Problem(article.path, 1, f"{rule} {found(word.group())}")


def updated_has_come(site: Site) -> Iterator[Problem]:
    """`updated` must be a day that has come; feeds would bear a date of the future.

    Mend: write the day of the change.
    """
    for article in site.articles.values():
        if article.updated and article.updated > site.today:
            rule = "updated must be a day that has come"
            yield article.problem(("updated",), f"{rule} {found(article.updated)}")


def print_is_free(site: Site) -> Iterator[Problem]:
    """A file must not be called print.md beside a series: the whole series on one page is.

    Mend: give the file another name.
    """
    for series in site.series.values():
        if article := site.articles.get(f"{series.folder}/print.md"):
            rule = "file name must be another; the whole series on one page has this one"
            yield Problem(article.path, 1, f"{rule} {found('print.md')}")


def file_name_is_plain(site: Site) -> Iterator[Problem]:
    """A file name must be small letters, digits and hyphens: it is the page's address.

    An address with a space or capitals is mistyped and broken by those who pass it on.

    Mend: rename the file, such as `Why Now.md` to `why-now.md`, wherever it is named.
    """
    for article in site.articles.values():
        if not _PLAIN_PATH.fullmatch(article.src):
            rule = "file name must be small letters, digits and hyphens"
            yield Problem(article.path, 1, f"{rule} {found(posixpath.basename(article.src))}")


CHECKS: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    part_exists,
    planned_part_has_no_file,
    part_is_an_article,
    part_listed_once,
    labels_differ,
    label_is_short,
    article_is_listed,
    address_is_unique,
    redirect_is_free,
    title_is_unique,
    title_is_written_once,
    authors_are_known,
    outside_is_neutral,
    updated_has_come,
    print_is_free,
    file_name_is_plain,
)


def check(site: Site) -> list[Problem]:
    """Problems of the site as a whole, from every rule."""
    return [p for rule in CHECKS for p in of(id_of(rule), rule(site))]


def _untold(article: Article | None) -> bool:
    """Whether its title stands in lists, for want of a label."""
    return article is not None and "label" not in article.front_matter.values


def _listed(site: Site) -> Iterator[tuple[Series, str, Part]]:
    for series in site.series.values():
        for part in (*series.parts, *series.companions):
            yield series, str(part.loc[1]), part


def _name(series: Series, src: str) -> str:
    """A file as the author of the list would write it."""
    return posixpath.relpath(src, series.folder)


def _problem(series: Series, part: Part, message: str) -> Problem:
    return series.landing.problem(part.loc, message)
