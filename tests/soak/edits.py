"""A site as its authors and owners leave it after each of many edits, made by seeded chance."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from mkdocs.commands.build import build
from mkdocs.config import load_config

from sitekit.build import PageRecord
from tests.conftest import ROOT, copy_project
from tests.soak.writer import FOLDERS, NAMES, SNIPPETS, Writer, write

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from tests.soak.writer import Files

DAY = 86400
TODAY = 1795651200  # 2026-11-26
CONFIG, PARENT = "site.yml", "mkdocs.yml"  # the settings of the site, and those they inherit
STRINGS = "locales/en.yml"
ENVIRONMENT = {
    "SITE_URL": ("https://example.org/", "https://example.org/below/", "http://127.0.0.1:8000/"),
    "REPO_URL": ("", "https://github.com/example/site", "https://example.org/code"),
    "REPLY_EMAIL": ("", "editors@example.org", "not an address"),
}
PAGES = ("index.md", "about.md", "help.md", "search.md", "subscribe.md", "safety.md")
DATA = ("sources.yml", "authors.yml", "helplines.yml")
PICTURES = tuple(f"{folder}/{name}.png" for folder in FOLDERS for name in ("boat", "gate"))
REPLIES = tuple(f"replies/2026-11-01-{number}.md" for number in range(1, 5))
OTHERS = (*PAGES, *DATA * 4, *PICTURES, *REPLIES, *SNIPPETS)
# What an owner may write into the inherited settings, by a pattern of what it replaces.
OPTIONS = {
    r"text-comes-soon: .+": ("text-comes-soon: 14336", "text-comes-soon: 4000"),
    r"page-is-light: .+": ("page-is-light: 60000", "page-is-light: 6000"),
    r"requests-are-few: .+": ("requests-are-few: 9", "requests-are-few: 2"),
    r"share: .+": ("share: [email, x]", "share: [x, email]", "share: [email, fax]", "share: []"),
    r"leave: .+": ("leave: https://example.net/", "leave: https://example.com/"),
    r"icon: .+": ("icon: M0 12h4q4-9 8 0h4", "icon: M0 9h9"),
    r"site_name: .+": ("site_name: Tides & more", "site_name: Tides"),
    r"- Help.*: .+": ("- Help: help.md", "- Numbers: help.md", "- Help: nowhere.md"),
    r"- Licence: .+": ("- Licence: about.md#licence", "- Licence: about.md"),
    r"length: .+": ("length: 20", "length: 1"),
    r"- search\b.*": ("- search", "- search: {lang: [en, de]}", "- search: {enabled: false}"),
    r"permalink: .+(\n      slugify.+)?": (
        "permalink: false",
        "permalink: true",
        *(
            "permalink: false\n      slugify: !!python/object/apply:pymdownx.slugs.slugify "
            f"{{kwds: {{case: {case}}}}}"
            for case in ("lower", "none")
        ),
    ),
    r"url_download: false(\n      auto_append.+)?": (
        "url_download: false",
        "url_download: false\n      auto_append: [appended.md]",
    ),
    r"- tables(\n  - .+)?(?=\n  - toc)": (
        "- tables",
        "- tables\n  - smarty",
        "- tables\n  - abbr",
        "- tables\n  - markdown.extensions.wikilinks",  # unknown: nothing is reused
    ),
    r"not_in_nav: .+": ('not_in_nav: "*"', "not_in_nav: /tides/"),
}
# What the site's own settings may hold; each has another key at its top.
OWN = (
    "site_name: A site of its own\n",
    "site_description: Another description.\n",
    "edit_uri: tree/main/docs/\n",
    "extra:\n  lint:\n    page-is-light: 5000\n",
    "extra:\n  share: [sms]\n",
    "extra:\n  repository:\n    reply: issues/new\n",
    "extra:\n  menus:\n    header:\n      - Home: index.md\n",
    "theme:\n  language: de\n",
    "use_directory_urls: true\n",
    "nav:\n  - index.md\n  - About: about.md\n",
)
# Templates and styles; each shows on many pages.
SHOWN = (
    "overrides/components/article-header/article-header.html",
    "overrides/components/footer/footer.html",
    "overrides/components/series/series.html",
    "overrides/feeds/ending.html",
    "overrides/styles/base.css",
    "overrides/components/share/share.css",
    "overrides/components/leave/leave.js",
    "overrides/styles/tokens.css",
)


class State(NamedTuple):
    """All that a build is made of."""

    files: Files  # below docs/, by name
    project: Files  # other files that edits change, below the project
    day: int
    environment: dict[str, str]
    package: str  # the version of one that is installed

    @property
    def variables(self) -> dict[str, str]:
        return self.environment | {"SOURCE_DATE_EPOCH": str(TODAY + DAY * self.day)}


def first(chance: random.Random, articles: int) -> State:
    """A site with so many articles, and one of everything else."""
    files: Files = {}
    names = [f"{folder}/{name}.md" for name in NAMES for folder in FOLDERS[:2]][:articles]
    names += [f"{FOLDERS[2]}/{name}.md" for name in NAMES[:2]]
    landings = [f"{folder}/index.md" for folder in FOLDERS]
    files |= dict.fromkeys([*names, *PAGES, *SNIPPETS], b"")
    others = (*REPLIES, *landings, "tides/ebb-1.svg")
    for name in [*DATA, *PICTURES, *SNIPPETS, *names, *PAGES, *others]:
        write(files, name, chance)
    project = {name: (ROOT / name).read_bytes() for name in (PARENT, STRINGS, *SHOWN)}
    project[CONFIG] = f"INHERIT: {PARENT}\n".encode()
    environment = {name: values[0] for name, values in ENVIRONMENT.items()}
    edit = Edit(State(files, project, 0, environment, "1"), chance)
    for pattern, values in OPTIONS.items():
        edit.set_option(pattern, values[0])
    return edit.state


class Edit:
    """What an author or owner may do next; each method is one of KINDS."""

    def __init__(self, state: State, chance: random.Random) -> None:
        self.chance, self.files, self.project = chance, dict(state.files), dict(state.project)
        self.day, self.environment, self.version = state.day, dict(state.environment), state.package
        self.articles = [name for name in self.files if is_article(name)]
        self.one = chance.choice(self.articles)
        self.landing = f"{self.one.partition('/')[0]}/index.md"
        self.writer = Writer(chance, self.files)

    @property
    def state(self) -> State:
        return State(self.files, self.project, self.day, self.environment, self.version)

    def set_option(self, pattern: str, value: str) -> None:
        text = self.project[PARENT].decode()
        text, count = re.subn(rf"(?m){pattern}", lambda _: value, text, count=1)
        assert count, pattern
        self.project[PARENT] = text.encode()

    def body(self) -> None:
        """A paragraph more, another one, or fewer."""
        blocks = self.files[self.one].decode().rstrip().split("\n\n")
        place = self.chance.randrange(1, len(blocks) + 1)
        blocks[place : place + self.chance.choice([0, 0, 1, 2])] = [self.writer.block()]
        self.files[self.one] = "\n\n".join(blocks).encode() + b"\n"

    def word(self) -> None:
        """The least of changes, in any file; in one that is no article, as often as in one."""
        texts = [name for name in self.files if name.endswith((".md", ".yml", ".svg"))]
        others = [name for name in texts if not is_article(name)]
        name = self.chance.choice([self.one, self.chance.choice(others)])
        text = self.files[name]
        words = list(re.finditer(rb"[\w&]+", text))
        old, new = self.chance.choice(words), self.chance.choice(words)
        self.files[name] = text[: old.start()] + new.group() + text[old.end() :]

    def front_matter(self) -> None:
        other = self.files[self.chance.choice(self.articles)]
        parts = other.partition(b"\n---\n")[0], self.files[self.one].partition(b"\n---\n")[2]
        self.files[self.one] = b"\n---\n".join(parts)

    def article(self) -> None:
        write(self.files, self.one, self.chance)

    def new(self) -> None:
        write(self.files, self.writer.name(), self.chance)

    def rename(self) -> None:
        to = self.writer.name()
        self.files[to] = self.files.pop(self.one)
        if self.landing in self.files and self.chance.random() < 0.5:
            names = (self.one.split("/")[1].encode(), to.split("/")[1].encode())
            self.files[self.landing] = self.files[self.landing].replace(*names)

    def delete(self) -> None:
        if len(self.articles) > 3:
            del self.files[self.one]

    def exchange(self) -> None:
        other, files = self.chance.choice(self.articles), self.files
        files[self.one], files[other] = files[other], files[self.one]

    def series(self) -> None:
        write(self.files, self.landing, self.chance)

    def drawing(self) -> None:
        write(self.files, self.one.replace(".md", ".svg"), self.chance)

    def other(self) -> None:
        """Any file that is no article: it goes, or is written anew."""
        name = self.chance.choice(OTHERS)
        if name in self.files and self.chance.random() < 0.3:
            del self.files[name]
        else:
            write(self.files, name, self.chance)

    def later(self) -> None:
        self.day += self.chance.choice([1, 1, 2, -1])

    def variable(self) -> None:
        name = self.chance.choice(list(ENVIRONMENT))
        self.environment[name] = self.chance.choice(ENVIRONMENT[name])

    def option(self) -> None:
        """A setting in the file that the site's own inherits."""
        pattern = self.chance.choice(list(OPTIONS))
        self.set_option(pattern, self.chance.choice(OPTIONS[pattern]))

    def setting(self) -> None:
        """Up to two settings in the site's own file."""
        chosen = {text.partition(":")[0]: text for text in self.chance.sample(OWN, 2)}
        lines = self.chance.sample([*chosen.values()], self.chance.randrange(len(chosen) + 1))
        self.project[CONFIG] = "".join([f"INHERIT: {PARENT}\n", *lines]).encode()

    def string(self) -> None:
        """Another last word in some strings of the interface."""
        text, patterns, rest = self.project[STRINGS].decode().partition("\nchecks:")
        lines = re.findall(r"(?m)^ +\w+: [A-Z][\w ,’.]*$", text)
        for line in self.chance.sample(lines, 12):
            text = text.replace(line, f"{line} {self.chance.choice(['now', 'then'])}", 1)
        self.project[STRINGS] = (text + patterns + rest).encode()

    def template(self) -> None:
        """A mark in a template, a style or a script of every page."""
        name, number = self.chance.choice(SHOWN), self.chance.randrange(9)
        text = (ROOT / name).read_text()
        if name.endswith("tokens.css"):
            text = text.replace("#fbf7f0", f"#fbf7f{number}")
        elif name.endswith(".html"):
            text = f"<i>{number}</i></".join(text.rsplit("</", 1))
        else:
            text += f".sk-text{{--n:{number}}}" if name.endswith(".css") else f";'{number}'"
        self.project[name] = text.encode()

    def package(self) -> None:
        """Another version of a package is installed, or an earlier one again."""
        self.version = self.chance.choice(["1", "2", "3"])


