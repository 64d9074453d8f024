"""What one line of mkdocs.yml switches off: the leave button, words about safety, rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from sitekit.engine.files import LEAVE
from sitekit.html.scripts import lean
from tests.conftest import ROOT, SERIES, STRINGS, article, landing, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

FILES = SERIES | {"subscribe.md": page("Follow by feed")}
SAFETY = ("notice.text", "share.shows", "footer.service", "footer.danger")
BUTTON = ("leave.label", "leave.now", "feeds.raw")


def extra(**changed: Any) -> dict[str, Any]:
    """Our own settings below `extra` with some changed."""
    return {**load_config(str(ROOT / "mkdocs.yml")).extra, **changed}


def texts(built: Built) -> str:
    return "".join(str(built.html(name).html) for name in built.pages())


def test_a_site_without_a_leave_button_has_nothing_of_it(build_site: Callable[..., Built]) -> None:
    built = build_site(FILES, extra=extra(leave=False))
    for name in built.pages():
        html = built.html(name)
        assert html.css("[data-leave], [data-component=leave], .sk-cover") == [], name
        assert ".sk-leave" not in "".join(style.text() for style in html.css("style")), name
    said = texts(built)
    assert [key for key in BUTTON if STRINGS.t(key) in said] == []
    assert lean((ROOT / "overrides" / LEAVE).read_text()) not in said


def test_a_site_may_say_nothing_about_safety(build_site: Callable[..., Built]) -> None:
    said = texts(build_site(FILES, extra=extra(safety_notes=False)))
    assert [key for key in SAFETY if STRINGS.t(key) in said] == []
    assert STRINGS.t("leave.label") in said  # a switch of its own


def test_a_site_may_have_no_replies(build_site: Callable[..., Built]) -> None:
    said = texts(build_site(FILES, extra=extra(replies=False)))
    assert "sk-replies" not in said
    assert STRINGS.t("replies.closed") not in said


def test_replies_are_off_or_keys(
    build_site: Callable[..., Built], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        build_site(FILES, extra=extra(replies="soon"))
    assert "replies must be off, or the keys email and form (found 'soon')" in caplog.text


def test_a_site_has_all_of_it_where_it_says_nothing(build_site: Callable[..., Built]) -> None:
    said = texts(build_site(FILES))
    assert [key for key in (*SAFETY, *BUTTON) if STRINGS.t(key) not in said] == []


@pytest.mark.parametrize(("setting", "value"), [("leave", None), ("safety_notes", "perhaps")])
def test_what_is_neither_is_reported(
    build_site: Callable[..., Built], caplog: pytest.LogCaptureFixture, setting: str, value: object
) -> None:
    build_site(SERIES, strict=False, extra=extra(**{setting: value}))
    messages = [one.getMessage() for one in caplog.records if "mkdocs.yml" in one.getMessage()]
    assert len(messages) == 1
    assert f": {setting} must be " in messages[0]


def test_a_house_rule_that_is_off_stops_no_build(build_site: Callable[..., Built]) -> None:
    files = SERIES | {"tides/Ebb.md": article("Ebb", "word " * 200)}
    files["tides/index.md"] = files["tides/index.md"].replace("ebb.md", "Ebb.md")
    files.pop("tides/ebb.md")
    off = dict.fromkeys(("title-says-enough", "paragraphs-are-short", "file-name-is-plain"), False)
    assert "tides/Ebb/index.html" in build_site(files, extra=extra(lint=off)).pages()


NAMES = ("Why Now", "潮の満ち引き", "a'b&c", "100%", "x#y", "q?", "a+b", "É")


def test_a_file_of_any_name_has_a_page_that_is_linked(build_site: Callable[..., Built]) -> None:
    links = " ".join(f"[{n}](<{quote(name)}.md>)" for n, name in enumerate(NAMES))
    files: dict[str, str | bytes] = {
        f"Tide Pools/{name}.md": article(f"Number {n} of them", f"{links} ![A](<Bild Ä.png>)")
        for n, name in enumerate(NAMES)
    }
    files |= {"index.md": page("The home page"), "Tide Pools/Bild Ä.png": b"x"}
    files["Tide Pools/index.md"] = landing("Tides", *(f"{name}.md" for name in NAMES))
    off = {"file-name-is-plain": False, "picture-name-is-plain": False, "requests-are-few": False}
    site = build_site(files, extra=extra(lint=off))

    def is_there(url: str) -> bool:
        place = site.folder / unquote(urlsplit(url).path).lstrip("/")
        return place.is_file() or (place / "index.html").is_file()

    for name in site.pages():
        base = f"https://example.org/{quote(name)}"
        for node in site.html(name).css("a[href], img[src], link[href]"):
            url = urljoin(base, node.attributes.get("href") or node.attributes.get("src") or "")
            assert not url.startswith("https://example.org/") or is_there(url), (name, url)
    for name in ("feed.xml", "sitemap.xml", "Tide Pools/reading-order.xml"):
        urls = re.findall(r">(https://example\.org/[^<#]*)<", (site.folder / name).read_text())
        assert [url for url in urls if not is_there(url)] == [], name


def test_a_hard_rule_stays_on(
    build_site: Callable[..., Built], caplog: pytest.LogCaptureFixture
) -> None:
    lint = {"images-have-words": False}
    files = SERIES | {"tides/ebb.md": article("Ebb and flow", "![](a.png)"), "tides/a.png": b"x"}
    build_site(files, strict=False, extra=extra(lint=lint))
    messages = [one.getMessage() for one in caplog.records]
    assert any("images-have-words must not be set: it holds" in one for one in messages)
    assert any("image must say what it shows" in one for one in messages)
