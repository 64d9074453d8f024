"""The last look at a finished page: the way out is there, and nothing that is not ours."""

from __future__ import annotations

import pytest

from sitekit.html.csp import hash_of, integrity_of
from sitekit.html.last_look import last_look

LEAVE = "https://example.com/weather"
LINK = f'<a href="{LEAVE}" data-leave>Leave</a>'
BAR = f'<aside class="sk-leave" data-component="leave">{LINK}</aside>'
SKIP = f'<nav class="sk-skip"><a href="#main">Skip</a>{LINK}</nav>'
STYLE, SCRIPT, FILE = "p{}", "go()", b"share()"
HASHES = {hash_of(STYLE), hash_of(SCRIPT), f"'{integrity_of(FILE)}'"}


def page(text: str = "<p>Words</p>", *, head: str = "", skip: str = SKIP, bar: str = BAR) -> str:
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>A title</title>"
        f"<style>{STYLE}</style>{head}</head><body>{skip}<main id=main><article>{text}"
        f"</article></main>{bar}<script type=module>{SCRIPT}</script></body></html>"
    )


def found(html: str) -> list[str]:
    return last_look(html, leave_url=LEAVE, hashes=HASHES)


@pytest.mark.parametrize(
    "head",
    [
        "",
        f'<script type=module src=share.js integrity="{integrity_of(FILE)}"></script>',
        '<script type="application/ld+json">{"a":1}</script>',
        "<meta name=description content=x><meta property=og:title content=x>",
        '<meta http-equiv="Content-Security-Policy" content="x">',
        "<link rel=icon href=icon.svg><link rel=canonical href=https://example.org/>",
    ],
)
def test_a_page_of_ours_has_nothing_wrong(head: str) -> None:
    assert found(page(head=head)) == []


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (page(bar=""), "page must have one leave bar, as a child of its body"),
        (page(bar=BAR * 2), "page must have one leave bar, as a child of its body"),
        (page(BAR, bar=""), "page must have one leave bar, as a child of its body"),
        (
            page(bar=BAR.replace(LEAVE, "/here/")),
            f"page must have a leave bar with a link to {LEAVE}",
        ),
        (page(skip=""), "page must have the way out as the second stop of the keyboard"),
        (
            page(skip=f"<nav class=sk-x><a href=#a>b</a></nav>{SKIP}"),
            "page must have the way out as the second stop of the keyboard",
        ),
        (
            page().replace("<body>", "<body class=x>"),
            "page must have no classes and styles on its body",
        ),
        (
            page().replace("<html", "<html style=x"),
            "page must have no classes and styles on its body",
        ),
        (
            page(bar=f"{BAR}<div>Over everything</div>"),
            "page must have no other child of its body (found <div>)",
        ),
    ],
)
def test_a_page_without_its_way_out_is_found(html: str, message: str) -> None:
    assert message in found(html)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>stolen()</script>", "script"),
        ('<script src="x.js"></script>', 'script src="x.js"'),
        (f'<script src=x.js integrity="{integrity_of(b"x")}"></script>', "script src="),
        ("<style>body{}</style>", "style"),
        ("<iframe src=x></iframe>", 'iframe src="x"'),
        ("<form action=x></form>", 'form action="x"'),
        ("<p onclick=x()>a</p>", 'p onclick="x()"'),
        ("<p style=x>a</p>", 'p style="x"'),
        ("<object></object>", "object"),
    ],
)
def test_whatever_is_not_ours_is_found(text: str, shown: str) -> None:
    (message,) = found(page(text))
    assert message.startswith(f"page must hold nothing but its own elements (found <{shown}")


@pytest.mark.parametrize(
    "head",
    [
        "<link rel=stylesheet href=x.css>",
        "<link rel=preload href=x>",
        '<meta http-equiv=refresh content="0;url=x">',
        "<meta name=generator content=x>",
        "<base href=x>",
    ],
)
def test_a_head_holds_only_what_templates_write(head: str) -> None:
    (message,) = found(page(head=head))
    assert message.startswith("page must hold nothing but its own elements")
