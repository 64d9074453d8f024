"""Styles a page can use are in it, others are not, whatever a stylesheet is made of."""

from __future__ import annotations

import pytest

from sitekit.html.scripts import join
from sitekit.html.styles import PLACE, Stylesheet, minify, names_in, names_made, with_styles

PAGE = f'<head>{PLACE}</head><body class="one two"><p>Words <a href="#x">there</a></p></body>'


def left(css: str, page: str = PAGE, made: frozenset[str] = frozenset()) -> str:
    return Stylesheet(css, made).for_names(names_in(page))


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
def test_a_rule_that_could_match_stays(selector: str) -> None:
    assert left(f"{selector} {{ color: red }}").endswith("{color:red}")


@pytest.mark.parametrize(
    "selector", [".missing", "p.missing", "video", "p > .missing a", ".missing, video", ".on"]
)
def test_a_rule_that_cannot_match_goes(selector: str) -> None:
    assert left(f"{selector} {{ color: red }}") == ""


def test_groups_are_kept_with_what_is_left_in_them() -> None:
    css = (
        "@media print { p { color: red } .missing { color: blue } } @media print { video { x: y } }"
    )
    assert left(css) == "@media print{p{color:red}}"


def test_the_order_of_layers_holds_whatever_is_left() -> None:
    css = "@layer a, b; @layer b { p { color: red } } @layer a { p { color: blue } }"
    assert left(css) == "@layer a{p{color:#00f}}@layer b{p{color:red}}"


def test_rules_without_selectors_stay() -> None:
    assert left("@font-face { font-family: x; src: url(x) } @page { margin: 1cm }") == (
        "@font-face{font-family:x;src:url(x)}@page{margin:1cm}"
    )


def test_what_a_script_makes_is_styled_too() -> None:
    made = names_made("""document.createElement('mark'); node.className = "sk-new";""")
    assert left("mark { color: red } .sk-new { color: red } i { color: red }", made=made) == (
        "mark,.sk-new{color:red}"
    )


def test_a_page_gets_its_styles_once_and_others_leave_it_alone() -> None:
    styled = with_styles(PAGE, Stylesheet("p { color: red } video { color: blue }").for_names)
    assert "<style>p{color:red}</style>" in styled
    assert (
        with_styles("<p>No head</p>", Stylesheet("p { color: red }").for_names) == "<p>No head</p>"
    )


def test_pages_made_of_the_same_names_share_their_styles() -> None:
    sheet = Stylesheet("p { color: red } video { color: blue }")
    assert sheet.for_names({"p", "a", ".x"}) is sheet.for_names({"p", ".y"})


def test_broken_css_does_not_stop_a_build() -> None:
    assert "red" in left("p { color: red } } a { ; { [ ")


def test_minified_styles_mean_the_same() -> None:
    assert minify("/* one */ a > b { color: #ff0000; margin: 0px }") == "a>b{color:red;margin:0}"


def test_scripts_become_one_and_keep_their_names_to_themselves() -> None:
    joined = join(["// one\nconst a = 1;\n", "/** two */\nconst a = 'b  c';\n"])
    assert joined == "{const a=1;}{const a='b  c';}"
