"""The command that adds a helpline: well formed, in its place, or nothing at all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sitekit.features.helplines import FRESH, parse_helplines
from tests.conftest import ROOT, TODAY
from tools import helplines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REAL = (ROOT / "docs/helplines.yml").read_text()
SAID = {
    "code": "ie",
    "service": "A line",
    "for": "Everyone",
    "way": "1800 341 900",
    "source": "https://example.org/help",
}


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Add a line to a copy of the real file, with some answers changed; the file's new text."""
    file = tmp_path / "helplines.yml"
    file.write_text(REAL)

    def _add(**said: str) -> str:
        answers = iter((SAID | said).values())
        monkeypatch.setattr("builtins.input", lambda *_: next(answers))
        try:
            helplines.main(file=file)
        except SystemExit:
            assert file.read_text() == REAL
            raise
        return file.read_text()

    return _add


def test_a_line_comes_last_in_its_country(add: Callable[..., str]) -> None:
    countries, _ = parse_helplines("", REAL, TODAY)
    codes = [country.code for country in countries]
    following = f"\n{codes[codes.index(SAID['code']) + 1]}:\n"
    assert add() == REAL.replace(
        following,
        "    - service: A line\n"
        "      for: Everyone\n"
        "      call: [1800 341 900]\n"
        "      mark: verified\n"
        "      sources:\n"
        "        - https://example.org/help\n"
        f"      checked: {TODAY}\n"
        f"{following}",
    )


@pytest.mark.parametrize("code", ["us", "GB", "other"])
def test_nothing_but_the_line_is_changed(add: Callable[..., str], code: str) -> None:
    text = add(code=code, way="https://example.org", source="")
    before, after = text.split("    - service: A line\n")
    assert before + after.split(f"      checked: {TODAY}\n", 1)[1] == REAL
    countries, problems = parse_helplines("docs/helplines.yml", text, TODAY)
    assert problems == []
    added = next(c for c in countries if c.code == code.lower()).lines[-1]
    assert (added.service, added.web, added.mark) == ("A line", "https://example.org", "known")


@pytest.mark.parametrize(
    "name", ["A: line", "# 1", "“Yes”", 'A "line"', "988", "no", "Women’s Aid (Wales)", "[x", "-"]
)
def test_a_name_comes_out_as_it_went_in(add: Callable[..., str], name: str) -> None:
    countries, _ = parse_helplines("", add(service=name), TODAY)
    assert next(c for c in countries if c.code == "ie").lines[-1].service == name


def test_a_file_without_an_end_of_line_gets_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "helplines.yml"
    file.write_text(REAL.rstrip("\n"))
    answers = iter((SAID | {"code": "other"}).values())
    monkeypatch.setattr("builtins.input", lambda *_: next(answers))
    helplines.main(file=file)
    assert file.read_text().startswith(REAL + "    - service: A line\n")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"way": "1-800-799-7233"}, "call must be a number of this country (found '1-800-"),
        ({"way": "example.org"}, "web must be an address that begins with https://"),
        ({"way": ""}, "web must be an address"),
        ({"service": ""}, "service must be text: its name (found nothing)"),
        ({"source": "a friend"}, "sources must be a list of addresses"),
    ],
)
def test_what_the_site_would_refuse_is_not_written(
    add: Callable[..., str], said: dict[str, str], message: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        add(**said)
    assert str(stopped.value).startswith("Nothing was written:\ndocs/helplines.yml:")
    assert message in str(stopped.value)


def test_a_new_country_needs_more_than_a_line(add: Callable[..., str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        add(code="fi")
    assert str(stopped.value).startswith("docs/helplines.yml has no country 'fi' yet.")


def test_countries_that_nobody_has_checked_are_listed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    countries, _ = parse_helplines("", REAL, TODAY)
    helplines.main("--stale")
    assert capsys.readouterr().out == ""
    later = max(country.checked for country in countries) + timedelta(days=FRESH + 1)
    monkeypatch.setattr(helplines, "today", lambda: later)
    helplines.main("--stale")
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("each entry of ")[2] for line in lines] == [
        f"{country.name} (found '{country.checked}')" for country in countries
    ]
