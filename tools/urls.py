"""Keep the list of published URLs, and check that none of them is gone.

`--check FOLDER` compares the built site with guide/published-urls.txt; `--add FOLDER` adds what is
new to the list; `--reset FOLDER` (`make urls`) rewrites it, which drops what no longer exists.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sitekit.features.feeds import is_feed
from sitekit.lint.urls import published_urls, urls_stay
from sitekit.model.problems import rule_id, with_rule
from tools import ROOT
from tools.docs import report

LIST = ROOT / "guide/published-urls.txt"


def main(*arguments: str, file: Path = LIST) -> None:
    parser = argparse.ArgumentParser(prog="tools.urls", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    for name in ("--check", "--add", "--reset"):
        what.add_argument(name, type=Path, metavar="FOLDER")
    given = parser.parse_args(arguments)
    folder: Path = given.check or given.add or given.reset
    if not (folder / "index.html").exists():
        sys.exit(f"{folder} must hold the built site: run `make site` first.")
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
    there = published_urls(files, is_feed)
    listed = file.read_text() if file.exists() else ""
    if given.check:
        problems = with_rule(rule_id(urls_stay), urls_stay(file.name, listed, there, is_feed))
        report(problems)
        sys.exit(bool(problems))
    listed_now = there | set(listed.split()) if given.add else there
    file.write_text("".join(f"{address}\n" for address in sorted(listed_now)))


if __name__ == "__main__":
    main(*sys.argv[1:])
