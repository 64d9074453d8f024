"""Hand every template the scripts that each page carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wiring import overrides_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    folder = overrides_of(config)
    names = (str(script) for script in config.extra_javascript)
    env.globals["scripts"] = [folder.joinpath(name).read_text() for name in names]
    return env
