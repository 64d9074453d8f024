"""Set up what a command needs, once: `site` to build, `dev` to test, others for the one so called.

Runs on the system's Python, before anything is installed, so it uses the standard library alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP = (str(PYTHON), "-m", "pip", "--disable-pip-version-check")
OLDEST = (3, 11)
BROWSER_TESTS = "tests/browser"  # `make start` takes them away
READER = "newsboat"  # a feed reader that tests subscribe with
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# What long tests open pages with beside it: packages of the system, and a program of each.
OTHERS = (
    ("firefox-esr", ("firefox-esr", "firefox"), "Firefox, the second browser of the long tests"),
    ("webkit2gtk-driver", ("WebKitWebDriver",), "WebKitGTK, the third browser of the long tests"),
    ("xvfb", ("Xvfb",), "Xvfb, a screen for WebKitGTK"),
)


def main(what: str) -> None:
    """Install the locked packages for `what` (a file of requirements/), and for `dev` a browser."""
    if sys.version_info < OLDEST:
        stop(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, and this is "
            f"{sys.version.split()[0]}: install it and run `make PYTHON=python3.11 …`."
        )
    make_venv()
    install(ROOT / "requirements" / f"{what}.txt")
    install_core()
    if what == "dev" and (ROOT / BROWSER_TESTS).is_dir():
        if not find_browser():
            install_browser()
        if not shutil.which(READER):
            install_reader()
    if what == "soak":
        install_others()


def make_venv() -> None:
    """Make .venv with this Python, or anew if it was made with another."""
    version = f"{sys.executable} {sys.version}"
    stamp = VENV / "python.txt"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == version:
        return
    log("Making .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        stop("Python cannot make a virtual environment: run `sudo apt-get install python3-venv`.")
    stamp.write_text(version)


def install(lock: Path) -> None:
    """Install exactly what `lock` lists, unless that has been done."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f"{lock.stem}.txt"
    if stamp.exists() and stamp.read_text() == digest:
        return
    count = sum("==" in line for line in lock.read_text().splitlines())
    log(f"Installing the {count} packages of {lock.relative_to(ROOT)} into .venv (once) …")
    options = ["--require-hashes", "--no-deps", f"--requirement={lock}"]
    if subprocess.run([*PIP, "install", "--quiet", *options], check=False).returncode:
        stop(
            f"The packages could not be installed: see pip's words above, then try again ({lock})."
        )
    stamp.write_text(digest)


def install_heirs() -> Path:
    """Install the heir of the theme, and return its folder, for the front of Python's path.

    Both themes fill the same package, so it cannot go into .venv.
    """
    return next(install_apart("heirs").glob("lib/*/site-packages"))


def install_apart(name: str) -> Path:
    """Install requirements/NAME.txt, once, in a virtual environment of its own; its folder."""
    folder, lock = ROOT / ".cache" / name, ROOT / "requirements" / f"{name}.txt"
    digest = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    stamp = folder / "installed.txt"
    if stamp.exists() and stamp.read_text() == digest:
        return folder
    log(f"Installing requirements/{name}.txt into .cache/{name} (once) …")
    options = ["--quiet", "--require-hashes", "--no-deps", f"--requirement={lock}"]
    for command in (
        [str(PYTHON), "-m", "venv", "--clear", "--without-pip", str(folder)],
        [*PIP, f"--python={folder / 'bin/python'}", "install", *options],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stderr.strip() or f"status {done.returncode}").splitlines()[-1]
            stop(f"{lock.name} could not be installed; is there a network? ({said})")
    stamp.write_text(digest)
    return folder


def install_core() -> None:
    """Install src/ itself, as it is edited; anew only when pyproject.toml changes."""
    # Each of several checkouts has its own .venv, so the stamp need not name the folder.
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / "core.txt"
    if stamp.exists() and stamp.read_text() == digest:
        return
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)]
    if subprocess.run([*PIP, "install", "--quiet", *options], check=False).returncode:
        stop("The package in src/ could not be installed: see pip's words above.")
    stamp.write_text(digest)


def find_browser() -> str | None:
    """Path of the browser for tests: CHROMIUM if it is set, else the system's."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def install_browser() -> None:
    """Install Debian's Chromium, if this user may."""
    remedy = "run `sudo apt-get install chromium`, or set CHROMIUM to the path of one"
    if not shutil.which("apt-get"):
        stop("The tests need Chromium: install it, or set CHROMIUM to the path of one.")
    root = as_root()
    if root is None:
        stop(f"The tests need Chromium, and installing it takes root: {remedy}.")
    if not agreed("chromium", "Chromium, in which the browser tests open the pages"):
        stop(f"The tests need Chromium, and nothing was installed: {remedy}.")
    if not apt_installs(root or [], "chromium"):
        stop(f"Chromium could not be installed: {remedy}.")


def install_reader() -> None:
    """Install Debian's Newsboat, if this user may; without it, its tests are skipped."""
    root = as_root() if shutil.which("apt-get") else None
    if root is not None and agreed(READER, "Newsboat, with which tests subscribe to the feeds"):
        apt_installs(root, READER)


def install_others() -> None:
    """Install the other browsers, if this user may; without one, its tests are skipped."""
    root = as_root() if shutil.which("apt-get") else None
    for package, programs, what in OTHERS:
        missing = not any(map(shutil.which, programs))
        if root is not None and missing and agreed(package, what):
            apt_installs(root, package)


def agreed(package: str, what: str) -> bool:
    """Say which package of the system is to be installed and why; whether it may be.

    NO_APT=1 refuses. Whoever sits at a terminal is asked; where nobody does, as in CI, it may be.
    """
    log(f"The tests use {what}: `apt-get install {package}` installs it for the whole system.")
    if os.environ.get("NO_APT"):
        log("Not installed, because of NO_APT.")
        return False
    if not (sys.stdin and sys.stdin.isatty()):
        log("Installing it (once) …")
        return True
    try:
        return input("Install it now? [Y/n] (NO_APT=1 never asks) ").strip().lower() in (
            "",
            "y",
            "yes",
        )
    except EOFError:
        return False


def as_root() -> list[str] | None:
    """What to begin a command with so that root runs it; None if this user may not."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    return root if not root or succeeds([*root, "true"]) else None


def apt_installs(root: list[str], package: str) -> bool:
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "--yes", "--no-install-recommends", package]
    return succeeds([*apt, "update"]) and succeeds(install)


def succeeds(command: list[str]) -> bool:
    try:
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
    except FileNotFoundError:
        return False
    return done.returncode == 0


def log(text: str) -> None:
    print(text, flush=True)


def stop(text: str) -> None:
    sys.exit(text)


if __name__ == "__main__":
    main(sys.argv[1])
