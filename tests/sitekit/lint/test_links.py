"""Links within the site: one that leads nowhere is one problem, with the nearest name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sitekit.html.markdown import Converter, Link
from sitekit.lint.links import check_links
from sitekit.lint.prose import Text
from sitekit.model.patterns import Patterns

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitekit.model.problems import Problem

FILES = ["index.md", "about.md", "tides/ebb.md", "tides/flow.md", "tides/boat.png"]
ANCHORS = {"tides/flow.md": ("high-water", "low-water"), "tides/ebb.md": ("words",)}
CONVERTER = Converter(["fenced_code", "attr_list"])
RULE = "link must lead to a file of the site"


def problems(body: str, unpublished: tuple[str, ...] = ()) -> list[Problem]:
    """Problems with the links of tides/ebb.md, whose body begins on line 7."""
    links = CONVERTER.convert(body, "tides/ebb.md", "tides/ebb/").links
    text = Text("docs/tides/ebb.md", body, 7)
    return check_links(text, links, files=FILES, anchors=ANCHORS, unpublished=unpublished)


def messages(body: str) -> list[str]:
    return [str(problem).removeprefix("docs/tides/ebb.md:") for problem in problems(body)]


@pytest.mark.parametrize(
    "body",
    [
        "[a](flow.md) [b](../about.md#licence) [c](/about.md) [d](#words) ![e](boat.png)",
        "[a](https://example.org/x.md) [b](mailto:a@example.org) <https://example.org/>",
        "`[a](gone.md)`\n\n```\n[b](gone.md)\n```\n",
        '<a href="../about.md">a</a> [a]: words, and [b](<flow.md>)',
        "[a][r]\n\n[r]: flow.md",
        "<!-- [a](later.md) -->\n\n````\n```\n[b](gone.md)\n```\n````\n",
        "[a](flow.md#high-water) [b](flow.md#)",
        "An e-mail to <a@example.org>",
    ],
)
def test_links_that_lead_somewhere_are_no_problem(body: str) -> None:
    assert messages(body) == []


def test_a_link_that_leads_nowhere_is_reported_with_its_line_and_the_nearest_name() -> None:
    body = "One.\n\n[a](flwo.md) and\n[b](../abut.md)\n\n[c]\n\n[c]: /nowhere/at-all.png\n"
    assert messages(body) == [
        f"9: {RULE} (found 'flwo.md'; did you mean 'flow.md'?)",
        f"10: {RULE} (found '../abut.md'; did you mean '../about.md'?)",
        f"14: {RULE} (found '/nowhere/at-all.png')",
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[a]()", ["7: link must lead to a file (found nothing)"]),
        ("Words.\n\n![a](<>)", ["9: image must lead to a file (found nothing)"]),
    ],
)
def test_a_link_without_a_target_is_reported(body: str, found: list[str]) -> None:
    assert messages(body) == found


def test_a_link_that_is_written_twice_is_reported_at_both_places() -> None:
    body = "[a](gone.md)\n\n`gone.md`\n\n[b](gone.md)\n\n[c](gone.md#x) and begone.md"
    assert [message.partition(":")[0] for message in messages(body)] == ["7", "11", "13"]


def test_a_link_that_a_snippet_brings_is_reported_at_the_beginning() -> None:
    text, link = Text("docs/tides/ebb.md", "Words.", 7), Link("gone.md", "tides/gone.md", "")
    (problem,) = check_links(text, [link], files=FILES, anchors={}, unpublished=())
    assert problem.line == 7


@pytest.mark.parametrize("address", ["https://[name of clinic].org/", "http://[::1"])
def test_an_address_that_cannot_be_read_is_reported_and_hides_nothing(address: str) -> None:
    found = messages(f"[a](<{address}>) [b](flow.md#gone)")
    assert [message.partition(" (")[0] for message in found] == [
        "7: link must be an address",
        "7: link must lead to a heading that is there",
    ]


def test_a_link_over_several_lines_is_reported_on_one() -> None:
    assert all("\n" not in message for message in messages("[a](<flow\nof it.md>)"))


def test_a_name_with_spaces_is_one_name() -> None:
    assert messages("[a](<flow of it.md>)") == [
        f"7: {RULE} (found 'flow of it.md'; did you mean 'flow.md'?)"
    ]


def test_a_link_to_a_heading_that_is_gone_is_reported() -> None:
    rule = "link must lead to a heading that is there"
    assert messages("[a](flow.md#high-watr) [b](#gone) [c](../about.md#anything)") == [
        f"7: {rule} (found 'flow.md#high-watr'; did you mean 'flow.md#high-water'?)",
        f"7: {rule} (found '#gone')",
    ]


def test_a_link_to_what_is_not_published_is_reported() -> None:
    (problem,) = problems("[a](flow.md) [b](../about.md)", unpublished=("tides/flow.md",))
    rule = "link must lead to a page that is published (found 'flow.md')"
    assert str(problem) == f"docs/tides/ebb.md:7: {rule}"


def numbered(body: str, *patterns: str) -> list[str]:
    links = CONVERTER.convert(body, "tides/ebb.md", "tides/ebb/").links
    found = check_links(
        Text("docs/tides/ebb.md", body, 7),
        links,
        files=FILES,
        anchors={},
        numbers={"tides/flow.md": {2, 5}, "tides/ebb.md": {1}},
        patterns=Patterns(part_numbers=tuple(re.compile(one, re.IGNORECASE) for one in patterns)),
    )
    return [str(problem) for problem in found]


def test_a_link_with_another_number_than_its_parts_is_reported() -> None:
    body = "[part 2](flow.md), [See Part 5 first](flow.md#x)\n\nand [part 3](flow.md)"
    rule = "link must give the number of its part, 2 or 5"
    assert numbered(body, r"\bpart \d+") == [f"docs/tides/ebb.md:9: {rule} (found 'part 3')"]


@pytest.mark.parametrize(
    "body",
    [
        "[part 3](../about.md) is no part, [3 boats](flow.md) no number of one",
        "`[part 3](flow.md)` [part 3](https://example.org/)",
    ],
)
def test_other_numbers_in_links_are_no_problem(body: str) -> None:
    assert numbered(body, r"\bpart \d+") == []


def test_a_language_without_words_for_it_has_no_wrong_numbers() -> None:
    assert numbered("[part 3](flow.md)") == []


def test_each_problem_has_the_id_of_its_rule() -> None:
    found = problems("[a](gone.md) [b](flow.md#gone) [c](../about.md)", unpublished=("about.md",))
    assert [problem.rule for problem in found] == [
        "link-leads-somewhere",
        "link-leads-to-a-heading",
        "link-leads-to-what-is-published",
    ]


def test_one_wrong_link_of_a_page_is_one_problem(
    problems_with: Callable[[str], list[str]],
) -> None:
    found = problems_with("[a](gone.md) [b](flow.md#gone)")
    assert [message.partition(" (")[0] for message in found] == [
        "7: link must lead to a file of the site",
        "7: link must lead to a heading that is there",
    ]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('One.\n\n!!! note "See [it](lost-at-sea.md)"\n    Words.\n', 9),
        ('<p>One.</p>\n\n<p\ntitle="<">\n<a href="lost-at-sea&#46;md">a</a>\n</p>\n', 11),
        ('One.\n\nA <a href="lost-at-sea.&#109;d">link</a>, written with a reference.\n', 9),
        ('One.\n\n<div>\n<img alt="a"\nsrc="lost-at-sea.md">\n</div>\n', 11),
    ],
)
def test_a_link_has_its_line_however_it_is_written(body: str, line: int) -> None:
    assert messages(body) == [f"{line}: {RULE} (found 'lost-at-sea.md')"]
