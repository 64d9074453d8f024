"""Which pages of a built site can be shared, and what the links hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.conftest import ROOT, SERIES, STRINGS, Built, article, landing, our_site

if TYPE_CHECKING:
    from collections.abc import Callable

EBB = "tides/ebb/index.html"
HERE = "[data-component=share]"


def extra(targets: list[str]) -> dict[str, object]:
    """The project's own settings with other targets."""
    return {**load_config(str(ROOT / "mkdocs.yml")).extra, "share": targets}


def test_articles_and_landing_pages_can_be_shared_and_nothing_else(real_site: Built) -> None:
    shared = {name for name in real_site.pages() if real_site.html(name).css_first(HERE)}
    listed = [d for d in our_site().documents.values() if our_site().listed_document(d.src)]
    assert shared == {f"{one.url}index.html" for one in listed if one.kind != "page"}


def test_the_block_comes_last_and_is_called_what_the_page_is(
    build_site: Callable[..., Built],
) -> None:
    files = SERIES | {
        "essays/one.md": article("An essay"),
        "tides/index.md": landing("Tides", "ebb.md", "flow.md", companions=("../essays/one.md",)),
    }
    site = build_site(files)
    for name, what in (
        (EBB, "part"),
        ("tides/index.html", "series"),
        ("essays/one/index.html", "page"),
    ):
        *_, last = site.html(name).css("main > *:not(script, [data-component=replies])")
        assert last.attributes["data-component"] == "share"
        assert last.css_first("h2").text() == STRINGS.t(f"share.what.{what}")


def test_the_address_is_the_public_one_below_a_folder_too(
    build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/tides-and-winds")
    share = build_site(SERIES).html(EBB).css_first(HERE)
    address = "https://example.org/tides-and-winds/tides/ebb/"
    assert share.css_first("input[readonly]").attributes["value"] == address
    for link in share.css("a[href]"):
        values = parse_qs(urlsplit(link.attributes["href"]).query).values()
        assert any(address in value for (value,) in values)


def test_only_pages_that_can_be_shared_ask_for_the_script(real_site: Built) -> None:
    for name in real_site.pages():
        html = real_site.html(name)
        scripts = [s.attributes["src"] for s in html.css("script[src]")]
        assert any(s.endswith("/share.js") for s in scripts) == bool(html.css_first(HERE)), name


def test_the_setting_chooses_and_orders(build_site: Callable[..., Built]) -> None:
    share = build_site(SERIES, extra=extra(["reddit", "email"])).html(EBB).css_first(HERE)
    assert [a.text(strip=True) for a in share.css("a")] == [
        "Reddit",
        STRINGS.t("share.targets.email"),
    ]


def test_a_problem_in_the_setting_stops_the_build_and_not_the_preview(
    build_site: Callable[..., Built], caplog: pytest.LogCaptureFixture
) -> None:
    ebb = build_site(SERIES, strict=False, extra=extra(["mail"])).html(EBB)
    (said,) = [r.getMessage() for r in caplog.records if "share" in r.getMessage()]
    assert re.fullmatch(r"mkdocs.yml:\d+: share must name .* \(found 'mail'.*'email'\?\)", said)
    assert ebb.css_first(f"{HERE} input[readonly]") is not None
    assert ebb.css_first(f"{HERE} a") is None
    with pytest.raises(Abort):
        build_site(SERIES, extra=extra(["mail"]))
