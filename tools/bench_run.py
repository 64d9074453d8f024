"""Run builds and the preview in processes of their own, and measure them."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from tools.bench_site import edit, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tools.bench_peers import Generator

PATIENCE = 900  # seconds until a preview that never shows a page is a failure
KILOBYTE = 1024 if sys.platform == "darwin" else 1  # units of ru_maxrss


class Cost(NamedTuple):
    """What one build took, from the start of its process to the end."""

    seconds: float
    megabytes: float


def cold(generator: Generator) -> Cost:
    """Build with nothing left of an earlier build."""
    for made in (generator.output, *generator.caches):
        shutil.rmtree(generator.folder / made, ignore_errors=True)
    return timed(generator)


def edited(generator: Generator, article: int, words: str) -> Cost:
    """Build after `words` were added to an article; exits if its page does not show them."""
    edit(generator.texts, article, words)
    cost = timed(generator)
    page = generator.folder / generator.output / path_of(article) / "index.html"
    if not page.exists() or words not in page.read_text():
        sys.exit(f"{generator.name}: the build does not show the edit of {path_of(article)}.")
    return cost


def timed(generator: Generator) -> Cost:
    """Run a build; exits with what it said if it fails."""
    folder, environment = generator.folder, generator.environment
    with tempfile.TemporaryFile("w+") as said, ThreadPoolExecutor(1) as pool:
        over = Event()
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                generator.command, cwd=folder, stdout=said, stderr=said, env=environment
            )
        except OSError as error:
            sys.exit(f"{generator.name} does not start: {error.strerror}: {error.filename}")
        sampled = pool.submit(most_memory, process.pid, over)
        try:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
        finally:
            over.set()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{said.read()}{generator.name}: the build ended with {process.returncode}.")
        # Of a build between two samples the system still knows its largest process.
        peak = max(sampled.result(), usage.ru_maxrss // KILOBYTE)
        return Cost(seconds, peak / 1024)


def most_memory(process: int, over: Event) -> int:
    """Look at what a process holds, again and again until it is over."""
    most, pause = memory(process), 0.1
    while not over.wait(pause):
        start = time.perf_counter()
        most = max(most, memory(process))
        # The system walks all of the memory to tell: let that take no more than a fiftieth.
        pause = max(0.1, 50 * (time.perf_counter() - start))
    return most


def memory(process: int) -> int:
    """Kilobytes of a process and all it started, what they share counted once; 0 if unknown."""
    folder = Path("/proc", str(process))
    try:
        own = re.search(r"^Pss: +(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE)
        children = [file.read_text().split() for file in folder.glob("task/*/children")]
    except OSError:
        return 0  # it has ended, or the system is another
    return int(own[1] if own else 0) + sum(memory(int(n)) for few in children for n in few)


@contextmanager
def preview(ours: Generator) -> Iterator[Callable[[str, str], None]]:
    """Serve as `make serve` does; gives a function that waits until a page holds words."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # It is stopped before it can tidy up, and may have processes of its own.
    env = ours.environment | {"TMPDIR": tempfile.mkdtemp(dir=ours.folder.parent)}
    env.pop("SITE_URL", None)  # `make serve` has the one of mkdocs.yml
    options = ("--config-file=mkdocs.yml", f"--dev-addr=127.0.0.1:{port}")
    command = [sys.executable, "-m", "mkdocs", "serve", *options]
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen(
            command, cwd=ours.folder, stdout=said, stderr=said, env=env, start_new_session=True
        )

        def wait_for(path: str, words: str) -> None:
            end = time.monotonic() + PATIENCE
            while words not in page(port, path):
                if server.poll() is not None or time.monotonic() > end:
                    said.seek(0)
                    sys.exit(f"{said.read()}The preview does not show {path} with {words!r}.")
                time.sleep(0.02)

        try:
            wait_for("/", "<html")
            yield wait_for
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGTERM)
            server.wait()


def page(port: int, path: str) -> str:
    """What is served; nothing if the server is not up yet."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, PATIENCE)) as connection:
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        except (OSError, http.client.HTTPException):
            return ""


def shown(ours: Generator, article: int, words: str, wait_for: Callable[[str, str], None]) -> float:
    """Seconds from saving an article with `words` until its new page is served."""
    time.sleep(1)  # what the edit before still set off is not this one's
    start = time.perf_counter()
    edit(ours.texts, article, words)
    wait_for(f"/{path_of(article)}/", words)
    return time.perf_counter() - start
