"""Odd articles: each is reported in a line, or published with every part in its place."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import re
import resource
import tempfile
import time
import traceback
from base64 import b64encode
from dataclasses import dataclass, field
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from mkdocs.exceptions import Abort

from tests.conftest import SERIES, SOAK, Built, article, landing, page, run_build
from tests.soak.odd_articles import Odd, odd

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pytest
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    Wrong = Callable[[Sequence[Odd]], bool]

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "5000" if SOAK else "50"))
FIRST = int(os.environ.get("FUZZ_FIRST", "0"))  # the number of the first one, to run it in pieces
SEED = 1
# Articles in one build, which takes a second however few they are.
BATCH = 50
A_PAGE = 2.0  # seconds of work that no page may take
TRIES = int(os.environ.get("FUZZ_TRIES", "40"))
STUCK = 60  # seconds of work after which a build is ended
FAULTS = int(os.environ.get("FUZZ_FAULTS", "5"))
REPORTED = re.compile(r"docs/(\S+?\.md):\d+: |Doc file '([^']+?)' ")
OURS = ("leave", "notice", "next", "series", "share", "replies")
STASH = re.compile("\u0002(klzzwxh|wzxhzdk|amp|\\d+)")  # Markdown's and its extensions' own signs
MODELS = {"article": "odd/plain", "page": "plain", "landing": "other"}
# What depends on the article: gone before its page is compared, or emptied.
GONE = (
    "article > .sk-text, .sk-article-header__note, .sk-article-header__begin, .sk-line, "
    ".sk-lines svg, .sk-series__companion, link[rel=alternate], meta[name=robots]"
)
EMPTIED = "[data-component=series] > ol, [data-component=next], .sk-parts"
SHOWN = ("class", "id", "data-component", "name", "property", "rel", "http-equiv", "type")
FRAME = ["sk-skip", "sk-header", "main", "sk-footer", "sk-leave", "sk-cover"]


@dataclass
class Outcome:
    """One build: what it reported, how it failed if it did, how much work it was."""

    reported: list[str] = field(default_factory=list)
    aborted: bool = False
    failure: str = ""
    seconds: float = 0.0


@dataclass
class Findings:
    fault: str = ""
    slow: bool = False
    reported: frozenset[str] = frozenset()
    published: int = 0
    pages: int = 0
    seconds: float = 0.0


def built(files: dict[str, str | bytes], folder: Path) -> Outcome:
    """Build strictly in a process of its own, which an engine in C may end, or never end."""
    for name, text in files.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_build, args=(folder, sender))
    process.start()
    sender.close()
    try:
        outcome: Outcome = receiver.recv()
    except EOFError:
        process.join()
        outcome = Outcome(failure=f"the process ended with {process.exitcode}")
    process.join()
    return outcome


def _build(folder: Path, sender: Any) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (STUCK, STUCK))
    outcome = Outcome()
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: outcome.reported.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("mkdocs").addHandler(handler)
    begin = time.process_time()
    try:
        run_build(folder / "docs", folder / "site")
    except Abort:
        outcome.aborted = True
    except BaseException:  # whatever it is, it is what we look for
        # MkDocs has said, last, which page it was at.
        outcome.failure = f"{outcome.reported[-1:]}\n{traceback.format_exc()}"
    outcome.seconds = time.process_time() - begin
    sender.send(outcome)


def files_of(odds: Sequence[Odd]) -> dict[str, str | bytes]:
    parts = [one.src.removeprefix("odd/") for one in odds if one.kind == "article"]
    return {
        **SERIES,
        "search.md": page("All the pages"),
        "subscribe.md": page("All the feeds", "<!-- feeds -->"),
        "odd/index.md": landing("Odd ones", "plain.md", *parts),
        "odd/plain.md": article("A plain one", "Words."),
        "other/index.md": landing("Another", "later.md=Later"),
        "plain.md": page("A plain page", "Words."),
        **{one.src: one.source() for one in odds},
    }


def examined(odds: Sequence[Odd], base: float = 0.0) -> Findings:
    """Build all, then those of which nothing was reported, both strictly, and look at these."""
    with tempfile.TemporaryDirectory() as name:
        everything = built(files_of(odds), Path(name))
    found = Findings(seconds=everything.seconds)
    found.slow = everything.seconds > base + A_PAGE  # else none of them can be
    if everything.failure:
        found.fault = everything.failure
        return found
    if lines := [said for said in everything.reported if "\n" in said]:
        found.fault = f"not one line: {lines[0]!r}"
        return found
    reported = {src for said in everything.reported for src in _about(said)}
    found.reported = frozenset(one.src for one in odds if one.src in reported)
    if bool(everything.reported) != everything.aborted:
        found.fault = f"reported {everything.reported[:3]}, and went on: {not everything.aborted}"
        return found
    if everything.reported and not found.reported:
        found.fault = f"reported of no article: {everything.reported[:3]}"
        return found
    left = [one for one in odds if one.src not in reported]
    with tempfile.TemporaryDirectory() as name:
        outcome = built(files_of(left), Path(name))
        if outcome.failure or outcome.reported or outcome.aborted:
            found.fault = outcome.failure or f"reported of these alone: {outcome.reported[:3]}"
            return found
        site = Built(Path(name, "site"))
        found.pages = len(site.pages())
        found.published = sum(address(one) in site.pages() for one in left)
        try:
            found.fault = misplaced(site, left)
        except (ElementTree.ParseError, ValueError) as error:
            found.fault = f"a feed or data cannot be read: {error}"
    return found


def _about(said: str) -> list[str]:
    match = REPORTED.match(said)
    return [name for name in match.groups() if name] if match else []


def address(one: Odd) -> str:
    return one.src.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/index.html"


def misplaced(site: Built, odds: Sequence[Odd]) -> str:
    """What of the built site is not as its templates have it; nothing if all is."""
    models = {kind: skeleton(site.html(f"{name}/index.html")) for kind, name in MODELS.items()}
    assert [name for name in OURS if f"data-component={name}" in "".join(models["article"])] == [
        *OURS
    ]
    for one in odds:
        if address(one) not in site.pages():  # a draft, or of another day
            continue
        texts = site.html(address(one)).css("article > .sk-text")
        if any(STASH.search(text.html) for text in texts):
            return f"{one.src}: what Markdown had put aside is not put back"
        if wrong := _differing(skeleton(site.html(address(one))), models[one.kind]):
            return f"{one.src}: {wrong}"
    for name in site.pages():
        if wrong := _out_of_frame(site.html(name)):
            return f"{name}: {wrong}"
    for file in (*site.folder.rglob("*.xml"), *site.folder.rglob("*.opml")):
        ElementTree.fromstring(file.read_bytes())  # noqa: S314  # our own
    for file in site.folder.rglob("*.json"):
        json.loads(file.read_bytes())
    return ""


def skeleton(html: LexborHTMLParser) -> list[str]:
    """A page's own elements, each with its depth: what is left without what its author wrote."""
    for contents in html.css(".sk-toc, main > .sk-text > .sk-notes"):
        contents.parent.decompose()
    for node in html.css(GONE):
        node.decompose()
    for node in html.css(EMPTIED):
        node.inner_html = ""
    lines: list[str] = []
    _outline(html.root, 0, lines)
    return lines


