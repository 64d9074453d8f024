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
    worker = "assets/javascripts/workers/search."
    asked = file.src_uri.startswith(worker) or file.src_uri in _languages(config)
    return asked and not file.src_uri.endswith(".map")


def _languages(config: MkDocsConfig) -> set[str]:
    """What the search worker loads for the languages of the site; it knows English by itself."""
    languages = config.plugins["material/search"].config.lang
    others = [name for name in languages if name != "en"]
    cutters = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}
    names = ["stemmer.support", *others] if others else []
    names += ["multi"] if len(languages) > 1 else []
    files = [f"min/lunr.{name}.min.js" for name in names]
    files += [cutters[name] for name in others if name in cutters]
    return {f"assets/javascripts/lunr/{file}" for file in files}
