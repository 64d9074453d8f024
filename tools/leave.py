"""Measure the way out: milliseconds from a press on the leave button until the text is gone.

`python -m tools.leave [ADDRESS]` presses it 20 times in Chromium on the site built in site/ (or
served at ADDRESS), while the page it leads to does not answer at all.
"""

from __future__ import annotations

import re
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import Page, Route, sync_playwright

from tools import ROOT
from tools.setup import find_browser

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "going-no-contact/why-youre-struggling-to-stay-away/"
PRESSES = 20
PATIENCE = 100  # times 50 ms
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# From the moment the system saw the press to the first frame that holds the cover and no text.
WATCH = """
addEventListener('pointerup', (press) => {
  const covered = () => requestAnimationFrame(() => setTimeout(() => { // after the frame
    console.log(performance.now() - press.timeStamp);
  }));
  new MutationObserver(covered).observe(document.querySelector('.sk-cover'), { attributes: true });
}, true);
"""


def main(address: str | None = None) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        served = address or serve(ROOT / "site")
        times = [press(browser.new_page(), served + PAGE) for _ in range(PRESSES)]
        browser.close()
    print(
        f"press to covered: median {median(times):.1f} ms, worst {max(times):.1f} ms of {PRESSES}"
    )


def press(page: Page, address: str) -> float:
    timings: list[str] = []
    waiting: list[Route] = []  # for an answer that never comes
    page.on("console", lambda message: timings.append(message.text))
    page.route(re.compile("^https:"), lambda route: waiting.append(route))  # noqa: PLW0108
    page.goto(address)
    page.evaluate(f"() => {{ {WATCH} }}")
    page.locator("[data-component=leave] a").hover()
    page.mouse.down()
    page.mouse.up()
    for _ in range(PATIENCE):
        page.wait_for_timeout(50)
        if timings:
            break
    for route in waiting:
        route.abort()
    page.context.close()
    return float(timings[0])


def serve(folder: Path) -> str:
    handler = partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    main(*sys.argv[1:])
