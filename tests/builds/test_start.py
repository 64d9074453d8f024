"""`make start`: a site of one's own out of a copy of this project, and nothing of ours in it."""

from __future__ import annotations

import re
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import yaml

from sitekit.model.front_matter import parse_yaml
from tests.conftest import (
    ROOT,
    Built,
    contents,
    copy_project,
    environment,
    our_settings,
    run_build,
    sample,
)
from tools import build, start
from tools.docs import texts
from tools.start import STARTER, Answers, settings_files, site_files, with_setting
from tools.tracked import tracked

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = sorted(file.stem for file in (ROOT / STARTER).glob("texts/*.yml"))
# Quotes, YAML, HTML, Markdown, and what a shell would run.
HOSTILE = """Ti'des & "Ebb": $(id) `x` <b> # {y}"""
RUN = 8  # words in a row that only one who copied would have
# Code, and a form that says what becomes of a reply in the words of every page.
CODE = ("src/", "hooks/", "overrides/", "tools/", "tests/", ".git/", ".github/ISSUE_TEMPLATE/reply")


def git(project: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    command = ["git", *identity, *arguments]
    subprocess.run(command, cwd=project, check=True, capture_output=True)


def clone(folder: Path) -> Path:
    """What git has of this project, changes not committed yet among it, as a new repository."""
    for name in tracked(ROOT):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "All of it")
    return folder


def run(project: Path, module: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *module.split()],
        cwd=project,
        env=environment(project, **variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one's own, started with a hostile title, and built."""
    project = clone(tmp_path_factory.mktemp("started"))
    done = run(project, "-m tools.start", TITLE=HOSTILE, LANGUAGE="en")
    assert (done.returncode, done.stderr) == (0, "")
    assert HOSTILE in done.stdout
    built = run(project, "tools/build.py", SITE_URL="https://example.org/")
    said = [line for line in built.stderr.splitlines() if line and not line.startswith("INFO")]
    assert (built.returncode, said) == (0, [])
    return project


def runs(text: str) -> set[str]:
    words = re.findall(r"[\w’'-]+", text.lower())
    return {" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


def names_of_ours() -> set[str]:
    """What the site, its pages, its folders, its sources and the services it lists are called."""
    pages = texts(ROOT / "docs")
    keys = [yaml.safe_load(page.split("---")[1]) for page in pages.values()]
    labels = {key.get(name) for key in keys for name in ("title", "label")}
    data = {
        name: parse_yaml("", (ROOT / f"docs/{name}.yml").read_text())[0].values
        for name in ("sources", "helplines")
    }
    services = {line["service"] for one in data["helplines"].values() for line in one["lines"]}
    folders = {src.split("/")[0] for src in pages if "/" in src}
    found = {our_settings().site_name, *labels, *services, *data["sources"], *folders}
    # As any site might say, or the guide.
    common = {"Contribute", "Reading safely", "Search", "Subscribe", "About this site", "essays"}
    return {name for name in found if name and len(name) > 6} - common


def test_nothing_of_ours_is_built_or_left(started: Path) -> None:
    bodies = {src: text.split("---", 2)[2] for src, text in texts(ROOT / "docs").items()}
    # That on contributing says what the guides of every such site say.
    ours = set().union(*(runs(bodies[src]) for src in bodies if src != "contribute.md"))
    for quoted in ("locales/en.yml", "guide/safety.md"):
        ours -= runs((ROOT / quoted).read_text())
    names = names_of_ours()
    assert len(ours) > 10_000
    assert len(names) > 100
    left = contents(started)
    assert "site/index.html" in left
    for path, data in left.items():
        if path.startswith(CODE) or "__pycache__" in path or b"\0" in data:
            continue
        text = re.sub(r"<[^>]*>", " ", data.decode()) if path.endswith(".html") else data.decode()
        if path == "LICENSE":  # the notice of a licence stays
            text = text.replace("The contributors to Going No Contact", "")
        if path.startswith("locales/"):  # which pen names must not claim to be a service
            text = text.split("\nchecks:")[0]
        assert runs(text) & ours == set(), path
        plain = text.lower()
        assert [name for name in names if name.lower() in plain] == [], path


def test_the_title_is_shown_as_it_was_given(started: Path) -> None:
    site = Built(started / "site")
    assert site.html("index.html").css_first("h1").text() == HOSTILE
    assert not (started / "site/help/index.html").exists()
    ours = "[data-leave], .sk-notice, .sk-replies, .sk-opening svg"
    assert [name for name in site.pages() if site.html(name).css(ours)] == []


def test_the_tests_that_stay_can_be_run(started: Path) -> None:
    done = run(started, "-m pytest --collect-only -q -p no:cacheprovider")
    assert done.returncode == 0, done.stdout[-2000:]


def test_it_is_started_once(started: Path) -> None:
    done = run(started, "-m tools.start", TITLE="Again", LANGUAGE="en")
    assert (done.returncode, done.stderr) == (
        1,
        "This is a site of its own already: nothing was changed.\n",
    )


@pytest.mark.parametrize("language", sample(["ar", "de", "zh-Hans"], of=LANGUAGES))
def test_a_site_in_each_language_has_no_problem(tmp_path: Path, language: str) -> None:
    words = parse_yaml("", (ROOT / STARTER / f"texts/{language}.yml").read_text())[0].values
    answers = Answers("潮", language)
    copy_project(tmp_path, "hooks", "src", "overrides", "locales")
    for path, text in (site_files(answers, words) | settings_files(ROOT, answers, words)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    run_build(tmp_path / "docs", tmp_path / "site", project=tmp_path)
    site = Built(tmp_path / "site")
    assert {"index.html", "series/index.html", "search/index.html"} <= set(site.pages())
    assert site.html("index.html").css_first("html").attributes["lang"].startswith(language)
    assert (site.folder / "series/series.epub").is_file()


def test_every_language_of_the_site_can_be_started() -> None:
    assert sorted(file.stem for file in ROOT.glob("locales/*.yml")) == LANGUAGES


def test_a_change_that_git_has_not_is_not_lost(tmp_path: Path) -> None:
    project = clone(tmp_path)
    (project / "docs/new.md").write_text("Mine")
    (project / "mkdocs.yml").write_text("Mine too")
    before = contents(project)
    done = run(project, "-m tools.start", TITLE="Tides", LANGUAGE="de")
    assert done.returncode == 1
    assert done.stderr == (
        "Every change must be committed first (found mkdocs.yml and 1 more); nothing was changed.\n"
    )
    assert contents(project) == before


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"TITLE": "Tides", "LANGUAGE": "frr"}, "(found 'frr'; did you mean 'fr'?)"),
        ({"TITLE": "T" * 41, "LANGUAGE": "de"}, "TITLE must be a line of 1 to 40 characters"),
        ({"TITLE": "T\x07des", "LANGUAGE": "de"}, "TITLE must be a line of 1 to 40 characters"),
        ({"TITLE": "Tides"}, "TITLE and LANGUAGE must be given; nothing was changed."),
    ],
)
def test_what_cannot_be_used_is_said(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], message: str
) -> None:
    def nobody(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(SystemExit, match=re.escape(message)):
        start.asked_for(given, LANGUAGES)


def test_whoever_sits_at_a_terminal_is_asked_and_may_leave_blanks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["  Ebb and\tflow ", "de", "", "CC BY 4.0"])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    assert start.asked_for({}, LANGUAGES) == Answers("Ebb and flow", "de", "", "", "CC BY 4.0")
    assert [*answers] == []


