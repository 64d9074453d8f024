"""Open what earlier builds have kept, and close it once this one is done."""

from __future__ import annotations

import sys
import sysconfig
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

from store import Store
from wiring import keep, log, project_file, results_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

# Everything that all pages depend on. What of the texts a result depends on is in its key.
SOURCES = ("hooks", "src", "overrides", "locales", "docs/snippets")


@event_priority(100)  # the search plugin compiles templates as soon as it can
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if folder := config.extra.get("results"):
        tell = log.info  # it is nobody's mistake, and must not stop a build
        keep(config, "results", Store(project_file(config, folder), _version(config), tell))
    return config


@event_priority(-100)  # once every other hook has asked for what it needs
def on_post_build(*, config: MkDocsConfig) -> None:
    results_of(config).close()


def _version(config: MkDocsConfig) -> str:
    """Differs as soon as any result may: by our own files, by Python and all installed packages."""
    # By their names too: a snippet that gets another name is another's words from then on.
    here = project_file(config)
    sums = [
        f"{sha256(file.read_bytes()).hexdigest()} {file.relative_to(here).as_posix()}"
        for file in _files(config)
    ]
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    installed = sorted(folder.name for folder in packages)
    engine = type(config).__module__  # MkDocs, or its fork
    return "\n".join([sys.version, engine, *installed, *sums])


def _files(config: MkDocsConfig) -> Iterator[Path]:
    for name in (*SOURCES, config.config_file_path):
        path = project_file(config, name)
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in below if file.is_file() and file.suffix != ".pyc")
