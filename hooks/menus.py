"""Hand every template the links of header and footer; no edit link without a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.features.menus import menu
from wiring import site_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if not config.repo_url:  # MkDocs would make edit links of the bare path
        config.edit_uri = None
    return config


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    entries = config.extra["menus"]
    env.globals["suggest"] = str(config.extra["replies"]["email"] or "")
    env.globals["menus"] = {name: menu(site_of(config), entries[name]) for name in entries}
    return env
