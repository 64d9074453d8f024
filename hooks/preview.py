"""Make the preview quick: see saves at once, and start anew when code of the site changes."""

from __future__ import annotations

import os
import shutil
import sys
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

from wiring import log, project_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

BUILD_DELAY = 0.03  # seconds of silence after a save; MkDocs waits 0.1
CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]


class _Changes(Observer):  # type: ignore[misc, valid-type]  # watchdog chooses the class by platform
    """Tells of changes only: the system also tells of files being read, as each build does."""

    def schedule(self, handler: Any, path: str, *, recursive: bool = False) -> Any:
        return super().schedule(handler, path, recursive=recursive, event_filter=CHANGES)


class _Restart(PatternMatchingEventHandler):
    """Hook modules outlive a rebuild, so an edit of one needs a new process."""

    def __init__(self, hooks: Path, site_dir: str) -> None:
        super().__init__(patterns=["**/*.py"])
        self.hooks, self.site_dir = hooks, site_dir
        self.timer = Timer(0, self.restart)

    def on_any_event(self, event: FileSystemEvent) -> None:
        # One save is several events, and a file is empty after the first of them.
        self.timer.cancel()
        self.timer = Timer(BUILD_DELAY, self.restart)
        self.timer.start()

    def restart(self) -> None:
        try:
            for file in self.hooks.rglob("*.py"):
                compile(file.read_bytes(), os.path.relpath(file), "exec")
        except (SyntaxError, OSError) as error:
            log.warning("The preview goes on with the old code: %s", error)
            return
        shutil.rmtree(self.site_dir, ignore_errors=True)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    watched = list(server._watched_paths)
    for path in watched:
        server.unwatch(path)
    server.observer = _Changes()
    for path in watched:
        server.watch(path)
    server.build_delay = BUILD_DELAY
    hooks = project_file(config, "hooks")
    server.observer.schedule(_Restart(hooks, config.site_dir), str(hooks), recursive=True)
    return server
