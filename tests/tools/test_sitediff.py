"""What differs between two built sites, also when one of them is a stranger's tar."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools import sitediff
from tools.sitediff import RefusedError, in_folder, in_tar, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

NOT_A_SITE = "it holds something that is neither a file nor a folder"
TOO_MUCH = "it holds too much"
BROKEN = "it is not a whole tar"


def member(name: str, **keys: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    for key, value in keys.items():
        setattr(info, key, value)
    return info


@pytest.fixture
def tar(tmp_path: Path) -> Callable[..., Path]:
    """Write a tar of small files, by their names, and of members made by hand."""

    def _tar(*members: str | tarfile.TarInfo) -> Path:
        with tarfile.open(tmp_path / "preview.tar", "w") as archive:
            for one in members:
                info = member(one, size=1) if isinstance(one, str) else one
                archive.addfile(info, io.BytesIO(b"x") if isinstance(one, str) else None)
        return tmp_path / "preview.tar"

    return _tar


def refusal(file: Path) -> str:
    with pytest.raises(RefusedError) as refused:
        in_tar(file)
    return str(refused.value)


def test_pages_are_listed_by_what_became_of_them() -> None:
    old = {"gone/index.html": "1", "a/index.html": "1", "b/index.html": "1"}
    new = {"a/index.html": "1", "b/index.html": "2", "404.html": "1"}
    assert table(new, old).splitlines() == [
        "| page | is |",
        "|---|---|",
        "| `/404.html` | added |",
        "| `/b/index.html` | changed |",
        "| `/gone/index.html` | removed |",
    ]


def test_the_same_site_has_no_differences() -> None:
    assert table({"index.html": "1"}, {"index.html": "1"}) == "No page differs."


def test_what_is_no_page_is_counted() -> None:
    assert table({"feed.xml": "1"}, {}) == "No page differs.\n\nAnd 1 other file."


def test_at_most_fifty_pages_are_listed_and_the_rest_is_counted() -> None:
    lines = table({f"p{n}/index.html": "1" for n in range(62)}, {}).splitlines()
    assert len(lines) == 2 + 50 + 2
    assert lines[-1] == "And 12 more pages."


@pytest.mark.parametrize(
    "name",
    [
        "[press](https---example.html",
        "a|b/index.html",
        "`a`.html",
        "<img src=x>.html",
        "@someone/index.html",
        "../index.html",
        "/etc/index.html",
        "a//index.html",
        "a/index.html\n\n# A heading",
        "a/index.html\n",
        "www.example.org/index.html",
        "#1.html",
        "A.html",
        "-a.html",
        "é.html",
        f"{'a' * 200}.html",
        "a/" * 100 + "a.html",
        "",
    ],
)
def test_a_name_that_could_say_anything_is_only_counted(name: str) -> None:
    assert table({name: "1"}, {}) == "No page differs.\n\nAnd 1 other file."


def test_every_page_of_ours_may_be_named(real_site: Built) -> None:
    assert [name for name in real_site.pages() if not sitediff.PAGE.fullmatch(name)] == []


def test_a_tar_of_a_folder_is_the_same_as_the_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / ".well-known").mkdir(parents=True)
    (site / "index.html").write_text("Words.")
    (site / ".well-known/security.txt").write_text("Contact:")
    with tarfile.open(tmp_path / "preview.tar", "w") as archive:
        archive.add(site, arcname=".")
    assert in_tar(tmp_path / "preview.tar") == in_folder(site)


@pytest.mark.parametrize("name", ["/etc/index.html", "../../index.html", "./../x", "a\\..\\b"])
def test_names_that_lead_elsewhere_touch_no_file(tar: Callable[..., Path], name: str) -> None:
    file = tar(name)
    before = sorted(Path(file.parent.parent).rglob("*"))
    assert list(in_tar(file)) == [name.removeprefix("./")]
    assert sorted(Path(file.parent.parent).rglob("*")) == before


@pytest.mark.parametrize(
    "kind",
    [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.CHRTYPE,
        tarfile.BLKTYPE,
        tarfile.FIFOTYPE,
        b"Z",
    ],
)
def test_what_is_neither_file_nor_folder_is_refused(tar: Callable[..., Path], kind: bytes) -> None:
    info = member("index.html", type=kind, linkname="/etc/passwd")
    assert refusal(tar(info)) == NOT_A_SITE


def test_a_sparse_file_is_refused(tar: Callable[..., Path]) -> None:
    pax = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "9" * 18}
    assert refusal(tar(member("index.html", pax_headers=pax))) in {NOT_A_SITE, TOO_MUCH, BROKEN}


def test_a_size_beyond_all_bounds_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "preview.tar"
    for size in (sitediff.BYTES + 1, 2**62):
        file.write_bytes(member("index.html", size=size).tobuf() + bytes(1024))
        assert refusal(file) == TOO_MUCH


def test_a_size_below_nothing_is_refused(tmp_path: Path) -> None:
    header = bytearray(member("index.html").tobuf())
    header[124:136] = b"\xff" * 11 + b"\x00"  # minus 256, as GNU tar writes it
    header[148:156] = b"%06o\0 " % (sum(header[:148]) + sum(header[156:512]) + 8 * 32)
    (tmp_path / "preview.tar").write_bytes(bytes(header) * 3)
    assert refusal(tmp_path / "preview.tar") in {TOO_MUCH, BROKEN}


def test_sizes_are_added_up(tar: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitediff, "BYTES", 100_000)
    parts = [member(f"{n}.html", type=tarfile.DIRTYPE, size=40_000) for n in range(3)]
    assert refusal(tar(*parts)) == TOO_MUCH


def test_a_tar_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "preview.tar"
    with file.open("wb") as hole:
        hole.truncate(10**6 * 512)  # what a million members take at least
    assert refusal(file) == "it is too large"


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "preview.tar"
    file.write_bytes(member("index.html").tobuf() * (sitediff.MEMBERS + 1))
    assert refusal(file) == TOO_MUCH


def test_a_chain_of_headers_without_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "preview.tar"
    header = member("x", type=tarfile.XHDTYPE).tobuf(tarfile.USTAR_FORMAT)
    file.write_bytes(header * 20_000)
    assert refusal(file) == BROKEN


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x1f\x8b\x08", bytes(range(256)) * 8])
def test_what_is_no_tar_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "preview.tar"
    file.write_bytes(data)
    assert refusal(file) == BROKEN


def test_a_tar_that_ends_within_a_file_is_refused(tar: Callable[..., Path]) -> None:
    file = tar("index.html")
    file.write_bytes(member("index.html", size=5_000).tobuf() + b"x" * 100)
    assert refusal(file) == BROKEN


def test_the_command_says_why_it_refuses(tar: Callable[..., Path]) -> None:
    with pytest.raises(SystemExit) as stopped:
        sitediff.main(str(tar(member("a.html", type=tarfile.SYMTYPE))))
    assert str(stopped.value) == f"The preview was not compared: {NOT_A_SITE}."


def test_the_command_fails_over_a_difference_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    (tmp_path / "new/index.html").write_text("Words.")
    folders = (str(tmp_path / "new"), str(tmp_path / "old"))
    sitediff.main(*folders)
    assert "| `/index.html` | added |" in capsys.readouterr().out
    sitediff.main("--same", str(tmp_path / "old"), str(tmp_path / "old"))
    with pytest.raises(SystemExit) as stopped:
        sitediff.main("--same", *folders)
    assert str(stopped.value) == "The two sites differ."
