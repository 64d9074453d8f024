"""Values of the wrong shape: one line each, never a stack trace, and no page is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from mkdocs.exceptions import Abort

from sitekit.engine.shapes import EXTRA, LISTS
from tests.builds.test_inventory import written

if TYPE_CHECKING:
    from tests.builds.conftest import Project

NAMES = [*(".".join(("extra", *keys)) for keys in EXTRA), *LISTS, "theme.features"]
AT_ONCE = [name for name in NAMES if name.count(".") < 2]


def reported(
    project: Project, caplog: pytest.LogCaptureFixture, settings: dict[str, Any]
) -> list[str]:
    """What a build that is not strict says of these settings; the site is there."""
    project.write("own.yml", yaml.safe_dump({"INHERIT": "mkdocs.yml", **settings}))
    caplog.clear()
    site = project.clean(strict=False, config="own.yml")
    assert {"index.html", "tides/ebb/index.html"} <= site.keys()
    warnings = [record for record in caplog.records if record.name == "mkdocs.hooks.site"]
    return [one.getMessage() for one in warnings if one.levelname == "WARNING"]


@pytest.mark.parametrize("value", [7, True, ["a", {"b": 7}]], ids=str)
def test_each_setting_of_another_shape_is_one_line(
    project: Project, caplog: pytest.LogCaptureFixture, value: object
) -> None:
    # MkDocs itself stops at a value that is no list where it takes one.
    names = [name for name in AT_ONCE if name not in LISTS or isinstance(value, list)]
    settings: dict[str, Any] = {"extra": {}}
    for name in names:
        part = written(name, value)
        settings = settings | part | {"extra": settings["extra"] | part.get("extra", {})}
    said = reported(project, caplog, settings)
    for name in names:
        assert len([line for line in said if f": {name} must be " in line]) == 1, (name, said)


@pytest.mark.parametrize("name", [name for name in NAMES if name.count(".") == 2])
def test_a_setting_inside_another_is_one_line(
    project: Project, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    (said,) = reported(project, caplog, written(name, 7))
    assert said.startswith(f"own.yml:4: {name} must be ")
    assert said.endswith(" (found '7')")


@pytest.mark.parametrize("language", ["xx", 7, ["de"]])
def test_a_language_without_its_file_is_one_line(
    project: Project, caplog: pytest.LogCaptureFixture, language: object
) -> None:
    project.write(
        "own.yml", yaml.safe_dump({"INHERIT": "mkdocs.yml", "theme": {"language": language}})
    )
    with pytest.raises(Abort):
        project.clean(config="own.yml")
    (said,) = (one.getMessage() for one in caplog.records if one.levelname == "ERROR")
    assert "file must be there, since theme.language names it" in said


def test_a_language_that_the_theme_does_not_have_is_built(project: Project) -> None:
    text = (project.folder / "locales/en.yml").read_text()
    project.write("locales/en-AU.yml", text)
    project.write("own.yml", "INHERIT: mkdocs.yml\ntheme: {language: en-AU}\n")
    assert "index.html" in project.clean(config="own.yml")
