"""Hand every template the site's own stylesheets, to be written into the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.styles import join
from wiring import overrides_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    folder = overrides_of(config)
    env.globals["styles"] = join(folder.joinpath(name).read_text() for name in config.extra_css)
    return env
