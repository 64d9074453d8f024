"""Time builds of 7, 100 and 1,000 articles, with our configuration and with the stock theme's.

`python -m tools.bench [N …]`. Articles of about 1,100 words in series of six are written into a
temporary folder; each build is a process of its own. Machines are noisy: compare within one run.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SIZES = (7, 100, 1000)
SERIES = 6
# What a child process runs; the configuration is the project's own, over other texts.
BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
file, docs, site, strict = sys.argv[1:]
config = load_config(file, docs_dir=docs, site_dir=site, strict=strict == "s")
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""
WORDS = """
a the and of to in that it you not for with this when who what they at day time way room line door
water morning letter shore window table silence answer evening garden promise paper small quiet
long cold warm early ordinary different honest slow careful late true own comes goes stays reads
writes waits turns holds keeps knows opens finds remembers
"""


def main(sizes: tuple[int, ...]) -> None:
    print("articles   ours s   ms/page   stock s   ms/page   ours/stock")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            docs, site = Path(folder, "docs"), Path(folder, "site")
            pages = write_site(docs, size)
            stock = Path(folder, "stock.yml")
            stock.write_text(stock_config())
            # In turn, so that a machine that slows down slows both.
            rounds = 5 if size <= 100 else 3
            times = [
                (timed(ROOT / "mkdocs.yml", docs, site), timed(stock, docs, site))
                for _ in range(rounds)
            ]
        ours, theirs = (median(column) for column in zip(*times, strict=True))
        ratio = median(one / other for one, other in times)
        print(
            f"{size:8}{ours:9.2f}{ours / pages * 1000:10.2f}"
            f"{theirs:10.2f}{theirs / pages * 1000:10.2f}{ratio:13.2f}",
            flush=True,
        )


def stock_config() -> str:
    """The theme as it comes, with its navigation pruned and our Markdown extensions."""
    ours = (ROOT / "mkdocs.yml").read_text()
    extensions = ours[ours.index("markdown_extensions:") : ours.index("validation:")]
    theme = "theme: {name: material, features: [navigation.prune], font: false}"
    site = "site_name: Stock\nsite_url: https://example.org/\nplugins: [search]"
    snippets = str(ROOT / "docs/snippets")
    return f"{site}\n{theme}\n{extensions}".replace("docs/snippets", snippets)


def timed(config: Path, docs: Path, site: Path) -> float:
    """Seconds from the start of the process to its end."""
    strict = "s" if config.parent == ROOT else "-"
    command = [sys.executable, "-c", BUILD, str(config), str(docs), str(site), strict]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=quiet)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - start


def write_site(docs: Path, size: int) -> int:
    """Write `size` articles in series of six, landing pages and a home page; count all of them."""
    draw = random.Random(size)  # noqa: S311  # the same texts each time
    docs.mkdir()
    (docs / "index.md").write_text(front_matter("The home page") + sentence(draw))
    pages = 1
    for first in range(0, size, SERIES):
        folder = docs / f"series-{first // SERIES:04}"
        folder.mkdir()
        names = [f"part-{n:05}" for n in range(first, min(first + SERIES, size))]
        for name in names:
            text = front_matter(f"The title of {name}", "date: 2026-03-01\n") + body(draw)
            (folder / f"{name}.md").write_text(text)
        parts = "".join(f"    - {name}.md\n" for name in names)
        keys = f"series:\n  parts:\n{parts}"
        text = front_matter(f"Series number {first // SERIES}", keys) + sentence(draw)
        (folder / "index.md").write_text(text)
        pages += len(names) + 1
    return pages


def front_matter(title: str, keys: str = "") -> str:
    text = "One plain sentence that says what this page is about, in short."
    return f"---\ntitle: {title}\ndescription: {text}\n{keys}---\n\n"


def body(draw: random.Random) -> str:
    """About 1,100 words with what an article of ours holds: headings, a box, a list, footnotes."""
    parts = [paragraph(draw), '!!! short "In short"\n    - One line.\n    - Another line.\n']
    for section in range(6):
        parts.append(f"## {sentence(draw, 5)}\n")
        parts += [paragraph(draw) for _ in range(2)]
        parts.append(f"{sentence(draw)} *{sentence(draw, 4)}*[^{section}]\n")
    parts.append("".join(f"- {sentence(draw)}\n" for _ in range(4)))
    parts.append("> " + sentence(draw) + "\n")
    parts += [f"[^{n}]: Author ({2000 + n}). *Journal* {n}, 1–10.\n" for n in range(6)]
    return "\n".join(parts)


def paragraph(draw: random.Random) -> str:
    return " ".join(sentence(draw) for _ in range(5)) + "\n"


def sentence(draw: random.Random, length: int = 14) -> str:
    return " ".join(draw.choices(WORDS.split(), k=length)).capitalize() + "."


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
