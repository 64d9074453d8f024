"""Results kept between builds: what the same input gave before is not worked out again.

One file of SQLite in a folder of its own, which may be deleted at any time. Whatever is wrong with
it is told in one line, and then everything is worked out anew.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sqlite3
import sys
import threading
from contextlib import contextmanager, suppress
from hashlib import blake2b
from mmap import mmap
from typing import TYPE_CHECKING, Any, NoReturn
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

NAME = "results.sqlite"
BUILDS = 8  # a result that none of so many builds has used goes
FEW = 20  # results for which no further process is started
ROWS = 100  # written at once, so that few of them wait in memory
SOON = 10  # the same, where another process waits for them
WAIT = 1.0  # seconds for another build that writes
_TABLES = """
CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB);
CREATE TABLE IF NOT EXISTS used (key BLOB PRIMARY KEY, build INTEGER) WITHOUT ROWID;
"""

Key = bytes


class Store:
    """Results by their kind and by all that they depend on; values are JSON data.

    Without a folder, and after anything has gone wrong with it, nothing is kept and nothing found.
    """

    def __init__(
        self, folder: Path | None, version: str, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        """`version` stands for everything that all results depend on: code, templates, packages."""
        self._folder, self._tell = folder, tell
        self._version = blake2b(version.encode(), digest_size=16).digest()
        self._new: dict[Key, bytes] = {}
        self._used: set[Key] = set()
        self._changed = False
        self._rows = ROWS
        self._apart: list[int] = []
        self._done = mmap(-1, 8)
        self._db: sqlite3.Connection | None = None
        if folder:
            with self._guard():
                folder.mkdir(parents=True, exist_ok=True)
                self._db = self._open()
                self._start()

    def key(self, kind: str, *inputs: str) -> Key:
        """The key of a result of this kind that depends on these texts."""
        if not self._db:
            return b""
        parts = [text.encode(errors="surrogatepass") for text in inputs]
        lengths = repr([len(part) for part in parts]).encode()
        data = b"".join([self._version, lengths, *parts])
        return blake2b(data, digest_size=16, person=kind.encode()).digest()

    def get(self, key: Key) -> Any:
        """The result, or None if there is none."""
        data = self._new.get(key)
        if data is None and self._db:
            with self._guard():
                row = self._db.execute("SELECT value FROM results WHERE key = ?", [key]).fetchone()
                if row and crc32(row[0][4:]) != int.from_bytes(row[0][:4]):
                    raise sqlite3.DatabaseError("a result has changed on the disk")
                data = row and row[0]
        if data is None:
            return None
        self._used.add(key)
        return json.loads(data[4:])

    def __contains__(self, key: Key) -> bool:
        if key not in self._new and self._db:
            with self._guard():
                found = self._db.execute("SELECT 1 FROM results WHERE key = ?", [key])
                return found.fetchone() is not None
        return key in self._new

    def put(self, key: Key, value: Any) -> None:
        if self._db:
            data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            packed = data.encode(errors="surrogatepass")
            self._new[key] = crc32(packed).to_bytes(4) + packed
            self._used.add(key)
            self._changed = True
            if len(self._new) >= self._rows:
                self._write()

    def of(self, key: Key, work: Callable[[], Any]) -> Any:
        """The result of `work`, which is done only if none is kept."""
        value = self.get(key)
        if value is None:
            value = work()
            self.put(key, value)
        return value

    def ahead(self, items: Sequence[Any], work: Callable[[Any], object]) -> None:
        """Have other processes do `work`, last items first, for nothing but the results it keeps.

        The build itself comes from the other end, and says `did_one` after each item: what it meets
        is there. Only where processes are cheap to start from what is in memory: on Linux, from one
        thread.
        """
        self._wait()
        count = min(os.cpu_count() or 1, len(items) // FEW)
        if not self._db or count < 2 or sys.platform != "linux" or threading.active_count() > 1:
            return
        self._write()
        self._changed = True
        self._done[:] = bytes(8)
        build = os.getpid()
        gc.freeze()  # or the collector would write to, and so copy, every page of memory
        for n in range(1, count):
            child = os.fork()
            if child == 0:
                self._work_apart(build, items, range(len(items) - n, -1, 1 - count), work)
            self._apart.append(child)

    def did_one(self) -> None:
        """The build has done one more of the items that others work at."""
        if self._apart:
            self._done[:] = (int.from_bytes(self._done[:]) + 1).to_bytes(8)

    def _wait(self) -> None:
        """Wait for the processes of `ahead`: they stop where the build has come."""
        if self._apart:
            self._done[:] = b"\xff" * 8
            for child in self._apart:
                os.waitpid(child, 0)
            self._apart = []
            gc.unfreeze()

    def close(self) -> None:
        """Write what is new, and let go of what no build needs any more."""
        self._wait()
        self._write()
        if self._db and self._changed:
            with self._guard(), self._db as db:
                self._let_go(db)
        if self._db:
            self._db.close()
            self._db = None

    def _let_go(self, db: sqlite3.Connection) -> None:
        last = db.execute("SELECT coalesce(max(build), 0) FROM used").fetchone()[0]
        rows = ((key, last + 1) for key in self._used)
        db.executemany("INSERT OR REPLACE INTO used VALUES (?, ?)", rows)
        # Nobody has asked for what a build made ahead or left when it was stopped: its time begins.
        new = "SELECT key, ? FROM results WHERE key NOT IN (SELECT key FROM used)"
        db.execute(f"INSERT INTO used {new}", [last + 1])
        old = "(SELECT key FROM used WHERE build <= ?)"
        db.execute(f"DELETE FROM results WHERE key IN {old}", [last + 1 - BUILDS])  # noqa: S608
        db.execute("DELETE FROM used WHERE build <= ?", [last + 1 - BUILDS])

    def _open(self) -> sqlite3.Connection:
        assert self._folder  # noqa: S101  # tells the type checker
        # What is lost when the machine stops is found by its sum, and made again.
        db = sqlite3.connect(self._folder / NAME, timeout=WAIT)
        db.execute("PRAGMA synchronous = OFF")
        return db

    def _start(self) -> None:
        """Begin with empty tables where the results of another version are."""
        assert self._db  # noqa: S101  # tells the type checker
        mine = int.from_bytes(self._version[:4]) >> 1
        there = self._db.execute("PRAGMA user_version").fetchone()[0]
        with self._db as db:
            if there != mine:
                for table in ("results", "used"):
                    db.execute(f"DROP TABLE IF EXISTS {table}")
                db.execute(f"PRAGMA user_version = {mine}")
            for statement in _TABLES.strip().split("\n"):
                db.execute(statement)
        if there not in (0, mine):
            self._tell("results of another version are not used")

    def _write(self) -> None:
        rows, self._new = list(self._new.items()), {}
        if rows and self._db:
            with self._guard(), self._db as db:
                db.executemany("INSERT OR REPLACE INTO results VALUES (?, ?)", rows)

    def _work_apart(
        self, build: int, items: Sequence[Any], places: range, work: Callable[[Any], object]
    ) -> NoReturn:
        """What a process of `ahead` does from beginning to end; it never comes back."""
        try:
            logging.disable()  # what is to be said is said by the build itself, with its results
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            self._apart = []
            self._inherited = self._db  # of the process that opened it: kept, not closed
            self._db, self._rows = self._open(), SOON
            for place in places:
                if place <= int.from_bytes(self._done[:]) or os.getppid() != build:
                    break  # the build has come here, or has ended
                with suppress(Exception):  # it will come again where it can be told
                    work(items[place])
            self._write()
        finally:
            os._exit(0)

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Tell what goes wrong with the file, and go on without it; of a damaged one get rid."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self._tell(f"results are not kept between builds ({error})")
            self._db = None
            if self._folder and type(error) is sqlite3.DatabaseError:
                with suppress(OSError):
                    (self._folder / NAME).unlink()
