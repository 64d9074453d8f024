"""Write guide/lint-rules.md anew from the rules: what each looks for, why, and how to fix it."""

from __future__ import annotations

from sitekit.lint.catalogue import DESCRIPTIONS, HOUSE
from tools import ROOT

PAGE = ROOT / "guide/lint-rules.md"
HEAD = """# Lint rules

What `make check` looks for before a change is merged, here and on GitHub.
Each message names a file, a line and what must be there. On GitHub it is shown at that line, under
the id of its rule. `make fix` fixes what a command can fix.

Most rules hold for every site. **House rules** are editorial choices of this one: another site may
switch each off, or give it another limit, by one line below `extra: lint` in `mkdocs.yml`:

```yaml
extra:
  lint:
    plan-comes-first: off
    paragraphs-are-short: 150
```

Without a line, a house rule holds with its default.

`make fix` also writes this page, from the rules themselves.

## House rules

| id | default | may be |
|---|---|---|
"""


def page() -> str:
    """guide/lint-rules.md as the code would have it."""
    rows = (f"| [{id_}](#{id_}) | {_shown(id_)} | {one.allowed} |" for id_, one in HOUSE.items())
    return (
        HEAD
        + "\n".join(rows)
        + "\n"
        + "".join(_entry(id_, text) for id_, text in DESCRIPTIONS.items())
    )


def _shown(id_: str) -> str:
    default = HOUSE[id_].default
    if default is True:
        return "on"
    return f"{default:,}" if isinstance(default, int | float) else "off"


def _entry(id_: str, text: str) -> str:
    why, _, fix = text.partition("Fix:")
    kind = "House rule. " if id_ in HOUSE else ""
    return f"\n## {id_}\n\n{kind}{' '.join(why.split())}\n\n**Fix:** {' '.join(fix.split())}\n"


def main() -> None:
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
