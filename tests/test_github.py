"""What runs on GitHub may do the least it needs, and calls only what is there."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from packaging.requirements import Requirement

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from packaging.specifiers import SpecifierSet

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(
    set((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) - {GITHUB / "ISSUE_TEMPLATE/config.yml"}
)
MAKEFILE = (ROOT / "Makefile").read_text()
RULES = re.compile(r"(?m)^([a-z-]+):((?: [a-z-]+)*)(?: ##.*)?$")  # targets and what they need
TARGETS = [target for target, _ in RULES.findall(MAKEFILE)]
MAKE = re.compile(r"(?m)^\s*make ([a-z -]+)$")
GUIDE = ROOT / "guide/workflows.md"
# Modules that a job with a token to write may run, alone: they need nothing that is installed.
WRITERS = ([], ["tools.issue"], ["tools.propose"])
# Of an event, a stranger writes none of these.
MADE_BY_GITHUB = {
    "issue.created_at",
    "issue.number",
    "workflow_run.head_sha",
    "workflow_run.id",
}
# Each is code of others that our jobs run: a fifth one is a decision.
ACTIONS = {
    "actions/checkout",
    "actions/configure-pages",
    "actions/upload-pages-artifact",
    "actions/deploy-pages",
}

each_workflow = pytest.mark.parametrize("file", WORKFLOWS, ids=lambda p: p.stem)
each_form = pytest.mark.parametrize("file", FORMS, ids=lambda p: p.stem)


def read(file: Path) -> dict[str, Any]:
    """YAML with every value as text: `on` is a key here, not a truth."""
    return dict(yaml.load(file.read_text(), Loader=yaml.BaseLoader))  # noqa: S506


def steps(file: Path) -> Iterator[dict[str, Any]]:
    for job in read(file)["jobs"].values():
        yield from job["steps"]


def runs(file: Path) -> str:
    return "\n".join(step.get("run", "") for step in steps(file))


@each_workflow
def test_a_workflow_gives_nothing_and_each_job_says_what_it_needs(file: Path) -> None:
    workflow = read(file)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert "permissions" in job, name
        assert int(job["timeout-minutes"]) <= 40, name


@each_workflow
def test_actions_are_few_and_named_by_their_hash(file: Path) -> None:
    for step in steps(file):
        if "uses" in step:
            action, commit = step["uses"].split("@")
            assert action in ACTIONS
            assert re.fullmatch(r"[0-9a-f]{40}", commit)


def test_one_action_has_one_hash_everywhere() -> None:
    used = {step["uses"] for file in WORKFLOWS for step in steps(file) if "uses" in step}
    assert len(used) == len({name.split("@")[0] for name in used})


@each_workflow
def test_a_checkout_leaves_no_credentials_behind(file: Path) -> None:
    for step in steps(file):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"] == {"persist-credentials": "false"}


@each_workflow
def test_no_command_holds_an_expression(file: Path) -> None:
    assert "${{" not in runs(file)


@each_workflow
def test_only_the_tokens_of_a_run_are_used(file: Path) -> None:
    assert "secrets." not in file.read_text()


@each_workflow
def test_every_command_that_is_called_is_there(file: Path) -> None:
    for call in MAKE.findall(runs(file)):
        assert set(call.split()) <= set(TARGETS), call
    for module in re.findall(r"-m tools\.(\w+)", runs(file)):
        assert (ROOT / f"tools/{module}.py").exists(), module


def test_strangers_code_runs_only_where_nothing_can_be_written() -> None:
    check = read(GITHUB / "workflows/check.yml")
    assert set(check["on"]) == {"pull_request", "push"}
    assert [job["permissions"] for job in check["jobs"].values()] == [{"contents": "read"}]


def test_the_preview_runs_mains_code_and_what_writes_runs_none() -> None:
    preview = read(GITHUB / "workflows/preview.yml")
    assert set(preview["on"]) == {"workflow_run"}
    compare, comment = preview["jobs"]["compare"], preview["jobs"]["comment"]
    assert set(compare["permissions"].values()) == {"read"}
    assert "ref" not in str(compare["steps"][0])
    assert [step for step in comment["steps"] if "uses" in step] == []
    assert "unzip -p" in runs(GITHUB / "workflows/preview.yml")
    assert not re.search(
        r"\btar -|\bunzip (?!-p)|gh run download", runs(GITHUB / "workflows/preview.yml")
    )


def jobs(file: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each job of a workflow: its name, what it says, and its commands without what they print."""
    for name, job in read(file)["jobs"].items():
        commands = "\n".join(step.get("run", "") for step in job["steps"])
        yield name, job, re.sub(r'(?m)^\s*echo ".*"$', "", commands)


def installed_by(commands: str) -> set[str]:
    """The lock files from which the commands of a job install."""
    called = {name for call in MAKE.findall(commands) for name in call.split()}
    needed = {target: set(needs.split()) for target, needs in RULES.findall(MAKEFILE)}
    while more := {one for name in called for one in needed.get(name, ())} - called:
        called |= more
    return {
        f"requirements/{name.removeprefix('for-')}.txt"
        for name in called
        if name.startswith("for-")
    }


