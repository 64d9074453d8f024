"""What can be checked only once all texts have been read: drafts, and where links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.content import prepare
from sitekit.lint.links import check_links
from sitekit.lint.prose import text_of

if TYPE_CHECKING:
    from sitekit.build import Build


def check_rest(build: Build) -> None:
    """Check the texts that are not published, and the links of all texts."""
    for src in build.site.documents:
        if src not in build.contents and src not in build.pages:
            prepared = prepare(build, src)
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
