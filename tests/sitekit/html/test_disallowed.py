"""Markdown and HTML in texts: what is added to it, and what may not stand in it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies
from markdown import Markdown, markdown
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

from sitekit.features.previews import HEIGHT, WIDTH, preview
from sitekit.html.csp import PLACE, with_policy
from sitekit.html.disallowed import read, unfit_html, unfit_rendered
from sitekit.html.markup import Markup
from sitekit.html.minify import minify
from tests.conftest import SERIES, page, problems_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built


def rendered(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(
        markdown(text, extensions=["tables", "attr_list", "footnotes", Markup()])
    )


@pytest.mark.parametrize(
    "text", ["[a](https://example.org)", "<http://example.org>", "[a](//example.org){ rel=author }"]
)
def test_a_link_to_another_site_tells_nobody_where_it_was_pressed(text: str) -> None:
    assert rendered(text).css_first("a").attributes["rel"] == "noopener noreferrer"


def test_a_link_in_a_note_does_so_too() -> None:
    note = rendered("Words.[^1]\n\n[^1]: [a](https://example.org)")
    assert note.css_first(".footnote a[href^=https]").attributes["rel"] == "noopener noreferrer"


def test_other_links_are_left_alone() -> None:
    assert "rel" not in rendered("[a](b.md)").css_first("a").attributes


@pytest.mark.parametrize("words", ["a <- b", "1 <2", "so <3", "< b", "<<"])
def test_a_sign_that_begins_no_tag_swallows_none(words: str) -> None:
    html = markdown(f"<div>{words}</div>\n\n<p>After.</p>", extensions=[Markup()])
    div, after = LexborHTMLParser(minify(html)).css("body > *")
    assert (div.text(), after.text(strip=True)) == (words, "After.")


def test_columns_are_aligned_by_classes_since_the_policy_forbids_styles() -> None:
    table = rendered("| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |")
    assert [cell.attributes.get("class") for cell in table.css("td")] == [
        None,
        "sk-center",
        "sk-right",
    ]
    assert table.css_first("[style]") is None


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<p style='color: red'>Words</p>",
        "<p onclick='go()'>Words</p>",
        "<IFRAME src=x></IFRAME>",
        "<form action=x>",
        "<style>p {}</style>",
        "<a href='https://example.org'>out</a>",
        "<a href='//example.org'>out</a>",
        "<a href='javascript:go()'>out</a>",
        "[a](javascript:go)",
        "[a]( <data:text/html,x>)",
        "Words{: onclick=go() }",
        "[a](b.md){ style='color:red' }",
        "<video src=x>",
    ],
)
def test_html_that_no_page_may_hold_is_found(text: str) -> None:
    ((place, what),) = unfit_html(f"Words.\n\n{text}\n")
    assert place >= len("Words.\n\n")
    assert what in f"Words.\n\n{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <script> in a comment -->",
        "```html\n<script>\n```",
        "`<script>` in code",
        "<details><summary>More</summary>Words</details>",
        "<a href='#there' id='here'>within</a>",
        "1 < 2 and <3 and {on=off",
        "An ocean {#style} and [a](b.md){ .one }",
    ],
)
def test_what_is_harmless_is_left_alone(text: str) -> None:
    assert list(unfit_html(text)) == []


def test_the_author_is_told_the_line() -> None:
    files = {"index.md": page("Words of home", "One.\n\n<script>x</script>")}
    rule = "text must be Markdown, or HTML without scripts, styles, frames, forms and links"
    assert problems_of(files) == [f"docs/index.md:8: {rule} (found '<script>')"]


def test_a_preview_is_a_picture_of_the_right_size_the_same_every_time() -> None:
    png = preview("M0 150H320")
    assert png == preview("M0 150H320")
    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (WIDTH, HEIGHT)
    assert png != preview("M0 150Q160 0 320 150")


SCRIPT = '<script>document.title = "x"</script>'


@pytest.mark.parametrize(
    "text",
    [
        f"An arrow <!-- in prose.\n\n{SCRIPT}",
        f"A stray ` tick.\n\n{SCRIPT}\n\nAnother ` tick.",
        f"    ```\n\n{SCRIPT}\n\n    ```",
        "A picture ![words](https://example.org/a.png)",
        "<textarea>",
        "<div>never closed",
        "<div />",
        "<b/>x",
        "<![CDATA[ > <div> ]]>",
        "Words[^w]\n\n[^w]: <div/>",
        "<details><summary>More</summary>never closed",
        "Words\n{: .sk-cover data-leave=x }",
        "[a](https://example.org){ target=_blank }",
        "[a](data:text/html,x)",
    ],
)
def test_what_a_text_becomes_is_looked_at_too(build_site: Callable[..., Built], text: str) -> None:
    files = SERIES | {"about.md": page("About these pages", text)}
    with pytest.raises(Abort):
        build_site(files)


class Tags(HTMLParser):
    """Writes down what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.told.append(tag)

    def handle_data(self, data: str) -> None:
        self.told.append(data.encode())