def _outline(node: LexborNode, depth: int, lines: list[str]) -> None:
    shown = [f"{k}={v}" for k in SHOWN if (v := node.attributes.get(k)) is not None]
    others = sorted(node.attributes.keys() - set(SHOWN))
    lines.append(" ".join([" " * depth + str(node.tag), *shown, *others]))
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            if (child.text_content or "").strip():
                lines.append(" " * (depth + 1) + "text")
        else:
            _outline(child, depth + 1, lines)


def _differing(page: list[str], model: list[str]) -> str:
    if page == model:
        return ""
    diff = [*unified_diff(model, page, "as it should be", "as it is", n=1, lineterm="")]
    return "\n".join(diff[:30])


def _out_of_frame(html: LexborHTMLParser) -> str:
    """What holds for every page, whatever its template."""
    if html.css_first("meta[http-equiv=refresh]"):
        return ""
    body = [n for n in html.body.iter() if n.tag != "script" and "sk-notice" not in _class(n)]
    frame = [node.id or _class(node).split(" ")[0] or str(node.tag) for node in body]
    if frame != FRAME:
        return f"body holds {frame}"
    for only in ("h1", "main", "[data-component=leave]", "style", "title", "[http-equiv]"):
        if len(html.css(only)) != 1:
            return f"{len(html.css(only))} of {only}"
    return _unprotected(html) or _named_twice(html) or _spilt(html)


