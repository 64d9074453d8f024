"""The last look at a finished page: the way out is there, and nothing that is not ours."""

from __future__ import annotations

import pytest

from sitekit.html.csp import Needs, hash_of, integrity_of, policy
from sitekit.html.last_look import FRAME, last_look
from sitekit.html.minify import minify

LEAVE = "https://example.com/weather"
LINK = f'<a href="{LEAVE}" data-leave>Leave</a>'
BAR = f'<aside class="sk-leave sk-col" data-component="leave">{LINK}</aside>'
SKIP = f'<nav class="sk-skip"><a href="#main">Skip</a>{LINK}</nav>'
COVER = '<div class="sk-cover" hidden></div>'
STYLE, SCRIPT, FILE = "p{}", "go()", b"share()"
NEEDS = Needs(frozenset({hash_of(STYLE)}), frozenset({hash_of(SCRIPT), f"'{integrity_of(FILE)}'"}))
POLICY = f'<meta http-equiv="Content-Security-Policy" content="{policy(NEEDS)}">'
HEAD = (
    f'<meta charset="utf-8">{POLICY}<meta name="viewport" '
    'content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">'
)
NOT_OURS = "page must hold nothing but its own elements (found <"
MISPLACED = "page must have no other child of its body (found <"


def page(text: str = "<p>Words</p>", *, head: str = "", skip: str = SKIP, bar: str = BAR) -> str:
    return (
        f"<!doctype html><html lang=en dir=ltr><head>{HEAD}<title>A title</title>"
        f"<style>{STYLE}</style>{head}</head><body>{skip}<main id=main><article>{text}"
        f"</article></main>{bar}{COVER}<script type=module>{SCRIPT}</script></body></html>"
    )


def found(html: str) -> list[str]:
    return last_look(html, leave_url=LEAVE, needs=NEEDS)


def without_way_out(html: str) -> list[str]:
    return last_look(html, leave_url="", needs=NEEDS)


def test_a_page_of_a_site_without_a_leave_button_has_none() -> None:
    plain = page(bar="", skip=SKIP.replace(LINK, "")).replace(COVER, "")
    assert without_way_out(plain) == []
    assert without_way_out(page())
    assert without_way_out(page(bar="")) == [
        "page must have no leave bar, since the site has none",
        f'{MISPLACED}div class="sk-cover" hidden>)',
    ]
    assert without_way_out(plain.replace("#main", "#end")) == [
        "page must have the way to its text as the first stop of the keyboard"
    ]
    assert found(plain)


@pytest.mark.parametrize(
    "head",
    [
        "",
        f'<script type=module src=share.js integrity="{integrity_of(FILE)}"></script>',
        '<script type="application/ld+json">{"a":1}</script>',
        "<meta name=description content=x><meta property=og:title content=x>",
        "<link rel=icon href=icon.svg><link rel=canonical href=https://example.org/>",
        "<link rel=icon href='data:image/svg+xml,x'><meta name=theme-color content=red media=x>",
    ],
)
def test_a_page_of_ours_has_nothing_wrong(head: str) -> None:
    assert found(page(head=head)) == []
    assert found(minify(page(head=head))) == []


@pytest.mark.parametrize(
    "text",
    [
        '<a href="sms:?body=x">a</a><a href="mailto:?body=x">b</a><a href="#x">c</a><a>d</a>',
        '<svg viewBox="0 0 1 1" aria-hidden=true><path d=M0 vector-effect=none fill=none /></svg>',
        "<noscript><p>Words</p></noscript><button type=button hidden>a</button>",
        "<section data-component=share data-x=y role=status aria-label=b>a</section>",
    ],
)
def test_what_templates_write_around_a_text_is_ours(text: str) -> None:
    assert found(page(text)) == []


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
        (page(bar=BAR.replace(LINK, "")), f"page must have a leave bar with a link to {LEAVE}"),
        (
            page(bar=BAR.replace(LINK, LINK * 2)),
            f"page must have a leave bar with a link to {LEAVE}",
        ),
        (
            page(bar=BAR.replace("Leave<", "<")),
            "page must have a leave bar with a link that can be read",
        ),
        (
            page(bar=BAR.replace(LINK, f"<span hidden>{LINK}</span>")),
            "page must have a leave bar with a link that can be read",
        ),
        (page(skip=""), "page must have the way out as the second stop of the keyboard"),
        (page(skip=""), "page must have its parts in its body (missing: nav.sk-skip)"),
        (
            page(skip=f"<nav class=sk-x><a href=#a>b</a></nav>{SKIP}"),
            "page must have the way out as the second stop of the keyboard",
        ),
        (page().replace("<body>", "<body class=x>"), "page must have no attributes on its body"),
        (page().replace("<body>", "<body inert>"), "page must have no attributes on its body"),
        (page().replace("<html", "<html hidden"), "page must have no attributes on its body"),
        (page().replace(COVER, ""), "page must have its parts in its body (missing: div.sk-cover)"),
        (
            page().replace("<main id=main>", "<div class=sk-header>").replace("</main>", "</div>"),
            "page must have its parts in its body (missing: main)",
        ),
        (page("<p id=a>a</p><p id=a>b</p>"), "page must use each id once (found 'a')"),
    ],
)
def test_a_page_without_its_way_out_or_its_parts_is_found(html: str, message: str) -> None:
    assert message in found(html)


