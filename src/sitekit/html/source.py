"""Markdown as it is written, where a rule needs a place in it."""

from __future__ import annotations

import re
from functools import lru_cache

_CODE = re.compile(
    r"^([ \t]*)(`{3,}|~{3,}).*?^\1\2|(`+)[^`]+\3|<!--.*?-->", re.MULTILINE | re.DOTALL
)


@lru_cache(1)  # several rules ask for it, of one text after the other
def without_code(text: str) -> str:
    """A text with spaces for its code and comments; every place in it stays where it is."""
    if not any(sign in text for sign in ("`", "~~~", "<!--")):
        return text
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), text)
