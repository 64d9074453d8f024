"""Markdown: links that lead where they should, markup of our own, one object for many texts."""

from __future__ import annotations

import random
import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from markdown import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from selectolax.lexbor import LexborHTMLParser

from sitekit.html.markdown import Converted, Converter, Link, SiteMarkup, link_of
from sitekit.html.minify import minify
from sitekit.model.documents import url_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

SRCS = [
    "index.md",
    "about.md",
    "tides/index.md",
    "tides/ebb.md",
    "tides/boat.png",
    "tides/deep/down.md",
    "essays/moon.md",
    "essays/index.md",
    "essays/v1.2/notes.md",
    "pictures/a.b.png",
]
URLS = {src: url_of(src) if src.endswith(".md") else src for src in SRCS}
PAGES = [src for src in SRCS if src.endswith(".md")]


def rendered(text: str) -> LexborHTMLParser:
    converter = Converter(["tables", "attr_list", "footnotes"])
    return LexborHTMLParser(converter.convert(text, "a/b.md", "a/b/").html)


@pytest.mark.parametrize(
    "text", ["[a](https://example.org)", "<http://example.org>", "[a](//example.org){ rel=author }"]
)
def test_a_link_to_another_site_sends_no_referrer(text: str) -> None:
    assert rendered(text).css_first("a").attributes["rel"] == "noopener noreferrer"


def test_a_link_in_a_footnote_sends_none_either() -> None:
    note = rendered("Words.[^1]\n\n[^1]: [a](https://example.org)")
    assert note.css_first(".footnote a[href^=https]").attributes["rel"] == "noopener noreferrer"


def test_other_links_are_left_alone() -> None:
    assert "rel" not in rendered("[a](b.md)").css_first("a").attributes


@pytest.mark.parametrize("words", ["a <- b", "1 <2", "so <3", "< b", "<<"])
def test_a_sign_that_begins_no_tag_swallows_nothing(words: str) -> None:
    html = markdown(f"<div>{words}</div>\n\n<p>After.</p>", extensions=[SiteMarkup()])
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


def test_what_markdown_makes_is_allowed() -> None:
    text = "One[^1] ![words](a.png)\n\n- a\n\n| a |\n|:-:|\n| b |\n\n`<script>`\n\n[^1]: Two.<br>"
    assert Converter(["tables", "footnotes"]).convert(text, "a.md", "a/").disallowed == ()


def converted(text: str, src: str = "tides/ebb.md", **options: object) -> Converted:
    return Converter(["footnotes"], urls=URLS, **options).convert(text, src, url_of(src))


def hrefs(text: str, src: str = "tides/ebb.md") -> list[str]:
    nodes = LexborHTMLParser(converted(text, src).html).css("a, img")
    return [str(node.attributes.get("href", node.attributes.get("src"))) for node in nodes]


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("flow.md", "flow.md"),  # which is not there
        ("boat.png", "../boat.png"),
        ("../about.md", "../../about/"),
        ("../about.md#a b", "../../about/#a b"),
        ("../about.md?a=b#c", "../../about/?a=b#c"),
        ("/about.md", "../../about/"),
        ("../index.md", "../../"),
        ("index.md", "../"),
        ("ebb.md", "./"),
        ("deep/down.md", "../deep/down/"),
        ("deep/../ebb.md#x", "./#x"),
        ("%61bout.md", "%61bout.md"),
        ("../%61bout.md", "../../about/"),
        ("#there", "#there"),
        ("https://example.org/about.md", "https://example.org/about.md"),
        ("//example.org/about.md", "//example.org/about.md"),
        ("tel:116016", "tel:116016"),
        ("", ""),
    ],
)
def test_a_link_to_a_file_leads_to_its_page(written: str, href: str) -> None:
    assert hrefs(f"[a](<{written}>)") == [href]


def test_pictures_and_references_are_resolved_too() -> None:
    assert hrefs("![a](boat.png) [b][r]\n\n[r]: ../about.md") == ["../boat.png", "../../about/"]
    assert hrefs("A.[^n]\n\n[^n]: [b](../about.md)")[1] == "../../about/"


def test_an_address_that_cannot_be_read_leads_nowhere() -> None:
    assert hrefs("[a](<http://[::1>)") == [""]


def test_an_e_mail_address_is_no_link_within_the_site() -> None:
    text = converted("<a@example.org>")
    assert LexborHTMLParser(text.html).css_first("a").attributes == {"href": "mailto:a@example.org"}
    assert (text.links, text.disallowed) == ((), ())


def test_what_no_page_may_hold_is_found_in_what_a_text_becomes() -> None:
    assert converted("Words.\n\n<script>x()</script>").disallowed == ("<script>",)
    assert converted("Words.[^a]\n\n[^a]: <b onclick=x()>A</b>").disallowed == (
        '<b onclick="x()">',
    )


def test_links_in_html_are_resolved_as_those_of_markdown() -> None:
    assert hrefs('<a href="../about.md">a</a> <img src="boat.png" alt="b">') == [
        "../../about/",
        "../boat.png",
    ]


def test_every_link_within_the_site_is_found_once() -> None:
    text = (
        "[a](gone.md#x) [b](../about.md) [c](#y) ![d](boat.png) [e](https://e.org) [b](../about.md)"
    )
    assert converted(text).links == (
        Link("gone.md#x", "tides/gone.md", "x"),
        Link("../about.md", "about.md", ""),
        Link("#y", "tides/ebb.md", "y"),
        Link("boat.png", "tides/boat.png", ""),
    )


