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
        ("peers", ["--group=peers"]),
        ("heirs", ["--group=heirs"]),
    ):
        if name == "heirs":
            what += ["--constraint=requirements/site.txt", *in_site()]
        output = ROOT / "requirements" / f"{name}.txt"
        uv = [sys.executable, "-m", "uv", "pip", "compile", *what, *OPTIONS]
        subprocess.run([*uv, f"--output-file={output}"], check=True, cwd=ROOT)
        print(f"{output.relative_to(ROOT)} is new.")


def in_site() -> list[str]:
    """Options that leave out what is installed for the site anyway."""
    lines = (ROOT / "requirements/site.txt").read_text().splitlines()
    names = (line.partition("==")[0] for line in lines if "==" in line)
    return [f"--no-emit-package={name}" for name in dict.fromkeys(names)]


if __name__ == "__main__":
    main()
