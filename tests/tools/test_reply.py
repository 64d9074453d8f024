"""The command for replies: from an e-mail, from an issue, taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sitekit.features.replies.files import reply_file
from tests.conftest import ROOT, SERIES, reply
from tests.sitekit.features.replies.test_files import ISSUE
from tools import reply as tool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built


def test_a_saved_issue_becomes_a_file_and_the_file_a_thread(
    build_site: Callable[..., Built], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"action": "labeled", "issue": ISSUE}))
    docs = tmp_path / "docs"
    for name, text in SERIES.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text)
    tool.main("from-issue", str(event), docs=docs)
    assert capsys.readouterr().out == "docs/replies/2026-11-02-17.md\n"
    site = build_site(SERIES)
    block = site.html("tides/ebb/index.html").css_first("[data-component=replies]")
    assert block.css_first("h2").text() == "1 reply"
    one = block.css_first("#reply-2026-11-02-17")
    assert one.css_first("bdi").text() == "A: “reader” #1"
    assert one.css_first("time").attributes["datetime"] == "2026-11-02"
    text = " ".join(one.css_first("[itemprop=text]").text().split())
    assert text == "First line, second line.### Pen nameAnother"
    with pytest.raises(SystemExit, match="is there already"):
        tool.main("from-issue", str(event), docs=docs)
    tool.main("take-back", "2026-11-02-17", docs=docs)
    assert list((docs / "replies").iterdir()) == []
    with pytest.raises(SystemExit, match="There is no reply"):
        tool.main("take-back", "2026-11-02-17", docs=docs)


def test_an_issue_with_a_problem_writes_nothing_and_says_why(tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"issue": ISSUE | {"body": "### Your reply\n\nHello"}}))
    with pytest.raises(SystemExit, match="consent must be yes"):
        tool.main("from-issue", str(event), docs=tmp_path)
    assert list(tmp_path.iterdir()) == [event]


def test_what_was_found_in_an_issue_is_not_said_in_public(tmp_path: Path) -> None:
    event, docs = tmp_path / "event.json", tmp_path / "docs"
    (docs / "tides").mkdir(parents=True)
    (docs / "tides/ebb.md").touch()
    body = ISSUE["body"].replace("First line", "Call 07700 900123 \ud800")
    event.write_text(json.dumps({"issue": ISSUE | {"body": body}}))
    with pytest.raises(SystemExit) as stopped:
        tool.main("from-issue", str(event), docs=docs)
    assert stopped.value.args == (
        "docs/replies/2026-11-02-17.md:8: text must hold no phone number",
    )


def test_the_command_knows_the_same_names_and_numbers_as_a_build(tmp_path: Path) -> None:
    (tmp_path / "tides").mkdir()
    (tmp_path / "tides/ebb.md").touch()
    (tmp_path / "helplines.yml").write_text((ROOT / "docs/helplines.yml").read_text())
    tool.add("2026-11-01-1", reply("Call 0808 2000 247."), tmp_path)
    with pytest.raises(SystemExit, match="name must not claim"):
        tool.add("2026-11-01-2", reply(name="The editors"), tmp_path)


def test_a_file_that_cannot_be_read_whole_is_never_rewritten(tmp_path: Path) -> None:
    folder = tmp_path / "replies"
    folder.mkdir()
    (folder / "2026-11-01-1.md").write_text(reply())
    (folder / "2026-11-01-2.md").write_bytes(b"---\nname: Ren\xe9\n---\n\nWords.")
    with pytest.raises(SystemExit, match="must be saved as UTF-8"):
        tool.main("take-back", "2026-11-01-1", docs=tmp_path)
    assert len([*folder.iterdir()]) == 2


def test_an_e_mail_is_asked_about_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tides").mkdir()
    (tmp_path / "tides/ebb.md").write_text("")
    file = tmp_path / "letter.txt"
    file.write_text("One.\n.\nTwo " + "long " * 500 + "end.\n")
    said = iter(["A reader", "2026-11-01", "tides/ebb.md", "", "yes"])
    monkeypatch.setattr("builtins.input", lambda *_: next(said))
    tool.main("write", str(file), docs=tmp_path)
    assert capsys.readouterr().out.endswith("replies/2026-11-01-letter.md\n")
    assert (tmp_path / "replies/2026-11-01-letter.md").read_text() == reply_file(
        {"name": "A reader", "date": "2026-11-01", "article": "tides/ebb.md", "consent": "yes"},
        file.read_text(),
    )


ODD = "-x $(touch ran) `touch ran` \"'\n; touch ran"


@pytest.fixture
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETTER", "")
    monkeypatch.setenv("TAKE_BACK", "")


@pytest.mark.parametrize(
    ("name", "said"), [("LETTER", f"{ODD}: "), ("TAKE_BACK", f"There is no reply {ODD!r} in ")]
)
@pytest.mark.usefixtures("nothing_given")
def test_an_odd_value_is_a_name_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setenv(name, ODD)
    with pytest.raises(SystemExit) as stopped:
        tool.main(*tool.from_environment())
    assert str(stopped.value).startswith(said)


@pytest.mark.usefixtures("nothing_given")
def test_nothing_given_is_reported_in_one_line() -> None:
    with pytest.raises(SystemExit) as stopped:
        tool.from_environment()
    assert str(stopped.value) == (
        "LETTER must name the file of an e-mail, or TAKE_BACK a reply (found neither)."
    )
