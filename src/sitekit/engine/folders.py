"""The folder of the published site: where a new one is built, and how it takes its place."""

from __future__ import annotations

import ctypes
import os
import shutil
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  # memory-backed on Linux; our folder in it is only ours
ROOM = 512 * 2**20  # bytes that must be free there, or three times those of the last site
CURRENT_FOLDER = -100  # AT_FDCWD
RENAME_EXCHANGE = 2


def new_folder(site: Path) -> Path:
    """Where a new `site` is to be built: in memory where there is room, else beside it.

    Raises OSError if what an earlier build left there cannot be removed.
    """
    fresh = _in_memory(site) or beside(site, "new")
    if fresh.exists():
        remove(fresh)  # of what stayed, the engine would keep hidden files
    if fresh.parent == MEMORY:
        fresh.mkdir(mode=0o700)  # nobody else may write there
    return fresh


def publish(fresh: Path, site: Path) -> None:
    """Put what is in `fresh` where `site` is, in one step where the system can.

    A site that was built in memory is written into the folder of the site before the last, of which
    most is the same; this is what then takes the place.
    """
    if fresh == beside(site, "new"):
        remove(beside(site, "before"), ignore_errors=True)
        exchange(fresh, site)
        return
    before = beside(site, "before")
    try:
        bring(before, fresh)
    except OSError:  # whatever it has become, or no room is left
        remove(before, ignore_errors=True)
        bring(before, fresh)
    exchange(before, site)


def bring(folder: Path, fresh: Path) -> None:
    """Bring `folder` to the files and bytes of `fresh`, and write only what differs."""
    folder.mkdir(exist_ok=True)
    folders, files, links = _listed(folder)
    new_folders, new_files, _ = _listed(fresh)
    for name in links | files - new_files:
        (folder / name).unlink()
    for name in sorted(folders - new_folders, reverse=True):  # what is deepest comes first
        (folder / name).rmdir()
    for name in sorted(new_folders - folders):
        (folder / name).mkdir()
    for name in new_files:
        data = (fresh / name).read_bytes()
        if name not in files or (folder / name).read_bytes() != data:
            (folder / name).write_bytes(data)


def _listed(folder: Path) -> tuple[set[str], set[str], set[str]]:
    """The folders, files and links in `folder`, as paths below it."""
    folders, files, links, waiting = set[str](), set[str](), set[str](), [""]
    for below in waiting:  # which grows meanwhile
        for one in os.scandir(folder / below):
            name = f"{below}{one.name}"
            if one.is_symlink():
                links.add(name)
            elif one.is_dir():
                folders.add(name)
                waiting.append(f"{name}/")
            else:
                files.add(name)
    return folders, files, links


def preview_folder() -> Path | None:
    """A folder in memory for the temporary files of this process; None where there is no room.

    Those of previews that are over go: one that was stopped by a signal had no time to tidy up.
    """
    if not has_room():
        return None
    own = f"preview-{os.getuid()}-"
    for folder in MEMORY.glob(f"{own}*"):
        process = folder.name.removeprefix(own)
        is_over = process == str(os.getpid()) or not Path("/proc", process).exists()
        if is_over and _is_ours(folder):
            remove(folder, ignore_errors=True)
    folder = MEMORY / f"{own}{os.getpid()}"
    try:
        folder.mkdir(mode=0o700)
    except OSError:
        return None
    return folder


def has_room(least: int = 0) -> bool:
    """Whether there is space in memory, and enough for so many bytes."""
    if not MEMORY.is_mount():
        return False
    space = os.statvfs(MEMORY)
    return space.f_bavail * space.f_frsize >= max(ROOM, least)


def _in_memory(site: Path) -> Path | None:
    """A place in memory that is nobody else's; None if there is none, or too little."""
    size = 0
    with suppress(OSError):  # there is none yet, or not all of it may be read
        size = sum((site / name).stat().st_size for name in _listed(site)[1])
    if not has_room(3 * size):
        return None
    # The same for each build of this site, so that what a killed one left does not stay.
    place = blake2b(os.fsencode(site), digest_size=8).hexdigest()
    folder = MEMORY / f"site-{os.getuid()}-{place}"
    return folder if _is_ours(folder) else None


def _is_ours(folder: Path) -> bool:
    """Whether this user has made it, or nobody has."""
    try:
        return folder.lstat().st_uid == os.getuid() and not folder.is_symlink()
    except FileNotFoundError:
        return True


def exchange(fresh: Path, site: Path) -> None:
    """Put `fresh` where `site` is, in one step where the system can (Linux: renameat2)."""
    if not site.exists():
        fresh.rename(site)
    elif not _exchange_at_once(fresh, site):
        old = beside(site, "old")
        site.rename(old)
        try:
            fresh.rename(site)
        except OSError:
            old.rename(site)
            raise
        old.rename(fresh)  # what is removed in part never has the name that is brought back


def heal(site: Path) -> None:
    """Bring back the last good site if an earlier run was stopped between its renames."""
    old = beside(site, "old")
    if site.exists():
        remove(old, ignore_errors=True)  # it was stopped after the second
    elif old.exists():
        old.rename(site)


def remove(folder: Path, *, ignore_errors: bool = False) -> None:
    """Remove a folder, even if the folders in it may not be written: an owner may change that."""
    with suppress(OSError):
        folder.chmod(0o700)
        for path, names, _ in os.walk(folder):
            for inner in (Path(path, name) for name in names):
                if not inner.is_symlink():
                    inner.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=ignore_errors)


def beside(site: Path, what: str) -> Path:
    return site.with_name(f".{site.name}.{what}")


def _exchange_at_once(one: Path, other: Path) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    paths = (CURRENT_FOLDER, os.fsencode(one), CURRENT_FOLDER, os.fsencode(other))
    return bool(renameat2(*paths, RENAME_EXCHANGE) == 0)
