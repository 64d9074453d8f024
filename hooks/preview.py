"""Make the preview quick: see saves at once, and start anew when code of the site changes."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
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

    def __init__(self, site_dir: str) -> None:
        super().__init__(patterns=["**/*.py"])
        self.site_dir = site_dir

    def on_any_event(self, event: FileSystemEvent) -> None:
        file = Path(os.fsdecode(event.src_path))
        try:
            if file.exists():
                compile(file.read_bytes(), os.path.relpath(file), "exec")
        except SyntaxError as error:
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
    hooks = str(project_file(config, "hooks"))
    server.observer.schedule(_Restart(config.site_dir), hooks, recursive=True)
    return server
