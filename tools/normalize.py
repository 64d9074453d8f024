"""Fix what needs no thought in texts and data: line ends, byte order marks, trailing spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitekit.model.front_matter import decode
from tools.docs import DOCS, folder_name

if TYPE_CHECKING:
    from pathlib import Path

# Two spaces and more at the end of a line are a line break in Markdown.
_SPACES = re.compile(r"(?<! ) $|[ \t]*\t[ \t]*$", re.MULTILINE)
_BREAK = re.compile(r" {3,}$", re.MULTILINE)


def main(docs: Path = DOCS) -> None:
    files = [f for f in [*docs.rglob("*.md"), *docs.rglob("*.yml")] if f.is_file()]
    for file in sorted(f for f in files if not f.is_symlink()):
        data = file.read_bytes()
        text, problems = decode(str(file), data)
        fixed = _BREAK.sub("  ", _SPACES.sub("", text)).rstrip("\n") + "\n"
        if not problems and fixed.encode() != data:
            file.write_bytes(fixed.encode())
            print(f"{folder_name(docs)}/{file.relative_to(docs).as_posix()} is fixed.")


if __name__ == "__main__":
    main()
