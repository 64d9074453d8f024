"""Links to other sites: which are asked for, and what is said of those that are gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tools import links

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = """\
<nav><a href="/help/">Help</a> <a href="#text">Text</a> <a href="mailto:?subject=A">Letter</a></nav>
<p><a href="https://example.org/a?b=1&amp;c=2">One</a> <a href="http://example.net">Two</a></p>
<section data-component="share"><a href="https://example.com/share?url=x">Share</a></section>
"""
# Keeps what it was given, and answers with the report that was laid beside it.
LYCHEE = """\
#!/bin/sh
here=$(dirname "$0")
for one in "$@"; do
  case "$one" in --output=*) cp "$here/answer" "${one#--output=}" ;; esac
done
cp "$one" "$here/asked"
exit "$(cat "$here/status")"
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two pages, and a lychee that finds nothing wrong."""
    for name in ("index.html", "help/index.html"):
        (tmp_path / "site" / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / "site" / name).write_text(PAGE)
    (tmp_path / "lychee").write_text(LYCHEE)
    (tmp_path / "lychee").chmod(0o755)
    monkeypatch.setattr(links, "LYCHEE", tmp_path / "lychee")
    return tmp_path / "site"


@pytest.fixture
def answer(site: Path) -> Callable[..., int]:
    """Let lychee answer so, and run the command."""

    def _answer(status: int = 0, **report: object) -> int:
        (site.parent / "answer").write_text(json.dumps(report))
        (site.parent / "status").write_text(str(status))
        return links.main(str(site))

    return _answer


def test_each_address_of_another_site_is_asked_for_once(
    answer: Callable[..., int], site: Path
) -> None:
    assert answer() == 0
    assert (site.parent / "asked").read_text() == (
        '<p><a href="http://example.net">a</a></p>\n'
        '<p><a href="https://example.org/a?b=1&amp;c=2">a</a></p>\n'
    )


def test_what_is_gone_is_listed_with_the_pages_that_link_to_it(
    answer: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    gone = {"url": "https://example.org/a?b=1&c=2", "status": {"text": "404 Gone", "code": 404}}
    slow = {"url": "http://example.net/", "status": {"text": "Timeout"}}
    assert answer(2, error_map={"links.html": [gone]}, timeout_map={"links.html": [slow]}) == 1
    assert capsys.readouterr().out.splitlines() == [
        "- http://example.net/ (no answer), linked from /, /help/",
        "- https://example.org/a?b=1&c=2 (404), linked from /, /help/",
    ]


def test_a_failure_of_the_checker_is_not_taken_for_links_that_are_gone(
    answer: Callable[..., int],
) -> None:
    with pytest.raises(SystemExit) as stopped:
        answer(3)
    assert str(stopped.value) == "lychee failed with status 3."


def test_without_the_checker_the_message_says_what_to_run(
    answer: Callable[..., int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(links, "LYCHEE", tmp_path / "none")
    with pytest.raises(SystemExit) as stopped:
        answer()
    assert str(stopped.value) == "lychee is missing from .venv: run `make links`."
