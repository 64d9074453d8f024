"""Publish the schemas of front matter and data, for editors anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from wiring import project_file

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    for schema in sorted(project_file(config, "schemas").glob("*.json")):
        name, text = f"schemas/{schema.name}", schema.read_text()
        hidden = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, name, content=text, inclusion=hidden))
    return files
