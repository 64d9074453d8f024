"""A fingerprint of what all pages of a build depend on, beside what their views hold."""

from __future__ import annotations

import os
import sys
import sysconfig
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from platformdirs import user_cache_path

import sitekit
from sitekit.engine.paths import overrides_of, project_file
from sitekit.model.fingerprint import fingerprint

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def version_of(config: MkDocsConfig) -> str:
    """Differs as soon as code, templates, strings, settings, Python or a package does.

    Nobody else can work it out, so a cache that came with the project, or from another user, holds
    nothing that counts.
    """
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    hooks = {project_file(config, str(name)).parent for name in config.hooks}
    return fingerprint(
        _secret(),
        sys.version,
        type(config).__module__,  # MkDocs, or its fork
        sorted(folder.name for folder in packages),
        [_code(folder) for folder in (Path(sitekit.__file__).parent, *sorted(hooks))],
        # Of a page's stylesheets its view has the fingerprint; only books have others.
        [
            line
            for line in _digests(overrides_of(config))
            if not line.endswith(".css") or " ebook/" in line
        ],
        _digests(project_file(config, "locales")),
        _settings(config),
    )


def _secret() -> str:
    """A secret of this user, made once; of this process alone where it cannot be kept."""
    file = user_cache_path("sitekit") / "secret"
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "w") as new:
                new.write(token_hex())
        return file.read_text() or token_hex()
    return token_hex()


@cache
def _code(folder: Path) -> list[str]:
    """Of code as it was when this process loaded it: a preview may go on with it."""
    return _digests(folder)


def _digests(folder: Path) -> list[str]:
    return [
        f"{blake2b(file.read_bytes()).hexdigest()} {file.relative_to(folder).as_posix()}"
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix != ".pyc"
    ]


def _settings(config: MkDocsConfig) -> list[str]:
    """The settings and their parents (INHERIT) as they are written, and with their environment."""
    loader, file = get_yaml_loader(config=config), Path(config.config_file_path)
    found: list[str] = []
    while True:
        text = file.read_text()
        settings = yaml_load(text, loader)
        found += [text, _text(settings)]
        if "INHERIT" not in settings:
            return found
        file = file.parent / settings["INHERIT"]


def _text(value: object) -> str:
    """A value of YAML as text that says everything about it and nothing about this process."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_text(k)}: {_text(v)}' for k, v in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    if isinstance(value, os.PathLike):  # `!relative $config_dir/…`
        return f"{type(value).__name__} {Path(value).absolute()}"
    if callable(value):  # `!!python/name:…`
        return f"{value.__module__}.{getattr(value, '__qualname__', type(value).__name__)}"
    return repr(value)
