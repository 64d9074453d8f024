"""Every hostile body becomes what the corpus says: refused at its line, or harmless HTML."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from sitekit.features.feeds import feed_html
from sitekit.html.allowlist import ATTRIBUTES, ELEMENTS, EVERYWHERE, FIELDS
from sitekit.html.dom import Document, attributes_of
from sitekit.html.minify import minify
from sitekit.html.urls import SCHEMES, leads_elsewhere
from tests.hostile.corpus import NOTES, OF_NOTES, Hostile, corpus, line_of, prepared
from tests.hostile.trees import seen_by_readers, tree_of

BUILT = [one for one in corpus() if one.refused is None]
REFUSED = [one for one in corpus() if one.refused]
OF_PICTURES = {"width", "height", "decoding"}  # from the build
# As they are shown: cut, with what cannot be printed as Python writes it.
SHOWN = re.compile(r"\(found '(.*)'\)$", re.DOTALL)


def test_the_corpus_has_hundreds_of_bodies_of_each_outcome() -> None:
    assert len(REFUSED) > 600
    assert len(BUILT) > 300
    groups = Counter(one.group for one in corpus())
    assert len(groups) > 10
    assert min(groups.values()) > 20
    assert len({(one.group, one.body) for one in corpus()}) == len(corpus())


@pytest.mark.parametrize("one", REFUSED, ids=lambda one: one.name)
def test_what_is_refused_is_reported_at_its_line(one: Hostile) -> None:
    _, problems = prepared(one.body)
    reported = [
        (line_of(problem), problem.rule, match[1] if match else problem.message)
        for problem in problems
        for match in [SHOWN.search(problem.message)]
    ]
    assert one.refused in reported


@pytest.mark.parametrize("one", REFUSED, ids=lambda one: one.name)
def test_no_problem_is_reported_at_a_line_without_the_text(one: Hostile) -> None:
    _, problems = prepared(one.body)
    lines = one.body.count("\n") + 1
    assert [str(it) for it in problems if not 1 <= line_of(it) <= lines] == []


@pytest.mark.parametrize("one", BUILT, ids=lambda one: one.name)
def test_what_is_built_holds_nothing_but_what_is_listed(one: Hostile) -> None:
    made, problems = prepared(one.body)
    assert problems == []
    page = (
        "<!doctype html><html lang=en><head><title>x</title></head><body>"
        f"<main><article>{made.content.html}</article></main></body></html>"
    )
    text = Document(page).css("article")[0]
    assert Document(page).css("body > *") == Document(page).css("main")
    for node in text.css("*")[1:]:
        rules = EVERYWHERE | ATTRIBUTES.get(str(node.tag), {})
        assert node.tag in ELEMENTS
        assert attributes_of(node).keys() <= rules.keys() | OF_NOTES | OF_PICTURES
        if node.attributes.get("class") != NOTES:
            given = {name: value for name, value in attributes_of(node).items() if name in rules}
            assert all(rules[name](value or "") for name, value in given.items())
    # What browsers get in fewer bytes is the same.
    lean = Document(minify(page)).css("article")[0]
    assert seen_by_readers(tree_of(lean)) == seen_by_readers(tree_of(text))


@pytest.mark.parametrize("one", BUILT, ids=lambda one: one.name)
def test_what_is_built_is_as_harmless_in_feeds(one: Hostile) -> None:
    made, _ = prepared(one.body)
    page = Document(f"<!doctype html>{feed_html(made.content.html, 'https://example.org/x/')}")
    for node in page.body.css("*")[1:]:
        assert node.tag in ELEMENTS - FIELDS
        attributes = attributes_of(node)
        assert not {"class", "name", "style"} & attributes.keys()
        for name in ("href", "src", "cite"):
            url = attributes.get(name) or "https://example.org/"
            assert url.split(":")[0].lower() in SCHEMES
            assert name != "src" or url.startswith("https://example.org/")
    assert not any(leads_elsewhere(entry.location) for entry in made.content.search)
