"""The configuration file in use and those it inherits from: what each sets, and on which line."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitekit.model.front_matter import FrontMatter, decode, parse_yaml
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

PARENT = "INHERIT"
_PLUGINS, _OF_THEMES = ("plugins",), re.compile("^materialx?/")
# Lists of names, each of which may have settings of its own.
_NAMES = {_PLUGINS, ("markdown_extensions",), ("theme", "features")}
Keys = tuple[str, ...]


@dataclass(frozen=True)
class Setting:
    """One key that is set, below all that it is in: its value as text, and where it is."""

    keys: Keys  # `("plugins", "rss", "length")`
    value: Any
    path: str  # of its file, from the folder of the configuration file in use
    line: int

    @property
    def name(self) -> str:
        return ".".join(self.keys)


@dataclass(frozen=True)
class Configuration:
    """A configuration file and its parents, the file in use first."""

    files: tuple[tuple[str, FrontMatter], ...]

    def place(self, *keys: str | int) -> tuple[str, int]:
        """File and line of a setting, or of the nearest thing around it; line 1 if there is none.

        A child's value hides its parent's, as in MkDocs.
        """
        places = (self.at(*keys[:end]) for end in range(len(keys), 0, -1))
        return next((found for found in places if found), (self.files[0][0], 1))

    def at(self, *keys: str | int) -> tuple[str, int] | None:
        """File and line of a setting, by names of plugins too; None if no file sets it."""
        for path, entries in self.files:
            if keys in entries.lines:
                return path, entries.lines[keys]
        named = (one for one in self.settings() if one.keys == keys)
        return next(((one.path, one.line) for one in named), None)

    @cached_property
    def values(self) -> dict[str, Any]:
        """What all files set together, as MkDocs merges them: text, lists and mappings.

        The value of a YAML tag, such as `!ENV`, is what is written after it.
        """
        values: dict[str, Any] = {}
        for _, entries in self.files:
            values = _merged(values, entries.values)
        return values

    def settings(self) -> list[Setting]:
        """All keys that are set, at every level, each where it counts."""
        settings: dict[Keys, Setting] = {}
        for path, entries in self.files:
            for keys, loc, value in _walk(entries.values):
                if keys != (PARENT,):
                    settings.setdefault(keys, Setting(keys, value, path, entries.line(*loc)))
        return [*settings.values()]


def read_configuration(file: Path) -> tuple[Configuration, list[Problem]]:
    """Read `file` and its parents, and report what stops MkDocs from doing so.

    YAML tags, such as `!ENV`, are MkDocs' own and no problem.
    """
    root, seen = file.parent, list[Path]()
    files, problems = list[tuple[str, FrontMatter]](), list[Problem]()
    while True:
        path = Path(os.path.relpath(file, root)).as_posix()
        entries, wrong = _parsed(path, file.read_bytes())
        files.append((path, entries))
        problems += wrong
        seen.append(file.resolve())
        if PARENT not in entries.values:
            return Configuration(tuple(files)), problems
        name, line = str(entries.values[PARENT]), entries.line(PARENT)
        file = file.parent / name
        if not file.is_file():
            problems.append(Problem(path, line, f"{PARENT} must name a file {found(name)}"))
        elif file.resolve() in seen:
            rule = f"{PARENT} must name a file that does not inherit from this one"
            problems.append(Problem(path, line, f"{rule} {found(name)}"))
        else:
            continue
        return Configuration(tuple(files)), problems


def configuration_of(config: MkDocsConfig) -> Configuration:
    """The files that `config` has been read from."""
    return read_configuration(Path(config.config_file_path))[0]


def place(config: MkDocsConfig, *keys: str | int) -> tuple[str, int]:
    """File and line of a setting, as messages begin."""
    return configuration_of(config).place(*keys)


def _merged(child: dict[str, Any], parent: dict[str, Any]) -> dict[str, Any]:
    """Mappings of both, merged at every level; of any other value the child's."""
    both = {
        key: _merged(child[key], value)
        for key, value in parent.items()
        if isinstance(value, dict) and isinstance(child.get(key), dict)
    }
    return parent | child | both


@lru_cache(8)
def _parsed(path: str, data: bytes) -> tuple[FrontMatter, list[Problem]]:
    text, problems = decode(path, data)
    entries, wrong = parse_yaml(path, text)
    tag = "file must be plain YAML without"
    return entries, [*problems, *(one for one in wrong if not one.message.startswith(tag))]


def _walk(value: Any, keys: Keys = (), loc: tuple[str | int, ...] = ()) -> Iterator[Any]:
    """Every key in `value`: the keys to it, its location, its value.

    A list of names and of mappings with one name, as of plugins, is a mapping of names.
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            name = _OF_THEMES.sub("", key) if keys == _PLUGINS else key
            yield (*keys, name), (*loc, key), inner
            yield from _walk(inner, (*keys, name), (*loc, key))
    elif isinstance(value, list) and keys in _NAMES:
        for n, item in enumerate(value):
            named = item if isinstance(item, dict) else {str(item): ""}
            yield from _walk(named, keys, (*loc, n))
