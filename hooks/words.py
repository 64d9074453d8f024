"""Hand every template the words of the site's language, and the checks its patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.front_matter import decode, parse_yaml
from sitekit.patterns import parse_patterns, unchecked
from sitekit.words import Words
from wiring import keep, project_file, remind, report, words_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    language = config.theme["language"]
    name = f"words/{language}.yml"
    text, problems = decode(name, project_file(config, name).read_bytes())
    entries, wrong = parse_yaml(name, text)
    patterns, unreadable = parse_patterns(name, entries)
    report([*problems, *wrong, *unreadable])
    remind(unchecked(name, entries))
    keep(config, "words", Words(entries.values))
    keep(config, "patterns", patterns)
    return config


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    env.auto_reload = False  # each build has a new environment; asking the disk costs 0.3 ms a page
    words = words_of(config)
    env.globals |= {"say": words.say, "language": words.language, "direction": words.direction}
    env.filters["day"] = words.day
    return env
