"""Add a helpline to docs/helplines.yml, or say which countries nobody has checked for long.

Without an option it asks for one service and adds it below its country, checked today. Nothing is
written that the site would refuse. `--stale` prints a line for each country to check again.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from typing import TYPE_CHECKING

from sitekit.engine.clock import today
from sitekit.features.helplines import parse_helplines, stale
from sitekit.model.front_matter import parse_yaml
from tools import ROOT

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

FILE = ROOT / "docs/helplines.yml"
NAME = "docs/helplines.yml"
QUESTIONS = {
    "code": "Country, as a code of two letters such as gb: ",
    "service": "Name of the service: ",
    "for": "Whom it is for, such as Everyone: ",
    "way": "Its number, or its address with https://: ",
    "source": "Address of the page where you saw that (none: leave empty): ",
}
NEW_COUNTRY = (
    "{path} has no country {code!r} yet. A new one needs more than a line: write `{code}:` with "
    "`country`, `emergency` (`call`, `mark`, `checked`) and `lines` by hand, as the others have it."
)
# What YAML takes for text without quotes, and so do people.
PLAIN = re.compile(r"[^\W\d_][\w’.()& -]*(?<! )|\+?\d+([ -]\d+)+")


def main(*options: str, file: Path = FILE) -> None:
    parser = argparse.ArgumentParser(prog="tools.helplines", description=__doc__)
    parser.add_argument("--stale", action="store_true", help="say what is to be checked again")
    text = file.read_text()
    if parser.parse_args(options).stale:
        countries, _ = parse_helplines(NAME, text, today())
        for problem in stale(NAME, countries, today()):
            print(problem)
        return
    said = {key: input(question).strip() for key, question in QUESTIONS.items()}
    file.write_bytes(with_line(text, said, today()).encode())
    print(f"{NAME} has it, as the last line of its country: move it to where people look first.")


def with_line(text: str, said: dict[str, str], day: dt.date) -> str:
    """`text` of the file with one line more; stops, saying why, if that would be a mistake."""
    code = said["code"].lower()
    entries, _ = parse_yaml(NAME, text)
    if code not in entries.values:
        sys.exit(NEW_COUNTRY.format(path=NAME, code=code))
    rows = text.splitlines(keepends=True)
    start = entries.line(code)
    end = next((n for n, row in enumerate(rows[start:], start) if not row[0].isspace()), len(rows))
    while not rows[end - 1].strip():
        end -= 1
    changed = "".join(rows[:end]).rstrip("\n") + f"\n{entry(said, day)}" + "".join(rows[end:])
    if wrong := parse_helplines(NAME, changed, day)[1]:
        sys.exit("Nothing was written:\n" + "\n".join(map(str, wrong)))
    return changed


def entry(said: dict[str, str], day: dt.date) -> str:
    """A line of the file, as people write it there."""
    way = said["way"]
    keys = {"service": quoted(said["service"]), "for": quoted(said["for"])}
    keys |= {"call": f"[{quoted(way)}]"} if re.match(r"[+\d]", way) else {"web": quoted(way)}
    keys["mark"] = "verified" if said["source"] else "known"
    if said["source"]:
        keys["sources"] = f"\n        - {quoted(said['source'])}"
    keys["checked"] = day.isoformat()
    shown = [f"{key}: {value}".replace(": \n", ":\n") for key, value in keys.items()]
    return "    - " + "\n      ".join(shown) + "\n"


def quoted(value: str) -> str:
    """A value in quotes unless it needs none; JSON's quotes are YAML's."""
    plain = PLAIN.fullmatch(value) or re.fullmatch(r"https?://[\w./%~=?&+-]+", value)
    return value if plain else json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
