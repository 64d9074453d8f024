"""Before the engine starts: what would stop it before any hook could name the line.

`python -m sitekit.engine.preflight [FILE]` (default: mkdocs.yml). Exit status: 1 for any problem.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import BaseConfigOption, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from sitekit.engine.configuration import read_configuration
from sitekit.engine.editions import edition_problems
from sitekit.engine.inventory import unknown_keys, unsupported_plugins
from sitekit.engine.report import report
from sitekit.model.problems import Problem, found, with_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitekit.engine.configuration import Configuration

# Of these MkDocs looks for files, packages and folders, and says so itself.
LOADED = ("docs_dir", "hooks", "markdown_extensions", "plugins", "site_dir", "theme", "watch")


def problems(file: Path) -> list[Problem]:
    """A parent that is missing or is its own child, no YAML, keys and values of the wrong kind.

    Plugins to leave out, too. Of a file that is not there the engine itself says so.
    """
    if not file.is_file():
        return []
    configuration, wrong = read_configuration(file)
    if not wrong:
        wrong = [
            *unknown_keys(configuration),
            *unsupported_plugins(configuration),
            *edition_problems(file),
        ]
    return with_rule("settings", wrong or [*_refused(file, configuration)])


def _refused(file: Path, configuration: Configuration) -> Iterator[Problem]:
    """What MkDocs refuses, in its own words; what it loads or looks for is left to it."""
    config = MkDocsConfig(str(file))
    try:
        with file.open("rb") as stream:
            config.load_file(stream)
    except ConfigurationError:  # a tag of YAML that nobody knows: the engine names its line
        return
    for key in dict.fromkeys(one.keys[0] for one in configuration.settings()):
        option = getattr(MkDocsConfig, key, None)
        if key not in LOADED and isinstance(option, BaseConfigOption):
            try:
                option.validate(config[key])
            except ValidationError as error:
                rule = f"{key} must be what MkDocs reads (found: {error})"
                yield Problem(*configuration.place(key), rule)
    theme = config["theme"]
    if isinstance(theme, dict) and not isinstance(theme.get("static_templates", []), list):
        rule = f"theme.static_templates must be a list {found(theme['static_templates'])}"
        yield Problem(*configuration.place("theme", "static_templates"), rule)
    if not config["hooks"]:
        rule = f"hooks must list the files of hooks/ {found(config['hooks'])}"
        yield Problem(*configuration.place("hooks"), rule)


def main(name: str = "mkdocs.yml") -> int:
    """Report the problems of a configuration file; the exit status."""
    wrong = problems(Path(name))
    report(wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
