"""Leave out of the site what the theme ships and no page of ours asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    for file in list(files):
        if file.src_uri.startswith("assets/") and not _asked_for(file, config):
            files.remove(file)
    return files


def _asked_for(file: File, config: MkDocsConfig) -> bool:
    if file.src_uri in {*config.extra_css, *map(str, config.extra_javascript)}:
        return False  # written into the pages
    if file.src_dir in (config.theme.custom_dir, config.docs_dir):
        return True
    languages = config.plugins["material/search"].config.lang
    worker = "assets/javascripts/workers/search."
    stemmers = "assets/javascripts/lunr/" if languages != ["en"] else worker
    return file.src_uri.startswith((worker, stemmers)) and not file.src_uri.endswith(".map")
