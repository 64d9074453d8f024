"""`make headers` prints what a server must be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.features.headers import SERVERS, headers
from tools import headers as tool

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_each_server_gets_the_policy_of_the_built_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "_headers").write_text(headers("default-src 'none'", {}))
    for server in SERVERS:
        assert tool.main(server, str(tmp_path)) == 0
        assert "default-src 'none'; frame-ancestors 'none'" in capsys.readouterr().out


def test_what_is_missing_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main("iis", str(tmp_path)) == 1
    assert capsys.readouterr().err == "SERVER must be nginx, apache, caddy (found 'iis').\n"
    assert tool.main("nginx", str(tmp_path)) == 1
    assert (
        capsys.readouterr().err
        == f"{tmp_path / '_headers'} must be there: run `make site` first.\n"
    )
