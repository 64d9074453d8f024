"""The configuration file in use and its parents: each message names the file that says so."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from sitekit.engine import preflight
from sitekit.engine.configuration import read_configuration
from tests.conftest import page, write_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds.conftest import Project


def problems(folder: Path, files: dict[str, str], name: str = "own.yml") -> list[str]:
    """What is reported of `name` before the engine starts."""
    write_files(folder, files)
    return [str(one) for one in preflight.problems(folder / name)]


def test_a_value_is_where_the_nearest_file_sets_it(tmp_path: Path) -> None:
    files = {
        "sites/own.yml": "INHERIT: ../base.yml\nextra:\n  share: [email]\n",
        "base.yml": "site_name: Tides\nextra:\n  icon: M0 0\n  share: [sms]\n",
    }
    write_files(tmp_path, files)
    configuration, wrong = read_configuration(tmp_path / "sites/own.yml")
    assert wrong == []
    assert configuration.place("extra", "share") == ("own.yml", 3)
    assert configuration.place("extra", "icon") == ("../base.yml", 3)
    assert configuration.place("extra", "leave") == ("own.yml", 2)
    assert configuration.place("copyright") == ("own.yml", 1)
    share = [one for one in configuration.settings() if one.name == "extra.share"]
    assert [(one.path, one.value) for one in share] == [("own.yml", ["email"])]


@pytest.mark.parametrize(
    ("files", "messages"),
    [
        pytest.param(
            {"own.yml": "site_name: A\nINHERIT: b.yml\n", "b.yml": "INHERIT: own.yml\n"},
            ["b.yml:1: INHERIT must name a file that does not inherit from this one "
             "(found 'own.yml')"],
            id="circle",
        ),
        pytest.param(
            {"own.yml": "INHERIT: own.yml\n"},
            ["own.yml:1: INHERIT must name a file that does not inherit from this one "
             "(found 'own.yml')"],
            id="itself",
        ),
        pytest.param(
            {"own.yml": "site_name: A\nINHERIT: bsae.yml\n"},
            ["own.yml:2: INHERIT must name a file (found 'bsae.yml')"],
            id="missing",
        ),
        pytest.param(
            {"own.yml": "INHERIT: b.yml\n", "b.yml": "site_name: A\nsitename: B\n"},
            ["b.yml:2: sitename must be a key that is known (found 'sitename'; "
             "did you mean 'site_name'?)"],
            id="unknown key of a parent",
        ),
        pytest.param(
            {"own.yml": "site_name: A: B\n"},
            ["own.yml:1: file must be valid YAML; a value that holds a colon needs quotes "
             "(found: mapping values are not allowed in this context)"],
            id="not YAML",
        ),
    ],
)  # fmt: skip
def test_what_stops_the_engine_has_its_line(
    files: dict[str, str], messages: list[str], tmp_path: Path
) -> None:
    assert problems(tmp_path, files) == messages


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("site_name: [a]", "site_name must be what MkDocs reads (found: Expected type: "
         "<class 'str'> but received: <class 'list'>)"),
        ("use_directory_urls: 'false'", "use_directory_urls must be what MkDocs reads (found: "
         "Expected type: <class 'bool'> but received: <class 'str'>)"),
        ("nav: {a: b}", "nav must be what MkDocs reads (found: Expected nav to be a list, got dict "
         "with keys ('a',))"),
        ("extra: [a]", "extra must be what MkDocs reads (found: The configuration is invalid. "
         "Expected a key-value mapping (dict) but received: <class 'list'>)"),
        ("theme: {static_templates: 7}", "theme.static_templates must be a list (found '7')"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_has_its_line(
    settings: str, message: str, tmp_path: Path
) -> None:
    files = {"own.yml": f"hooks: [a.py]\n{settings}\n"}
    assert problems(tmp_path, files) == [f"own.yml:2: {message}"]


@pytest.mark.parametrize("value", ["!nosuch x", "!!python/name:no.such"])
def test_yaml_that_the_engine_cannot_read_is_left_to_it(value: str, tmp_path: Path) -> None:
    assert problems(tmp_path, {"own.yml": f"hooks: [a.py]\nsite_name: {value}\n"}) == []


def test_without_hooks_nothing_is_built(tmp_path: Path) -> None:
    rule = "hooks must list the files of hooks/ (found nothing)"
    assert problems(tmp_path, {"own.yml": "site_name: A\nhooks: []\n"}) == [f"own.yml:2: {rule}"]


def test_preflight_reports_and_fails(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_files(tmp_path, {"own.yml": "site_name: A\nhoks: []\n"})
    with caplog.at_level(logging.WARNING):
        assert preflight.main(str(tmp_path / "own.yml")) == 1
    assert "own.yml:2: hoks must be a key" in caplog.text
    (tmp_path / "own.yml").write_text("hooks: [a.py]\nsite_url: !ENV [SITE_URL, '']\n")
    assert preflight.main(str(tmp_path / "own.yml")) == 0


def test_values_are_those_of_all_files_merged(tmp_path: Path) -> None:
    files = {
        "own.yml": "INHERIT: base.yml\ntheme:\n  language: de\nplugins: [search]\n",
        "base.yml": "theme:\n  name: material\n  language: en\nplugins: [rss]\nstrict: true\n",
    }
    write_files(tmp_path, files)
    assert read_configuration(tmp_path / "own.yml")[0].values == {
        "INHERIT": "base.yml",
        "theme": {"name": "material", "language": "de"},
        "plugins": ["search"],
        "strict": "true",
    }


def test_a_folder_of_texts_may_be_anywhere_below_the_settings(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    url = "https://github.com/me/site"
    project.write("own.yml", f"INHERIT: mkdocs.yml\ndocs_dir: texts/en\nrepo_url: {url}\n")
    project.write("texts/en/index.md", page("The home page"))
    project.write("texts/en/about.md", page("Us"))
    project.write("texts/en/sources.yml", "sand-2001: 3\n")
    project.write("texts/en/Low Tide.png", b"x")
    site = project.clean(strict=False, config="own.yml")
    assert f"{url}/edit/main/texts/en/index.md" in site["index.html"].decode()
    said = " ".join(record.getMessage() for record in caplog.records)
    for name in ("about.md:2", "sources.yml:1", "Low Tide.png:1"):
        assert f" texts/en/{name}: " in f" {said}"