def test_a_folder_without_git_is_left_alone(tmp_path: Path) -> None:
    assert start.changed(tmp_path).startswith("This must be a git clone")


def test_blanks_keep_a_site_from_being_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs/tides").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text('site_name: Tides\ncopyright: "TODO: the licence"\n')
    text = "---\n---\n\nTODO: say more.\nTODOS, and a TODO list, are words.\n"
    (tmp_path / "docs/tides/ebb.md").write_text(text)
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setenv("PUBLISH", "1")
    assert build.main("site") == 1
    rule = "TODO must be filled in before the site is published"
    assert capsys.readouterr().err.splitlines() == [
        f"docs/tides/ebb.md:4: {rule} (found 'TODO: say more.')",
        f"mkdocs.yml:2: {rule} (found 'copyright: \"TODO: the licence\"')",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blank_that_is_left_is_found_in_each_language(tmp_path: Path, language: str) -> None:
    words = parse_yaml("", (ROOT / STARTER / f"texts/{language}.yml").read_text())[0].values
    (tmp_path / "docs").mkdir()
    about = site_files(Answers("Tides", language), words)["docs/about.md"]
    (tmp_path / "docs/about.md").write_text(about)
    (blank,) = build.blanks(tmp_path)
    assert blank.startswith("docs/about.md:6: TODO must be filled in ")


def test_every_path_that_is_taken_away_is_there() -> None:
    paths = tracked(ROOT)
    for gone in start.removed_paths(ROOT):
        assert any(path.startswith(gone) for path in paths), gone


def test_a_setting_is_changed_and_all_else_stays() -> None:
    text = "# One\na: 1 # two\nb:\n  # Three\n  c:\n    - x\n\n  d: 4\n"
    assert with_setting(text, ("b", "d"), "5") == text.replace("d: 4", "d: 5")
    assert with_setting(text, ("b", "c"), "off") == text.replace("c:\n    - x", "c: off")
    assert with_setting(text, ("b", "c"), None) == "# One\na: 1 # two\nb:\n\n  d: 4\n"
