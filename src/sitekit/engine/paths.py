"""Files of the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitekit.model.front_matter import decode
from sitekit.model.problems import Problem

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def project_file(config: MkDocsConfig, *path: str) -> Path:
    """A file beside the configuration file."""
    return Path(config.config_file_path).parent.joinpath(*path)


def docs_folder(config: MkDocsConfig) -> str:
    """The folder of documents as messages and hosts name it: `docs`, or `texts/en`."""
    docs, root = Path(config.docs_dir), Path(config.config_file_path).absolute().parent
    return docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.name


def overrides_of(config: MkDocsConfig) -> Path:
    """The folder of the project's templates and assets."""
    return Path(str(config.theme.custom_dir))


def data_file(config: MkDocsConfig, name: str) -> tuple[str, str, list[Problem]]:
    """Path for people and text of a data file in docs/, no text if there is none; its problems."""
    file, path = Path(config.docs_dir, name), f"{docs_folder(config)}/{name}"
    own = file.is_file() and not file.is_symlink()
    text, problems = decode(path, file.read_bytes() if own else b"")
    if not own and (file.exists() or file.is_symlink()):
        rule = f"{name} must be a file of its own (found something else)"
        problems.append(Problem(path, 1, rule))
    return path, text, problems
