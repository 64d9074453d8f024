"""What is given to a command arrives as it was typed, and nothing in it is run."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, copy_project

if TYPE_CHECKING:
    from collections.abc import Callable

# Writes down its arguments and its environment, in a file a call.
FAKE = """\
#!/bin/sh
printf '%s\\0' "$0" "$@" > "$CALLS/$$.arguments"
env --null > "$CALLS/$$.environment"
"""
HARM = "touch ran"
ODD_PATH = "a python/it's $(touch ran)/python"
VALUES = [
    "two words",
    'it\'s "quoted"',
    f"`{HARM}`",
    f"$({HARM})",
    f"$$({HARM})",
    f"$(shell {HARM})",
    f"; {HARM}; #",
    f"' ; {HARM} ; '",
    f'" ; {HARM} ; "',
    f"one\n{HARM}\n",
    f"& {HARM} &",
    f"| {HARM}",
    "> ran",
    "-x --help",
    "$HOME ${HOME} $(HOME)",
    "back\\slash\\",
    "*",
    "ü",
]
# All that a command may be given; a command has no other way to read it than its environment.
NAMES = (
    *("ADDRESS", "AUTHOR", "LABEL", "LETTER", "LICENCE", "PEERS", "SERIES", "SERVER", "SITE_URL"),
    *("SIZES", "SUMMARY", "TAKE_BACK", "TITLE"),
)
# Every target; `help` calls no program of ours.
MAKEFILE = (ROOT / "Makefile").read_text()
COMMANDS = [name for name in re.findall(r"(?m)^([a-z-]+):", MAKEFILE) if name != "help"]
PROGRAMS = set(re.findall(r"\$\(BIN\)/(\S+)", MAKEFILE))

Call = tuple[list[str], dict[str, str]]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., list[Call]]:
    """Run make in a copy of the project whose programs only write down how they were called."""
    copy_project(tmp_path, "Makefile")
    for name in (*(f".venv/bin/{name}" for name in PROGRAMS), ODD_PATH):
        program = tmp_path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(FAKE)
        program.chmod(0o755)
    calls = tmp_path / "calls"
    calls.mkdir()

    def _make(*arguments: str, **variables: str) -> list[Call]:
        environment = {
            "PATH": os.environ["PATH"],
            "CALLS": str(calls),
            "PYTHON": str(tmp_path / ".venv/bin/python"),
        }
        command = ["make", *arguments]
        subprocess.run(command, cwd=tmp_path, env=environment | variables, check=True)
        assert not (tmp_path / "ran").exists()
        return [_call(file) for file in sorted(calls.glob("*.arguments"))]

    return _make


def _call(file: Path) -> Call:
    arguments = file.read_text().split("\0")[:-1]
    pairs = file.with_suffix(".environment").read_text().split("\0")[:-1]
    return arguments, dict(pair.split("=", 1) for pair in pairs)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("way", ["arguments", "environment"])
def test_a_value_arrives_whole_and_nothing_in_it_is_run(
    make: Callable[..., list[Call]], way: str, value: str
) -> None:
    if way == "arguments":
        calls = make(*COMMANDS, *(f"{name}={value}" for name in NAMES))
    else:
        calls = make(*COMMANDS, **dict.fromkeys(NAMES, value))
    assert {Path(called[0]).name for called, _ in calls} == PROGRAMS
    assert len(calls) > len(COMMANDS)
    for _, environment in calls:
        assert {name: environment[name] for name in NAMES} == dict.fromkeys(NAMES, value)
    assert not [one for called, _ in calls for one in called[1:] if value in one]


def test_the_python_of_a_command_may_have_any_path(
    make: Callable[..., list[Call]], tmp_path: Path
) -> None:
    path = str(tmp_path / ODD_PATH)
    ((called, _),) = make("for-site", f"PYTHON={path}")
    assert called == [path, "tools/setup.py", "site"]


@pytest.mark.parametrize(
    ("arguments", "variables", "language"),
    [(["LANGUAGE=de"], {}, "de"), ([], {"LANGUAGE": "en_GB:en"}, None)],
)
def test_the_language_of_a_new_site_is_never_that_of_the_system(
    make: Callable[..., list[Call]],
    arguments: list[str],
    variables: dict[str, str],
    language: str | None,
) -> None:
    calls = make("start", *arguments, **variables)
    assert [given.get("LANGUAGE") for called, given in calls if "tools.start" in called] == [
        language
    ]


def test_no_recipe_holds_a_value() -> None:
    recipes = "".join(re.findall(r"(?m)^\t.*\n", MAKEFILE))
    assert set(re.findall(r"(?<!\$)\$\(([A-Z_]+)\)", recipes)) <= {"BIN", "MAKEFILE_LIST"}
    said = set(re.findall(r"\b([A-Z_]{4,})=", MAKEFILE + (ROOT / "CONTRIBUTING.md").read_text()))
    assert said - {"NAME", "NO_APT", "CACHE_DIR", "CHROMIUM", "ENGINE", "SOAK", "VNU_JAR"} <= {
        *NAMES,
        "CONFIG",
        "LANGUAGE",
        "PYTHON",
    }
