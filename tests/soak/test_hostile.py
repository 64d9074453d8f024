"""Generated bodies: browsers read what is accepted as we do, and it leaves the way out alone."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from sitekit.html.dom import Document
from sitekit.html.minify import minify
from tests.conftest import SOAK
from tests.hostile.corpus import prepared, written
from tests.hostile.looking import look_at
from tests.hostile.site import build_bodies, pages_of, whole_series
from tests.hostile.trees import TREE_OF, seen_by_readers, tree_of
from tests.soak.hostile import body

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from playwright.sync_api import Browser, Page

    from tests.hostile.trees import Tree

BODIES = int(os.environ.get("HOSTILE_BODIES", "5000" if SOAK else "40"))
SEED = int(os.environ.get("HOSTILE_SEED", "1"))
LOOKED_AT = 300
BATCH = 200
AROUND = "<!doctype html><header>Words</header><main><article>{}</article></main><footer></footer>"
# What a browser makes of a whole page, and of the same text put into one by a script.
READ = f"""(pages) => {{
    {TREE_OF}
    return pages.map(([page, inside]) => {{
        const read = new DOMParser().parseFromString(page, 'text/html');
        const article = read.querySelector('main > article');
        const put = document.implementation.createHTMLDocument('').createElement('article');
        put.innerHTML = inside;
        return [treeOf(article), treeOf(put), read.body.children.length];
    }});
}}"""


def test_what_is_accepted_is_read_alike_and_leaves_the_way_out_alone(
    chromium: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted: dict[str, str] = {}
    html: dict[str, tuple[str, str]] = {}  # as Markdown gives it, and as pages hold it
    reasons = Counter[str]()
    for number in range(BODIES):
        text = body(SEED, number)
        made, problems = prepared(text)
        if not problems:
            accepted[f"body-{number}"] = text
            html[f"body-{number}"] = written(text), made.converted.html
        reasons.update([problems[0].rule] if problems else [])
    page = chromium.new_page()
    names = [*html]
    different = [
        name
        for first in range(0, len(names), BATCH)
        for name in _read_otherwise(page, {one: html[one] for one in names[first : first + BATCH]})
    ]
    page.close()
    some = dict([*accepted.items()][:LOOKED_AT])
    built = build_bodies(some, tmp_path)
    pages = [*whole_series(built), *pages_of(built).values()]
    wrong = look_at(chromium, built, pages)
    with capsys.disabled():
        print(  # the figures are what a soak is run for
            f"\n{BODIES} bodies: {len(accepted)} accepted, {BODIES - len(accepted)} refused "
            f"({', '.join(f'{rule} {count}' for rule, count in reasons.most_common(4))}); "
            f"{len(names) * 5} trees compared with Chromium's, {len(different)} different; "
            f"{len(some)} built and {len(pages)} pages looked at, {len(wrong)} of them wrong"
        )
    assert len(accepted) > BODIES / 10
    assert {name: accepted[name] for name in different} == {}
    assert wrong == {}


def _read_otherwise(page: Page, html: dict[str, tuple[str, str]]) -> list[str]:
    """The bodies of which Chromium makes another tree than we do, at any step."""
    lean = {name: minify(AROUND.format(made)) for name, (_, made) in html.items()}
    asked = [
        pair
        for name, (raw, made) in html.items()
        for pair in ([AROUND.format(raw), raw], [AROUND.format(made), made], [lean[name], ""])
    ]
    answers = page.evaluate(READ, asked)
    return [
        name
        for n, (name, pair) in enumerate(html.items())
        if not _agree([_article(one) for one in pair], answers[3 * n : 3 * n + 3])
    ]


def _article(html: str) -> Tree:
    tree = tree_of(Document(AROUND.format(html)).css("main > article")[0])
    assert not isinstance(tree, str)
    return tree


def _agree(ours: list[Tree], theirs: list[tuple[Tree, Tree, int]]) -> bool:
    raw, made = ours
    (read_raw, put_raw, parts), (read, put, same_parts), (lean, _, lean_parts) = theirs
    return (
        {parts, same_parts, lean_parts} == {len(("header", "main", "footer"))}
        and raw == read_raw == put_raw
        and made == read == put
        and seen_by_readers(made) == seen_by_readers(lean)
    )
