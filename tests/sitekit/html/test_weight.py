"""What a page weighs, and what is said when that is too much."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from sitekit.html.weight import HERE, HURRY, gzipped, over, own_weight, weigh
from tests.conftest import SERIES, article

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = {f"{HERE}a/one.css": 1000, f"{HERE}two.js": 200, f"{HERE}a/b/three.png": 30}
BUDGET = {"before_reading": 500, "in_all": 900, "requests": 1}


def size_of(address: str) -> int:
    return SIZES[address]


def test_what_blocks_reading_counts_before_it_and_the_rest_after() -> None:
    html = (
        "<head><link rel=stylesheet href=../one.css></head><p>Words</p>"
        "<script type=module src=/two.js></script><img src=three.png><img src=three.png>"
        "<img src='data:image/png;base64,x'>"
    )
    weight = weigh(html, "a/b/", size_of)
    assert weight.before_reading == gzipped(html.encode()) + 1000
    assert weight.in_all == weight.before_reading + 230
    assert weight.requests == 4


def test_what_stands_after_the_text_delays_no_word_of_it() -> None:
    text, after = "<article><p>Words</p></article>", "<section>To share, to reply</section>"
    weight = weigh(text + after, "", size_of)
    assert weight.before_reading == gzipped(text.encode())
    assert weight.in_all == weight.html == gzipped((text + after).encode())


@pytest.mark.parametrize(
    "block",
    [
        "<article>Words</article><section data-component=replies><ol>{}</ol></section>",
        "<main><ol data-component=parts>{}</ol></main>",
        "<section data-component=search><ul>{}</ul></section>",
    ],
)
def test_what_grows_with_a_site_counts_in_no_budget(block: str) -> None:
    entries = f"<li>{' '.join(map(str, range(999)))}"
    bare, full = (weigh(block.format(words), "", size_of) for words in ("", entries))
    assert full.before_reading == bare.before_reading
    assert full.in_all == bare.in_all
    assert full.parts["text"] > bare.parts["text"]


def test_a_hurried_weight_is_never_lighter() -> None:
    draw = random.Random(1)  # noqa: S311  # the same texts each time
    for length in (1, 10, 100, 1000, 10_000):
        html = "<article>" + " ".join(draw.choices(("a", "bee", "<b>", "other"), k=length))
        own, hurried = own_weight(html, ""), own_weight(html, "", HURRY)
        assert (hurried.before, hurried.html) >= (own.before, own.html)


def test_an_address_that_cannot_be_read_weighs_nothing() -> None:
    assert weigh("<iframe src='//['></iframe>", "", size_of).requests == 1


def test_a_page_is_the_sum_of_its_parts() -> None:
    html = "<style>p{}</style><script>x()</script><p>Words</p>"
    weight = weigh(html, "", size_of)
    assert sum(weight.parts.values()) == len(html)
    assert weight.parts["text"] == len("<p>Words</p>")


def test_each_limit_that_is_passed_is_told_with_the_heaviest_part() -> None:
    weight = weigh(f"<p>Words</p><link rel=stylesheet href=a/one.css>{'x' * 50}", "", size_of)
    assert [message.split(" (")[0] for message in over(weight, BUDGET)] == [
        "page must take at most 500 bytes gzipped before it can be read",
        "page must take at most 900 bytes gzipped in all",
        "page must take at most 1 requests",
    ]
    assert list(over(weigh("<p>Words</p>", "", size_of), BUDGET)) == []


def test_a_page_over_the_budget_stops_the_build(told: Callable[..., list[str]]) -> None:
    words = " ".join(f"w{n * 7919 % 99991:x}" for n in range(5000))
    text = "\n\n".join(words[n : n + 400] for n in range(0, len(words), 400))
    (said,) = told(SERIES | {"tides/ebb.md": article("Ebb and what it leaves", text)})
    rule = "page must take at most 14336 bytes gzipped before it can be read"
    assert said.startswith(f"docs/tides/ebb.md:1: {rule} (found ")
    assert "most of it text" in said
