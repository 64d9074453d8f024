"""Draw guide/site.webp, the picture of the site in README.md: an article in light and dark colours.

`python -m tools.picture [SITE]` takes the first part of the first series in the built SITE.
"""

from __future__ import annotations

import sys
from base64 import b64decode, b64encode
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from sitekit.engine.clock import today
from sitekit.model.site import build_site
from tools import ROOT
from tools.docs import DOCS, texts
from tools.setup import find_browser

FILE = ROOT / "guide/site.webp"
LARGEST = 100_000  # bytes
PHONE = {"width": 390, "height": 580}
SCALE, GAP = 1.5, 36  # pixels of a dot, pixels around a page
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Both beside each other, on a ground that suits a light page and a dark one.
DRAW = """async ([left, right, gap]) => {
    const read = async (data) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        return image;
    };
    const images = [await read(left), await read(right)];
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d');
    canvas.width = images[0].width * 2 + gap * 3;
    canvas.height = images[0].height + gap * 2;
    pen.fillStyle = '#77827f';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    images.forEach((one, n) => pen.drawImage(one, gap + n * (one.width + gap), gap));
    return canvas.toDataURL('image/webp', 0.6).split(',')[1];
}"""


def main(folder: str = "site") -> int:
    site, _ = build_site(texts(DOCS), today=today())
    part = next(iter(site.series.values())).parts[0]
    page = Path(folder, site.documents[part.src].url, "index.html").resolve()
    if not page.is_file():
        print(f"{page} must be there: run `make site` first.", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        shots = [shot(browser, page, scheme) for scheme in ("light", "dark")]
        drawn: str = browser.new_page().evaluate(DRAW, [*shots, GAP])
        browser.close()
    FILE.write_bytes(b64decode(drawn))
    size = FILE.stat().st_size
    print(f"{FILE.relative_to(ROOT)}: {size:,} bytes of {LARGEST:,}")
    return int(size > LARGEST)


def shot(browser: Browser, page: Path, scheme: str) -> str:
    """The top of a page on a phone, as base64."""
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, device_scale_factor=SCALE)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(page.as_uri())
    picture = b64encode(tab.screenshot()).decode()
    context.close()
    return picture


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
