"""Whole or not at all: builds are killed at any moment, and a whole site stays."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitekit.engine import folders
from tests.conftest import SOAK
from tests.soak.project import Builds, command, digest, write_state
from tools import build

if TYPE_CHECKING:
    from collections.abc import Iterator

# Only Linux says whose child a process is, and exchanges two folders in one step.
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")

KILLS = 100 if SOAK else 3
FIRST_KILLS = 12 if SOAK else 1
VICTIMS = ("engine", "group", "build")


def kill(builds: Builds, state: str, victim: str, moment: float, *, at_exchange: bool) -> bool:
    """Start a build and kill it; False if it was faster.

    `moment` is in parts of what a build computes, or in 1/50 s after the engine has ended.
    """
    write_state(builds.project, state)
    here = builds.site.exists()
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(
        command(builds.project), start_new_session=True, **silent, **builds.options
    )
    seen, engines = False, []
    while process.poll() is None:
        assert builds.site.exists() or not here  # nor is it missing while nothing is killed
        engines = children(process.pid)
        seen = seen or bool(engines)
        if at_exchange and seen and not engines:
            time.sleep(moment / 50)
            break
        if not at_exchange and computed(process.pid, *engines) > moment * builds.work:
            break
        time.sleep(0.002)
    if process.poll() is not None:
        return False
    with suppress(ProcessLookupError):  # it has ended just now
        if victim == "group":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            os.kill(engines[0] if victim == "engine" and engines else process.pid, signal.SIGKILL)
    return process.wait() != 0


def children(parent: int) -> list[int]:
    """The processes that a process has started and not yet seen end."""
    with suppress(FileNotFoundError, ProcessLookupError):
        pids = Path(f"/proc/{parent}/task/{parent}/children").read_text()
        return [int(pid) for pid in pids.split()]
    return []


def computed(*pids: int) -> float:
    """Seconds of computing of processes and their ended children: time without other load."""
    ticks = 0
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def moments(count: int, chance: random.Random) -> Iterator[tuple[str, float, bool]]:
    """Whom to kill and when: all over the build, near its end, and at the exchange."""
    for number in range(count):
        victim = VICTIMS[(number + number // 4) % len(VICTIMS)]
        if number % 4 == 1:
            yield victim, 0.8 + 0.16 * chance.random(), False
        elif number % 4 == 2:
            yield "group" if victim == "group" else "build", chance.random(), True
        else:
            yield victim, 0.96 * (number + chance.random()) / count, False


def test_a_killed_build_leaves_a_whole_site_and_the_next_one_no_rubbish(builds: Builds) -> None:
    chance = random.Random(20261121)
    found: Counter[str] = Counter()
    old, new = builds.state, builds.other
    for victim, moment, at_exchange in moments(KILLS, chance):
        sooner = moment
        while not kill(builds, new, victim, sooner, at_exchange=at_exchange):
            assert digest(builds.site) == builds.sites[new]
            found["was faster"] += 1
            sooner *= 0.9
            old, new = new, old
        after = digest(builds.site)
        assert after in {builds.sites[old], builds.sites[new]}, (victim, moment, at_exchange)
        found[f"{victim} killed"] += 1
        found["old site" if after == builds.sites[old] else "new site"] += 1
        builds.finish(new)
        old, new = new, old
    print(f"\n{KILLS} kills in builds of {builds.work:.1f} s:", dict(found), "rubbish: 0")


def test_a_first_build_that_is_killed_leaves_no_site_or_a_whole_one(builds: Builds) -> None:
    chance = random.Random(20261122)
    found: Counter[str] = Counter()
    for victim, moment, at_exchange in moments(FIRST_KILLS, chance):
        shutil.rmtree(builds.site)
        shutil.rmtree(builds.project / ".cache", ignore_errors=True)
        if not kill(builds, builds.state, victim, moment, at_exchange=at_exchange):
            found["was faster"] += 1
        after = digest(builds.site)
        assert after in {"", builds.sites[builds.state]}, (victim, moment, at_exchange)
        found["whole site" if after else "no site"] += 1
        builds.finish(builds.state)
    print(f"\n{FIRST_KILLS} kills of the first build:", dict(found), "rubbish: 0")


STEPS = range(1, 200, 1 if SOAK else 3)
OLD, NEW = {"a.html": "old", "b/c.html": "old"}, {"a.html": "new", "d/e.html": "new"}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def read(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def killed_at(step: int, site: Path) -> bool:
    """Build in a process that is killed before its nth step on the disk; False if it has fewer."""
    child = os.fork()
    if child:
        ended = os.waitpid(child, 0)[1]
        assert ended in (0, signal.SIGKILL)
        return ended == signal.SIGKILL
    left = step

    def count(event: str, _: object) -> None:
        nonlocal left
        left -= event.startswith(("os.", "shutil.", "ctypes.", "open"))
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    status = 1
    try:
        status = build.main(str(site))
    finally:
        os._exit(status)


@pytest.mark.parametrize("at_once", [True, False], ids=["in one step", "by two renames"])
@pytest.mark.parametrize("next_one", ["good", "bad"])
@pytest.mark.parametrize("before", [OLD, {}], ids=["a site", "no site"])
def test_a_kill_at_any_step_is_healed_by_the_next_build(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: dict[str, str],
    next_one: str,
    at_once: bool,
) -> None:
    monkeypatch.setattr(build, "ROOT", tmp_path)
    if not at_once:
        monkeypatch.setattr(folders, "_exchange_at_once", lambda *_: False)
    found: Counter[str] = Counter()
    for step in STEPS:
        site = tmp_path / str(step) / "site"
        site.parent.mkdir()
        write(site, before)
        monkeypatch.setattr(build, "build", lambda folder, _: write(folder, NEW) or 0)
        if not killed_at(step, site):
            break
        after = read(site)
        # Between two renames nothing is there, until the next build.
        assert after in (before, NEW) or not (after or at_once)
        found["old" if after == before else "new" if after else "none"] += 1
        if next_one == "bad":
            monkeypatch.setattr(build, "build", lambda *_: 1)
        assert build.main(str(site)) == (next_one == "bad")
        assert read(site) == (NEW if next_one == "good" else after or before)
        left = {path.name for path in site.parent.iterdir()} - {".site.before"}
        assert left == ({"site"} if site.exists() else set())
    print(f"\nkilled at {sum(found.values())} steps:", dict(found))
