"""Write what a server of your own must be told to send, from the headers of the built site.

`python -m tools.headers SERVER [FOLDER]`: SERVER is nginx, apache or caddy, FOLDER that of the
built site (default: site). Prints lines for the server's settings. Exit status: 1 for any problem.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sitekit.features.headers import SERVERS, parse_headers
from tools import ROOT


def main(server: str = "", folder: str = "") -> int:
    server = server or os.environ.get("SERVER", "")
    if server not in SERVERS:
        print(f"SERVER must be {', '.join(SERVERS)} (found {server!r}).", file=sys.stderr)
        return 1
    file = (Path(folder) if folder else ROOT / "site") / "_headers"
    if not file.is_file():
        print(f"{file} must be there: run `make site` first.", file=sys.stderr)
        return 1
    print(SERVERS[server](parse_headers(file.read_text())), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