@pytest.mark.parametrize(
    "name", ["hidden", "inert", "style=x", "aria-hidden=true", "target=_blank"]
)
@pytest.mark.parametrize("start", ["<aside ", "<a "])
def test_a_leave_bar_that_is_changed_is_found(start: str, name: str) -> None:
    bar = BAR.replace(start, f"{start}{name} ")
    assert any(
        "page must show its leave bar as it is" in message for message in found(page(bar=bar))
    )


@pytest.mark.parametrize(
    "added",
    [
        "<div>Over everything</div>",
        "<div class=sk-x>Over everything</div>",
        "<div class=sk-cover>Over everything</div>",
        "<div class=sk-cover hidden></div>",
        "<main>Again</main>",
        "<p>a</p>",
        "<dialog open class=sk-notice>a</dialog>",
        "<header class='sk-header' hidden>a</header>",
    ],
)
def test_an_element_added_to_the_body_is_found(added: str) -> None:
    for html in (page(bar=f"{BAR}{added}"), page().replace("</body>", f"{added}</body>")):
        assert any(message.startswith(MISPLACED) for message in found(html))


def test_a_cover_that_is_not_hidden_is_found() -> None:
    assert found(page().replace("sk-cover' hidden", "").replace(" hidden", "")) == [
        f'{MISPLACED}div class="sk-cover">)'
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>stolen()</script>", "script"),
        ('<script src="x.js"></script>', 'script src="x.js"'),
        (f'<script src=x.js integrity="{integrity_of(b"x")}"></script>', "script src="),
        (
            f'<script type=module src=//x.example integrity="{integrity_of(FILE)}"></script>',
            "script type=",
        ),
        (f'<script src=x.js integrity="{integrity_of(FILE)}"></script>', "script src="),
        ("<script type=speculationrules>{}</script>", "script type="),
        ("<style>body{}</style>", "style"),
        (f"<style media=x>{STYLE}</style>", "style media"),
        ("<iframe src=x></iframe>", 'iframe src="x"'),
        ("<form action=x></form>", 'form action="x"'),
        ("<p onclick=x()>a</p>", 'p onclick="x()"'),
        ("<p style=x>a</p>", 'p style="x"'),
        ("<p tabindex=1>a</p>", 'p tabindex="1"'),
        ("<p popover>a</p>", "p popover"),
        ("<p contenteditable>a</p>", "p contenteditable"),
        ("<p accesskey=a>a</p>", "p accesskey"),
        ("<img src=//example.org/a.png>", 'img src="//example.org/a.png"'),
        ("<img srcset=x>", "img srcset"),
        ("<a href=javascript:x()>a</a>", "a href="),
        ("<a href=# ping=x>a</a>", 'a href="#" ping'),
        ("<svg onload=x()></svg>", "svg onload"),
        ("<svg><path href=x /></svg>", "path href"),
        ("<object></object>", "object"),
    ],
)
def test_whatever_is_not_ours_is_found(text: str, shown: str) -> None:
    (message,) = found(page(text))
    assert message.startswith(f"{NOT_OURS}{shown}")


def test_what_noscript_ends_for_some_browsers_alone_is_found() -> None:
    html = page("<noscript><p title='</noscript><meta http-equiv=refresh>'>a</p></noscript>")
    assert any("plain paragraphs in noscript" in message for message in found(html))


@pytest.mark.parametrize(
    "head",
    [
        "<link rel=stylesheet href=x.css>",
        "<link rel=preload href=x>",
        "<link rel=icon href=//example.org/x.svg>",
        "<meta name=generator content=x>",
        "<meta name=description content=x style=y>",
        "<base href=x>",
    ],
)
def test_a_head_holds_only_what_templates_write(head: str) -> None:
    (message,) = found(page(head=head))
    assert message.startswith(NOT_OURS)


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (page(head='<meta http-equiv=refresh content="0;url=x">'), "page must have its policy"),
        (page(head=POLICY), "page must have its policy, and no other"),
        (page().replace(POLICY, ""), "page must have its policy, and no other"),
        (page().replace("default-src 'none'", "default-src *"), "page must have its policy"),
        (page().replace(POLICY, "").replace("<style>", f"{POLICY}<style>"), "before all else"),
        (page().replace("utf-8", "iso-2022-jp"), "one meta[charset] with charset utf-8"),
        (page(head="<meta charset=utf-8>"), "one meta[charset] with charset utf-8"),
        (page().replace("no-referrer", "unsafe-url"), "one meta[name=referrer] with content"),
        (page(head="<meta name=referrer content=x>"), "one meta[name=referrer] with content"),
        (page().replace("device-width", "9000"), "one meta[name=viewport] with content"),
        (page().replace("<!doctype html>", ""), "page must begin with <!doctype html>"),
        ("<!doctype html><frameset></frameset>", "page must begin with <!doctype html>"),
        ("", "page must begin with <!doctype html>"),
    ],
)
def test_a_head_that_protects_nothing_is_found(html: str, message: str) -> None:
    assert any(message in one for one in found(html))


def test_a_page_has_every_part_of_its_frame_once_at_most() -> None:
    for name in FRAME:
        tag, _, class_ = name.partition(".")
        assert found(page(bar=f"{BAR}{f'<{tag} class={class_}>a</{tag}>' * 2}"))
