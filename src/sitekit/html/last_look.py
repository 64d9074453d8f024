"""The last look at a finished page: the way out is there, and nothing is that is not ours.

It is taken after the last byte is made, of pages that plugins and hooks of others have changed too.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitekit.html.allowlist import ATTRIBUTES, ELEMENTS, EVERYWHERE
from sitekit.html.csp import DATA, hash_of, policy
from sitekit.html.dom import Document, attribute, attributes_of, children
from sitekit.html.urls import SCHEMES, leads_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitekit.html.csp import Needs
    from sitekit.html.dom import Node

DOCTYPE = "<!doctype html>"
# What templates write around a text.
PAGE_ELEMENTS = ELEMENTS | {
    *("html", "head", "title", "meta", "link", "style", "script", "body"),
    *("h1", "main", "article", "section", "header", "footer", "nav", "aside", "button", "noscript"),
    *("svg", "path"),
}
_MICRODATA = {"itemscope", "itemtype", "itemid", "itemprop"}  # of replies; browsers do nothing
_EVERYWHERE = EVERYWHERE.keys() | _MICRODATA | {"role", "hidden", "draggable"}
# What an element may have beside these, and beside what begins with `aria-` or `data-`.
PAGE_ATTRIBUTES = {tag: _EVERYWHERE | ATTRIBUTES.get(tag, {}).keys() for tag in PAGE_ELEMENTS} | {
    "a": _EVERYWHERE | {"href", "hreflang", "rel", "type"},
    "button": _EVERYWHERE | {"type"},
    "input": _EVERYWHERE
    | ATTRIBUTES["input"].keys()
    | {"value", "readonly", "spellcheck", "autocomplete", "placeholder"},
    "meta": {"charset", "name", "content", "property", "http-equiv", "media"},
    "link": {"rel", "href", "hreflang", "type", "title", "media"},
    "script": {"type", "src", "integrity"},
    "style": set[str](),
}
_DRAWN = {"svg", "path"}
ROOT = {"lang", "dir", "class"}  # attributes of `html`, which no text comes near
# The children of `body`, each once at most; scripts come after them.
FRAME = {
    "nav.sk-skip": True,  # whether every page must have it
    "header.sk-header": False,
    "aside.sk-notice": False,
    "main": True,
    "footer.sk-footer": False,
    "aside.sk-leave": False,
    "div.sk-cover": False,
}
_OF_THE_WAY_OUT = ("aside.sk-leave", "div.sk-cover")
_WAY_OUT = {"class", "data-component", "data-leave", "aria-label", "href", "rel", "draggable"}
META = {"viewport", "color-scheme", "theme-color", "referrer", "description", "robots"}
# Without these the policy does not hold, bytes are read as something else, or links say too much.
REQUIRED = {
    "[charset]": ("charset", "utf-8"),
    "[name=referrer]": ("content", "no-referrer"),
    "[name=viewport]": ("content", "width=device-width,initial-scale=1"),
}
LOGO = "sk-header__logo"  # as SVG, the page carries it; pictures run no scripts
LINKS = {"icon", "canonical", "alternate"}
_STOPS = "a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]"


def last_look(html: str, *, leave_url: str, needs: Needs) -> list[str]:
    """What is wrong with a finished page, as `page must …` sentences.

    `leave_url` is where the way out leads, empty for a site that has none; `needs` are the styles
    and scripts of ours in the page.
    """
    page = Document(html)
    if html[: len(DOCTYPE)].lower() != DOCTYPE or not page.css("body"):
        return [f"page must begin with {DOCTYPE} and have a body"]
    way_out = _way_out(page, leave_url) if leave_url else _no_way_out(page)
    return [*way_out, *_head(page, needs), *_strangers(page, leave_url, needs)]


def _way_out(page: Document, leave_url: str) -> Iterator[str]:
    bars = page.css("[data-component=leave]")
    stops = [attribute(stop, "href") for stop in page.css(_STOPS)[:2]]
    if len(bars) != 1 or bars[0].parent is None or bars[0].parent.tag != "body":
        yield "page must have one leave bar, as a child of its body"
    else:
        links = bars[0].css("a[data-leave]")
        if [attribute(link, "href") for link in links] != [leave_url]:
            yield f"page must have a leave bar with a link to {leave_url}"
        elif not links[0].text(strip=True) or links[0].parent != bars[0]:
            yield "page must have a leave bar with a link that can be read"
        for node in (bars[0], *links):
            if not attributes_of(node).keys() <= _WAY_OUT:
                yield f"page must show its leave bar as it is (found <{_shown(node)}>)"
    if stops != ["#main", leave_url]:
        yield "page must have the way out as the second stop of the keyboard"


def _no_way_out(page: Document) -> Iterator[str]:
    if page.css("[data-component=leave], [data-leave]"):
        yield "page must have no leave bar, since the site has none"
    if [attribute(stop, "href") for stop in page.css(_STOPS)[:1]] != ["#main"]:
        yield "page must have the way to its text as the first stop of the keyboard"


def _head(page: Document, needs: Needs) -> Iterator[str]:
    """What the head must hold, once and before anything that it is about."""
    if attributes_of(page.body) or not attributes_of(page.html).keys() <= ROOT:
        yield "page must have no attributes on its body"
    policies = page.css("meta[http-equiv]")
    if [attribute(node, "content") for node in policies] != [policy(needs)]:
        yield "page must have its policy, and no other"
    first = [node for node in children(page.head) if node.is_element_node][:2]
    if [*policies[:1]] != first[1:]:
        yield "page must have its policy before all else in its head"
    for selector, (name, value) in REQUIRED.items():
        if [attribute(node, name) for node in page.css(f"meta{selector}")] != [value]:
            yield f"page must have one meta{selector} with {name} {value}"


def _strangers(page: Document, leave_url: str, needs: Needs) -> Iterator[str]:
    hashes = needs.styles | needs.scripts
    for node in page.css("*"):
        tag = str(node.tag)
        if tag not in PAGE_ELEMENTS or _is_strange(node, tag, hashes):
            yield f"page must hold nothing but its own elements (found <{_shown(node)}>)"
    for node in page.css("noscript *"):
        # Browsers with scripts read its content as text, and so see its end where we do not.
        if node.attributes or node.tag != "p":
            yield f"page must have only plain paragraphs in noscript (found <{_shown(node)}>)"
    yield from _misplaced(page, leave_url)
    ids = Counter(attribute(node, "id") for node in page.css("[id]"))
    for name in (name for name, count in ids.items() if count > 1):
        yield f"page must use each id once (found {name!r})"


def _misplaced(page: Document, leave_url: str) -> Iterator[str]:
    """What is in the body and not one of its parts, or is no longer what it was."""
    frame = Counter[str]()
    for node in children(page.body):
        name = f"{node.tag}.{attribute(node, 'class').split(' ')[0]}".rstrip(".")
        frame[name] += 1
        own = name == "script" or (name in FRAME and frame[name] == 1)
        own = own and (bool(leave_url) or name not in _OF_THE_WAY_OUT)
        if node.is_element_node and (not own or _is_hidden(node) != (name == "div.sk-cover")):
            yield f"page must have no other child of its body (found <{_shown(node)}>)"
    for name, is_required in FRAME.items():
        if (is_required or (leave_url and name in _OF_THE_WAY_OUT)) and not frame[name]:
            yield f"page must have its parts in its body (missing: {name})"


def _is_hidden(node: Node) -> bool:
    return "hidden" in node.attributes


def _is_strange(node: Node, tag: str, hashes: frozenset[str]) -> bool:
    """Whether an element has attributes that ours do not have, or loads or does something else."""
    attributes = attributes_of(node)
    for name in attributes.keys() - PAGE_ATTRIBUTES[tag]:
        drawn = tag in _DRAWN and not name.startswith(("on", "style", "href", "xlink"))
        if not drawn and not name.startswith(("aria-", "data-")):
            return True
    if tag == "style":
        return hash_of(node.text()) not in hashes
    if tag == "script":
        return _is_strange_script(node, hashes)
    if tag == "meta":
        name = attribute(node, "name") or attribute(node, "property")
        known = {"charset", "http-equiv"} & attributes.keys()  # both are looked at by themselves
        return not known and name not in META and not name.startswith("og:")
    if tag == "link":
        url = attribute(node, "href")
        icon = attribute(node, "rel") == "icon" and not url.startswith("data:")
        return attribute(node, "rel") not in LINKS or (icon and leads_elsewhere(url))
    if "src" in attributes:
        if attribute(node, "class") == LOGO and attribute(node, "src").startswith("data:image/"):
            return False
        return leads_elsewhere(attributes["src"] or "")
    return tag == "a" and not _is_harmless(attribute(node, "href"))


def _is_strange_script(node: Node, hashes: frozenset[str]) -> bool:
    if "src" in node.attributes:
        strange = leads_elsewhere(attribute(node, "src")) or attribute(node, "type") != "module"
        return strange or f"'{attribute(node, 'integrity')}'" not in hashes
    return attribute(node, "type") != DATA and hash_of(node.text()) not in hashes


def _is_harmless(url: str) -> bool:
    """Whether a link of ours or of a text may lead there; share links write messages too."""
    return not leads_elsewhere(url) or urlsplit(url).scheme in (*SCHEMES, "sms")


def _shown(node: Node) -> str:
    pairs = (f'{name}="{value}"' if value else name for name, value in node.attributes.items())
    return " ".join([str(node.tag), *pairs])[:80]
