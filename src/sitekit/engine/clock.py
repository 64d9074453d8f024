"""The day a build stands for: the one place that asks the clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """SOURCE_DATE_EPOCH (seconds, see reproducible-builds.org) as a day, or else the UTC day."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    return datetime.now(tz=UTC).date()
