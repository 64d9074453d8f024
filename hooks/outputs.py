"""Last stage of a build: what follows from all pages together, and what went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

from sitekit.engine.failure import explain
from sitekit.engine.finishing import look_again
from sitekit.engine.outputs import write_outputs
from sitekit.engine.report import report
from sitekit.engine.stages import build_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@event_priority(-100)  # plugins write first
def on_post_build(*, config: MkDocsConfig) -> None:
    build = build_of(config)
    if build.foreign:
        look_again(build, Path(config.site_dir))
    write_outputs(build, config)
    report(build.take_problems())
    build.cache.close()


def on_build_error(*, error: Exception) -> None:
    explain(error)
