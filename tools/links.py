"""Ask for every page of other sites that the built site links to, and list what is gone.

`python -m tools.links [SITE]`. A site that lets no program in (403, 429) counts as there. The share
links are left out: they would ask networks for pages that hold our address and nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

LYCHEE = Path(sys.executable).with_name("lychee")
OPTIONS = (
    "--no-progress",
    "--format=json",
    "--accept=200..=299,403,429",
    "--scheme=https",
    "--scheme=http",
    "--max-concurrency=8",
    "--timeout=30",
)
SOME_ARE_GONE = 2  # lychee's exit status; any other but 0 is a failure of its own


def main(site: str = "site") -> int:
    links = links_of(Path(site))
    gone = broken(ask(list(links)))
    for address, answer in sorted(gone.items()):
        # lychee gives an address as browsers write it, with a slash after a bare name of a host.
        pages = links.get(address) or links.get(address.removesuffix("/")) or []
        print(f"- {address} ({answer}), linked from {', '.join(sorted(pages))}")
    return 1 if gone else 0


def links_of(site: Path) -> dict[str, list[str]]:
    """Addresses of other sites, each with our pages that link to it."""
    links: dict[str, list[str]] = {}
    for file in sorted(site.rglob("*.html")):
        page = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
        tree = LexborHTMLParser(file.read_text())
        for share in tree.css("[data-component=share]"):
            share.decompose()
        hrefs = (str(link.attributes["href"]) for link in tree.css("a[href]"))
        for href in sorted({href for href in hrefs if href.startswith(("https://", "http://"))}):
            links.setdefault(href, []).append(page)
    return links


def ask(addresses: list[str]) -> dict[str, Any]:
    """lychee's report on these addresses."""
    with tempfile.TemporaryDirectory() as folder:
        page, report = Path(folder, "links.html"), Path(folder, "report.json")
        page.write_text("".join(f'<p><a href="{escape(one)}">a</a></p>\n' for one in addresses))
        command = [str(LYCHEE), *OPTIONS, f"--output={report}", "--", str(page)]
        try:
            status = subprocess.run(command, check=False, cwd=folder).returncode
        except FileNotFoundError:
            sys.exit("lychee is missing from .venv: run `make links`.")
        if status not in (0, SOME_ARE_GONE):
            sys.exit(f"lychee failed with status {status}.")
        return dict(json.loads(report.read_text()))


def broken(report: dict[str, Any]) -> dict[str, str]:
    """Addresses that are not there, each with its answer."""
    lists = [
        entries
        for kind in ("error_map", "timeout_map")
        for entries in report.get(kind, {}).values()
    ]
    return {
        entry["url"]: str(entry["status"].get("code", "no answer"))
        for entries in lists
        for entry in entries
    }


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