PIECES = [
    *("<p>", "</p>", "<br />", "<b/>", '<a href="x&amp;y" title="a">', "<a href=x>", "<A>"),
    *("<script>", "</script>", "<textarea>", "words", "&lt;", "&amp", "<", ">", "<!-- ", " -->"),
    *('<p class="', '"', "<![CDATA[", "<?x", "</ p>", "</p x>", "\n", '<i a="1" a="2">', "<svg:a>"),
]


@given(strategies.lists(strategies.sampled_from(PIECES)).map("".join))
def test_html_is_read_quickly_as_it_is_read_slowly(html: str) -> None:
    quick, slow = Tags(), Tags()
    read(quick, html)
    slow.feed(html)
    slow.close()
    assert quick.told == slow.told


def test_what_markdown_makes_is_fit() -> None:
    html = markdown(
        "One[^1] ![words](a.png)\n\n- a\n\n| a |\n|:-:|\n| b |\n\n`<script>`\n\n[^1]: Two.<br>",
        extensions=["tables", "footnotes", Markup()],
    )
    assert list(unfit_rendered(html)) == []


def test_a_script_that_is_not_ours_is_not_vouched_for() -> None:
    html = f"<meta {PLACE}><script>ours()</script>{SCRIPT}"
    assert with_policy(html, "ours()").count("sha256-") == 1


def test_a_snippet_and_a_source_bring_no_script(told: Callable[..., list[str]]) -> None:
    files = SERIES | {
        "about.md": page("About these pages", '--8<-- "gone.md"'),
        "sources.yml": f"a-2000:\n  authors: A\n  year: 2000\n  title: T\n  in: J\n"
        f"  url: https://example.org/){SCRIPT.replace(' ', '')}(\n",
    }
    assert [message.split(" (")[0] for message in told(files)] == [
        "docs/about.md:6: snippet must be a file of docs/snippets",
        "docs/sources.yml:6: url must be an address that begins with https://",
    ]


def test_no_file_is_published_as_it_is_but_pictures(told: Callable[..., list[str]]) -> None:
    files = SERIES | {"evil.html": SCRIPT, "evil.svg": "<svg/>", "tides/a.png": b"x"}
    assert [message.split(" (")[0] for message in told(files)] == [
        "docs/evil.html:1: file must be a text",
        "docs/evil.svg:1: file must be a text",
    ]


def test_a_site_has_a_home_page(told: Callable[..., list[str]]) -> None:
    files = {name: text for name, text in SERIES.items() if name != "index.md"}
    assert "docs/index.md:1: index.md must be there: it is the home page (found no such file)" in (
        told(files)
    )


def test_an_address_is_calm_and_stays_within_the_site(told: Callable[..., list[str]]) -> None:
    files = SERIES | {
        "escape-him.md": page("About these pages"),
        "about.md": page("About other pages", redirect_from="[/../../out/]"),
    }
    assert [message.split(" (")[0] for message in told(files)] == [
        "docs/about.md:4: redirect_from must be a list of old addresses that go on working, "
        "such as /old-name/",
        "docs/escape-him.md:1: file name and redirect_from must be calm words, since the history "
        "shows them",
    ]


MARKS = [
    *("*", "**", "_", "`", "\\", "[", "]", "(x)", "![", "[^1]", "<", ">", "&", "&amp;", ";", "++"),
    *("ctrl", " ", "  \n", "\n", "\n\n", "# ", "- ", "> ", "a@b.example", "http://", "{#x}", "|"),
    *("word", "Zwei", "é", "\u2019", "1", "==", "~~", ":", "\u0002", "\u0003", "[1]: x", "[^1]: y"),
]


@given(strategies.lists(strategies.sampled_from(MARKS)).map("".join))
def test_text_that_is_passed_over_would_have_stayed_as_it_is(text: str) -> None:
    names = ["attr_list", "footnotes", "pymdownx.keys", "pymdownx.tasklist", "tables"]
    quick = Markdown(extensions=[*names, Markup()])
    slow = Markdown(extensions=[*names, Markup()])
    slow.treeprocessors.deregister("sk-plain")
    assert quick.convert(text) == slow.convert(text)


def test_no_text_is_passed_over_where_signs_of_others_count() -> None:
    extensions = ["pymdownx.tilde", Markup()]
    assert markdown("a ~~b~~", extensions=extensions) == "<p>a <del>b</del></p>"
