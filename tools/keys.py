"""Write the table of keys in CONTRIBUTING.md anew; with `--schema`, print the JSON Schema."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from sitekit.keys import key_table, schema  # noqa: E402  # the core lies beside the hooks

GUIDE = ROOT / "CONTRIBUTING.md"
BEGIN = "<!-- keys: written by `make fix` -->\n"
END = "<!-- /keys -->\n"


def with_table(text: str) -> str:
    """The guide's `text` with the table between its two marks made new."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + key_table() + END + rest.split(END)[1]


def main(*options: str) -> None:
    if "--schema" in options:
        print(json.dumps(schema(), indent=2))
        return
    GUIDE.write_text(with_table(GUIDE.read_text()))


if __name__ == "__main__":
    main(*sys.argv[1:])
