"""What the documents say is so: keys, commands, files."""

from __future__ import annotations

import json
import re

import jsonschema
import yaml

from sitekit.features.share import KEYS
from sitekit.model.schema import ArticleKeys, AuthorKeys, LandingKeys, ReplyKeys
from tests.conftest import ROOT, at_home
from tools import check, gen_lint_rules, gen_settings, picture
from tools.gen_schemas import GUIDE, written

MAKEFILE = (ROOT / "Makefile").read_text()


def test_what_follows_from_the_models_is_new() -> None:
    for path, text in written().items():
        assert (ROOT / path).read_text() == text, f"{path}: run `make fix`"
    assert all(
        f"| `{key}` |" in GUIDE.read_text()
        for key in {**ArticleKeys.model_fields, **LandingKeys.model_fields}
    )


def test_the_page_of_lint_rules_is_new_and_says_how_to_fix_each() -> None:
    assert gen_lint_rules.PAGE.read_text() == gen_lint_rules.page(), "run `make fix`"
    for entry in gen_lint_rules.page().split("\n## ")[2:]:
        name, why, fix = entry.strip().split("\n\n")
        assert re.fullmatch("[a-z-]+", name)
        assert len(why) > 40, name
        assert fix.startswith("**Fix:** "), name
        assert len(fix) > 20, name


def test_the_page_of_settings_is_new() -> None:
    assert gen_settings.PAGE.read_text() == gen_settings.page(), "run `make fix`"


@at_home
def test_our_data_fits_the_schemas_that_editors_read() -> None:
    class Editor(yaml.SafeLoader):
        """YAML 1.2 as editors read it: days are text."""

    Editor.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if "timestamp" not in pair[0]]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    settings = json.loads((ROOT / ".vscode/settings.json").read_text())
    shown = GUIDE.read_text().split("### Authors")[1].split("```")[1].removeprefix("yaml")
    for schema, file in settings["yaml.schemas"].items():
        text = shown if file == "docs/authors.yml" else (ROOT / file).read_text()
        data = yaml.load(text, Loader=Editor)  # noqa: S506  # it is safe
        assert data
        jsonschema.validate(data, json.loads((ROOT / schema).read_text()))


def test_every_key_of_an_author_is_in_the_guide() -> None:
    shown = GUIDE.read_text().split("### Authors")[1].split("```")[1]
    assert re.findall(r"^  ([a-z]+):", shown, re.MULTILINE) == list(AuthorKeys.model_fields)


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


@at_home
def test_every_safety_requirement_has_a_test_that_bears_its_number() -> None:
    table = (ROOT / "guide/safety.md").read_text()
    listed = [int(n) for n in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
    assert listed == list(range(1, 34))
    tests = "".join(path.read_text() for path in ROOT.glob("tests/*/test_safety.py"))
    names = re.findall(r"^def test_req_((?:\d\d_)+)", tests, re.MULTILINE)
    tested = {int(number) for name in names for number in name.strip("_").split("_")}
    assert tested == set(listed)


def test_every_file_the_documents_name_is_there() -> None:
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        ".github/CODE_OF_CONDUCT.md",
        *(f"guide/{p.name}" for p in (ROOT / "guide").glob("[!l]*.md")),  # lint-rules has examples
        *(f"guide/decisions/{p.name}" for p in (ROOT / "guide/decisions").iterdir()),
    ):
        text = (ROOT / name).read_text()
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


@at_home
def test_the_guide_to_a_site_of_ones_own_names_every_page_it_may_bring() -> None:
    guide = (ROOT / "guide/your-own-series.md").read_text()
    pages = [page.name for page in ROOT.glob("tests/fork/docs/*.md")]
    assert [name for name in pages if f"`{name}`" not in guide] == []


def test_every_workflow_is_in_the_guide() -> None:
    shown = GUIDE.read_text().split("### What runs on GitHub")[1].split("###")[0]
    workflows = {file.name for file in (ROOT / ".github/workflows").iterdir()}
    assert set(re.findall(r"^\| `(\w+\.yml)` \|", shown, re.MULTILINE)) == workflows


@at_home
def test_the_readme_shows_the_site_in_few_bytes() -> None:
    assert f"]({picture.FILE.relative_to(ROOT)})" in (ROOT / "README.md").read_text()
    assert picture.FILE.read_bytes()[8:12] == b"WEBP"
    assert picture.FILE.stat().st_size <= picture.LARGEST == 100_000


def test_ci_runs_what_the_readme_calls() -> None:
    run = (ROOT / ".ci/run").read_text()
    assert "make check" in run
    recipe = MAKEFILE.split("\ncheck:")[1].split("\n\n")[0]
    assert "tools.check" in recipe
    assert [one for one in check.COMMANDS if one[0] == "make" and one[-1] == "test"]
    assert "make test" in (ROOT / "README.md").read_text()
