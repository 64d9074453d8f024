"""Records kept between builds in one SQLite file, which may be deleted at any time.

A record has a name, a key (a fingerprint of all it depends on) and a value: JSON data or bytes. It
is used only if its key is the one asked for and its bytes are what was written. Whatever is wrong
with the file is reported in one line, and the work is done again.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BATCH = 100  # records written at once, so that few of them wait in memory
NAME = "pages-{}.sqlite"
MOST_FILES = 6
DAMAGE = ("no such", "Could not decode")  # what SQLite says of it; else it is locked, or not there
WAIT = 1.0  # seconds for another build that writes
_TABLE = """
CREATE TABLE IF NOT EXISTS records (name TEXT PRIMARY KEY, key TEXT, value BLOB, checksum BLOB)
WITHOUT ROWID
"""


class Cache:
    """Records by name. Without a file, and after anything has gone wrong with it, it is empty."""

    def __init__(
        self, file: Path | None, version: str, report: Callable[[str], None] = lambda _: None
    ) -> None:
        """`version` is a fingerprint of what all records depend on; with another one all go.

        `report` takes one line about what is wrong with the file.
        """
        self._file, self._version, self._report = file, version, report
        self._new: dict[str, tuple[str, bytes]] = {}
        self._seen: set[str] = set()
        self._db: sqlite3.Connection | None = None
        if file:
            with self._guard():
                self._open(file)

    def __bool__(self) -> bool:
        """Whether anything is kept."""
        return self._db is not None

    def get(self, name: str, key: str) -> Any:
        """The value of the record, or None if there is none of this name and key."""
        data = self.get_bytes(name, key)
        return None if data is None else json.loads(data.decode(errors="surrogatepass"))

    def put(self, name: str, key: str, value: Any) -> None:
        if self._db:
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            self.put_bytes(name, key, text.encode(errors="surrogatepass"))

    def get_bytes(self, name: str, key: str) -> bytes | None:
        """The value as `put_bytes` took it, which is no JSON."""
        self._seen.add(name)
        if name in self._new:
            known, value = self._new[name]
            return value if known == key else None
        if self._db:
            with self._guard():
                query = "SELECT value, checksum FROM records WHERE name = ? AND key = ?"
                row = self._db.execute(query, [name, key]).fetchone()
                if row and not self._is_ours(name, key, *row):
                    raise sqlite3.DatabaseError("a record has changed on the disk")
                return row[0] if row else None
        return None

    def put_bytes(self, name: str, key: str, value: bytes) -> None:
        if self._db:
            self._seen.add(name)
            self._new[name] = (key, value)
            if len(self._new) >= BATCH:
                self._write()

    def get_or_compute(self, name: str, key: str, compute: Callable[[], Any]) -> Any:
        """The value of the record, or else that of `compute`, which is then kept."""
        value = self.get(name, key)
        if value is None:
            value = compute()
            self.put(name, key, value)
        return value

    def close(self) -> None:
        """Write what is new, and drop the records that this build did not ask for."""
        self._write()
        if self._db:
            with self._guard(), self._db as db:
                names = {name for (name,) in db.execute("SELECT name FROM records")}
                gone = [(name,) for name in names - self._seen]
                db.executemany("DELETE FROM records WHERE name = ?", gone)
        if self._db:
            self._db.close()
            self._db = None

    def _is_ours(self, name: str, key: str, value: object, checksum: object) -> bool:
        return isinstance(value, bytes) and checksum == self._checksum(name, key, value)

    def _open(self, file: Path) -> None:
        """Open the file; begin anew where the records of another version are."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self._db = db = sqlite3.connect(file, timeout=WAIT)
        # What is lost when the machine stops is found by its checksum, and made again.
        db.execute("PRAGMA synchronous = OFF")
        ours = int(self._version[:7], 16)
        with db:
            if db.execute("PRAGMA user_version").fetchone()[0] != ours:
                db.execute("DROP TABLE IF EXISTS records")
                db.execute(f"PRAGMA user_version = {ours}")
            db.execute(_TABLE)

    def _write(self) -> None:
        rows = [(n, key, v, self._checksum(n, key, v)) for n, (key, v) in self._new.items()]
        self._new = {}
        if rows and self._db:
            with self._guard(), self._db as db:
                db.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", rows)

    def _checksum(self, name: str, key: str, value: bytes) -> bytes:
        """Keyed by the version, which holds a secret: nobody else can make a record that counts."""
        secret = self._version.encode()[:64]
        data = f"{name}\0{key}\0".encode(errors="surrogatepass") + value
        return blake2b(data, digest_size=16, key=secret).digest()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Report what goes wrong with the file, and go on without it; remove a damaged one."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self._report(f"nothing is cached between builds: {error}")
            self._db = None
            if self._file and type(error) in (sqlite3.DatabaseError, sqlite3.OperationalError):
                operational = isinstance(error, sqlite3.OperationalError)
                damaged = not operational or any(sign in str(error) for sign in DAMAGE)
                with suppress(OSError):
                    if damaged:
                        self._file.unlink()


def remove_oldest(folder: Path) -> None:
    """Remove all cache files of a folder but the newest few: each site URL has one of its own."""
    with suppress(OSError):
        files = sorted(folder.glob(NAME.format("*")), key=lambda file: file.stat().st_mtime)
        for file in files[:-MOST_FILES]:
            file.unlink()
