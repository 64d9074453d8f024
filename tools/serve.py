"""Preview the site, and rebuild it on every save: `python -m tools.serve`.

From the environment: CONFIG, the configuration file, and ADDRESS, where to serve. Exit status: 1
for any problem that stops MkDocs, else its own.
"""

from __future__ import annotations

import os
import sys

from sitekit.engine import folders, preflight


def main() -> None:
    config = os.environ.get("CONFIG", "mkdocs.yml")
    if status := preflight.main(config):
        sys.exit(status)
    # MkDocs builds a preview in the folder for temporary files.
    if "TMPDIR" not in os.environ and (folder := folders.preview_folder()):
        os.environ["TMPDIR"] = str(folder)
    address = os.environ.get("ADDRESS", "127.0.0.1:8000")
    options = [f"--config-file={config}", f"--dev-addr={address}"]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "mkdocs", "serve", *options])  # noqa: S606


if __name__ == "__main__":
    main()
