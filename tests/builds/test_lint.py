"""Problems as a build reports them: beside the line on GitHub, and for a page that is too heavy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config import load_config

from tests.conftest import ROOT, SERIES, article

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

EBB = "tides/ebb.md"


def test_on_github_every_problem_is_an_annotation_too(
    reported: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    reported(SERIES | {EBB: article("Ebb and what it leaves", "[a](gone.md)", tags="x")})
    assert [line.split("::")[1] for line in capsys.readouterr().out.splitlines()] == [
        "error file=docs/tides/ebb.md,line=5,title=front-matter",
        "error file=docs/tides/ebb.md,line=8,title=link-leads-somewhere",
    ]


def test_a_page_over_the_budget_stops_the_build(reported: Callable[..., list[str]]) -> None:
    most = load_config(str(ROOT / "mkdocs.yml")).extra["lint"]["text-comes-soon"]
    words = " ".join(f"w{n * 7919 % 99991:x}" for n in range(5000))
    text = "\n\n".join(words[n : n + 400] for n in range(0, len(words), 400))
    (message,) = reported(SERIES | {EBB: article("Ebb and what it leaves", text)})
    rule = f"page must take at most {most} bytes gzipped before it can be read"
    assert message.startswith(f"docs/{EBB}:1: {rule} (found ")
    assert "most of it text" in message


def test_no_file_is_published_as_it_is_but_pictures(reported: Callable[..., list[str]]) -> None:
    files = SERIES | {"evil.html": "<script>x()</script>", "evil.svg": "<svg/>", "tides/a.png": "x"}
    assert [message.split(" (")[0] for message in reported(files)] == [
        "docs/evil.html:1: file must be a text",
        "docs/evil.svg:1: file must be a text",
    ]
