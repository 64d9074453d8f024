"""A site as its authors leave it after each of many edits, made by chance that is seeded."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.conftest import ROOT
from tests.soak.writer import FOLDERS, NAMES, Writer, write

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from tests.soak.writer import Files

DAY = 86400
TODAY = 1795651200  # 2026-11-26
SETTINGS = {
    "SITE_URL": ("https://example.org/", "https://example.org/below/", "http://127.0.0.1:8000/"),
    "REPO_URL": ("", "https://github.com/example/site", "https://example.org/code"),
    "REPLY_EMAIL": ("", "editors@example.org", "not an address"),
}
PAGES = ("index.md", "about.md", "help.md", "search.md", "subscribe.md", "safety.md")
DATA = ("sources.yml", "authors.yml", "helplines.yml")
PICTURES = tuple(f"{folder}/{name}.png" for folder in FOLDERS for name in ("boat", "gate"))
REPLIES = tuple(f"replies/2026-11-01-{number}.md" for number in range(1, 5))
OTHERS = (*PAGES, *DATA * 4, *PICTURES, *REPLIES)


class State(NamedTuple):
    """All that a build is made of: files below docs/ by name, the day, and the settings."""

    files: Files
    day: int
    settings: dict[str, str]

    @property
    def environment(self) -> dict[str, str]:
        return self.settings | {"SOURCE_DATE_EPOCH": str(TODAY + DAY * self.day)}


def first(chance: random.Random, articles: int) -> State:
    """A site with so many articles, and one of everything else."""
    files: Files = {}
    names = [f"{folder}/{name}.md" for name in NAMES for folder in FOLDERS][:articles]
    landings = [f"{folder}/index.md" for folder in FOLDERS]
    files |= dict.fromkeys([*names, *PAGES], b"")
    for name in [*names, *PAGES, *DATA, *PICTURES, *REPLIES, *landings, "tides/ebb-1.svg"]:
        write(files, name, chance)
    return State(files, 0, {name: values[0] for name, values in SETTINGS.items()})


class Edit:
    """What an author may do next; each method is one of KINDS."""

    def __init__(self, state: State, chance: random.Random) -> None:
        self.chance, self.files = chance, dict(state.files)
        self.day, self.settings = state.day, dict(state.settings)
        self.articles = [name for name in self.files if is_article(name)]
        self.one = chance.choice(self.articles)
        self.landing = f"{self.one.partition('/')[0]}/index.md"
        self.writer = Writer(chance, self.files)

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

    def setting(self) -> None:
        name = self.chance.choice(list(SETTINGS))
        self.settings[name] = self.chance.choice(SETTINGS[name])


# What an author may do, and how often.
KINDS = {
    "body": 8,
    "word": 12,
    "front_matter": 3,
    "article": 2,
    "new": 2,
    "rename": 3,
    "delete": 2,
    "exchange": 1,
    "series": 3,
    "drawing": 2,
    "other": 10,
    "later": 2,
    "setting": 2,
}


def is_article(name: str) -> bool:
    return name.startswith(FOLDERS) and name.endswith(".md") and not name.endswith("/index.md")


def edited(state: State, chance: random.Random) -> State:
    """The state after one edit of one file, or of what else a build is made of."""
    edit = Edit(state, chance)
    getattr(edit, chance.choices(list(KINDS), list(KINDS.values()))[0])()
    return State(edit.files, edit.day, edit.settings)


def edited_again(states: list[State], chance: random.Random) -> State:
    """A few edits more, or back to what was before: in all, or in one file."""
    now = states[-1]
    if len(states) > 1 and chance.random() < 0.3:
        before = chance.choice(states[-12:-1])
        if chance.random() < 0.5:
            return before
        files = dict(now.files)
        for name in chance.sample(sorted(before.files), 3):
            files[name] = before.files[name]
        return State(files, before.day, now.settings)
    for _ in range(chance.choice([1, 1, 2, 4])):
        now = edited(now, chance)
    return now


def lay_out(files: Files, docs: Path) -> None:
    """Make the folder hold these files and no others."""
    for path in [path for path in docs.rglob("*") if path.is_file()]:
        if path.relative_to(docs).as_posix() not in files:
            path.unlink()
    for name, data in files.items():
        file = docs / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_bytes() != data:
            file.write_bytes(data)


@contextmanager
def listening() -> Iterator[list[tuple[str, str]]]:
    """Every warning with its level in order, and what is told of results, for information."""
    told: list[tuple[str, str]] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno > logging.INFO or record.name == "mkdocs.hooks.site":
                told.append((record.levelname, record.getMessage()))

    listener = Listener()
    loggers = [logging.getLogger(name) for name in ("mkdocs", "reminders")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.setLevel(logging.INFO)
    try:
        yield told
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(listener)
            logger.setLevel(level)


def built(
    docs: Path, site: Path, *, preview: bool = False, config: Path = ROOT / "mkdocs.yml"
) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """Everything a build leaves and tells; a mistake in a text stops none of these."""
    with listening() as told:
        settings = load_config(str(config), docs_dir=str(docs), site_dir=str(site))
        settings.plugins.on_startup(command="serve" if preview else "build", dirty=False)
        address = "http://127.0.0.1:8000/" if preview else None
        settings.site_url = address or settings.site_url
        build(settings, serve_url=address)
    files = [path for path in site.rglob("*") if path.is_file()]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}, told


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
