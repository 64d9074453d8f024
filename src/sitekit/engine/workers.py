"""One piece of work for many things, in several processes where that pays."""

from __future__ import annotations

import gc
import os
import sys
import threading
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitekit.build import Build

T = TypeVar("T")
R = TypeVar("R")
MIN_PARALLEL = 20  # things for which starting a process pays
_work: list[Callable[[Any], Any]] = []  # in a worker process, as it was when it was forked


def workers_for(count: float) -> int:
    """How many processes pay for so many things; less than 2 where they do not, or cannot be had.

    Processes are forked, so that they find the build in memory: on Linux, from a single thread.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 0
    return min(os.cpu_count() or 1, int(count / MIN_PARALLEL))


def each_of(build: Build, work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """What `work` makes of each; with anything that is not known, in this process alone."""
    return map(work, items) if build.foreign else in_processes(work, items)


def in_processes(work: Callable[[T], R], items: Sequence[T], weight: float = 1) -> Iterator[R]:
    """What `work` makes of each, in their order; in this process if others do not pay.

    `weight` is how much work one of them is, where it is not a page of one text.
    """
    workers = workers_for(len(items) * weight)
    if workers < 2:
        yield from map(work, items)
        return
    import multiprocessing  # noqa: PLC0415  # 9 ms, with the next, for many texts only
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # see above, 9 ms

    gc.freeze()  # or the collector would write to, and so copy, every page of memory
    fork = multiprocessing.get_context("fork")
    size = max(1, min(MIN_PARALLEL, len(items) // (4 * workers)))
    with ProcessPoolExecutor(workers, fork, _adopt, (work,)) as pool:
        yield from pool.map(_do, items, chunksize=size)
    gc.unfreeze()


def _adopt(work: Callable[[Any], Any]) -> None:
    _work[:] = [work]


def _do(item: Any) -> Any:
    return _work[0](item)
