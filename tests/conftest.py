"""What tests build on: sites made of a few files, values made by hand, the real site, a fork."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

from sitekit.lint.prose import text_of
from sitekit.lint.site import check_site
from sitekit.lint.text import check_text
from sitekit.model.front_matter import parse_yaml
from sitekit.model.locale import Strings
from sitekit.model.patterns import parse_patterns
from sitekit.model.schema import MODELS
from sitekit.model.site import build_site as make_site
from tools.setup import find_browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from playwright.sync_api import Browser

    from sitekit.model.documents import Document
    from sitekit.model.settings import Limits
    from sitekit.model.site import Site

# Machines are noisy, and no test measures time.
PATIENCE = 30_000  # milliseconds until what a page never shows is a failure
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")

SOAK = bool(os.environ.get("SOAK"))  # everything whole, which takes many minutes

# A test that is about the cache names a folder for it.
os.environ["CACHE_DIR"] = ""

ROOT = Path(__file__).resolve().parent.parent
# `make start` takes our texts away, and tests that need them.
at_home = pytest.mark.skipif(
    not (ROOT / "tools/starter/removed.txt").exists(), reason="a site of one's own has other texts"
)
TODAY = date(2026, 11, 26)
ENGLISH = parse_yaml("locales/en.yml", (ROOT / "locales/en.yml").read_text())[0]
STRINGS = Strings(ENGLISH.values)
PATTERNS, _ = parse_patterns("locales/en.yml", ENGLISH)
DESCRIPTION = "One plain sentence that says what this page is about, as a reader would."


def sample(few: Sequence[Any], of: Sequence[Any]) -> Sequence[Any]:
    """`few` that stand for every kind there is in `of`; in a soak, all of them.

    They are named rather than drawn, so that every process collects the same tests.
    """
    assert all(one in of for one in few)
    return of if SOAK else few


def page(title: str, body: str = "", **keys: str) -> str:
    """Text of a page; other keys are written as given."""
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\ndescription: {DESCRIPTION}\n{more}---\n\n{body}\n"


def article(title: str, body: str = "Words.", day: str = "2026-03-01", **keys: str) -> str:
    return page(title, body, date=day, **keys)


def landing(
    title: str,
    *parts: str,
    companions: tuple[str, ...] = (),
    choices: dict[str, str] | None = None,
) -> str:
    """Text of a landing page; a planned part is given as `name.md=Label`.

    `choices` are file names by the sentence that leads there.
    """

    def lines(names: tuple[str, ...]) -> str:
        return "".join(
            f"    - planned: {name.split('=')[0]}\n      label: {name.split('=')[1]}\n"
            if "=" in name
            else f"    - {name}\n"
            for name in names
        )

    keys = f"\n  parts:\n{lines(parts)}"
    if companions:
        keys += f"  companions:\n{lines(companions)}"
    if choices:
        keys += "  choices:\n"
        keys += "".join(f"    - when: {s}\n      read: {name}\n" for s, name in choices.items())
    return page(title, series=keys)


def reply(text: str = "Words.", **keys: str) -> str:
    """Text of a reply to the first part of SERIES; keys are written as they are given."""
    keys = {
        "name": "A reader",
        "date": "2026-11-01",
        "article": "tides/ebb.md",
        "consent": "yes",
    } | keys
    return "---\n" + "".join(f"{k}: {v}\n" for k, v in keys.items()) + f"---\n\n{text}\n"


SERIES = {
    "index.md": page("The home page"),
    "tides/index.md": landing("Tides", "ebb.md", "flow.md", "slack.md=Slack water"),
    "tides/ebb.md": article("Ebb and what it leaves"),
    "tides/flow.md": article("Flow and what it brings"),
}


def site_of(files: dict[str, str], today: date = TODAY) -> Site:
    return make_site(files, today=today)[0]


@cache
def our_settings() -> Any:
    """The project's own mkdocs.yml as it is written, for what tests need not repeat."""
    return SimpleNamespace(**parse_yaml("", (ROOT / "mkdocs.yml").read_text())[0].values)


@cache
def our_site() -> Site:
    """Our own docs/ as values."""
    docs = ROOT / "docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text() for path in docs.rglob("*.md")}
    beside = ("snippets/", "replies/")
    return site_of({src: text for src, text in texts.items() if not src.startswith(beside)})


def our_parts() -> list[Document]:
    """The published parts of our first series, in its order."""
    series = next(iter(our_site().series.values()))
    parts = [our_site().listed_document(part.src) for part in series.parts]
    return [part for part in parts if part]


def expected_of(file: Path) -> list[str]:
    """Lines of messages; `{keys}` stands for the keys of an article, which grow."""
    keys = ", ".join(MODELS["article"].model_fields)
    return file.read_text().replace("{keys}", keys).splitlines()


def problems_of(files: dict[str, str], limits: Limits | None = None) -> list[str]:
    """Every problem in these files, as its author reads it, on a site that sets `limits`."""
    site, problems = make_site(files, today=TODAY)
    limits = limits or {}
    problems += check_site(site, authors=(), patterns=PATTERNS, limits=limits)
    for document in site.documents.values():
        problems += check_text(
            text_of(document),
            source_keys=(),
            patterns=PATTERNS,
            snippet_names=("plan-first.md",),
            limits=limits,
        )
    return [str(problem) for problem in sorted(set(problems))]


