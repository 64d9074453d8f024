"""The only code shared by hooks that knows MkDocs: what one build keeps, and how it reports."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from sitekit.model.front_matter import decode, parse_yaml
from sitekit.model.problems import Problem, annotation, of
from store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from sitekit.model.documents import Article
    from sitekit.model.locale import Words
    from sitekit.model.patterns import Patterns
    from sitekit.model.site import Site

P = ParamSpec("P")
T = TypeVar("T")

# `--strict` counts warnings of loggers below `mkdocs` only.
log = logging.getLogger("mkdocs.hooks.site")
reminders = logging.getLogger("reminders")

NOTHING = Store(None, "")  # keeps nothing and finds nothing


def keep(config: MkDocsConfig, name: str, value: object) -> None:
    """Keep `value` for the rest of this build: its config is new, a hook module outlives it."""
    config.extra[f"_{name}"] = value


def kept(config: MkDocsConfig, name: str, default: T) -> T:
    """What this build has kept as `name`, or `default` if nothing yet."""
    return cast("T", config.extra.get(f"_{name}", default))


def for_new_pages(
    hook: Callable[Concatenate[dict[str, Any], P], dict[str, Any]],
) -> Callable[Concatenate[dict[str, Any], P], dict[str, Any]]:
    """Spare `hook` the pages that are there already: hooks/pages.py says which."""

    def on_page_context(
        context: dict[str, Any], /, *args: P.args, **values: P.kwargs
    ) -> dict[str, Any]:
        return context if "finished" in context else hook(context, *args, **values)

    return on_page_context


def found_of(config: MkDocsConfig, page: Page) -> dict[str, Any]:
    """What has come to light while this page was made, as JSON data: it is kept with the page."""
    found: dict[str, dict[str, Any]] = config.extra.setdefault("_found", {})
    return found.setdefault(page.file.src_uri, {})


def results_of(config: MkDocsConfig) -> Store:
    """What earlier builds have worked out."""
    return kept(config, "results", NOTHING)


def done_with(config: MkDocsConfig, src: str) -> None:
    """The build has come past this text: the processes that work ahead need not."""
    if src in kept(config, "changed", set[str]()):
        results_of(config).did_one()


def site_of(config: MkDocsConfig) -> Site:
    return cast("Site", config.extra["_site"])


def words_of(config: MkDocsConfig) -> Words:
    return cast("Words", config.extra["_words"])


def patterns_of(config: MkDocsConfig) -> Patterns:
    return cast("Patterns", config.extra["_patterns"])


def article_of(config: MkDocsConfig, page: Page) -> Article | None:
    """The article behind a page of MkDocs; None for a page that another hook made up."""
    return site_of(config).articles.get(page.file.src_uri)


def root_of(config: MkDocsConfig) -> str:
    """The docs folder as people see it from the repository's root."""
    return Path(config.docs_dir).name


def data_file(config: MkDocsConfig, name: str) -> tuple[str, str]:
    """Path and text of a data file in docs/; no text if there is none."""
    file, path = Path(config.docs_dir, name), f"{root_of(config)}/{name}"
    own = file.is_file() and not file.is_symlink()
    text, problems = decode(path, file.read_bytes() if own else b"")
    if not own and (file.exists() or file.is_symlink()):
        problems.append(
            Problem(path, 1, f"{name} must be a file of its own (found something else)")
        )
    report(problems)
    return path, text


def project_file(config: MkDocsConfig, *path: str) -> Path:
    """A file beside mkdocs.yml."""
    return Path(config.config_file_path).parent.joinpath(*path)


def overrides_of(config: MkDocsConfig) -> Path:
    """The folder of our own templates and assets."""
    return Path(str(config.theme.custom_dir))


def setting_line(config: MkDocsConfig, *keys: str) -> int:
    """Line of a setting in mkdocs.yml; 1 if it is not there."""
    return parse_yaml("", Path(config.config_file_path).read_text())[0].line(*keys)


def report(problems: Iterable[Problem], check: str = "front-matter") -> None:
    """One warning for each problem, in the order of files and lines; `check` is told of them."""
    for problem in sorted(set(of(check, problems))):
        log.warning("%s", problem)
        if os.environ.get("GITHUB_ACTIONS"):
            print(annotation(problem), flush=True)  # noqa: T201  # read by the one who runs us


def remind(problems: Iterable[Problem]) -> None:
    """Say what time has brought about and nobody's change: it must not stop a build."""
    for problem in sorted(set(problems)):
        reminders.warning("%s (a reminder: the build goes on)", problem)
