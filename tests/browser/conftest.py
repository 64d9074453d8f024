"""The real site, served on loopback and opened in the system's Chromium: one for all tests."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import our_parts, our_settings, our_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, CDPSession, Page

    from tests.conftest import Built

# An article with a part before and after it, another one of the series, and its landing page.
PART = f"/{our_parts()[-2].url}"
OTHER = f"/{our_parts()[0].url}"
LANDING = f"/{next(iter(our_site().series.values())).landing.url}"
TITLE = our_parts()[-2].title
LEAVE: str = our_settings().extra["leave"]
# One page of each kind.
PAGES = ["/", LANDING, PART, "/help/", "/safety/", "/search/", "/subscribe/", "/404.html"]
# Until what the browser has begun is done: two frames, and a task after them.
SETTLED = """() => new Promise((resolve) => requestAnimationFrame(() =>
    requestAnimationFrame(() => setTimeout(resolve))))"""


class Host(SimpleHTTPRequestHandler):
    """A host that sends what the site's `_headers` file asks for, and nothing else."""

    def log_message(self, *_: Any) -> None:
        """Say nothing: the tests look at what the browser asked for."""

    def rules(self, path: str) -> Iterator[list[str]]:
        """What `_headers` says of a path: headers are indented below the path they are for."""
        here = False
        for line in Path(self.directory, "_headers").read_text().splitlines():
            if not line.startswith(" "):
                here = fnmatch(path, line)
            elif here:
                yield line.strip().split(": ", 1)

    def guess_type(self, path: Any) -> str:
        name = Path(path).relative_to(self.directory).as_posix()
        return dict(self.rules(f"/{name}")).get("Content-Type") or super().guess_type(path)

    def end_headers(self) -> None:
        for name, value in self.rules("/"):
            self.send_header(name, value)
        super().end_headers()


class Slow(Host):
    """A host that sends what is before `cut` of a page, and the rest when `go_on` is set."""

    cut = 0
    go_on: threading.Event

    def copyfile(self, source: Any, outputfile: Any) -> None:
        if self.headers["Sec-Fetch-Dest"] == "document":
            outputfile.write(source.read(self.cut))
            outputfile.flush()
            self.go_on.wait(30)
        super().copyfile(source, outputfile)


@pytest.fixture(scope="session")
def address(real_site: Built) -> Iterator[str]:
    with served(real_site) as root:
        yield root


@contextmanager
def served(site: Built, host: type[Host] = Host) -> Iterator[str]:
    """The address at which `site` can be opened meanwhile."""
    handler = partial(host, directory=str(site.folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def set_text(page: Page, pixels: int) -> None:
    """Set the size of text as a reader does in the browser; it is 16 where nobody has."""
    sizes = {"standard": pixels, "fixed": pixels}
    _settings(page).send("Page.setFontSizes", {"fontSizes": sizes})


@cache
def _settings(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a browser that knows nothing of any other test.

    Options are those of a browser context.
    """
    contexts = []

    def _open(path: str, **options: Any) -> Page:
        options = {"viewport": {"width": 390, "height": 844}} | options
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield _open
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def show(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a window that tests share, which costs a fifth of a new one.

    Not for a test of what is stored or loaded, nor for one that changes pages before they open.
    Options are those of a browser context, and each set of them has a window.
    """
    windows: dict[str, Page] = {}

    def _show(path: str, width: int = 390, height: int = 844, **options: Any) -> Page:
        key = repr(options)
        if key not in windows:
            windows[key] = chromium.new_page(**options)
        page = windows[key]
        page.unroute_all()
        page.emulate_media(media="null", color_scheme="light", forced_colors="none")
        page.set_viewport_size({"width": width, "height": height})
        set_text(page, 16)
        page.goto(address + path)
        return page

    yield _show
    for page in windows.values():
        page.close()
