"""The day of a build: the only place that reads the clock."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime

from sitekit.model.problems import found


def today() -> date:
    """SOURCE_DATE_EPOCH (seconds, see reproducible-builds.org) as a day, or else the UTC day.

    Ends the process, with one line, if it is no such number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(tz=UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        rule = "SOURCE_DATE_EPOCH must be a whole number of seconds since 1970"
        sys.exit(f"{rule} {found(epoch)}")
