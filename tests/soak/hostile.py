"""Bodies made from the pieces of the allowlist and of HTML's grammar."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from sitekit.html.allowlist import ATTRIBUTES, BLOCKS, ELEMENTS, EVERYWHERE, PHRASES

if TYPE_CHECKING:
    from collections.abc import Callable

VOID = {"br", "col", "hr", "img", "input", "wbr"}
LONG = "Unbreakable" * 40
TEXTS = (
    *("words", " ", "\n", "  two  spaces ", "a &amp; b", "&lt;b&gt;", "&nbsp;", "1 < 2", "x > y"),
    *("\u00a0", "\u200b", "\u202eback\u202c", "\u2066iso\u2069", "\u0130", "\ufeff", "é", "中文字"),
    *(
        "&#13;",
        "&#0;",
        "&notit;",
        "&notin;",
        "&#x80;",
        "&ampx",
        "&",
        "&#",
        "\t",
        "\f",
        "\x01",
        "\x00",
    ),
    *(
        LONG,
        "`code`",
        "**strong**",
        "[a](#b)",
        "<!-- -->",
        "{: .x }",
        "\\<b>",
        "\n\n",
        "\n\n    in\n\n",
    ),
)
RARE = (
    *(
        "<",
        "</",
        "<!",
        "<?",
        "<b",
        "</b",
        "<!-->",
        "<!--->",
        "<!-- a --!>",
        "<!--a--!b-->",
        "-->",
        "]]>",
    ),
    *("<!-- <!-- -->", "<!-- -", "<![CDATA[x]]>", "<?php x ?>", "<!doctype html>", "</br>", "</p>"),
    *(
        "<body class=x>",
        "<html lang=en>",
        "<head>",
        "</body>",
        "</html>",
        "<frameset>",
        "<form>",
        "</form>",
    ),
    *(
        "<svg><p>",
        "<math><mi>",
        "<svg/>",
        "<math/>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<caption>",
    ),
    *(
        "<select>",
        "<option>",
        "<textarea>",
        "<title>",
        "<style>",
        "<script>",
        "<template>",
        "<noscript>",
    ),
    *(
        "<plaintext>",
        "<xmp>",
        "<listing>",
        "<nobr>",
        "<font>",
        "<image>",
        "<b/>",
        "<p/>",
        "<br/>",
        "</>",
    ),
    *(
        "<a\u0131>",
        "<\u1d2e>",
        "<x-y>",
        "<b:c>",
        "<svg:a>",
        "<A HREF='#'>",
        "<isindex>",
        "<keygen>",
        "<h1>",
    ),
)
VALUES: dict[str, tuple[str, ...]] = {
    "class": (
        "a",
        "a b",
        "admonition",
        "grid cards",
        "tabbed-set",
        "tabbed-block",
        "footnote",
        "short",
    ),
    "id": ("querySelector", "body", "location", "x", "é", "fn:k", "a'b", "main-x"),
    "title": ("words", "a &lt; b", "&quot;>", "`", LONG, "a\nb", "=", "-->", "</p>"),
    "lang": ("en", "de-CH", ""),
    "dir": ("ltr", "rtl", "auto"),
    "href": (
        "#a",
        "index.md",
        "https://example.org/?a=b&amp;c=d",
        "mailto:a@example.org",
        "tel:116",
        "?q",
        "",
    ),
    "rel": ("author", "noopener"),
    "cite": ("https://example.org/", "#x"),
    "span": ("1", "9"),
    "open": ("", "open"),
    "data-tabs": ("1:2",),
    "src": ("a.png", "../a.png", "#", "?x"),
    "alt": ("words", "", LONG, "a &lt; b"),
    "width": ("1", "640", "9999"),
    "height": ("1", "480", "9999"),
    "loading": ("lazy", "eager"),
    "decoding": ("async",),
    "type": ("radio", "checkbox"),
    "checked": ("",),
    "disabled": ("",),
    "name": ("__tabbed_1", "__tabbed_22"),
    "for": ("__tabbed_1_1",),
    "value": ("3", "-7"),
    "start": ("4", "-999999"),
    "reversed": ("",),
    "data-linenos": (" 1 ",),
    "colspan": ("2", "40"),
    "rowspan": ("2", "40"),
    "scope": ("row", "col"),
    "datetime": ("2026-01-01", "soon"),
}
HOSTILE = (
    *(
        "onclick=go()",
        "style='color:red'",
        "hidden",
        "name=x",
        "tabindex=1",
        "data-leave",
        "class=sk-cover",
    ),
    *(
        "href=javascript:x()",
        "src=//example.org/a.png",
        "href='/\\example.org'",
        "contenteditable",
        "popover",
    ),
    *(
        "is=x",
        "slot=x",
        "autofocus",
        "inert",
        "x:y=z",
        '"',
        "'",
        "=",
        "/",
        "<",
        "a\u00a0b",
        "title=a title=b",
    ),
)
TABLES = ("caption", "colgroup", "thead", "tbody", "tfoot", "tr", "th", "td", "col")


def body(seed: int, number: int) -> str:
    """The body of this number: mostly well formed, or hardly anything would be accepted."""
    rng = random.Random(f"{seed} {number}")  # nothing secret
    return "\n\n".join(_block(rng) for _ in range(rng.randint(1, 4)))


def _block(rng: random.Random) -> str:
    if rng.random() < 0.2:
        return "".join(_text(rng) for _ in range(rng.randint(1, 6)))
    return _element(rng, rng.choice(sorted(BLOCKS if rng.random() < 0.7 else ELEMENTS)), 0)


def _element(rng: random.Random, tag: str, depth: int) -> str:
    shown = tag.upper() if rng.random() < 0.05 else tag
    begin = f"<{shown}{_attributes(rng, tag)}{'/' if rng.random() < 0.02 else ''}>"
    if tag in VOID:
        return begin
    inside = "".join(_inside(rng, tag, depth) for _ in range(rng.randint(0, 3)))
    if rng.random() < 0.02:
        return f"{begin}{inside}"
    return f"{begin}{inside}</{shown}>"


def _inside(rng: random.Random, tag: str, depth: int) -> str:
    if rng.random() < 0.45 or depth > 5:
        return _text(rng)
    if rng.random() < 0.04:
        return _text(rng, RARE)
    fitting = {
        "table": ["thead", "tbody", "tr", "caption"],
        "thead": ["tr"],
        "tbody": ["tr"],
        "tfoot": ["tr"],
        "tr": ["td", "th"],
        "colgroup": ["col"],
        "ul": ["li"],
        "ol": ["li"],
        "dl": ["dt", "dd"],
        "ruby": ["rt", "rp"],
    }.get(tag)
    if fitting and rng.random() < 0.85:
        return _element(rng, rng.choice(fitting), depth + 1)
    flow = tag not in PHRASES and tag not in ("p", "h2", "h3", "summary", "pre")
    some = sorted((ELEMENTS - set(TABLES)) if flow else PHRASES)
    return _element(rng, rng.choice(some if rng.random() < 0.93 else sorted(ELEMENTS)), depth + 1)


def _text(rng: random.Random, texts: tuple[str, ...] = TEXTS) -> str:
    plain = rng.random() < 0.6 and texts is TEXTS
    return rng.choice(texts[:4] if plain else texts)


def _attributes(rng: random.Random, tag: str) -> str:
    names = sorted(EVERYWHERE | ATTRIBUTES.get(tag, {}))
    chosen = [name for name in names if rng.random() < 0.12]
    if tag == "input":
        chosen = sorted({*chosen, "type"})
    pairs = [_pair(rng, name) for name in chosen]
    if rng.random() < 0.02:
        pairs.append(rng.choice(HOSTILE))
    rng.shuffle(pairs)
    return "".join(f" {pair}" for pair in pairs)


def _pair(rng: random.Random, name: str) -> str:
    value = rng.choice(VALUES[name])
    quoted: list[Callable[[str], str]] = [lambda one: f'{name}="{one}"']
    if "'" not in value:
        quoted.append(lambda one: f"{name}='{one}'")
    if value and not set(value) & set(" \n\t'\"=<>`"):
        quoted.append(lambda one: f"{name}={one}")
    if not value:
        quoted.append(lambda _: name)
    if '"' in value or value == "&quot;>":
        quoted = quoted[:1]
    return rng.choice(quoted)(value)
