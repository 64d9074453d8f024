"""The beginning of a build: its settings, strings, styles and cache."""

from __future__ import annotations

import gc
import re
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from sitekit.build import Build
from sitekit.cache import NAME, Cache, remove_oldest
from sitekit.engine.branding import own_file
from sitekit.engine.configuration import configuration_of, place
from sitekit.engine.files import INLINED, LEAVE, loaded_scripts
from sitekit.engine.inventory import check_keys, disable_options
from sitekit.engine.known import foreign
from sitekit.engine.paths import overrides_of, project_file
from sitekit.engine.report import log, remind
from sitekit.engine.settings import read_settings
from sitekit.engine.shapes import drop_misshapen
from sitekit.engine.version import version_of
from sitekit.html.csp import integrity_of
from sitekit.html.scripts import join, lean
from sitekit.html.styles import loads_elsewhere, styles_of
from sitekit.html.tokens import parse_tokens
from sitekit.model.front_matter import decode, parse_yaml
from sitekit.model.locale import Strings, completed
from sitekit.model.patterns import Patterns, parse_patterns, unchecked
from sitekit.model.problems import Problem, found, with_rule
from sitekit.model.site import Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from sitekit.model.front_matter import FrontMatter

MODEL = "locales/en.yml"  # where it is there, every other language must have its strings


def collect_seldom() -> None:
    """Look for garbage less often: nearly all that a build makes stays to its end."""
    gc.set_threshold(50_000, 20, 100)  # it took a tenth of a build of 1,000 pages


def new_build(config: MkDocsConfig) -> Build:
    """The build that `config` begins, with the problems in settings and strings."""
    misshapen = drop_misshapen(config)
    settings, problems = read_settings(config)
    strings, patterns, wrong = _strings(config)
    added, unknown = _added(config)
    overrides, others = overrides_of(config), foreign(config)
    wrong += _check_keys(config, others)
    disable_options(config.mdx_configs)
    return Build(
        settings=settings,
        strings=strings,
        patterns=patterns,
        styles=styles_of((*_stylesheets(overrides), *added)),
        script=join(
            (overrides / name).read_text()
            for name in INLINED
            if settings.leave_url or name != LEAVE
        ),
        scripts={one.path: f"'{one.integrity}'" for one in settings.branding.scripts}
        | {
            name: f"'{integrity_of(lean(file.read_text()).encode())}'"
            for name, file in sorted(loaded_scripts(overrides).items())
        },
        cache=_cache(config, others),
        foreign=others,
        site=Site({}, settings.today, settings.docs),
        tokens=parse_tokens((overrides / "styles/tokens.css").read_text()),
        problems=[*problems, *with_rule("settings", [*wrong, *unknown, *misshapen])],
    )


def _check_keys(config: MkDocsConfig, others: tuple[str, ...]) -> list[Problem]:
    """Problems with keys that nothing reads or that have no effect; the harmless ones remind."""

    def is_used(key: str) -> bool:
        templates = overrides_of(config).rglob("*.html")
        name = re.compile(rf"\b{re.escape(key)}\b")
        return bool(others) or any(name.search(file.read_text()) for file in templates)

    problems, reminders = check_keys(configuration_of(config), is_used)
    remind(reminders)
    return problems


def _cache(config: MkDocsConfig, others: tuple[str, ...]) -> Cache:
    folder = config.extra.get("cache_dir")
    if not folder or others:
        if others:
            log.info("pages are not reused between builds, because of: %s", ", ".join(others))
        return Cache(None, "")
    # The preview has another URL, and so other pages.
    # Of its builds, the engine names the file for the first one as it was typed.
    settings = Path(config.config_file_path).absolute()
    which = f"{settings}\n{config.docs_dir}\n{config.site_url}"
    name = blake2b(which.encode(), digest_size=6).hexdigest()
    file = project_file(config, folder) / NAME.format(name)
    remove_oldest(file.parent)
    return Cache(file, version_of(config), log.info)


def _strings(config: MkDocsConfig) -> tuple[Strings, Patterns, list[Problem]]:
    language = config.theme["language"]
    name = f"locales/{language}.yml"
    if not project_file(config, name).exists():
        there = sorted(file.stem for file in project_file(config, "locales").glob("*.yml"))
        rule = f"{name}:1: file must be there, since theme.language names it"
        raise PluginError(f"{rule} (found only {', '.join(there)})")
    entries, problems = _read(config, name)
    values = entries.values
    if name == MODEL and not values:  # nothing can be shown without its strings
        raise PluginError("\n".join(map(str, problems)))
    patterns, unreadable = parse_patterns(name, entries)
    problems += unreadable
    # Where strings cannot be read, each would be missing too.
    if values:
        model = _read(config, MODEL)[0] if project_file(config, MODEL).exists() else entries
        values, incomplete = completed(name, entries, model.values)
        problems += incomplete
    remind(unchecked(name, entries))
    return Strings(values), patterns, problems


def _read(config: MkDocsConfig, name: str) -> tuple[FrontMatter, list[Problem]]:
    text, problems = decode(name, project_file(config, name).read_bytes())
    entries, wrong = parse_yaml(name, text)
    return entries, [*problems, *wrong]


def _added(config: MkDocsConfig) -> tuple[list[str], list[Problem]]:
    """The text of the files in `extra_css`, and problems with it and with them."""
    sheets, problems = list[str](), list[Problem]()
    for n, name in enumerate(config.extra_css):
        file = own_file(config, name)
        if file:
            path = file.relative_to(Path(config.config_file_path).parent).as_posix()
            text, wrong = decode(path, file.read_bytes())
            wrong += loads_elsewhere(path, text)
            problems += wrong
            sheets += [] if wrong else [text]
        else:
            rule = "extra_css must name files of docs/ or overrides/"
            problems.append(Problem(*place(config, "extra_css", n), f"{rule} {found(name)}"))
    return sheets, problems


def _stylesheets(overrides: Path) -> list[str]:
    """The stylesheets that styles/index.css imports, in its order."""
    index = overrides / "styles/index.css"
    names = [line.split('"')[1] for line in index.read_text().splitlines() if "@import" in line]
    return [(index.parent / name).read_text() for name in names]
