"""Weigh every page of the site, and the stock theme's page with the same text.

`python -m tools.weight`. Bytes; `before` is what must arrive before a page can be read, gzipped,
and `all` what it asks for in all. What the stock theme's script fetches later (its search index and
worker) is not in it, nor are the notes that our build adds to a text: both favour the stock page.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from sitekit.html.weight import BASE_URL, Weight, gzipped, weigh
from tools import ROOT
from tools.bench_site import write_site

OURS = ROOT / "mkdocs.yml"
COLUMNS = ("text", "styles", "scripts", "pictures")
HEAD = "html".rjust(9) + "gzip".rjust(7) + "".join(name.rjust(9) for name in COLUMNS)


def main() -> None:
    logging.basicConfig(format="%(message)s")  # or a strict build would not say what is wrong
    os.environ |= {"SITE_URL": "https://example.org/", "CACHE_DIR": ""}
    with tempfile.TemporaryDirectory() as folder:
        print("The site:")
        compare(ROOT / "docs", Path(folder, "real"))
        print("\nArticles of about 1,100 words, as in `make bench`:")
        invented = Path(folder, "invented")
        invented.mkdir()
        write_site(invented / "docs", 2)
        compare(invented / "docs", invented)


def compare(docs: Path, folder: Path) -> None:
    """Print one line for each page of `docs`, ours beside the stock theme's."""
    folder.mkdir(exist_ok=True)
    stock = folder / "stock.yml"
    stock.write_text(stock_config())
    ours = built(OURS, docs, folder / "ours")
    theirs = built(stock, docs, folder / "theirs")
    print(f"{HEAD} requests before    all   stock before    all   ratio before  all  page")
    for url, our in ours.items():
        line = f"{sum(our.parts.values()):9}{our.html:7}"
        line += "".join(f"{our.parts[name]:9}" for name in COLUMNS)
        line += f"{our.requests:9}{our.before_reading:7}{our.in_all:7}"
        if stock_page := theirs.get(url):
            before, in_all = stock_page.before_reading, stock_page.in_all
            line += f"{before:15}{in_all:7}"
            line += f"{our.before_reading / before:15.2f}{our.in_all / in_all:5.2f}"
        print(f"{line}  /{url}")


def built(config: Path, docs: Path, site: Path) -> dict[str, Weight]:
    """Build `docs` into `site`, and weigh each page by its address."""
    folders = {"docs_dir": str(docs), "site_dir": str(site)}
    settings = load_config(str(config), strict=config == OURS, **folders)
    settings.plugins.on_startup(command="build", dirty=False)
    build(settings)

    def size_of(address: str) -> int:
        file = site / address.removeprefix(BASE_URL).split("?")[0]
        return gzipped(file.read_bytes()) if file.is_file() else 0

    pages = sorted(site.rglob("*.html"))
    urls = [page.relative_to(site).as_posix().removesuffix("index.html") for page in pages]
    return {
        url: weigh(page.read_text(), url, size_of) for url, page in zip(urls, pages, strict=True)
    }


def stock_config() -> str:
    """The theme as it comes, with its navigation pruned and our Markdown extensions."""
    ours = OURS.read_text()
    extensions = ours[ours.index("markdown_extensions:") : ours.index("validation:")]
    theme = "theme: {name: material, features: [navigation.prune], font: false}"
    site = "site_name: Stock\nsite_url: https://example.org/\nplugins: [search]"
    snippets = str(ROOT / "docs/snippets")
    extensions = re.sub(r"(?<=base_path: )\[.*\]", f"[{snippets}]", extensions)
    return f"{site}\n{theme}\n{extensions}"


if __name__ == "__main__":
    main()
