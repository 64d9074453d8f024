"""Mend in texts and data what needs no thought: line ends, byte order marks, spaces at the end."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from sitekit.front_matter import decode  # noqa: E402  # the core lies beside the hooks

# Two spaces at the end of a line are a line break in Markdown.
_SPACES = re.compile(r"(?<! )[ \t]$|[ \t]{3,}$|(?<=\t)[ \t]+$", re.MULTILINE)


def main(docs: Path = ROOT / "docs") -> None:
    for file in sorted([*docs.rglob("*.md"), *docs.rglob("*.yml")]):
        data = file.read_bytes()
        text, problems = decode(str(file), data)
        mended = _SPACES.sub("", text).rstrip("\n") + "\n"
        if not problems and mended.encode() != data:
            file.write_bytes(mended.encode())
            print(f"{docs.name}/{file.relative_to(docs).as_posix()} is mended.")


if __name__ == "__main__":
    main()
