"""Three browsers behind one small interface, so that a promise to readers is written once.

Chromium is driven with Playwright, Firefox with WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/)
and WebKitGTK with WebDriver (https://www.w3.org/TR/webdriver2/): as Debian ships them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.soak.project import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

FIREFOX = ("firefox-esr", "firefox")
MINI_BROWSER = "*/webkit2gtk-4.*/MiniBrowser"  # below a folder of libraries
SCREEN = "1600x1200x24"
KEYS = {
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Control": "\ue009",
    "Escape": "\ue00c",
    "Tab": "\ue004",
}
# Without these, Firefox itself asks hosts for lists and updates.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.search.update": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#",
    "toolkit.telemetry.enabled": False,
}
# The middle of the first box of an element, once it is in view.
MIDDLE = """((node) => {{
    node.scrollIntoView({{ block: 'center' }});
    const {{ left, top, width, height }} = node.getClientRects()[0];
    return [Math.round(left + width / 2), Math.round(top + height / 2)];
}})(document.querySelector({}))"""


class MissingError(Exception):
    """A browser, or what drives it, is not installed; the text says which."""


class Driver(ABC):
    """A browser with one page, in which a test does what a reader does."""

    name: str
    version: str
    sees_after_back = True  # whether it can still be asked once it is back from another origin

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to `url`, and wait until it has loaded."""

    @abstractmethod
    def evaluate(self, expression: str) -> str:
        """The text that a promise in the page resolves to."""

    @abstractmethod
    def press_at(self, x: int, y: int) -> None:
        """Press the mouse at a place of the window, in CSS pixels."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys together, in this order, and release them."""

    @abstractmethod
    def back(self) -> None:
        """Go back by one page."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the window this size, or the nearest that it can have."""

    def value(self, expression: str) -> Any:
        """What an expression, or a promise of it, is in the page, as JSON can hold it."""
        kept = f"Promise.resolve({expression}).then((it) => JSON.stringify(it ?? null))"
        return json.loads(self.evaluate(kept))

    def place(self, selector: str) -> tuple[int, int]:
        """Where an element is, in view."""
        x, y = self.value(MIDDLE.format(json.dumps(selector)))
        return x, y

    def click(self, selector: str) -> None:
        self.press_at(*self.place(selector))

    def until(self, expression: str) -> None:
        """Wait until an expression is true in the page, whichever page that is by then."""
        wait_for(lambda: self.value(f"Boolean({expression})"), expression)


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Ask until it is so; a page that goes away meanwhile is asked again as the next one."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if condition():
                return
        except OSError:
            pass
        assert time.monotonic() < end, f"never came true: {what}"
        time.sleep(0.02)


class Chromium(Driver):
    name = "chromium"

    def __init__(self, browser: Browser, *, script: bool) -> None:
        self.version = browser.version
        self.page = browser.new_context(java_script_enabled=script).new_page()
        # Playwright's own way waits for pages that are on their way.
        self.session = self.page.context.new_cdp_session(self.page)

    def open(self, url: str) -> None:
        self.page.goto(url)

    def evaluate(self, expression: str) -> str:
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        try:
            answer = self.session.send("Runtime.evaluate", asked)
        except Exception as error:  # the page has gone
            raise ConnectionError from error
        assert "exceptionDetails" not in answer, answer
        return str(answer["result"]["value"])

    def press_at(self, x: int, y: int) -> None:
        self.page.mouse.click(x, y)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.down(key)
        for key in reversed(keys):
            self.page.keyboard.up(key)

    def back(self) -> None:
        self.page.go_back()

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})


@contextmanager
def chromium(browser: Browser, *, script: bool) -> Iterator[Driver]:
    driver = Chromium(browser, script=script)
    yield driver
    driver.page.context.close()


