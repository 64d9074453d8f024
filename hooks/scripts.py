"""Hand every template the scripts that each page carries, as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.html.scripts import join
from wiring import keep, overrides_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    folder = overrides_of(config)
    script = join(folder.joinpath(str(s)).read_text() for s in config.extra_javascript)
    keep(config, "script", script)
    env.globals["script"] = script
    return env
