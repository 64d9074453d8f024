"""Setting up: one sentence says what is missing and what to run; nothing is installed twice."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tools import setup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder; what would be run is collected in `venv.ran`, and works."""
    monkeypatch.delenv("NO_APT", raising=False)
    folder = tmp_path / ".venv"
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", folder)
    monkeypatch.setattr(setup, "PYTHON", folder / "bin" / "python")
    return folder


def runs(monkeypatch: pytest.MonkeyPatch, status: int = 0) -> list[list[str]]:
    """Let every command end with `status`, and collect them."""
    ran: list[list[str]] = []

    def run(command: list[str], **_: Any) -> SimpleNamespace:
        ran.append([str(word) for word in command])
        if command[1:3] == ["-m", "venv"] and not status:
            (setup.VENV / "bin").mkdir(parents=True)
            setup.PYTHON.touch()
        return SimpleNamespace(returncode=status)

    monkeypatch.setattr(setup.subprocess, "run", run)
    return ran


def test_a_second_run_installs_nothing(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = runs(monkeypatch)
    lock = venv.parent / "requirements" / "site.txt"
    lock.parent.mkdir()
    lock.write_text("one==1.0 \\\n    --hash=sha256:00\n")
    (venv.parent / "pyproject.toml").write_text("")
    setup.main("site")
    assert [command[1:3] for command in ran] == [["-m", "venv"], ["-m", "pip"], ["-m", "pip"]]
    assert "--require-hashes" in ran[1]
    assert "--no-index" in ran[2]
    setup.main("site")
    assert len(ran) == 3
    lock.write_text("one==1.1 \\\n    --hash=sha256:00\n")
    setup.main("site")
    assert len(ran) == 4


def test_a_missing_venv_module_is_reported(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs(monkeypatch, status=1)
    with pytest.raises(SystemExit) as stopped:
        setup.make_venv()
    assert str(stopped.value) == (
        "Python cannot make a virtual environment: run `sudo apt-get install python3-venv`."
    )
    assert not venv.exists()


def test_an_old_python_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "OLDEST", (9, 9))
    with pytest.raises(SystemExit) as stopped:
        setup.main("site")
    assert str(stopped.value).startswith("Python 9.9 or newer is needed, and this is 3.")


def test_what_stays_apart_is_installed_once(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = venv.parent / "requirements/peers.txt"
    lock.parent.mkdir()
    lock.write_text("one==1.0 \\\n    --hash=sha256:00\n")
    apart = venv.parent / ".cache/peers"
    apart.mkdir(parents=True)
    ran = runs(monkeypatch)
    assert setup.install_apart("peers") == setup.install_apart("peers") == apart
    assert [command[1:3] for command in ran] == [["-m", "venv"], ["-m", "pip"]]
    assert {"--require-hashes", f"--python={apart}/bin/python"} < set(ran[1])


def test_without_a_network_one_line_says_so(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = venv.parent / "requirements/peers.txt"
    lock.parent.mkdir()
    lock.touch()
    said = "WARNING: Retrying\nERROR: No matching distribution found for one==1.0\n"
    done = SimpleNamespace(returncode=1, stderr=said)
    monkeypatch.setattr(setup.subprocess, "run", lambda *_, **__: done)
    with pytest.raises(SystemExit) as stopped:
        setup.install_apart("peers")
    assert str(stopped.value) == (
        "peers.txt could not be installed; is there a network? "
        "(ERROR: No matching distribution found for one==1.0)"
    )


def test_a_browser_that_may_not_be_installed_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    ran = runs(monkeypatch, status=1)
    with pytest.raises(SystemExit) as stopped:
        setup.install_browser()
    assert str(stopped.value) == (
        "The tests need Chromium, and installing it takes root: run `sudo apt-get install "
        "chromium`, or set CHROMIUM to the path of one."
    )
    assert ran == [["sudo", "-n", "true"]]


@pytest.mark.parametrize(
    ("install", "package"),
    [(setup.install_browser, "chromium"), (setup.install_reader, "newsboat")],
)
def test_root_installs_from_the_system(
    install: Callable[[], None], package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    ran = runs(monkeypatch)
    install()
    assert ran[-1][-1] == package
    assert "sudo" not in ran[-1]


class Terminal:
    """Somebody at a terminal who answers."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("answer", "installed"), [("", True), ("y", True), ("Yes ", True), ("n", False), ("?", False)]
)
def test_whoever_sits_at_a_terminal_is_asked(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str,
    installed: bool,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(setup.sys, "stdin", Terminal())
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or answer)
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    ran = runs(monkeypatch)
    setup.install_reader()
    assert asked == ["Install it now? [Y/n] (NO_APT=1 never asks) "]
    assert capsys.readouterr().out == (
        "The tests use Newsboat, with which tests subscribe to the feeds: `apt-get install "
        "newsboat` installs it for the whole system.\n"
    )
    assert [command[-1] for command in ran] == (["update", "newsboat"] if installed else [])


def test_no_apt_refuses_the_systems_packages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NO_APT", "1")
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    ran = runs(monkeypatch)
    setup.install_reader()
    with pytest.raises(SystemExit) as stopped:
        setup.install_browser()
    assert str(stopped.value) == (
        "The tests need Chromium, and nothing was installed: run `sudo apt-get install chromium`, "
        "or set CHROMIUM to the path of one."
    )
    assert ran == []
    assert capsys.readouterr().out.count("Not installed, because of NO_APT.") == 2


def test_a_named_browser_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/opt/browser")
    assert setup.find_browser() == "/opt/browser"


def test_without_a_feed_reader_the_tests_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    ran = runs(monkeypatch, status=1)
    setup.install_reader()
    assert ran == [["sudo", "-n", "true"]]


def test_a_soak_installs_the_browsers_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"apt-get", "firefox"}
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)
    monkeypatch.setattr(setup.shutil, "which", lambda name: name if name in there else None)
    ran = runs(monkeypatch)
    setup.install_others()
    installed = [command[-1] for command in ran if "install" in command]
    assert installed == ["webkit2gtk-driver", "xvfb"]


def test_without_root_a_soak_installs_none_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    there = {"apt-get", "sudo"}
    monkeypatch.setattr(setup.shutil, "which", lambda name: name if name in there else None)
    ran = runs(monkeypatch, status=1)
    setup.install_others()
    assert ran == [["sudo", "-n", "true"]]
