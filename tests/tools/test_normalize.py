"""What a command can fix in texts: line ends, byte order marks, spaces at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import normalize

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs/tides").mkdir(parents=True)
    return tmp_path / "docs"


def normalized(docs: Path, data: bytes, name: str = "tides/ebb.md") -> bytes:
    (docs / name).write_bytes(data)
    normalize.main(docs)
    return (docs / name).read_bytes()


@pytest.mark.parametrize("name", ["tides/ebb.md", "sources.yml"])
def test_line_ends_marks_and_spaces_are_fixed(
    docs: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert normalized(docs, b"\xef\xbb\xbfOne \r\n\r\ntwo\t\r\n\r\n\n", name) == b"One\n\ntwo\n"
    assert capsys.readouterr().out.startswith(f"docs/{name} is ")


def test_a_line_break_of_two_spaces_stays(docs: Path) -> None:
    before = b"One  \ntwo   \nthree \nfour\t\n"
    assert normalized(docs, before) == b"One  \ntwo  \nthree\nfour\n"


def test_a_file_that_is_well_is_not_written_again(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert normalized(docs, b"One\n") == b"One\n"
    assert capsys.readouterr().out == ""


def test_a_file_that_cannot_be_read_is_left_alone(docs: Path) -> None:
    assert normalized(docs, b"M\xe4rz \n") == b"M\xe4rz \n"


def test_a_link_to_another_file_is_left_alone(docs: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_bytes(b"One \n")
    (docs / "linked.md").symlink_to(tmp_path / "outside.md")
    normalize.main(docs)
    assert (tmp_path / "outside.md").read_bytes() == b"One \n"
