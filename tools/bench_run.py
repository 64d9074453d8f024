"""Run builds and previews of other texts in processes of their own, and measure them."""

from __future__ import annotations

import http.client
import os
import re
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

from tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OURS = ROOT / "mkdocs.yml"
PATIENCE = 900  # seconds until a preview that never shows a page is a failure
# What a child process runs; the configuration is the project's own, over other texts.
BUILD = """
import logging, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
logging.basicConfig(format="%(message)s")  # or a strict build would not say what is wrong
file, docs, site, strict = sys.argv[1:]
config = load_config(file, docs_dir=docs, site_dir=site, strict=strict == "s")
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""
SERVE = """
import sys
from mkdocs.commands.serve import serve
file, docs, port = sys.argv[1:]
serve(file, docs_dir=docs, dev_addr=f"127.0.0.1:{port}")
"""


class Cost(NamedTuple):
    """What one build took, from the start of its process to the end."""

    seconds: float
    megabytes: float


@contextmanager
def preview(docs: Path, results: Path) -> Iterator[Callable[[str, str], None]]:
    """Serve `docs` as `make serve` does; gives a function that waits until a page holds words."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # It is stopped before it can tidy up, and may have processes of its own.
    env = settings(results) | {"TMPDIR": str(empty(docs.parent))}
    command = [sys.executable, "-c", SERVE, str(OURS), str(docs), str(port)]
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen(
            command, stdout=said, stderr=said, env=env, start_new_session=True
        )

        def wait_for(path: str, words: str) -> None:
            end = time.monotonic() + PATIENCE
            while words not in page(port, path):
                if server.poll() is not None or time.monotonic() > end:
                    said.seek(0)
                    sys.exit(f"{said.read()}\nThe preview does not show {path} with {words!r}.")
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


def timed(config: Path, docs: Path, site: Path, results: Path | None = None) -> Cost:
    """Build `docs` into `site`, strictly if the configuration is ours, with what is kept."""
    strict = "s" if config == OURS else "-"
    command = [sys.executable, "-c", BUILD, str(config), str(docs), str(site), strict]
    with tempfile.TemporaryFile("w+") as said, ThreadPoolExecutor(1) as pool:
        over = Event()
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said, env=settings(results))
        peak = pool.submit(most_memory, process.pid, over)
        try:
            status = process.wait()
            seconds = time.perf_counter() - start
        finally:
            over.set()
        if status:
            said.seek(0)
            sys.exit(f"{said.read()}\nThe build of {docs} ended with status {status}.")
        return Cost(seconds, peak.result() / 1024)


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


def settings(results: Path | None) -> dict[str, str]:
    """What a child process finds in its environment; without `results` it keeps nothing."""
    # The warnings about the end of MkDocs and the theme are known (guide/decisions/0002).
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    ours = {"SITE_URL": "https://example.org/", "CACHE_DIR": str(results or "")}
    return os.environ | quiet | ours


def empty(folder: str | Path) -> Path:
    return Path(tempfile.mkdtemp(dir=folder))


def stock_config() -> str:
    """The theme as it comes, with its navigation pruned and our Markdown extensions."""
    ours = (ROOT / "mkdocs.yml").read_text()
    extensions = ours[ours.index("markdown_extensions:") : ours.index("validation:")]
    theme = "theme: {name: material, features: [navigation.prune], font: false}"
    site = "site_name: Stock\nsite_url: https://example.org/\nplugins: [search]"
    snippets = str(ROOT / "docs/snippets")
    extensions = re.sub(r"(?<=base_path: )\[.*\]", f"[{snippets}]", extensions)
    return f"{site}\n{theme}\n{extensions}"
