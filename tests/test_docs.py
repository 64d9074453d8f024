"""What the documents say is so: keys, commands, files."""

from __future__ import annotations

import re

import yaml

from sitekit.keys import ArticleKeys, LandingKeys
from sitekit.replies import ReplyKeys
from sitekit.share import KEYS
from tests.conftest import ROOT
from tools.keys import GUIDE, with_table

MAKEFILE = (ROOT / "Makefile").read_text()


def test_the_table_of_keys_is_new() -> None:
    assert GUIDE.read_text() == with_table(GUIDE.read_text()), "run `make fix`"
    assert all(
        f"| `{key}` |" in GUIDE.read_text()
        for key in {**ArticleKeys.model_fields, **LandingKeys.model_fields}
    )


def test_every_key_of_a_reply_is_in_the_guide() -> None:
    shown = GUIDE.read_text().split("### Replies")[1].split("```")[1]
    assert re.findall(r"^([a-z]+):", shown, re.MULTILINE) == list(ReplyKeys.model_fields)


def test_workflows_and_forms_are_yaml() -> None:
    for file in (ROOT / ".github").rglob("*.yml"):
        assert yaml.safe_load(file.read_text()), file.name


def test_every_command_is_in_the_guide_and_in_help() -> None:
    commands = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    helped = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE))
    assert commands == helped
    assert all(f"`make {command}`" in GUIDE.read_text() for command in commands)


def test_every_share_target_is_in_the_guide() -> None:
    assert [key for key in KEYS if f"`{key}`" not in GUIDE.read_text()] == []


def test_every_safety_requirement_has_a_test_that_bears_its_number() -> None:
    table = (ROOT / "SAFETY.md").read_text()
    listed = [int(n) for n in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
    assert listed == list(range(1, 34))
    tests = "".join(path.read_text() for path in ROOT.glob("tests/*/test_safety.py"))
    tested = {int(number) for number in re.findall(r"^def test_req_(\d\d)_", tests, re.MULTILINE)}
    assert tested == set(listed)


def test_every_file_the_documents_name_is_there() -> None:
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "SAFETY.md",
        "CODE_OF_CONDUCT.md",
        *(f"decisions/{p.name}" for p in (ROOT / "decisions").iterdir()),
    ):
        text = (ROOT / name).read_text()
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_every_workflow_is_in_the_guide() -> None:
    shown = GUIDE.read_text().split("### What runs on GitHub")[1].split("###")[0]
    workflows = {file.name for file in (ROOT / ".github/workflows").iterdir()}
    assert set(re.findall(r"^\| `(\w+\.yml)` \|", shown, re.MULTILINE)) == workflows


def test_ci_runs_what_the_readme_calls() -> None:
    run = (ROOT / ".ci/run").read_text()
    assert "make check" in run
    recipe = MAKEFILE.split("\ncheck:")[1].split("\n\n")[0]
    assert "$(BIN)/pytest" in recipe
    assert "make test" in (ROOT / "README.md").read_text()
