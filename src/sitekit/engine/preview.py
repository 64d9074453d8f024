"""A quick preview: builds follow saves within a moment, and new code starts a new process."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    PatternMatchingEventHandler,
)
from watchdog.observers import Observer

import sitekit
from sitekit.engine.paths import project_file
from sitekit.engine.report import log
from sitekit.html.csp import hash_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

BUILD_DELAY = 0.03  # seconds of silence after a save; MkDocs waits 0.1
CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]


def follow_saves(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Watch with the system's own notifications, where MkDocs looks every half second."""
    watched = (config.docs_dir, config.config_file_path)  # by now; `watch` of the settings follows
    for path in watched:
        server.unwatch(path)
    server.observer = _Changes()
    for path in watched:
        server.watch(path)
    server.build_delay = BUILD_DELAY
    restart = _Restart(config.site_dir)
    for folder in (project_file(config, "hooks"), Path(sitekit.__file__).parent):
        restart.folders.append(folder)
        server.observer.schedule(restart, str(folder), recursive=True)


def reload_pages(server: LiveReloadServer) -> None:
    """Let pages run the script that MkDocs adds to each, which loads them again after a save."""
    answer: Any = server.get_app()

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        said: list[Any] = []
        body = b"".join(answer(environ, lambda *status: said.extend(status)))
        status, headers = said[0], dict(said[1])
        if status.startswith("200") and headers.get("Content-Type", "").startswith("text/html"):
            page = body.decode(errors="surrogateescape")  # a file of docs/ may be no UTF-8
            body = _with_leave_to_reload(page).encode(errors="surrogateescape")
            headers["Content-Length"] = str(len(body))
        start_response(status, [*headers.items()])
        return [body]

    server.set_app(app)


def _with_leave_to_reload(page: str) -> str:
    """A page whose policy allows the last script in it, and questions to this host."""
    script = page.rpartition("<script>")[2].partition("</script>")[0]
    page = page.replace("script-src ", f"script-src {hash_of(script)} ", 1)
    return page.replace("connect-src 'none'", "connect-src 'self'", 1)


class _Changes(Observer):  # type: ignore[misc, valid-type]  # watchdog chooses the class by platform
    """Reports changes only: the system also reports files being read, as each build does."""

    def schedule(self, handler: Any, path: str, *, recursive: bool = False) -> Any:
        return super().schedule(handler, path, recursive=recursive, event_filter=CHANGES)


class _Restart(PatternMatchingEventHandler):
    """Modules outlive a rebuild, so an edit of one needs a new process."""

    def __init__(self, site_dir: str) -> None:
        super().__init__(patterns=["**/*.py"])
        self.folders: list[Path] = []
        self.site_dir = site_dir
        self.timer = Timer(0, self.restart)

    def on_any_event(self, event: FileSystemEvent) -> None:
        # One save is several events, and a file is empty after the first of them.
        self.timer.cancel()
        self.timer = Timer(BUILD_DELAY, self.restart)
        self.timer.start()

    def restart(self) -> None:
        try:
            for folder in self.folders:
                for file in folder.rglob("*.py"):
                    compile(file.read_bytes(), os.path.relpath(file), "exec")
        except (SyntaxError, OSError) as error:
            log.warning("The preview goes on with the old code: %s", error)
            return
        shutil.rmtree(self.site_dir, ignore_errors=True)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606