def may_write(job: dict[str, Any]) -> bool:
    return "write" in job["permissions"].values()


@each_workflow
def test_what_may_write_installs_no_package(file: Path) -> None:
    for name, job, commands in jobs(file):
        if may_write(job):
            assert not re.search(r"\bmake\b|\.venv|\bpip|\buvx?\b|\bnpm\b|apt-get", commands), name
            assert re.findall(r"python3? -m (\S+)", commands) in WRITERS, name


@each_workflow
def test_what_may_write_reads_of_an_event_only_what_github_made(file: Path) -> None:
    for name, job, commands in jobs(file):
        if may_write(job):
            values = set(re.findall(r"github\.event\.([\w.]+)", yaml.dump(job)))
            assert values <= MADE_BY_GITHUB, name
            assert "head_ref" not in yaml.dump(job), name
            assert not re.search(r"GITHUB_EVENT_PATH|run download|\b(unzip|tar)\b", commands), name


def test_the_guide_says_what_each_job_may_do_installs_and_reads() -> None:
    cells = r"(?m)^\| `(\w+\.yml)` \| `(\w+)` \| (.*) \| (.*) \| (.*) \|$"
    said = {(file, job): rest for file, job, *rest in re.findall(cells, GUIDE.read_text())}
    there = {}
    for file in WORKFLOWS:
        for name, job, commands in jobs(file):
            permissions = sorted(f"`{key}: {value}`" for key, value in job["permissions"].items())
            installed = sorted(installed_by(commands)) or ["nothing"]
            there[file.name, name] = [", ".join(permissions), ", ".join(installed)]
    assert {key: rest[:2] for key, rest in said.items()} == there
    assert len(said) == GUIDE.read_text().count("\n| `")


@each_workflow
def test_the_guide_names_all_that_a_job_reads(file: Path) -> None:
    for name, job, commands in jobs(file):
        row = rf"(?m)^\| `{file.name}` \| `{name}` \| .* \| (.*) \|$"
        reads = re.findall(row, GUIDE.read_text())[0]
        used = yaml.dump({key: job.get(key) for key in ("env", "steps")})
        for other in re.findall(r"needs\.(\w+)\.outputs", used):
            assert f"from `{other}`" in reads, name
        assert ("actions/checkout@" in used) == reads.startswith("the repository"), name
        if "GITHUB_EVENT_PATH" in commands:
            assert "from the file of its event" in reads, name


@each_form
def test_a_form_asks_for_each_thing_once(file: Path) -> None:
    form = read(file)
    assert {"name", "description", "body"} <= set(form)
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    labels = [f["attributes"]["label"] for f in form["body"] if f["type"] != "markdown"]
    assert len(labels) == len(set(labels))


@each_form
def test_a_form_says_before_all_else_that_it_is_public_at_once(file: Path) -> None:
    first = read(file)["body"][0]
    assert first["type"] == "markdown"
    assert "public the moment you send it" in first["attributes"]["value"].splitlines()[0]


def test_an_issue_is_always_one_of_the_forms() -> None:
    assert read(GITHUB / "ISSUE_TEMPLATE/config.yml") == {"blank_issues_enabled": "false"}


def test_what_is_raised_alone_is_raised_by_nobody_else() -> None:
    updates = read(GITHUB / "dependabot.yml")["updates"]
    assert [u["package-ecosystem"] for u in updates] == ["github-actions", "pip"]
    pinned = re.findall(r'"([\w-]+)==', (ROOT / "pyproject.toml").read_text())
    assert [i["dependency-name"] for i in updates[1]["ignore"]] == pinned


@pytest.mark.parametrize("lock", ["site", "dev"])
def test_what_is_locked_is_what_the_project_allows(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    allowed: dict[str, list[SpecifierSet]] = {}
    for one in map(Requirement, wanted):
        allowed.setdefault(one.name, []).append(one.specifier)
    locked = re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / f"requirements/{lock}.txt").read_text())
    checked = [(name, version) for name, version in locked if name in allowed]
    assert len(checked) >= len(project["project"]["dependencies"])
    for name, version in checked:
        assert any(version in specifier for specifier in allowed[name]), name


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements/*.txt")), ids=lambda p: p.stem)
def test_a_lock_has_a_hash_for_each_package_and_no_address(lock: Path) -> None:
    packages = re.findall(r"(?m)^[\w.-]+==.*(?:\n    .*)*", lock.read_text())
    assert packages
    assert [one for one in packages if "--hash=sha256:" not in one] == []
    assert "://" not in lock.read_text()


def test_nobody_is_named_as_an_owner() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text().splitlines()
    assert all(line.startswith("#") or not line for line in lines)
    for pattern in re.findall(r"(?m)^#\s+(/\S+)$", "\n".join(lines)):
        assert (ROOT / pattern.strip("/")).exists(), pattern


def test_the_container_has_what_both_commands_need() -> None:
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text())
    assert container["image"] == "debian:12"
    assert container["forwardPorts"] == [8000]
    for package in ("git", "make", "python3-venv", "chromium", "newsboat"):
        assert f" {package}" in container["onCreateCommand"]