def _unprotected(html: LexborHTMLParser) -> str:
    content = html.css_first("[http-equiv]").attributes["content"] or ""
    for inline in html.css("style, body > script:not([src], [type])"):
        of = b64encode(sha256(inline.text().encode()).digest()).decode()
        if of not in content:
            return f"the policy does not hold for its {inline.tag}"
    for data in html.css("script[type='application/ld+json']"):
        json.loads(data.text())
    return ""


def _named_twice(html: LexborHTMLParser) -> str:
    """A name of ours that a text has taken, too."""
    written = [node.id for node in html.css("[id]")]
    for text in html.css("main > .sk-text, article > .sk-text"):
        text.decompose()
    own = [node.id for node in html.css("[id]")]
    twice = [name for name in own if written.count(name) > 1]
    return f"several elements are called {twice[0]}" if twice else ""


def _spilt(html: LexborHTMLParser) -> str:
    """On the page of a whole series, whose texts are gone by now."""
    for part in html.css("article.sk-print"):
        if [_class(node).split(" ")[0] for node in part.iter()] != ["sk-print__head"]:
            return "an article of the whole series holds more than its text"
    return ""


def _class(node: LexborNode) -> str:
    return node.attributes.get("class") or ""


def guilty(odds: Sequence[Odd], found: Findings, wrong: Wrong) -> Sequence[Odd]:
    """The one that is enough to be wrong, or as few as halving leads to."""
    named = [one for one in odds if one.src in found.fault or address(one) in found.fault]
    if len(named) == 1 and wrong(named):
        return named
    while len(odds) > 1:
        half = len(odds) // 2
        culprits = next((part for part in (odds[:half], odds[half:]) if wrong(part)), None)
        if culprits is None:
            return odds
        odds = culprits
    return odds


def smallest(one: Odd, wrong: Wrong) -> Odd:
    """The same fault with as little as can be found out in so many builds."""
    smaller = iter(one.smaller())
    for _ in range(TRIES):
        other = next(smaller, None)
        if other is None:
            break
        if wrong([other]):
            one, smaller = other, iter(other.smaller())
    return one


def culprits_of(odds: Sequence[Odd], found: Findings, base: float) -> Sequence[Odd]:
    """Whoever is at fault, with as little as is needed for it; nobody if none is by itself."""

    def wrong(some: Sequence[Odd]) -> bool:
        return bool(examined(some, base).fault)

    def slow(some: Sequence[Odd]) -> bool:
        return examined(some, base).slow

    how = wrong if found.fault else slow
    culprits = guilty(odds, found, how)
    if len(culprits) == 1:
        return [smallest(culprits[0], how)]
    return culprits if found.fault else []


def test_what_is_published_keeps_its_place_and_all_else_is_reported(
    capsys: pytest.CaptureFixture[str],
) -> None:
    begin = time.monotonic()
    plain = examined([])
    assert plain.fault == ""
    faults: list[str] = []
    rounds, each = 0, list[Findings]()
    for first in range(FIRST, FIRST + ROUNDS, BATCH):
        batch = [odd(SEED, n) for n in range(first, min(first + BATCH, FIRST + ROUNDS))]
        rounds += len(batch)
        each.append(found := examined(batch, plain.seconds))
        while (found.fault or found.slow) and len(faults) < FAULTS:
            culprits = culprits_of(batch, found, plain.seconds)
            if not culprits:
                break
            faults.append(_said(culprits, examined(culprits, plain.seconds)))
            gone = {one.number for one in culprits}
            batch = [one for one in batch if one.number not in gone]
            found = each[-1] = examined(batch, plain.seconds)
        if len(faults) == FAULTS:
            break
    slowest = max(found.seconds for found in each) - plain.seconds
    with capsys.disabled():
        print(  # the figures are what a soak is run for
            f"\n{rounds} odd articles: {sum(len(found.reported) for found in each)} reported, "
            f"{sum(found.published for found in each)} published; "
            f"{sum(found.pages for found in each)} pages looked at; {BATCH} took {slowest:.1f} s "
            f"of work at most; {time.monotonic() - begin:.0f} s in all"
        )
    assert not faults, "\n\n".join(faults)


def _said(culprits: Sequence[Odd], found: Findings) -> str:
    texts = [f"{one.src} (number {one.number}) {_cut(one.source())}" for one in culprits[:3]]
    what = found.fault or f"{found.seconds:.1f} s of work"
    return "\n".join([what[-1500:], *texts])


def _cut(text: bytes) -> str:
    return repr(text) if len(text) < 1000 else f"{len(text)} bytes: {text[:500]!r}…{text[-100:]!r}"
