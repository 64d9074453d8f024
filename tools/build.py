"""Build the site in memory or beside the published folder, and publish it if nothing is wrong.

An edition in another language, mkdocs.NAME.yml, is built into the folder NAME of the site.

`build.py [FOLDER]` builds into FOLDER (default: site). With PUBLISH=1 it refuses an address that is
only the preview's. With ENGINE=properdocs that fork of MkDocs builds. Exit status: the engine's
own, 1 for any problem.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

try:
    from sitekit.engine import folders, preflight
    from sitekit.engine.editions import edition_files
    from sitekit.features.headers import merged
except EOFError:  # an earlier build had a full disk: see `forget_compiled`
    for cache in Path(__file__).parent.parent.glob("src/**/__pycache__"):
        shutil.rmtree(cache, ignore_errors=True)
    os.execv(sys.executable, sys.orig_argv)  # noqa: S606  # the same program

ROOT = Path(__file__).resolve().parent.parent
ROOM = 2**25  # bytes on the disk with which Python may keep what it compiles
PREVIEW = "http://127.0.0.1:8000/"  # as mkdocs.yml has it where nobody gives SITE_URL
_BLANK = re.compile(r"\bTODO\s?[:：]")  # as `make start` writes them in each language
ENGINES = (
    "mkdocs",
    "properdocs",
)  # the first is the default; both write the same (guide/decisions/0002)


def main(folder: str = "site") -> int:
    if os.environ.get("PUBLISH") and not os.environ.get("SITE_URL", "").startswith("https://"):
        print("SITE_URL must be the site's https address when it is published.", file=sys.stderr)
        return 1
    if os.environ.get("PUBLISH") and (blank := blanks(ROOT)):
        print(*blank, sep="\n", file=sys.stderr)
        return 1
    engine = os.environ.get("ENGINE") or ENGINES[0]
    if engine not in ENGINES:
        print(f"ENGINE must be {' or '.join(ENGINES)} (found {engine!r}).", file=sys.stderr)
        return 1
    site = Path(folder).resolve()
    try:
        lock = locked(site.parent)
    except BlockingIOError:
        print(f"Another build into {site.parent.name}/ is running: try again.", file=sys.stderr)
        return 1
    except OSError as error:
        return not_built(error)
    try:
        return replaced(site, engine)
    except OSError as error:
        return not_built(error)
    finally:
        os.close(lock)


def blanks(root: Path) -> list[str]:
    """A line for each TODO in settings and texts: what nobody has filled in yet."""
    files = sorted([*root.glob("mkdocs*.yml"), *root.glob("docs*/**/*.md")])
    rule = "TODO must be filled in before the site is published (found {!r})"
    return [
        f"{file.relative_to(root).as_posix()}:{n}: {rule.format(line.strip())}"
        for file in files
        for n, line in enumerate(file.read_text(errors="replace").splitlines(), 1)
        if _BLANK.search(line)
    ]


def not_built(error: OSError) -> int:
    """Say what the system does not let us do; the exit status."""
    print(f"The site was not built: {error.strerror}: {error.filename}", file=sys.stderr)
    return 1


def locked(folder: Path) -> int:
    """Keep any other build from `folder` until what this returns is closed; raises BlockingIOError.

    The lock is on the folder itself, so there is nothing to clean up after a build that was killed.
    """
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise
    os.set_inheritable(lock, True)  # an engine whose build was killed may still be writing
    return lock


def replaced(site: Path, engine: str) -> int:
    """Build elsewhere, and publish it as `site` if nothing is wrong; the engine's exit status."""
    folders.heal(site)
    editions = edition_files(ROOT)
    files = [ROOT / "mkdocs.yml", *editions.values()]
    if sum(preflight.main(str(file)) for file in files):
        print(f"The site was not built{left(site)}.", file=sys.stderr)
        return 1
    fresh = folders.new_folder(site)
    try:
        status = build(fresh, engine)
        for name, file in editions.items():
            status = status or add_edition(fresh, engine, name, file)
        if status == 0:
            status = published(fresh, site)
    finally:
        folders.remove(fresh, ignore_errors=True)
    if status:
        forget_compiled(ROOT)
        print(f"The site was not built{left(site)}.", file=sys.stderr)
    return status


def forget_compiled(root: Path) -> None:
    """Remove what Python has compiled.

    What a full disk lets Python 3.11 keep of a module would stop every later build
    (https://github.com/python/cpython/issues/126606). So this process itself keeps nothing (-B).
    """
    for cache in [*root.glob("hooks/**/__pycache__"), *root.glob("src/**/__pycache__")]:
        shutil.rmtree(cache, ignore_errors=True)


def published(fresh: Path, site: Path) -> int:
    try:
        folders.publish(fresh, site)
    except OSError as error:
        print(f"{error.strerror}: {error.filename}", file=sys.stderr)
        return 1
    return 0


def left(site: Path) -> str:
    return "; the last good site is still there" if site.exists() else ""


def add_edition(site: Path, engine: str, name: str, file: Path) -> int:
    """Build an edition into a folder of the site; its exit status, 1 if the folder is not free."""
    if (site / name).exists():
        rule = f"{name}/ must be free for this edition (found a page of mkdocs.yml there)"
        print(f"{file.name}:1: {rule}", file=sys.stderr)
        return 1
    root = os.environ.get("SITE_URL") or PREVIEW
    if status := build(site / name, engine, file, f"{root.rstrip('/')}/{name}/"):
        return status
    # A host reads those of the whole site alone.
    ours, theirs = site / "_headers", site / name / "_headers"
    ours.write_text(merged(ours.read_text(), theirs.read_text(), name))
    theirs.unlink()
    return 0


def build(folder: Path, engine: str, file: Path | None = None, url: str = "") -> int:
    """Run the engine strictly. Never with -q: MkDocs 1.6.1 then exits 0 whatever went wrong."""
    strictly = [sys.executable, "-m", engine, "build", "--strict"]
    # The warnings about the end of MkDocs and the theme are known (guide/decisions/0002).
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    texts = {"PYTHONUTF8": "1"}  # ours are UTF-8, whatever the machine's locale would read
    # Named, since ProperDocs alone would rather have its own properdocs.yml.
    command = [*strictly, f"--config-file={file or ROOT / 'mkdocs.yml'}", f"--site-dir={folder}"]
    environment = os.environ | quiet | texts | ({"SITE_URL": url} if url else {})
    if shutil.disk_usage(ROOT).free < ROOM:  # see `forget_compiled`
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    done = subprocess.run(command, check=False, env=environment, close_fds=False)  # the lock
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
