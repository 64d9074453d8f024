"""Places that texts and templates leave for something that comes later."""

from __future__ import annotations

import re

# In the text of a page that shows a list from data.
LIST = re.compile(r"<!-- (?:feeds|helplines) -->")


def split_at_marker(html: str) -> tuple[str, str]:
    """A page's text before and after the marker of its list; without one, the list is last."""
    before, *after = LIST.split(html, maxsplit=1)
    return before, "".join(after)
