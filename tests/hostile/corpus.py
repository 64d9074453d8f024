"""The corpus: bodies that try to harm a reader, each with what must become of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from markdown import Markdown
from mkdocs.config import load_config

from sitekit.content import prepare
from sitekit.html.markdown import Converter, SiteMarkup
from sitekit.lint.links import check_links
from sitekit.lint.prose import text_of
from sitekit.model.site import build_site
from tests.conftest import ROOT, SERIES, TODAY, article, site_of
from tests.sitekit.conftest import build_of

if TYPE_CHECKING:
    from sitekit.build import Prepared
    from sitekit.model.problems import Problem

FOLDER = Path(__file__).parent
SRC, TITLE = "tides/ebb.md", "Ebb and what it leaves"
BEFORE = "Words before.\n\n"  # so that a problem without a line is seen
# What the build gives to notes, whose class no author can write.
NOTES = "footnote sk-notes"
OF_NOTES = {"role", "aria-label"}
_REPEATED = re.compile("«([^«»]*)×(\\d+)»")


@dataclass(frozen=True)
class Hostile:
    """One body; `refused` is the line, counted from its first, the rule and what it has found."""

    group: str
    number: int
    body: str
    refused: tuple[int, str, str] | None

    @property
    def name(self) -> str:
        return f"{self.group}-{self.number}"


@cache
def corpus() -> tuple[Hostile, ...]:
    return tuple(
        Hostile(file.stem, number, expanded(one["body"]), _refused(one))
        for file in sorted(FOLDER.glob("*.yml"))
        for number, one in enumerate(yaml.safe_load(file.read_text()), 1)
    )


def expanded(body: str) -> str:
    """A body with each `«words×3»` written out, the innermost first."""
    while (more := _REPEATED.sub(lambda it: it[1] * int(it[2]), body)) != body:
        body = more
    return body


def _refused(one: dict[str, Any]) -> tuple[int, str, str] | None:
    if "refused" not in one:
        return None
    line, rule, shown = one["refused"]
    return line, rule, shown


@cache
def _converter() -> Converter:
    config = load_config(str(ROOT / "mkdocs.yml"))
    urls = {src: one.url for src, one in site_of(SERIES).documents.items()}
    return Converter(config.markdown_extensions, config.mdx_configs, urls)


@cache
def _markdown() -> Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    extensions = [*config.markdown_extensions, SiteMarkup()]
    return Markdown(extensions=extensions, extension_configs=dict(config.mdx_configs))


def written(body: str) -> str:
    """What Markdown makes of this body, before anything reads it."""
    return _markdown().reset().convert(f"{BEFORE}{body}")


@cache
def prepared(body: str) -> tuple[Prepared, list[Problem]]:
    """What becomes of an article with this body, and every problem with it."""
    files = SERIES | {SRC: article(TITLE, f"{BEFORE}{body}")}
    problems = build_site(files, today=TODAY)[1]
    build = build_of(files)
    build.converter = _converter()
    made = prepare(build, SRC)
    text = text_of(build.site.documents[SRC])
    anchors = {SRC: made.content.anchors}
    links = check_links(text, made.content.links, files=files, anchors=anchors, unpublished=())
    return made, sorted({*problems, *made.problems, *links})


def line_of(problem: Problem) -> int:
    """The line of a problem, counted from the first of the body."""
    head = article(TITLE, BEFORE).split(BEFORE.strip())[0].count("\n")
    return problem.line - head - BEFORE.count("\n")
