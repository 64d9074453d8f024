"""Which files of docs/, of the project's templates and of the theme are published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitekit.lint.files import PublishedFile, check_files, file_is_its_own
from sitekit.model.problems import rule_id, with_rule

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from sitekit.model.problems import Problem

WORKER = "assets/javascripts/workers/search."
LANGUAGES = "assets/javascripts/lunr/"  # what the worker loads for a language
# What lies in overrides/ to be rendered or inlined.
SOURCES = (".css", ".xml", ".opml", ".j2")
INLINED = ("components/leave/leave.js", "components/in-page/in-page.js")


def remove_links(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Remove files of docs/ that are links to others, and report them."""
    docs, elsewhere = Path(config.docs_dir), set()
    for file in [f for f in files if f.src_dir == config.docs_dir]:
        path = docs / file.src_uri
        if path.resolve() != docs.resolve() / file.src_uri or not path.is_file():
            # Of a folder that is a link, the folder alone is reported.
            above = [p for p in reversed(path.relative_to(docs).parents) if (docs / p).is_symlink()]
            link = above[0].as_posix() if above else file.src_uri
            elsewhere.add(f"{docs.name}/{link}")
            files.remove(file)
    return with_rule(rule_id(file_is_its_own), file_is_its_own(elsewhere))


def check_published(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Problems with the files of docs/ that would be published as they are."""
    docs = Path(config.docs_dir)
    return check_files(
        PublishedFile(f"{docs.name}/{file.src_uri}", (docs / file.src_uri).stat().st_size)
        for file in files
        if file.src_dir == config.docs_dir
        and file.inclusion.is_included()  # type: ignore[no-untyped-call]  # MkDocs has none
        and not file.is_documentation_page()
    )


def remove_theme_files(files: Files, config: MkDocsConfig) -> None:
    """Keep the files of the theme that the site's pages load, and what other plugins bring."""
    languages = _languages(config)
    for file in list(files):
        in_theme = file.src_dir in config.theme.dirs and file.src_dir != config.theme.custom_dir
        if (in_theme and not _is_loaded(file, languages)) or _is_source(file, config):
            files.remove(file)


def search_worker(files: Files) -> str:
    """URL of the search worker below the site's; its name changes with each version."""
    return next((file.url for file in files if file.src_uri.startswith(WORKER)), "")


def _is_source(file: File, config: MkDocsConfig) -> bool:
    own = file.src_dir == config.theme.custom_dir
    inlined = file.src_uri in config.extra_css or (own and file.src_uri in INLINED)
    return inlined or (own and file.src_uri.endswith(SOURCES))


def _is_loaded(file: File, languages: set[str]) -> bool:
    loaded = file.src_uri.startswith(WORKER) or file.src_uri in languages
    return loaded and not file.src_uri.endswith(".map")


def _languages(config: MkDocsConfig) -> set[str]:
    """What the search worker loads for the languages of the site; it knows English by itself."""
    plugin = config.plugins.get("material/search")
    languages = plugin.config.lang if plugin and plugin.config.enabled else []
    others = [name for name in languages or [] if name != "en"]
    segmenters = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}
    names = ["stemmer.support", *others] if others else []
    names += ["multi"] if len(languages or []) > 1 else []
    loaded = [f"min/lunr.{name}.min.js" for name in names]
    loaded += [segmenters[name] for name in others if name in segmenters]
    return {f"{LANGUAGES}{name}" for name in loaded}