# What an author may do, and how often. What drops all that is cached comes seldom.
KINDS = {
    "body": 16,
    "word": 20,
    "front_matter": 4,
    "article": 4,
    "new": 4,
    "rename": 5,
    "delete": 4,
    "exchange": 2,
    "series": 4,
    "drawing": 4,
    "other": 22,
    "later": 3,
    "variable": 2,
    "option": 6,
    "setting": 2,
    "string": 3,
    "template": 3,
    "package": 2,
}


def is_article(name: str) -> bool:
    return name.startswith(FOLDERS) and name.endswith(".md") and not name.endswith("/index.md")


def edited(state: State, chance: random.Random) -> State:
    """The state after one edit of one file, or of what else a build is made of."""
    edit = Edit(state, chance)
    getattr(edit, chance.choices(list(KINDS), list(KINDS.values()))[0])()
    return edit.state


def edited_again(states: list[State], chance: random.Random) -> State:
    """A few edits more, or back to what was before: in all, or in a few files."""
    now = states[-1]
    if len(states) > 1 and chance.random() < 0.3:
        before = chance.choice(states[-12:-1])
        if chance.random() < 0.2:
            return before
        if chance.random() < 0.5:
            return now._replace(files=before.files, day=before.day)
        files = dict(now.files)
        for name in chance.sample(sorted(before.files), 3):
            files[name] = before.files[name]
        return now._replace(files=files, day=before.day)
    for _ in range(chance.choice([1, 1, 2, 4])):
        now = edited(now, chance)
    return now


