"""The theme's own templates and 14,000 files: not walked through, where nobody needs them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache, FileSystemLoader
from platformdirs import user_cache_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from mkdocs.config.defaults import MkDocsConfig


def set_aside(config: MkDocsConfig) -> list[str]:
    """Take the theme's folders out of the settings, and return all as they were.

    MkDocs lists every file in them for each build, a tenth of the time of a small one. Templates of
    ours need none of them; `put_back` is called once MkDocs has looked.
    """
    folders = list(config.theme.dirs)
    config.theme.dirs[:] = [str(config.theme.custom_dir)]
    return folders


def put_back(config: MkDocsConfig, folders: Sequence[str]) -> None:
    """Undo `set_aside`, once MkDocs has looked."""
    config.theme.dirs[:] = folders


def find_again(env: Environment, config: MkDocsConfig) -> None:
    """Let templates of an owner extend those of the theme."""
    if isinstance(env.loader, FileSystemLoader):
        env.loader.searchpath[:] = config.theme.dirs


def keep_compiled(env: Environment) -> None:
    """Keep compiled templates for the next build, in a folder that only this user can write.

    Compiled templates are code, so never in the project: a pull request could bring its own.
    """
    folder = user_cache_path("sitekit") / "templates"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        env.bytecode_cache = _Compiled(str(folder))


class _Compiled(FileSystemBytecodeCache):
    """Goes on where the folder cannot be written."""

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        # Whether values are escaped is compiled in.
        return super().get_bucket(environment, f"{name} {environment.autoescape}", filename, source)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
