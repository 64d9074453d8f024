"""Links within the site: what leads nowhere is told with its line, once, with the nearest name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitekit.lint.links import link_leads_somewhere, link_leads_to_a_heading, links
from sitekit.model.documents import parse_article
from tests.conftest import SERIES, article, problems_of

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = {"index.md", "about.md", "tides/ebb.md", "tides/flow.md", "tides/boat.png"}


def here(body: str):
    return parse_article("tides/ebb.md", article("Ebb and what it leaves", body))[0]


def told_of(body: str) -> list[str]:
    return [
        str(problem) for _, problem in link_leads_somewhere(here(body), links(here(body)), FILES)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "[a](flow.md) [b](../about.md#licence) [c](/about.md) [d](#words) ![e](boat.png)",
        "[a](https://example.org/x.md) [b](mailto:a@example.org) <https://example.org/>",
        "`[a](gone.md)`\n\n```\n[b](gone.md)\n```\n",
        '<a href="../about.md">a</a> [a]: words, and [b](<flow.md>)',
        "[a][r]\n\n[r]: flow.md",
        "<!-- [a](later.md) -->\n\n````\n```\n[b](gone.md)\n```\n````\n",
    ],
)
def test_links_that_lead_somewhere_are_no_problem(body: str) -> None:
    assert told_of(body) == []


def test_a_link_that_leads_nowhere_is_told_with_its_line_and_the_nearest_name() -> None:
    rule = "link must lead to a file of the site"
    assert told_of("One.\n\n[a](flwo.md) and\n[b](../abut.md)\n\n[c]: /nowhere/at-all.png\n") == [
        f"docs/tides/ebb.md:9: {rule} (found 'flwo.md'; did you mean 'flow.md'?)",
        f"docs/tides/ebb.md:10: {rule} (found '../abut.md'; did you mean '../about.md'?)",
        f"docs/tides/ebb.md:12: {rule} (found '/nowhere/at-all.png')",
    ]


@pytest.mark.parametrize("address", ["https://[name of clinic].org/", "http://[::1"])
def test_an_address_that_cannot_be_read_is_told_and_stops_nothing(
    address: str, told: Callable[..., list[str]]
) -> None:
    files = SERIES | {
        "tides/ebb.md": article("Ebb and what it leaves", f"[a](<{address}>) [b](flow.md#gone)")
    }
    assert [message.partition(" (")[0] for message in told(files)] == [
        "docs/tides/ebb.md:7: link must be an address",
        "docs/tides/ebb.md:7: link must lead to a heading that is there",
    ]


@pytest.mark.parametrize(
    "html", ['<img alt="A boat" src="http://[::1">', "<a href='http://]/'>a</a>"]
)
def test_in_html_neither(html: str, told: Callable[..., list[str]]) -> None:
    (message,) = told(SERIES | {"tides/ebb.md": article("Ebb and what it leaves", html)})
    assert "text must be Markdown, or HTML without" in message


def test_a_link_over_several_lines_is_told_in_one(told: Callable[..., list[str]]) -> None:
    body = "[a](<flow\nof it.md>)"
    for message in told(SERIES | {"tides/ebb.md": article("Ebb and what it leaves", body)}):
        assert "\n" not in message


def test_a_name_with_spaces_is_one_name() -> None:
    assert "(found 'flow of it.md'" in told_of("[a](<flow of it.md>)")[0]


@pytest.mark.parametrize(
    "html",
    ['<a href="../flow/">a</a>', "<a href=flow.md>a</a>", "<img src='boat.png' alt='A boat'>"],
)
def test_a_link_in_html_would_not_be_followed_and_is_told(html: str) -> None:
    site = {"tides/ebb.md": article("Ebb and what it leaves", html)}
    assert any("or HTML without" in message for message in problems_of(SERIES | site))


def test_a_link_to_a_heading_that_is_gone_is_told() -> None:
    headings = {"tides/flow.md": {"high-water", "low-water"}, "tides/ebb.md": {"words"}}
    text = here("[a](flow.md#high-watr) [b](#gone)")
    found = link_leads_to_a_heading(text, links(text), headings)
    rule = "link must lead to a heading that is there"
    assert [str(problem) for _, problem in found] == [
        f"docs/tides/ebb.md:7: {rule} "
        "(found 'flow.md#high-watr'; did you mean 'flow.md#high-water'?)",
        f"docs/tides/ebb.md:7: {rule} (found '#gone')",
    ]


def test_addresses_are_decoded() -> None:
    (link,) = links(here("[a](flow%2Emd#a%20b)"))
    assert (link.path, link.heading) == ("tides/flow.md", "a b")


def test_one_wrong_link_is_one_message_in_a_build(told: Callable[..., list[str]]) -> None:
    files = SERIES | {
        "tides/ebb.md": article("Ebb and what it leaves", "[a](gone.md) [b](flow.md#gone)")
    }
    messages = told(files)
    assert [message.partition(" (")[0] for message in messages] == [
        "docs/tides/ebb.md:7: link must lead to a file of the site",
        "docs/tides/ebb.md:7: link must lead to a heading that is there",
    ]
