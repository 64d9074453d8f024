"""Before the engine starts: what would stop it before any hook could name the line.

`python -m sitekit.engine.preflight [FILE]` (default: mkdocs.yml). Exit status: 1 for any problem.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sitekit.engine.configuration import read_configuration
from sitekit.engine.editions import edition_problems
from sitekit.engine.inventory import unknown_keys, unsupported_plugins
from sitekit.engine.report import report
from sitekit.model.problems import with_rule

if TYPE_CHECKING:
    from sitekit.model.problems import Problem


def problems(file: Path) -> list[Problem]:
    """A parent that is missing or is its own child, no YAML, unknown keys, plugins to leave out.

    Of a file that is not there the engine itself says so.
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
    return with_rule("settings", wrong)


def main(name: str = "mkdocs.yml") -> int:
    found = problems(Path(name))
    report(found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
