"""What guide/safety.md requires of built pages; each test's name has the requirement's number."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest

from sitekit.features.helplines import parse_helplines
from sitekit.lint.text import CANNOT_PROMISE, RULES, plan_comes_first
from sitekit.model.patterns import first
from tests.conftest import (
    PATTERNS,
    ROOT,
    SERIES,
    STRINGS,
    TODAY,
    Built,
    article,
    our_parts,
    our_settings,
    our_site,
)
from tests.conftest import page as page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborHTMLParser

SCRIPTS = sorted((ROOT / "overrides").rglob("*.js"))
NUMBERS = "a[href^='tel:'], a[href^='sms:']:not([href^='sms:?'])"  # a share link has no number
STYLES = sorted((ROOT / "overrides").rglob("*.css"))


@pytest.fixture(scope="session")
def pages(real_site: Built) -> dict[str, LexborHTMLParser]:
    """Every page of its own; a redirect page only leads on."""
    all_pages = {name: real_site.html(name) for name in real_site.pages()}
    return {
        name: page
        for name, page in all_pages.items()
        if not page.css_first("meta[http-equiv=refresh]")
    }


def test_the_files_that_are_searched_are_there() -> None:
    assert len(SCRIPTS) > 4
    assert len(STYLES) > 20


def test_req_01_every_page_has_one_way_out_that_is_a_real_link(
    pages: dict[str, LexborHTMLParser],
) -> None:
    assert {"404.html", "index.html", "help/index.html", "safety/index.html"} <= set(pages)
    for name, page in pages.items():
        assert len(page.css("[data-component=leave]")) == 1, name
        (link,) = page.css("[data-component=leave] a")
        assert link.attributes["href"].startswith("https://"), name


def test_req_02_its_name_is_plain_and_its_limit_stands_beside_it(
    pages: dict[str, LexborHTMLParser],
) -> None:
    for page in pages.values():
        leave = page.css_first("[data-component=leave]")
        assert leave.css_first("a").attributes["aria-label"] == STRINGS.t("leave.now")
        assert len(leave.css_first("a").text(strip=True)) <= 20
        assert STRINGS.t("leave.limit") in leave.text()


def test_req_04_the_second_stop_is_the_same_way_out(pages: dict[str, LexborHTMLParser]) -> None:
    for page in pages.values():
        first, second = page.css("body a")[:2]
        assert first.attributes["href"] == "#main"
        way_out = page.css_first("[data-component=leave] a").attributes["href"]
        assert second.attributes["href"] == way_out


def test_req_07_no_script_opens_windows_or_holds_a_reader_back() -> None:
    for script in SCRIPTS:
        assert not re.search(
            r"window\.open|beforeunload|['\"]unload|alert\(|confirm\(", script.read_text()
        )


def test_req_11_the_destination_stands_in_one_place_only() -> None:
    destination = our_settings().extra["leave"]
    assert destination.startswith("https://")
    for folder in ("overrides", "hooks", "src", "docs", "locales"):
        for file in (ROOT / folder).rglob("*.*"):
            if file.suffix in {".html", ".py", ".js", ".md", ".yml", ".css"}:
                assert destination not in file.read_text(), file


def test_req_11_a_destination_that_leads_nowhere_else_stops_the_build(
    reported: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    destination = our_settings().extra["leave"]
    monkeypatch.setenv("SITE_URL", urljoin(destination, "/"))
    (said,) = reported(SERIES)
    rule = "leave must be an address of another site that begins with https://, or off"
    assert re.sub(r"\d+", "1", said, count=1) == f"mkdocs.yml:1: {rule} (found {destination!r})"


def test_req_13_print_adds_no_address_and_no_name_of_the_site() -> None:
    for style in STYLES:
        # The number of the sheet where a link leads is no address.
        text = style.read_text().replace("target-counter(attr(href url), page)", "")
        for block in re.findall(r"@media print \{.*", text, re.DOTALL):
            # Only other sites' addresses are printed: links to our own pages are relative.
            for rule in re.findall(r"[^{}]*\{[^{}]*attr\([^{}]*\}", block):
                assert 'a[href^="https://"]' in rule, style.name


def test_req_14_a_short_notice_comes_before_every_article(
    pages: dict[str, LexborHTMLParser],
) -> None:
    listed = [d for d in our_site().documents.values() if our_site().listed_document(d.src)]
    articles = [f"{document.url}index.html" for document in listed if document.kind == "article"]
    assert len(articles) > len(our_parts())
    for name in articles:
        page = pages[name]
        notice = page.css_first("[data-component=notice]")
        assert len(notice.text().split()) <= 40, name
        assert notice.css_first("button, dialog, input") is None
        targets = [urlsplit(a.attributes["href"]).path for a in notice.css("a")]
        assert [target.split("/")[-2] for target in targets] == ["safety", "help"]
        order = [
            node for node in page.css("aside, article") if node.tag == "article" or node == notice
        ]
        assert order[0].attributes.get("data-component") == "notice"


def test_req_15_the_page_on_reading_safely_says_all_six_and_who_knows_more(
    pages: dict[str, LexborHTMLParser],
) -> None:
    safety = pages["safety/index.html"]
    said = " ".join(safety.css_first("main").text().split())
    for words in (
        "cannot clear your history",
        "Private browsing has limits",
        "a device they have never had access to is the better choice",
        "monitoring software",
        "signed in to an account",
        "Deleting can be noticed",
        "call your emergency number",
    ):
        assert words in said, words
    hosts = {urlsplit(a.attributes["href"]).hostname for a in safety.css("main a[href^=https]")}
    assert "www.techsafety.org" in hosts


def test_req_16_no_page_promises_what_none_can_keep(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        if name == "safety/index.html":
            assert CANNOT_PROMISE in (ROOT / "docs/safety.md").read_text()
            listed = page.css_first("#what-no-website-can-do")
            while (after := listed.next) is not None and after.tag != "h2":
                after.decompose()
        for text in [*page.css("body, title"), *page.css("meta[content]")]:
            said = " ".join((text.attributes.get("content") or text.text(separator=" ")).split())
            assert first(PATTERNS.promises, said) is None, name


def test_req_17_the_page_on_reading_safely_says_how_to_try_and_to_come_back(
    pages: dict[str, LexborHTMLParser],
) -> None:
    said = " ".join(pages["safety/index.html"].css_first("main").text().split())
    assert "Try it once now" in said
    assert "To come back, type this site’s address again" in said


def test_req_18_no_dangerous_step_stands_without_the_note() -> None:
    assert plan_comes_first in RULES  # what it finds, and in which words, its own test shows


def test_req_19_the_page_shows_the_day_and_the_build_reminds(
    pages: dict[str, LexborHTMLParser],
    build_site: Callable[..., Built],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    helplines = (ROOT / "docs/helplines.yml").read_text()
    countries, _ = parse_helplines("docs/helplines.yml", helplines, TODAY)
    shown = pages["help/index.html"].css("[data-component=helplines] > section")
    for country, section in zip(countries, shown, strict=True):
        day = STRINGS.day(country.checked)
        assert STRINGS.t("helplines.checked", day=day) in section.text()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1811808000")  # 2027-06-01, more than 180 days later
    build_site(SERIES | {"helplines.yml": helplines})
    said = [r.getMessage() for r in caplog.records if r.name == "reminders"]
    assert len(said) == len(countries)
    assert f"(found '{countries[0].checked}')" in said[0]


def test_req_22_no_script_asks_for_anything_a_reader_did_not_press() -> None:
    forbidden = r"Notification|serviceWorker|sendBeacon|geolocation|clipboard\.read|XMLHttpRequest"
    for script in SCRIPTS:
        assert not re.search(forbidden, script.read_text()), script.name


def test_req_22_there_is_no_manifest(pages: dict[str, LexborHTMLParser]) -> None:
    assert [name for name, page in pages.items() if page.css_first("link[rel=manifest]")] == []


def test_req_23_no_script_writes_history() -> None:
    for script in SCRIPTS:
        assert not re.search(
            r"pushState|replaceState|location\.(href|hash)\s*=", script.read_text()
        )


def test_req_25_every_page_carries_policy_and_referrer_rule(
    pages: dict[str, LexborHTMLParser],
) -> None:
    for name, page in pages.items():
        policy = page.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
        assert policy.startswith("default-src 'none'; "), name
        assert "unsafe" not in policy, name
        assert "frame-ancestors" not in policy, name
        assert page.css_first("meta[name=referrer]").attributes["content"] == "no-referrer"
        # A policy holds for what comes after it.
        head = [node.tag for node in page.css("head > *")]
        assert head.index("meta") <= 1 < head.index("style")


def test_req_25_only_the_search_may_load_data(pages: dict[str, LexborHTMLParser]) -> None:
    policies = "meta[http-equiv=Content-Security-Policy][content*=\"connect-src 'self'\"]"
    allowed = [name for name, page in pages.items() if page.css_first(policies)]
    assert allowed == ["search/index.html"]


def test_req_25_hosts_that_take_headers_get_the_same_and_more(real_site: Built) -> None:
    sent = (real_site.folder / "_headers").read_text()
    for header in (
        "Content-Security-Policy: default-src 'none'; ",
        "frame-ancestors 'none'",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
        "Permissions-Policy: camera=(), ",
        "Strict-Transport-Security: ",
    ):
        assert header in sent
    assert "unsafe" not in sent


def test_security_txt_stands_at_both_of_its_addresses(real_site: Built) -> None:
    text = (real_site.folder / "security.txt").read_text()
    assert text == (real_site.folder / ".well-known/security.txt").read_text()
    assert "Contact: https://github.com/example/site/security/advisories/new\n" in text


def test_req_26_links_out_tell_nothing_and_open_no_tab(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        for link in page.css("a[href^=http]"):
            rel = (link.attributes.get("rel") or "").split()
            assert "noreferrer" in rel, f"{name}: {link.attributes['href']}"
        assert page.css_first("a[target], area, [ping]") is None, name


def test_req_27_nothing_asks_for_an_e_mail_address(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        assert page.css_first("form, input[type=email], [autocomplete=email]") is None, name


def test_req_27_a_shared_e_mail_holds_title_and_url_and_no_recipient(
    pages: dict[str, LexborHTMLParser],
) -> None:
    with_links = 0
    for name, page in pages.items():
        for link in page.css("[data-component=share] a[href^='mailto:']"):
            message = urlsplit(link.attributes["href"])
            title = page.css_first("h1").text()
            address = page.css_first("link[rel=canonical]").attributes["href"]
            assert (message.path, message.netloc, message.fragment) == ("", "", ""), name
            assert parse_qs(message.query, strict_parsing=True) == {
                "subject": [title],
                "body": [f"{title}\r\n\r\n{address}"],
            }
            with_links += 1
    assert with_links == len([p for p in pages.values() if p.css_first("[data-component=share]")])
    assert with_links > len(our_parts())


def test_req_27_an_e_mail_to_the_editors_is_the_writers_own(
    pages: dict[str, LexborHTMLParser],
) -> None:
    for name, page in pages.items():
        letters = page.css("[data-component=replies] a[href^='mailto:'], footer a[href^='mailto:']")
        for link in letters:
            assert parse_qs(urlsplit(link.attributes["href"]).query).keys() == {"subject"}, name
        shares = page.css("[data-component=share]")
        assert len(page.css("a[href^='mailto:']")) == len(letters) + len(shares), name


def test_req_28_previews_say_nothing_alarming_and_show_no_words(
    pages: dict[str, LexborHTMLParser], real_site: Built
) -> None:
    for name, page in pages.items():
        for meta in page.css("meta[property^='og:'], meta[name=description]"):
            assert not first(PATTERNS.alarming, meta.attributes["content"]), name
        for picture in page.css("meta[property='og:image']"):
            path = urlsplit(picture.attributes["content"]).path
            assert (real_site.folder / path.lstrip("/")).read_bytes().startswith(b"\x89PNG")
            assert (ROOT / "docs" / path.lstrip("/").replace(".png", ".svg")).exists()


def test_req_28_an_alarming_title_is_a_mistake(reported: Callable[..., list[str]]) -> None:
    files = SERIES | {"tides/ebb.md": article("How to escape him for good")}
    assert reported(files) == [
        "docs/tides/ebb.md:2: title must be calm words, since tabs, history and previews show it "
        "(found 'escape')"
    ]


def test_req_29_titles_are_short_calm_and_unique_and_the_icon_holds_no_letter(
    pages: dict[str, LexborHTMLParser],
) -> None:
    titles = [page.css_first("title").text() for page in pages.values()]
    assert len(set(titles)) == len(titles)
    assert max(map(len, titles)) <= 60
    assert not any(first(PATTERNS.alarming, title) for title in titles)
    for page in pages.values():
        icon = page.css_first("link[rel=icon]").attributes["href"]
        assert icon.startswith("data:image/svg+xml,%3Csvg")
        assert "%3Cpath" in icon
        assert "text" not in icon


def test_req_30_nothing_plays_or_moves(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        assert page.css_first("audio, video, marquee, animate, [autoplay]") is None, name
    for style in STYLES:
        assert not re.search(r"animation|transition|@keyframes|scroll-behavior", style.read_text())


def test_req_31_a_page_with_all_it_loads_is_light(
    pages: dict[str, LexborHTMLParser], real_site: Built
) -> None:
    for name, page in pages.items():
        sources = [script.attributes["src"] for script in page.css("script[src]")]
        paths = [urlsplit(urljoin(f"https://example.org/{name}", src)).path for src in sources]
        files = [(real_site.folder / path.lstrip("/")).read_bytes() for path in paths]
        whole = [(real_site.folder / name).read_bytes(), *files]
        assert sum(len(gzip.compress(data)) for data in whole) < 150_000, name
        inline = sum(len(script.text()) for script in page.css("script:not([src])"))
        assert inline + sum(map(len, files)) < 10_000, name


def test_req_32_numbers_are_digits_to_read_and_the_note_comes_first(
    pages: dict[str, LexborHTMLParser],
) -> None:
    help_page = pages["help/index.html"]
    numbers = help_page.css(NUMBERS)
    assert len(numbers) > 60
    for number in numbers:
        assert re.fullmatch(r"[\d +()-]+", number.text()), number.text()
    html = help_page.html
    assert html.index("a call can stay in the phone’s list") < html.index('href="tel:')
    for name, other in pages.items():
        if name != "help/index.html":
            assert other.css_first(NUMBERS) is None, name


def test_req_33_no_specialist_has_read_it_and_it_says_so(
    pages: dict[str, LexborHTMLParser],
) -> None:
    said = " ".join(pages["safety/index.html"].css_first("main").text().split())
    assert "No specialist organisation has read this page itself yet." in said
    for page in pages.values():
        assert STRINGS.t("footer.service") in " ".join(page.css_first("footer").text().split())


def test_a_link_from_the_root_is_followed_and_checked(reported: Callable[..., list[str]]) -> None:
    files = SERIES | {"about.md": page_of("About these pages", "[one](/index.md) [two](/gone.md)")}
    assert reported(files) == [
        "docs/about.md:6: link must lead to a file of the site "
        "(found '/gone.md'; did you mean 'index.md'?)"
    ]
