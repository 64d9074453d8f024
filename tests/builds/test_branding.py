"""What an owner adds to pages, and what is said where it cannot be added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

from tests.builds.conftest import PIXEL
from tests.conftest import ROOT, contents, page

if TYPE_CHECKING:
    from tests.builds.conftest import Project

SVG = "<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>"
FILE = "must name a file of docs/ or overrides/"


def refused(project: Project, caplog: pytest.LogCaptureFixture, **settings: Any) -> list[str]:
    """What a strict build with these settings says; each is in a line of its own."""
    project.write("own.yml", yaml.safe_dump({"INHERIT": "mkdocs.yml", **settings}))
    caplog.clear()
    with pytest.raises(Abort):
        project.clean(config="own.yml")
    return [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]


@pytest.mark.parametrize(
    ("settings", "files", "message"),
    [
        pytest.param(
            {"theme": {"logo": "none.png"}}, {},
            f"own.yml:3: theme.logo {FILE} (found 'none.png')", id="logo missing"),
        pytest.param(
            {"theme": {"logo": "../mkdocs.yml"}}, {},
            f"own.yml:3: theme.logo {FILE} (found '../mkdocs.yml')", id="logo outside"),
        pytest.param(
            {"theme": {"favicon": "https://example.com/icon.png"}}, {},
            f"own.yml:3: theme.favicon {FILE} (found 'https://example.com/icon.png')",
            id="icon of another host"),
        pytest.param(
            {"theme": {"logo": "logo.png"},
             "extra": {"lint": {"requests-are-few": 4, "page-is-light": False}}},
            {"docs/logo.png": b"x" * 5_000_000},
            "docs/logo.png:1: picture must be at most 200000 bytes (found 5000000)", id="5 MB"),
        pytest.param(
            {"theme": {"logo": "logo.svg"}}, {"docs/logo.svg": SVG.format(" " * 20_000)},
            "own.yml:3: theme.logo must be at most 10000 bytes as SVG, since pages carry it "
            "(found 20046)", id="large SVG"),
        pytest.param(
            {"theme": {"logo": "logo.pdf"}}, {"overrides/logo.pdf": "x"},
            "own.yml:3: theme.logo must be a picture (.avif, .gif, .jpeg, .jpg, .png, .webp, .svg) "
            "(found 'logo.pdf')", id="no picture"),
        pytest.param(
            {"theme": {"direction": "lrt"}}, {},
            "own.yml:3: theme.direction must be one of ltr, rtl (found 'lrt'; did you mean 'rtl'?)",
            id="direction"),
        pytest.param(
            {"extra_css": ["https://example.com/a.css"]}, {},
            "own.yml:3: extra_css must name files of docs/ or overrides/ "
            "(found 'https://example.com/a.css')", id="styles of another host"),
        pytest.param(
            {"extra_css": ["own.css"]},
            {"docs/own.css": ".a { color: red }\n@import url(https://example.com/a.css);\n"},
            "docs/own.css:2: styles must import nothing, and load nothing from another host "
            "(found '@import url(https://example.com/a.css)')", id="styles that import"),
        pytest.param(
            {"extra_css": ["own.css"]}, {"docs/own.css": b".a { color: red } /* \xff */"},
            "docs/own.css:1: text must be saved as UTF-8 (found byte 0xff)", id="no text"),
        pytest.param(
            {"extra_javascript": ["a.js"]}, {},
            "own.yml:3: extra_javascript must name files of docs/ or overrides/ (found 'a.js')",
            id="script missing"),
        pytest.param(
            {"extra": {"social": [{"link": "javascript:alert(1)"}]}}, {},
            "own.yml:4: extra.social must give each entry a link to a page or to an e-mail address "
            "(found 'javascript:alert(1)')", id="no link"),
        pytest.param(
            {"extra": {"alternate": "de"}}, {},
            "own.yml:3: extra.alternate must be a list of links (found 'de')", id="no list"),
        pytest.param(
            {"nav": ["tides/ebbe.md"]}, {},
            "own.yml:2: nav must name files of docs/, or links to other sites "
            "(found 'tides/ebbe.md'; did you mean 'tides/ebb.md'?)", id="nav"),
        pytest.param(
            {"site_name": " "}, {}, "own.yml:2: site_name must be text (found ' ')", id="no name"),
        pytest.param(
            {"site_url": "ftp://example.com/"}, {},
            "own.yml:2: site_url must be an address that begins with https:// or http:// "
            "(found 'ftp://example.com/')", id="no web address"),
        pytest.param(
            {"extra": {"menus": {"header": [{"A": "help.md"}, {"B": "http://example.com/"}]}}}, {},
            "own.yml:6: extra.menus.header must lead to texts, or to https:// addresses "
            "(found 'http://example.com/')", id="menu of another kind"),
        pytest.param(
            {"extra": {"menus": {"footer": [{"A": "javascript:alert(1)"}]}}}, {},
            "own.yml:5: extra.menus.footer must lead to texts, or to https:// addresses "
            "(found 'javascript:alert(1)')", id="menu that acts"),
        pytest.param(
            {"plugins": {"search": {}, "rss": {"length": -5}}}, {},
            "own.yml:4: plugins.rss.length must be a number above 0 (found '-5')",
            id="fewer than no item"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_one_line(
    project: Project,
    caplog: pytest.LogCaptureFixture,
    settings: dict[str, Any],
    files: dict[str, str | bytes],
    message: str,
) -> None:
    for name, text in files.items():
        project.write(name, text)
    assert refused(project, caplog, **settings) == [message]


def test_a_logo_has_its_size_and_no_words(project: Project) -> None:
    project.write("docs/logo.png", PIXEL)
    project.write(
        "own.yml",
        "INHERIT: mkdocs.yml\ntheme: {logo: logo.png}\nextra: {lint: {requests-are-few: 4}}\n",
    )
    html = LexborHTMLParser(project.clean(config="own.yml")["tides/ebb/index.html"])
    (logo,) = html.css(".sk-header__name img")
    assert (logo.attributes["src"], logo.attributes["alt"]) == ("../../logo.png", None)
    assert (logo.attributes["width"], logo.attributes["height"]) == ("1", "1")


def test_an_svg_is_carried_and_never_published(project: Project) -> None:
    project.write("docs/logo.svg", SVG.format("<script>alert(1)</script>"))
    project.write("own.yml", "INHERIT: mkdocs.yml\ntheme: {logo: logo.svg}\n")
    site = project.clean(config="own.yml")
    assert "logo.svg" not in site
    html = LexborHTMLParser(site["index.html"])
    (logo,) = html.css(".sk-header__name img")
    assert str(logo.attributes["src"]).startswith("data:image/svg+xml,%3Csvg ")


def test_a_menu_that_leads_to_no_heading_is_named(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.write("docs/about.md", page("About these pages", "## Licences\n\nWords."))
    project.write(
        "own.yml",
        "INHERIT: mkdocs.yml\nextra:\n  menus:\n    footer:\n"
        "      - About: about.md\n      - Licence: about.md#licence\n",
    )
    project.clean(config="own.yml")
    said = [one.getMessage() for one in caplog.records if one.name == "reminders"]
    assert said == [
        "own.yml:6: extra.menus.footer must lead to a heading that is there "
        "(found 'about.md#licence'; did you mean 'about.md#licences'?) "
        "(a reminder: the build goes on)"
    ]


def test_nav_is_the_menu_of_the_header(project: Project) -> None:
    project.write(
        "own.yml",
        "INHERIT: mkdocs.yml\nnav:\n  - Low: tides/ebb.md\n  - All:\n    - tides/flow.md\n"
        "    - about.md\n  - about.md\n  - Elsewhere: https://example.com/\n",
    )
    html = LexborHTMLParser(project.clean(config="own.yml")["index.html"])
    links = html.css(".sk-header nav a")
    assert [(link.text(strip=True), link.attributes["href"]) for link in links] == [
        ("Low", "tides/ebb/"),
        ("All", "tides/flow/"),
        ("About these pages", "about/"),
        ("Elsewhere", "https://example.com/"),
    ]
    assert [link.attributes.get("rel") for link in links][-2:] == [None, "noopener noreferrer"]


@pytest.mark.parametrize(
    "name", ["../out.xml", "/out.xml", "a/b.xml", "index.html", "sitemap.xml", "a?b.xml", ""]
)
def test_a_feed_takes_the_place_of_nothing_and_stays_in_its_folder(
    project: Project, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    line = "        rss_created: feed.xml\n"
    project.change("mkdocs.yml", line, f"        rss_created: '{name}'\n")
    before = contents(project.folder)
    with pytest.raises(Abort):
        project.clean()
    (said,) = (one.getMessage() for one in caplog.records if one.levelname == "ERROR")
    number = (ROOT / "mkdocs.yml").read_text().split(line)[0].count("\n") + 1
    rule = "plugins.rss.feeds_filenames.rss_created must be a name such as feed.xml"
    assert said.startswith(f"mkdocs.yml:{number}: {rule} (found ")
    assert contents(project.folder) == before
