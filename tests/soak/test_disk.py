"""A disk that is full, or may not be written: one plain line, and the last good site stays."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sitekit.engine import folders
from tests.conftest import SOAK
from tests.soak.project import Builds, command, digest, messages_of, write_state

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = "The site was not built; the last good site is still there."
LIMITS = 10 if SOAK else 1
FILLINGS = 10


def assert_reported_plainly(done: subprocess.CompletedProcess[str], what: str) -> None:
    """Status 1, what was wrong in a line, and what has become of the site in another."""
    *wrong, last = messages_of(done)
    assert done.returncode == 1
    assert last == KEPT
    assert [line for line in wrong if not line.startswith(("ERROR   -  ", what))] == []
    assert what in wrong[-1]


def test_a_file_that_cannot_be_written_whole_leaves_the_last_good_site(builds: Builds) -> None:
    sizes = sorted(path.stat().st_size for path in builds.site.rglob("*") if path.is_file())
    for number in range(LIMITS):
        limit = sizes[(2 * number + 1) * len(sizes) // (2 * LIMITS)] - 1
        write_state(builds.project, builds.other)
        limited = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit))
        done = builds.run(preexec_fn=limited)
        assert_reported_plainly(done, "File too large")
        assert digest(builds.site) == builds.sites[builds.state]
        assert builds.rubbish == set()
    builds.finish(builds.other)
    print(f"\n{LIMITS} builds that could not write a file to its end: one plain line, rubbish: 0")


class Disk:
    """A small disk of its own, in a namespace that nothing else sees."""

    def __init__(self, folder: Path, unshare: str, *, memory: bool) -> None:
        """Without `memory`, there is no room in that of the machine to build in."""
        self.folder = folder
        user = [] if os.geteuid() == 0 else ["--map-root-user"]
        mount = 'mount -t tmpfs -o size=64m none "$0" && echo ready && exec sleep 3600'
        if not memory:
            mount = f"mount -t tmpfs -o size=1m none {folders.MEMORY} && {mount}"
        self.process = subprocess.Popen(
            [unshare, *user, "--mount", "sh", "-c", mount, str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if self.process.stdout.readline() != b"ready\n":
            pytest.skip("no disk may be mounted here")
        users = ["--user", "--preserve-credentials"] if user else []
        self.enter = ["nsenter", f"--target={self.process.pid}", *users, "--mount"]
        self.seen = Path(f"/proc/{self.process.pid}/root{folder}")

    def run(self, *words: str, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
        there = ["sh", "-c", 'cd "$0" && exec "$@"', str(cwd), *words]
        return subprocess.run([*self.enter, *there], check=False, text=True, **options)

    def mount(self, options: str) -> None:
        words = ("mount", "-o", f"remount,{options}", str(self.folder))
        assert self.run(*words, cwd=self.folder).returncode == 0

    @property
    def used(self) -> int:
        size = os.statvfs(self.seen)
        return (size.f_blocks - size.f_bfree) * size.f_frsize


class BuildsOnDisk(Builds):
    """A project whose every file is on a small disk."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        super().__init__(disk.seen)

    def run(self, **_: Any) -> subprocess.CompletedProcess[str]:
        project = self.disk.folder / "project"
        environment = self.environment | {
            "TMPDIR": str(self.disk.folder / "tmp"),
            "PYTHONPATH": str(project / "src"),
            "XDG_CACHE_HOME": str(project / ".cache/user"),
        }
        options = {"env": environment, "cwd": project, "capture_output": True}
        return self.disk.run(*command(project), **options)


@pytest.fixture(scope="module", params=["in memory", "beside"])
def on_disk(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[BuildsOnDisk]:
    if not SOAK:
        pytest.skip("with SOAK=1 only")
    if not (unshare := shutil.which("unshare")):
        pytest.skip("no command unshare")
    disk = Disk(tmp_path_factory.mktemp("disk"), unshare, memory=request.param == "in memory")
    yield BuildsOnDisk(disk)
    disk.process.kill()
    disk.process.wait()


def test_a_full_disk_leaves_the_last_good_site(on_disk: BuildsOnDisk) -> None:
    disk, chance = on_disk.disk, random.Random(20261121)
    found: Counter[str] = Counter()
    site = sum(path.stat().st_size for path in on_disk.site.rglob("*") if path.is_file())
    for number in range(FILLINGS):
        write_state(on_disk.project, on_disk.other)
        for cache in [*on_disk.project.rglob("__pycache__")] if number % 2 else ():
            shutil.rmtree(cache)  # written anew, while the disk fills
        shutil.rmtree(folders.beside(on_disk.site, "before"), ignore_errors=True)
        room = int(site * (number + chance.random()) / FILLINGS)
        disk.mount(f"size={disk.used + room}")
        done = on_disk.run()
        if done.returncode == 0:
            found["had enough"] += 1  # and is published
        else:
            found["ran out"] += 1
            assert_reported_plainly(done, "No space left on device")
            assert digest(on_disk.site) == on_disk.sites[on_disk.state]
            assert on_disk.rubbish == set()
        disk.mount("size=64m")
        on_disk.finish(on_disk.state)
    assert found["ran out"]
    print(f"\nDisks filled at {FILLINGS} points of a build:", dict(found), "rubbish: 0")


def test_a_disk_that_may_not_be_written_leaves_the_last_good_site(on_disk: BuildsOnDisk) -> None:
    write_state(on_disk.project, on_disk.other)
    on_disk.disk.mount("ro")
    done = on_disk.run()
    on_disk.disk.mount("rw")
    assert_reported_plainly(done, "Read-only file system")
    assert digest(on_disk.site) == on_disk.sites[on_disk.state]
    assert on_disk.rubbish == set()
    on_disk.finish(on_disk.other)