def test_links_of_one_text_are_not_those_of_the_next() -> None:
    converter = Converter(urls=URLS)
    assert len(converter.convert("[a](flow.md)", "tides/ebb.md", "tides/ebb/").links) == 1
    assert converter.convert("Words.", "index.md", "").links == ()


@pytest.mark.parametrize(
    ("written", "src", "link"),
    [
        ("flow%2Emd#a%20b", "tides/ebb.md", Link("flow%2Emd#a%20b", "tides/flow.md", "a b")),
        ("/about.md", "tides/ebb.md", Link("/about.md", "about.md", "")),
        ("../../../etc/passwd", "a/b.md", Link("../../../etc/passwd", "../../etc/passwd", "")),
        ("#", "a/b.md", None),
        ("", "a/b.md", None),
        ("?a=b", "a/b.md", None),
        ("mailto:a@example.org", "a/b.md", None),
        ("http://[::1", "a/b.md", Link("http://[::1", "http://[::1", "", is_readable=False)),
    ],
)
def test_a_link_names_its_file_and_its_anchor(written: str, src: str, link: Link | None) -> None:
    assert link_of(written, src) == link


PIECES = [
    "One[^a] and[^b].\n\n[^a]: A note.\n[^b]: Another\n    of two lines.",
    "[One][r] and [two].\n\n[r]: /about.md\n[two]: ebb.md 'Title'",
    "## Heading\n\n## Heading\n\n### Below",
    '=== "One"\n    Words.\n\n=== "Two"\n    Others.',
    '??? note "More"\n    - [x] done\n    - [ ] not',
    "| a | b |\n|---|--:|\n| 1 | 2 |",
    '<div markdown="1">\n*Inside*\n</div>',
    "```html\n<script>\n```\n\n    indented <b>",
    "Term\n:   Meaning ++ctrl+c++",
    "<a@example.org> <https://example.org> 1 < 2 &amp; \\* `<`",
    "<details>never closed\n\nWords {: .x }",
]
TEXTS = ["\n\n".join(pair) for pair in combinations(PIECES, 2)]


@pytest.mark.parametrize("order", ["forwards", "backwards", "shuffled"])
def test_one_object_gives_what_a_new_one_gives_for_each_text(
    order: str, new_converter: Callable[..., Converter]
) -> None:
    texts = TEXTS if order != "backwards" else TEXTS[::-1]
    if order == "shuffled":
        texts = random.Random(1).sample(TEXTS, len(TEXTS))  # noqa: S311  # the same order each time
    assert len(texts) >= 50
    one, others = new_converter(urls=URLS), new_converter(urls=URLS, reuse=False)
    for n, text in enumerate(texts):
        src = PAGES[n % len(PAGES)]
        assert one.convert(text, src, URLS[src]) == others.convert(text, src, URLS[src])


class Fails(Extension, Preprocessor):
    """Raises at a text that says so, in the middle of it; counts the objects it is made for."""

    def __init__(self) -> None:
        Extension.__init__(self)
        self.objects = 0

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        self.md = md
        self.objects += 1
        md.preprocessors.register(self, "fails", 0)

    def run(self, lines: list[str]) -> list[str]:
        if "FAIL" in lines:
            self.md.htmlStash.store("left over")
            raise RuntimeError
        return lines


def test_an_object_is_used_again_until_it_has_raised() -> None:
    fails = Fails()
    converter = Converter(["footnotes", fails])
    first = converter.convert("One.[^a]\n\n[^a]: A.", "a.md", "a/").html
    converter.convert("Two.", "a.md", "a/")
    assert fails.objects == 1
    with pytest.raises(RuntimeError):
        converter.convert("[^a]: Left over.\n\nFAIL", "a.md", "a/")
    assert converter.convert("One.[^a]\n\n[^a]: A.", "a.md", "a/").html == first
    assert fails.objects == 2


def test_without_reuse_each_text_has_its_own_object() -> None:
    fails = Fails()
    converter = Converter([fails], reuse=False)
    for _ in range(3):
        converter.convert("Words.", "a.md", "a/")
    assert fails.objects == 3


def test_headings_are_given_as_the_extension_has_them() -> None:
    tokens = Converter(["toc"]).convert("## One\n\n### Two", "a.md", "a/").toc_tokens
    assert (tokens[0]["id"], tokens[0]["children"][0]["name"]) == ("one", "Two")
    assert converted("## One").toc_tokens == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call +44 20 7946 0958 now.", ["+44 20 7946 0958"]),
        ("Call 0808 200 0247, (020) 7946-0958.", ["0808 200 0247", "(020) 7946-0958"]),
        ("About 1 000 000 at -5 or −5.5%.", ["1 000 000", "-5", "−5.5%"]),
        ("### It is -5\n\n- at +44 20 7946\n", ["-5", "+44 20 7946"]),
        ("In 2026, 5 of 10, 3–5, 2026-03-01, 12:30, v-1, `+44 20 7946`, 1/2.", []),
        ("[-5](http://e.org/-5)", ["-5"]),
    ],
)
def test_numbers_keep_their_order_in_a_text_from_right_to_left(
    text: str, numbers: list[str]
) -> None:
    html = Converter(right_to_left=True).convert(text, "a.md", "a/").html
    assert re.findall('<bdi dir="ltr">(.*?)</bdi>', html) == numbers
    assert "<bdi" not in Converter().convert(text, "a.md", "a/").html