class Built:
    """A built folder to ask questions of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def html(self, name: str) -> LexborHTMLParser:
        return LexborHTMLParser((self.folder / name).read_bytes())

    def pages(self) -> list[str]:
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.html"))


def copy_project(to: Path, *names: str) -> None:
    """Copy files and folders of the project, for a build of its own."""
    for name in names:
        if (ROOT / name).is_dir():
            pycache = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, to / name, ignore=pycache)
        else:
            shutil.copy(ROOT / name, to / name)


def environment(project: Path, **variables: str) -> dict[str, str]:
    """What a process that builds a copied project gets: its own core, and these variables."""
    return os.environ | {"PYTHONPATH": str(project / "src")} | variables


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder by their paths."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def run_build(
    docs: Path, site: Path, *, project: Path = ROOT, strict: bool = True, **options: Any
) -> None:
    """Build `docs` in this process with the settings, hooks and templates of `project`."""
    folders = {"docs_dir": str(docs), "site_dir": str(site)}
    config = load_config(str(project / "mkdocs.yml"), strict=strict, **folders, **options)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795651200")  # 2026-11-26
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    monkeypatch.delenv("REPO_URL", raising=False)
    monkeypatch.delenv("REPLY_EMAIL", raising=False)


@pytest.fixture
def build_site(tmp_path: Path) -> Callable[..., Built]:
    """Write the given files, build them, and return the built folder."""

    def _build(files: dict[str, str | bytes], **options: Any) -> Built:
        write_files(tmp_path / "docs", files)
        run_build(tmp_path / "docs", tmp_path / "site", **options)
        return Built(tmp_path / "site")

    return _build


@pytest.fixture
def reported(
    build_site: Callable[..., Built], caplog: pytest.LogCaptureFixture
) -> Callable[..., list[str]]:
    """Build files that have problems, and return every warning in order."""

    def _reported(files: dict[str, str | bytes]) -> list[str]:
        with caplog.at_level(logging.WARNING, "mkdocs"), pytest.raises(Abort):
            build_site(files)
        return [record.getMessage() for record in caplog.records]

    return _reported


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Our own docs/, built strictly, once."""
    folder = tmp_path_factory.mktemp("real")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795651200")
        patch.setenv("SITE_URL", "https://example.org/")
        patch.setenv("REPO_URL", "https://github.com/example/site")
        patch.setenv("REPLY_EMAIL", "editors@example.org")
        run_build(ROOT / "docs", folder)
    return Built(folder)


# What a fork edits in mkdocs.yml, beside its own docs/ and locales/ (guide/your-own-series.md).
FORK = {
    "site_name": "Kein Kontakt",
    "site_description": "Drei kurze Teile über den Abstand zu einem Menschen.",
    "site_author": "Freiwilligen",
    "copyright": "CC BY-SA 4.0 gilt hier",
    "disclaimer": "Eine Fachperson hat den Text noch nicht gelesen.",
    "language": "de",
    "leave": "https://www.dwd.de/",
}
FORK_MENUS = """\
  menus:
    notice:
      - Was diese Seiten verbergen können und was nicht: safety.md
      - Sofort Hilfe finden: help.md
    header:
      - Reihe: schritte/index.md
      - Hilfe: help.md
      - Mitlesen: subscribe.md
      - Finden: search.md
      - Über uns: about.md
    footer:
      - Über uns: about.md
      - Unbemerkter lesen: safety.md
      - Mitmachen: contribute.md
      - Feeds: subscribe.md
      - Lizenz: about.md#lizenz
"""


def _forked(settings: str) -> str:
    """The project's mkdocs.yml as the fork has it."""
    for key, value in FORK.items():
        settings, count = re.subn(rf"(?m)^( *{key}:) .*$", rf"\1 {value}", settings)
        assert count == 1, key
    settings, count = re.subn(r"(?ms)^  menus:\n.*?(?=^$)", FORK_MENUS, settings)
    assert count == 1
    return settings


@pytest.fixture(scope="session")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site in tests/fork/, in German, built strictly by a copy of the project."""
    project = tmp_path_factory.mktemp("fork")
    copy_project(project, "hooks", "src", "overrides", "tools", "locales", "mkdocs.yml")
    shutil.copytree(ROOT / "tests/fork", project, dirs_exist_ok=True)
    config = project / "mkdocs.yml"
    config.write_text(_forked(config.read_text()))
    variables = {
        "SOURCE_DATE_EPOCH": "1795651200",
        "SITE_URL": "https://example.org/",
        "REPO_URL": "https://github.com/example/gabel",
        "REPLY_EMAIL": "redaktion@example.org",
    }
    command = [sys.executable, str(project / "tools/build.py")]
    done = subprocess.run(
        command,
        env=environment(project, **variables),
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if line and not line.startswith("INFO")]
    assert (done.returncode, said) == (0, [])
    return Built(project / "site")


# Without these, Chromium itself asks hosts for updates; as root it needs --no-sandbox.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium: one for all tests of a process, which can hold no second driver."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415  # 0.2 s, for few tests

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()
