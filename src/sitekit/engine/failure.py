"""Say in one line what a disk does not allow, where a stack trace would hide it."""

from __future__ import annotations

import errno

from mkdocs.exceptions import Abort

from sitekit.engine.report import log

# The disk is full or broken, or may not be written: nothing that code could fix.
DISK = (
    errno.EACCES,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EIO,
    errno.ENOSPC,
    errno.EPERM,
    errno.EROFS,
)


def explain(error: Exception) -> None:
    """Raise Abort for an error of the disk, after one line about it."""
    if isinstance(error, OSError) and error.errno in DISK:
        file = error.filename2 or error.filename  # of a copy, the second is what was written
        log.error("%s%s", error.strerror, f": {file}" if file else "")
        raise Abort("Aborted: a file cannot be read or written.") from error
