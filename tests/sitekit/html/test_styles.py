"""A page has the stylesheets it can use and no others, whatever they are made of."""

from __future__ import annotations

import re

import pytest

from sitekit.html.styles import MARKER, Styles, minify, names_in, with_style
from tests.conftest import ROOT

PAGE = f'<head>{MARKER}</head><body class="one two"><p>Words <a href="#x">there</a></p></body>'


def used(*sheets: str, page: str = PAGE) -> str:
    return Styles(sheets).for_names(names_in(page))


@pytest.mark.parametrize(
    "selector",
    [
        "p",
        "*",
        ":root",
        "body > p",
        ".one.two p a",
        "P",
        "a:hover",
        "a:focus-visible",
        "a[href^='tel:']",
        "[hidden]",
        "p::marker",
        "a:not(.missing)",
        "p:is(.missing, .other)",
        "p:has(> .missing)",
        ".missing, p",
        "p:nth-child(2n + 1)",
    ],
)
def test_a_stylesheet_that_could_match_is_used(selector: str) -> None:
    assert used(f"{selector} {{ color: red }}").endswith("{color:red}")


@pytest.mark.parametrize(
    "selector", [".missing", "p.missing", "video", "p > .missing a", ".missing, video", ".on"]
)
def test_a_stylesheet_that_cannot_match_is_not(selector: str) -> None:
    assert used(f"{selector} {{ color: red }}") == ""


def test_a_stylesheet_is_used_whole_so_that_a_script_can_add_what_it_styles() -> None:
    assert used("p { color: red } .made-later { color: blue }") == (
        "p{color:red}.made-later{color:#00f}"
    )


def test_stylesheets_that_are_used_keep_their_order() -> None:
    sheets = [".one { color: red }", "video { color: green }", "p { color: blue }"]
    assert used(*sheets) == ".one{color:red}p{color:#00f}"


@pytest.mark.parametrize("group", ["media print", "layer part", "supports (x: y)", "container a"])
def test_rules_in_groups_count(group: str) -> None:
    assert used(f"@{group} {{ p {{ color: red }} }}")
    assert used(f"@{group} {{ @layer a {{ .missing {{ color: red }} }} }}") == ""


@pytest.mark.parametrize(
    "css",
    [
        "@font-face{font-family:x;src:url(x)}",
        "@page{margin:1cm}",
        "@layer a,b;",
        "@keyframes x{0%{color:red}to{color:#00f}}",
    ],
)
def test_a_stylesheet_without_selectors_is_used_by_every_page(css: str) -> None:
    assert used(css, "video { color: red }") == css


def test_a_page_gets_the_styles_it_uses_once_at_its_marker() -> None:
    styles = Styles(["p { color: red }", "video { color: blue }"])
    assert styles.for_page(PAGE) == "p{color:red}"
    page = with_style(f"{PAGE}{MARKER}", styles.for_page(PAGE))
    assert page.startswith("<head><style>p{color:red}</style></head>")
    assert page.endswith(MARKER)
    assert with_style("<p>No head</p>", "p{}") == "<p>No head</p>"


def test_other_stylesheets_have_another_fingerprint() -> None:
    one, other = ["p { color: red }", "b {}"], ["p { color: red }", "b { }"]
    assert Styles(one).fingerprint == Styles([*one]).fingerprint
    assert len({Styles(sheets).fingerprint for sheets in (one, other, one[:1], [])}) == 4


def test_pages_that_use_the_same_stylesheets_share_them() -> None:
    styles = Styles(["p { color: red }", "video { color: blue }"])
    names = [frozenset({"p", "a", ".x"}), frozenset({"p", ".y"})]
    assert styles.for_names(names[0]) is styles.for_names(names[1])


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p><B>a</B></p>", {"p", "b"}),
        ("<br/><sk-x data-a>", {"br", "sk-x"}),
        ("<p class='One two'>", {"p", ".one", ".two"}),
        ("<p class=one id=x><i class = 'a&amp;b'>", {"p", "i", ".one", ".a&b"}),
        ("1 < 2", set()),
    ],
)
def test_names_are_tags_and_classes_however_they_are_written(html: str, names: set[str]) -> None:
    assert names_in(html) == names


def test_broken_css_does_not_stop_a_build() -> None:
    assert "red" in used("p { color: red } } a { ; { [ ")


def test_minified_styles_mean_the_same() -> None:
    assert minify("/* one */ a > b { color: #ff0000; margin: 0px }") == "a>b{color:red;margin:0}"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("(min-width: 48rem)", "(min-width:48rem)"),
        ("(max-width: 19.9rem)", "(max-width:19.9rem)"),
        ("(max-height: 22rem)", "(max-height:22rem)"),
        (
            "(min-width: 20rem) and (max-width: 40rem)",
            "(min-width:20rem) and (max-width:40rem)",
        ),
    ],
)
def test_conditions_are_written_as_older_browsers_read_them(written: str, kept: str) -> None:
    assert minify(f"@media {written} {{ a {{ top: 0 }} }}") == f"@media {kept}{{a{{top:0}}}}"


def test_no_stylesheet_of_ours_has_a_condition_that_older_browsers_skip() -> None:
    sheets = [minify(file.read_text()) for file in (ROOT / "overrides").rglob("*.css")]
    assert [one for one in sheets if re.search(r"@media[^{]*[<>]", one)] == []
