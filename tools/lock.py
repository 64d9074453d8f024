"""Write requirements/*.txt anew: exact versions with hashes, for all platforms, no addresses."""

from __future__ import annotations

import subprocess
import sys

from tools import ROOT

OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--python-version=3.11",
    "--custom-compile-command=make lock",
    "--quiet",
    "--upgrade",
)


def main() -> None:
    for name, what in (
        ("site", ["pyproject.toml", "--group=build"]),
        ("dev", ["pyproject.toml", "--group=build", "--group=dev"]),
        ("soak", ["--group=soak"]),
        ("links", ["--group=links"]),
        ("lock", ["--group=lock"]),
    ):
        output = ROOT / "requirements" / f"{name}.txt"
        uv = [sys.executable, "-m", "uv", "pip", "compile", *what, *OPTIONS]
        subprocess.run([*uv, f"--output-file={output}"], check=True, cwd=ROOT)
        print(f"{output.relative_to(ROOT)} is new.")


if __name__ == "__main__":
    main()