def start(project: Path) -> None:
    """Copy what no edit changes."""
    (project / "src").mkdir(parents=True)  # watched by the preview
    copy_project(project, "hooks", "overrides", "locales")


def lay_out(files: Files, folder: Path, *, only: bool = True) -> None:
    """Write these files where they differ; `only` removes all others."""
    for path in [path for path in folder.rglob("*") if path.is_file()] if only else ():
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_bytes() != data:
            file.write_bytes(data)


@contextmanager
def listening() -> Iterator[list[tuple[str, str]]]:
    """Every warning with its level in order, and what is said of the cache, for information."""
    messages: list[tuple[str, str]] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno > logging.INFO or record.name == "mkdocs.hooks.site":
                messages.append((record.levelname, record.getMessage()))

    listener = Listener()
    loggers = [logging.getLogger(name) for name in ("mkdocs", "reminders")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.setLevel(logging.INFO)
    try:
        yield messages
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(listener)
            logger.setLevel(level)


class Site(NamedTuple):
    """What one build leaves."""

    files: dict[str, bytes]
    messages: list[tuple[str, str]]  # with their levels
    reused: int  # pages of an earlier build


def built(
    site: Path, config: Path = ROOT / PARENT, *, docs: Path | None = None, preview: bool = False
) -> Site:
    """Everything a build leaves and reports; a problem in a text stops none of these."""
    with listening() as messages, patch.object(PageRecord, "load", wraps=PageRecord.load) as load:
        folders = {"docs_dir": str(docs)} if docs else {}
        settings = load_config(str(config), site_dir=str(site), **folders)
        settings.plugins.on_startup(command="serve" if preview else "build", dirty=False)
        url = "http://127.0.0.1:8000/" if preview else None
        settings.site_url = url or settings.site_url
        build(settings, serve_url=url)
    files = [path for path in site.rglob("*") if path.is_file()]
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in files}
    return Site(found, messages, load.call_count)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
