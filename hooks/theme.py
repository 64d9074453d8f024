"""Take of the theme what pages of ours ask for, and of its thousands of icons no notice."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from functools import partial
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, FileSystemLoader
from mkdocs.plugins import event_priority

from wiring import results_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from store import Store


class _Compiled(BytecodeCache):
    """Keeps compiled templates; Jinja asks for them by name and by a sum of their text."""

    def __init__(self, results: Store) -> None:
        self.results = results

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.results.get(self.results.key("template", bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(b64decode(code))

    def dump_bytecode(self, bucket: Bucket) -> None:
        key = self.results.key("template", bucket.key, bucket.checksum)
        self.results.put(key, b64encode(bucket.bytecode_to_string()).decode())


@event_priority(90)  # before plugins ask for templates, after results are open
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    get_env = partial(_environment, config.theme.get_env, results_of(config))
    vars(config.theme)["get_env"] = get_env
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    for file in list(files):
        if file.src_uri.startswith("assets/") and not _asked_for(file, config):
            files.remove(file)
    return files


def _environment(get_env: Callable[[], Environment], results: Store) -> Environment:
    env = get_env()
    env.auto_reload = False  # each build has a new environment; asking the disk costs 0.3 ms a page
    env.bytecode_cache = _Compiled(results)
    if isinstance(env.loader, FileSystemLoader):
        vars(env.loader)["list_templates"] = partial(_templates, env.loader.searchpath)
    return env


def _templates(folders: Sequence[str]) -> list[str]:
    """Jinja's list of all files, but for hidden folders, where MkDocs wants nothing of."""
    found = set[str]()
    for folder in folders:
        for path, below, names in os.walk(folder):
            below[:] = [name for name in below if not name.startswith(".")]
            place = os.path.relpath(path, folder).replace(os.sep, "/") + "/"
            found.update(f"{place}{name}".removeprefix("./") for name in names)
    return sorted(found)


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