class Firefox(Driver):
    name = "firefox"

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.numbers = count(1)
        capabilities = self.send("session.new", capabilities={})["capabilities"]
        self.version = capabilities["browserVersion"]
        self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **parameters: Any) -> Any:
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (answer := json.loads(self.socket.recv(timeout=PATIENCE))).get("id") != number:
            pass  # an event
        if answer["type"] == "error":
            raise ConnectionError(answer["message"])
        return answer["result"]

    def open(self, url: str) -> None:
        self.send("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def evaluate(self, expression: str) -> str:
        target = {"context": self.context}
        answer = self.send(
            "script.evaluate", expression=expression, target=target, awaitPromise=True
        )
        assert answer["type"] == "success", answer
        return str(answer["result"]["value"])

    def act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        source = {"type": kind, "id": kind, "actions": actions}
        self.send("input.performActions", context=self.context, actions=[source])

    def press_at(self, x: int, y: int) -> None:
        self.act("pointer", pointer_actions(x, y))

    def press(self, *keys: str) -> None:
        self.act("key", key_actions(keys))

    def back(self) -> None:
        self.send("browsingContext.traverseHistory", context=self.context, delta=-1)

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        self.send("browsingContext.setViewport", context=self.context, viewport=size)


@contextmanager
def firefox(folder: Path, *, script: bool) -> Iterator[Driver]:
    try:
        from websockets.sync.client import connect  # noqa: PLC0415  # of `make soak` alone
    except ImportError:
        raise MissingError("websockets is not installed: run `make for-soak`") from None
    program = needed(*FIREFOX)
    preferences = PREFERENCES | {"javascript.enabled": script}
    lines = (
        f"user_pref({json.dumps(name)}, {json.dumps(it)});" for name, it in preferences.items()
    )
    (folder / "user.js").write_text("\n".join(lines))
    command = [program, "--headless", "--no-remote", "--profile", str(folder)]
    command += ["--remote-debugging-port=0", "about:blank"]
    with running(command):
        # Written into the profile once it listens.
        wait_for((folder / "WebDriverBiDiServer.json").read_text, "Firefox")
        server = json.loads((folder / "WebDriverBiDiServer.json").read_text())
        url = f"ws://{server['ws_host']}:{server['ws_port']}/session"
        with connect(url, max_size=None) as socket:
            yield Firefox(socket)


class WebKit(Driver):
    name = "webkit"
    sees_after_back = False

    def __init__(self, url: str, browser: str, options: list[str]) -> None:
        self.url = url
        own = {"binary": browser, "args": options}
        capabilities = {"alwaysMatch": {"webkitgtk:browserOptions": own}}
        session = self.send("POST", "/session", capabilities=capabilities)
        self.version = session["capabilities"]["browserVersion"]
        self.url += f"/session/{session['sessionId']}"

    def send(self, method: str, path: str, **parameters: Any) -> Any:
        data = json.dumps(parameters).encode() if method == "POST" else None
        request = urllib.request.Request(self.url + path, data, method=method)  # noqa: S310  # ours
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise ConnectionError(error.read().decode()) from error

    def open(self, url: str) -> None:
        self.send("POST", "/url", url=url)
        # A page of another site is in a process of its own, which keys reach a moment later.
        self.until("document.readyState === 'complete'")

    def evaluate(self, expression: str) -> str:
        script = f"const done = arguments[0]; {expression}.then(done);"
        return str(self.send("POST", "/execute/async", script=script, args=[]))

    def act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        source = {"type": kind, "id": kind, "actions": actions}
        self.send("POST", "/actions", actions=[source])

    def press_at(self, x: int, y: int) -> None:
        self.act("pointer", pointer_actions(x, y))

    def press(self, *keys: str) -> None:
        self.act("key", key_actions(keys))

    def back(self) -> None:
        self.send("POST", "/back")

    def resize(self, width: int, height: int) -> None:
        self.send("POST", "/window/rect", width=width, height=height)
        self.until("innerWidth === outerWidth && innerHeight === outerHeight")


@contextmanager
def webkit(folder: Path, *, script: bool) -> Iterator[Driver]:
    driver, screen = needed("WebKitWebDriver"), needed("Xvfb")
    # Of several versions the driver serves the newest; older ones know no keys and presses.
    browser = max(map(str, Path("/usr/lib").glob(MINI_BROWSER)), default=None)
    if browser is None:
        raise MissingError("MiniBrowser is not installed")
    options = ["--automation", "--private", "--full-screen"]  # else it is 447 px wide at least
    options += [] if script else ["--enable-javascript=false"]
    command = [screen, "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with running(command, stdout=subprocess.PIPE, text=True) as display:
        # Its sandbox needs rights that a container does not give; it opens our own pages alone.
        environment = os.environ | {
            "DISPLAY": f":{display.stdout.readline().strip()}",
            "HOME": str(folder),
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        port = free_port()
        with running([driver, f"--port={port}"], env=environment):
            url = f"http://127.0.0.1:{port}"
            wait_for(lambda: urllib.request.urlopen(f"{url}/status"), "WebKitWebDriver")  # noqa: S310
            yield WebKit(url, browser, options)


def pointer_actions(x: int, y: int) -> list[dict[str, Any]]:
    move = {"type": "pointerMove", "x": x, "y": y}
    return [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]


def key_actions(keys: tuple[str, ...]) -> list[dict[str, Any]]:
    values = [KEYS.get(key, key) for key in keys]
    downs = [{"type": "keyDown", "value": value} for value in values]
    return [*downs, *({"type": "keyUp", "value": value} for value in reversed(values))]


def needed(*names: str) -> str:
    """The path of the first of these programs that is there."""
    path = next((path for name in names if (path := shutil.which(name))), None)
    if path is None:
        raise MissingError(f"{' or '.join(names)} is not installed")
    return path


@contextmanager
def running(command: list[str], **options: Any) -> Iterator[Any]:
    """A program that runs meanwhile, and says nothing unless it is asked."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, **(silent | options))
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    from socket import socket  # noqa: PLC0415

    with socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
