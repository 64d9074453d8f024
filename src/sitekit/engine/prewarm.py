"""Prepare many new texts in several processes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from sitekit.content import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitekit.build import Build, Prepared

MIN_PARALLEL = 20  # texts for which starting a process pays
_adopted: list[Build] = []  # in a worker process: the build it was forked from


def prewarm(build: Build, srcs: Sequence[str]) -> None:
    """Prepare these documents of the build, if they are many and processes are cheap here.

    Processes are forked, so that they find the build in memory: on Linux, from a single thread.
    """
    workers = min(os.cpu_count() or 1, len(srcs) // MIN_PARALLEL)
    if workers < 2 or sys.platform != "linux" or threading.active_count() > 1:
        return
    gc.freeze()  # or the collector would write to, and so copy, every page of memory
    fork = multiprocessing.get_context("fork")
    size = max(1, min(MIN_PARALLEL, len(srcs) // (4 * workers)))
    with ProcessPoolExecutor(workers, fork, _adopt, (build,)) as pool:
        for src, prepared in zip(srcs, pool.map(_prepare, srcs, chunksize=size), strict=True):
            if prepared:
                build.prepared[src] = prepared
    gc.unfreeze()


def _adopt(build: Build) -> None:
    _adopted[:] = [build]


def _prepare(src: str) -> Prepared | None:
    try:
        return prepare(_adopted[0], src)
    except Exception:  # it comes again in the build itself, where it is reported
        return None
