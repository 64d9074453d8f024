"""The beginning of a build: its settings, strings, styles and cache."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from sitekit.build import Build
from sitekit.cache import Cache
from sitekit.engine.files import INLINED
from sitekit.engine.known import foreign
from sitekit.engine.paths import overrides_of, project_file
from sitekit.engine.report import log, remind
from sitekit.engine.settings import read_settings
from sitekit.engine.version import version_of
from sitekit.html.scripts import join
from sitekit.html.styles import Styles
from sitekit.html.tokens import parse_tokens
from sitekit.model.front_matter import decode, parse_yaml
from sitekit.model.locale import Strings, completed
from sitekit.model.patterns import Patterns, parse_patterns, unchecked
from sitekit.model.problems import Problem, with_rule
from sitekit.model.site import Site

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from sitekit.model.front_matter import FrontMatter

MODEL = "locales/en.yml"  # where it is there, every other language must have its strings


def new_build(config: MkDocsConfig) -> Build:
    """The build that `config` begins, with the problems in settings and strings."""
    settings, problems = read_settings(config)
    strings, patterns, wrong = _strings(config)
    overrides, others = overrides_of(config), foreign(config)
    return Build(
        settings=settings,
        strings=strings,
        patterns=patterns,
        styles=_styles(overrides),
        script=join((overrides / name).read_text() for name in INLINED),
        cache=_cache(config, others),
        foreign=others,
        site=Site({}, settings.today, settings.docs),
        tokens=parse_tokens((overrides / "styles/tokens.css").read_text()),
        problems=[*problems, *with_rule("settings", wrong)],
    )


def _cache(config: MkDocsConfig, others: tuple[str, ...]) -> Cache:
    folder = config.extra.get("cache_dir")
    if not folder or others:
        if others:
            log.info("pages are not reused between builds, because of: %s", ", ".join(others))
        return Cache(None, "")
    # The preview has another URL, and so other pages.
    which = f"{config.config_file_path}\n{config.docs_dir}\n{config.site_url}"
    name = blake2b(which.encode(), digest_size=6).hexdigest()
    file = project_file(config, folder) / f"pages-{name}.sqlite"
    return Cache(file, version_of(config), log.info)


def _strings(config: MkDocsConfig) -> tuple[Strings, Patterns, list[Problem]]:
    name = f"locales/{config.theme['language']}.yml"
    if not project_file(config, name).exists():
        raise PluginError(f"{name}:1: file must be there, since mkdocs.yml names that language")
    entries, problems = _read(config, name)
    values = entries.values
    patterns, unreadable = parse_patterns(name, entries)
    problems += unreadable
    # Where strings cannot be read, each would be missing too.
    if name != MODEL and values and project_file(config, MODEL).exists():
        values, incomplete = completed(name, entries, _read(config, MODEL)[0].values)
        problems += incomplete
    remind(unchecked(name, entries))
    return Strings(values), patterns, problems


def _read(config: MkDocsConfig, name: str) -> tuple[FrontMatter, list[Problem]]:
    text, problems = decode(name, project_file(config, name).read_bytes())
    entries, wrong = parse_yaml(name, text)
    return entries, [*problems, *wrong]


def _styles(overrides: Path) -> Styles:
    """The stylesheets that styles/index.css imports, in its order."""
    index = overrides / "styles/index.css"
    names = [line.split('"')[1] for line in index.read_text().splitlines() if "@import" in line]
    return Styles([(index.parent / name).read_text() for name in names])
