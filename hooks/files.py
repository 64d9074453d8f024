"""See that docs/ holds texts and pictures of its own, and nothing else that would be published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitekit.lint.files import Other, file_is_its_own, file_is_text_or_picture, picture_is_small
from sitekit.model.problems import id_of
from wiring import report, root_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    docs, elsewhere = Path(config.docs_dir), set()
    for file in [f for f in files if f.src_dir == config.docs_dir]:
        path = docs / file.src_uri
        if path.resolve() != docs.resolve() / file.src_uri or not path.is_file():
            # Of a folder that is a link, the folder alone is told.
            above = [p for p in reversed(path.relative_to(docs).parents) if (docs / p).is_symlink()]
            link = above[0].as_posix() if above else file.src_uri
            elsewhere.add(f"{root_of(config)}/{link}")
            files.remove(file)
    report(file_is_its_own(elsewhere), id_of(file_is_its_own))
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    # Drawings and data are excluded by now.
    others = [
        Other(
            f"{root_of(config)}/{file.src_uri}", Path(config.docs_dir, file.src_uri).stat().st_size
        )
        for file in files
        if file.src_dir == config.docs_dir
        and file.inclusion.is_included()  # type: ignore[no-untyped-call]  # MkDocs has none
        and not file.is_documentation_page()
    ]
    report(file_is_text_or_picture(others), id_of(file_is_text_or_picture))
    report(picture_is_small(others), id_of(picture_is_small))
    return env
