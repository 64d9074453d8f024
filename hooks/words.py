"""Hand every template the words of the site's language, and the checks its patterns."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from sitekit.model.front_matter import decode, parse_yaml
from sitekit.model.locale import Words, completed
from sitekit.model.patterns import parse_patterns, unchecked
from wiring import keep, project_file, remind, report, words_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from sitekit.model.front_matter import FrontMatter
    from sitekit.model.problems import Problem

MODEL = "locales/en.yml"  # where it is kept, every other language must have its words


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    name = f"locales/{config.theme['language']}.yml"
    if not project_file(config, name).exists():
        raise PluginError(f"{name}:1: file must be there, since mkdocs.yml names that language")
    entries, problems = _read(config, name)
    values = entries.values
    patterns, unreadable = parse_patterns(name, entries)
    problems += unreadable
    # Of words that cannot be read, each would be missing too.
    if name != MODEL and values and project_file(config, MODEL).exists():
        values, incomplete = completed(name, entries, _read(config, MODEL)[0].values)
        problems += incomplete
    report(problems, "settings")
    remind(unchecked(name, entries))
    keep(config, "words", Words(values))
    keep(config, "patterns", patterns)
    return config


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    words = words_of(config)
    # A page says some forty things, and nearly all of them as the page before.
    env.globals |= {"say": lru_cache(4096)(words.say), "language": words.language}
    env.globals["direction"] = words.direction
    env.filters["day"] = lru_cache(4096)(words.day)
    return env


def _read(config: MkDocsConfig, name: str) -> tuple[FrontMatter, list[Problem]]:
    text, problems = decode(name, project_file(config, name).read_bytes())
    entries, wrong = parse_yaml(name, text)
    return entries, [*problems, *wrong]
