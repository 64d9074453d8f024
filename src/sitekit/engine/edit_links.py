"""Where the edit links of MkDocs lead: what the owner sets, else what the host has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.engine.configuration import configuration_of
from sitekit.engine.stages import build_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def point_to_source(config: MkDocsConfig) -> None:
    """Give MkDocs the pattern of edit links; it knows the branches of few hosts, and old ones."""
    settings, of = build_of(config).settings, configuration_of(config)
    if not config.repo_url:  # MkDocs would make edit links of the bare path
        config.edit_uri = config.edit_uri_template = None
    elif not (of.at("edit_uri") or of.at("edit_uri_template")):
        pattern = settings.repository.edit
        config.edit_uri = None
        config.edit_uri_template = pattern.replace("{path}", f"{settings.docs}/{{path}}") or None
