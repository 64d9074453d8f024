"""What can be checked only once all texts have been read: drafts, and where links lead."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sitekit.content import prepare
from sitekit.engine.configuration import place
from sitekit.engine.report import remind
from sitekit.engine.workers import each_of
from sitekit.lint.links import check_links
from sitekit.lint.prose import text_of
from sitekit.model.problems import Problem, found, with_rule

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from sitekit.build import Build


def remind_of_menus(build: Build, config: MkDocsConfig) -> None:
    """Name links of menus whose heading is not there; they lead to the top of the page.

    A page with a problem may have lost its headings to it.
    """
    read = build.pages | build.contents
    for menu, entries in build.settings.menus.items():
        for n, (label, to) in enumerate(pair for entry in entries for pair in entry.items()):
            src, _, anchor = to.partition("#")
            if not anchor or src not in read or src in build.failed:
                continue
            if anchor not in read[src].anchors:
                close = [f"{src}#{name}" for name in read[src].anchors]
                rule = f"extra.menus.{menu} must lead to a heading that is there {found(to, close)}"
                remind([Problem(*place(config, "extra", "menus", menu, n, label), rule)])


def check_taken(build: Build, files: Files) -> None:
    """Report documents whose file a plugin or hook has taken out after they were read."""
    for src, document in build.site.documents.items():
        if document.published(build.site.today) and files.get_file_from_path(src) is None:
            rule = "page must be built; a plugin or hook has taken it out (found no file of it)"
            build.problems += with_rule("last-look", [Problem(document.path, 1, rule)])


def check_rest(build: Build) -> None:
    """Check the texts that are not published, and the links of all texts."""
    read = build.pages | build.contents
    rest = [src for src in build.site.documents if src not in read]
    for src, prepared in zip(rest, each_of(build, partial(prepare, build), rest), strict=True):
        build.contents[src] = prepared.content
        build.found(src, prepared.problems)
    read = build.pages | build.contents
    anchors = {src: page.anchors for src, page in read.items()}
    today, documents = build.site.today, build.site.documents
    unpublished = {src for src, one in documents.items() if not one.published(today)}
    for src, document in documents.items():
        problems = check_links(
            text_of(document),
            read[src].links,
            files=build.files,
            anchors=anchors,
            unpublished=() if src in unpublished else unpublished,
            numbers=build.site.numbers,
            patterns=build.patterns,
            limits=build.settings.limits,
        )
        build.found(src, problems)
