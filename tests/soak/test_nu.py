"""The Nu HTML Checker: `VNU_JAR` names its file, such as that of the npm package vnu-jar."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_markdown import EVERYTHING, PIXEL
from tests.conftest import SERIES, article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built

NU = os.environ.get("VNU_JAR")
# What its part for CSS does not know yet: container queries (CSS Conditional Rules 5), and a
# property of SVG 2.
UNKNOWN = r".*CSS: .*(@container|container-type|vector-effect).*"

pytestmark = pytest.mark.skipif(
    not NU, reason="VNU_JAR does not name the Nu HTML Checker, a Java program"
)


def errors(folder: Path) -> list[str]:
    nu = ["java", "-jar", str(NU), "--errors-only", "--skip-non-html", "--format", "gnu"]
    nu += ["--filterpattern", UNKNOWN]
    found = subprocess.run([*nu, folder], capture_output=True, text=True, check=False)
    return found.stderr.splitlines()


def test_the_nu_html_checker_finds_no_error(real_site: Built) -> None:
    assert errors(real_site.folder) == []


def test_it_finds_none_in_what_markdown_writes(build_site: Callable[..., Built]) -> None:
    text = article("Ebb and what it leaves", EVERYTHING)
    site = build_site(SERIES | {"tides/ebb.md": text, "tides/line.png": PIXEL})
    assert errors(site.folder) == []


def test_it_finds_an_error_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<!doctype html><html lang="en"><title>A</title><p><li>B')
    assert errors(tmp_path)
