"""The same every time: whatever machine, day, language or order, the same bytes."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.conftest import ROOT, SOAK, reply
from tests.soak.project import CODE, LINKS, command, digest, messages_of

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
DAY = re.compile(r"^\s*(?:date|updated|checked|verified): *(\d{4}-\d\d-\d\d)", re.MULTILINE)
# What the clock, the words or the order of a machine could get into.
ASKED = """
import datetime, json, os, time
day = datetime.date.today().isoformat()
print(json.dumps([time.time(), datetime.datetime.now(datetime.UTC).timestamp(), day,
                  time.strftime("%Y-%m-%d"), os.listdir(), [f.name for f in os.scandir()]]))
"""


class Machine(NamedTuple):
    """Where and when a build runs."""

    folder: str
    time: datetime
    zone: str
    language: dict[str, str]
    seed: int
    mask: int
    engine: str

    @property
    def environment(self) -> dict[str, str]:
        known = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
        known.pop("SOURCE_DATE_EPOCH", None)  # it would replace the clock
        mine = {
            "TZ": self.zone,
            "PYTHONHASHSEED": str(self.seed),
            "ENGINE": self.engine,
            "FAKE_TIME": str(self.time.timestamp()),
            "FAKE_ORDER": str(self.seed),
        }
        return known | LINKS | self.language | mine


def last_day() -> str:
    """The last day that docs/ names: from then on, nothing in it is due any more."""
    texts = (path for path in (ROOT / "docs").rglob("*") if path.suffix in {".md", ".yml"})
    return max(day for path in texts for day in DAY.findall(path.read_text()))


def days() -> tuple[datetime, datetime]:
    """Two moments weeks apart, near midnight, so that zones disagree about the day."""
    start = datetime.fromisoformat(last_day()).replace(tzinfo=UTC)
    return start + timedelta(days=2, hours=23, minutes=30), start + timedelta(days=45, minutes=20)


def machines() -> Iterable[Machine]:
    one, other = days()
    # No locale need be installed: Python falls back to C, and without its UTF-8 mode to ASCII.
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    turkish = {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}
    german = {"LANG": "de_DE.UTF-8"}
    yield Machine("a", one, "Pacific/Kiritimati", plain, 1, 0o022, "mkdocs")
    yield Machine("far/away from/ü", other, "America/Adak", turkish, 2, 0o077, "properdocs")
    for seed in range(3, 9 if SOAK else 3):
        between = one + (other - one) * random.Random(seed).random()
        engine = ("mkdocs", "properdocs")[seed % 2]
        yield Machine(f"{seed}/" * seed, between, "Asia/Kolkata", german, seed, 0o027, engine)


def copied(project: Path, seed: int) -> None:
    """Copy the project in an order of its own, with other times, a book and two replies."""
    tracked = [path for name in (*CODE, "docs") for path in files(ROOT / name)]
    chance = random.Random(seed)
    chance.shuffle(tracked)
    for path in tracked:
        to = project / path.relative_to(ROOT)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)
        os.utime(to, (chance.randrange(2**30), chance.randrange(2**30)))
    for landing in project.glob("docs/*/index.md"):
        text = landing.read_text().replace("\n  ebook: true\n", "\n")
        landing.write_text(text.replace("\nseries:\n", "\nseries:\n  ebook: true\n"))
    texts = sorted((ROOT / "docs").glob("*/*.md"))
    part = next(path for path in texts if "\ndate:" in path.read_text())
    source, day = part.relative_to(ROOT / "docs").as_posix(), last_day()
    (project / "docs/replies").mkdir(exist_ok=True)
    for name in chance.sample(("one", "two"), 2):
        text = reply(f"Words, {name}.", article=source, date=day)
        (project / f"docs/replies/{day}-{name}.md").write_text(text)


def files(path: Path) -> list[Path]:
    inside = path.rglob("*") if path.is_dir() else [path]
    return [file for file in inside if file.is_file() and "__pycache__" not in file.parts]


def test_a_site_is_the_same_wherever_and_whenever_it_is_built(tmp_path: Path) -> None:
    faked = tmp_path / "faked"
    faked.mkdir()
    shutil.copyfile(HERE / "elsewhere.py", faked / "sitecustomize.py")
    found: dict[str, list[str]] = {}
    for machine in machines():
        project = tmp_path / machine.folder / "project"
        copied(project, machine.seed)
        paths = os.pathsep.join([str(faked), str(project / "src")])
        environment = machine.environment | {"PYTHONPATH": paths, "CACHE_DIR": ".cache/pages"}
        environment["XDG_CACHE_HOME"] = str(project / ".cache/user")
        options = {"cwd": project, "capture_output": True, "text": True, "umask": machine.mask}
        asked = subprocess.run(
            [sys.executable, "-c", ASKED], env=environment, check=True, **options
        )
        assert_elsewhere(machine, project, json.loads(asked.stdout))
        done = subprocess.run(command(project), check=False, env=environment, **options)
        wrong = [line for line in messages_of(done) if "(a reminder: " not in line]  # of time alone
        assert (done.returncode, wrong) == (0, []), machine
        assert [*project.glob("site/*/*.epub")]
        found.setdefault(digest(project / "site"), []).append(machine.folder)
        print(f"\n{digest(project / 'site')}  {machine.time:%Y-%m-%d}  {machine.engine}", end="")
    assert len(found) == 1, found


def assert_elsewhere(machine: Machine, project: Path, said: list) -> None:
    """The fake itself: without it, this test would promise what it does not look at."""
    stamp, utc, day, local, listed, scanned = said
    assert abs(stamp - machine.time.timestamp()) < 60
    assert abs(utc - machine.time.timestamp()) < 60
    assert day == local
    assert sorted(listed) == sorted(scanned) == sorted(path.name for path in project.iterdir())
    assert listed != scanned
