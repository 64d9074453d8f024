"""Which files of docs/, of the project's templates and of the theme are published."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from sitekit.engine.branding import inlined_pictures, published_names
from sitekit.engine.paths import docs_folder, overrides_of
from sitekit.html.scripts import lean
from sitekit.lint.files import (
    PublishedFile,
    check_files,
    data_file_is_known,
    file_is_its_own,
    file_name_is_shown,
    folder_is_read,
)
from sitekit.model.problems import rule_id, with_rule
from sitekit.model.settings import SEARCH, SUBSCRIBE

if TYPE_CHECKING:
    from collections.abc import Collection

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from sitekit.model.problems import Problem
    from sitekit.model.settings import Limits

# What lies in overrides/ to be rendered or inlined, beside pages.
STYLES, RENDERED = ".css", ("feeds/", "ebook/")
COMPONENTS = {SEARCH: "search", SUBSCRIBE: "feeds"}
LEAVE = "components/leave/leave.js"
DATA = ("authors.yml", "helplines.yml", "sources.yml", "synonyms.yml")
INLINED = (LEAVE, "components/in-page/in-page.js")


def remove_links(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Remove files of docs/ that are links to others, and report them."""
    docs, elsewhere = Path(config.docs_dir), set()
    for file in [f for f in files if f.src_dir == config.docs_dir]:
        if not _is_own(docs, file.src_uri):
            path = docs / file.src_uri
            # Of a folder that is a link, the folder alone is reported.
            above = [p for p in reversed(path.relative_to(docs).parents) if (docs / p).is_symlink()]
            link = above[0].as_posix() if above else file.src_uri
            elsewhere.add(f"{docs_folder(config)}/{link}")
            files.remove(file)
    return with_rule(rule_id(file_is_its_own), file_is_its_own(elsewhere))


def remove_unnamed(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Remove files of docs/ whose names cannot be shown, and report them."""
    docs, names = docs_folder(config), set()
    for file in [f for f in files if f.src_dir == config.docs_dir]:
        if not file.src_uri.isprintable():
            names.add(f"{docs}/{file.src_uri}")
            files.remove(file)
    return with_rule(rule_id(file_name_is_shown), file_name_is_shown(names))


def check_folders(config: MkDocsConfig) -> list[Problem]:
    """Problems with folders of docs/ that cannot be read; MkDocs passes over them."""
    docs, name, wrong = Path(config.docs_dir), docs_folder(config), list[OSError]()
    for _ in os.walk(docs, onerror=wrong.append):
        pass
    folders = {
        f"{name}/{Path(str(error.filename)).relative_to(docs).as_posix()}": str(error.strerror)
        for error in wrong
    }
    return with_rule(rule_id(folder_is_read), folder_is_read(folders))


def check_published(files: Files, config: MkDocsConfig, limits: Limits) -> list[Problem]:
    """Problems with the files of docs/ that would be published as they are."""
    docs, folder, named = Path(config.docs_dir), docs_folder(config), published_names(config)
    published = [
        PublishedFile(f"{folder}/{file.src_uri}", (docs / file.src_uri).stat().st_size)
        for file in files
        if file.src_dir == config.docs_dir
        and file.inclusion.is_included()  # type: ignore[no-untyped-call]  # MkDocs has none
        and not file.is_documentation_page()
        and file.src_uri not in named
    ]
    return check_files(published, limits)


def check_data(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Problems with YAML files of docs/ that nobody reads."""
    named = published_names(config)
    unread = [
        f"{docs_folder(config)}/{file.src_uri}"
        for file in files
        if file.src_dir == config.docs_dir
        and file.src_uri.endswith(".yml")
        and not file.name.startswith(".")
        and file.src_uri not in (*DATA, *named)
    ]
    return with_rule(rule_id(data_file_is_known), data_file_is_known(sorted(unread), DATA))


def remove_theme_files(files: Files, config: MkDocsConfig, empty_pages: Collection[str]) -> None:
    """Remove the files of the theme, which no page loads; keep what other plugins bring.

    Components of the `empty_pages`, such as that of a search that is off, are left out too.
    """
    unused = tuple(f"components/{COMPONENTS[page]}/" for page in empty_pages)
    folders = [one for one in config.theme.dirs if one != config.theme.custom_dir]
    for file in list(files):
        in_theme = file.src_dir in folders
        if in_theme or _is_source(file, config) or file.src_uri.startswith(unused):
            files.remove(file)


def loaded_scripts(overrides: Path) -> dict[str, Path]:
    """The scripts of components that pages load, by their names below `overrides`."""
    scripts = {
        file.relative_to(overrides).as_posix(): file for file in overrides.glob("components/*/*.js")
    }
    return {name: file for name, file in scripts.items() if name not in INLINED}


def shrink_scripts(files: Files, config: MkDocsConfig) -> None:
    """Publish the scripts of components as readers need them, without comments."""
    for name, path in loaded_scripts(overrides_of(config)).items():
        if file := files.get_file_from_path(name):
            files.remove(file)
            files.append(File.generated(config, name, content=lean(path.read_text())))


def _is_own(docs: Path, src: str) -> bool:
    """Whether a file of docs/ is there, and neither it nor a folder above it is a link."""
    path = docs / src
    above = path.parents[: src.count("/")]
    return not any(map(os.path.islink, (path, *above))) and path.is_file()


def _is_source(file: File, config: MkDocsConfig) -> bool:
    own = file.src_dir == config.theme.custom_dir
    inlined = file.src_uri in (*config.extra_css, *inlined_pictures(config)) or (
        own and file.src_uri in INLINED
    )
    return inlined or (own and (file.src_uri.endswith(STYLES) or file.src_uri.startswith(RENDERED)))
