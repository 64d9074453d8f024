"""What a page weighs, and what is said when that is too much."""

from __future__ import annotations

import pytest

from sitekit.html.weight import BASE_URL, gzipped, own_weight, violations, weigh, with_files

SIZES = {f"{BASE_URL}a/one.css": 1000, f"{BASE_URL}two.js": 200, f"{BASE_URL}a/b/three.png": 30}
LIMITS = {"text-comes-soon": 500, "page-is-light": 900, "requests-are-few": 1}


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


def test_what_comes_after_the_text_delays_no_word_of_it() -> None:
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


def test_an_address_that_cannot_be_read_weighs_nothing() -> None:
    assert weigh("<iframe src='//['></iframe>", "", size_of).requests == 1


def test_a_page_is_the_sum_of_its_parts() -> None:
    html = "<style>p{}</style><script>x()</script><p>Words</p>"
    weight = weigh(html, "", size_of)
    assert sum(weight.parts.values()) == len(html)
    assert weight.parts["text"] == len("<p>Words</p>")


def test_each_limit_that_is_passed_is_reported_with_the_heaviest_part() -> None:
    weight = weigh(f"<p>Words</p><link rel=stylesheet href=a/one.css>{'x' * 50}", "", size_of)
    said = [(rule, message.split(" (")[0]) for rule, message in violations(weight, LIMITS)]
    assert said == [
        ("text-comes-soon", "page must take at most 500 bytes gzipped before it can be read"),
        ("page-is-light", "page must take at most 900 bytes gzipped in all"),
        ("requests-are-few", "page must take at most 1 requests"),
    ]
    assert list(violations(weight, dict.fromkeys(LIMITS, False))) == []
    assert list(violations(weigh("<p>Words</p>", "", size_of), LIMITS)) == []


def test_a_picture_that_is_most_of_a_page_is_named_with_its_bytes() -> None:
    weight = weigh("<p>Words</p><img src=a/boat.png>", "", lambda _: 5000)
    message = dict(violations(weight, LIMITS, {"boat.png": 4900}))["page-is-light"]
    assert message.endswith("; most of it boat.png, 4900 bytes)")
    message = dict(violations(weight, LIMITS, {"dot.png": 1}))["page-is-light"]
    assert "dot.png" not in message


def test_the_weight_of_a_page_and_its_files_is_the_same_in_two_steps() -> None:
    html = "<link rel=stylesheet href=../one.css><img src=three.png><article>Words</article>"
    assert with_files(own_weight(html, "a/b/"), size_of) == weigh(html, "a/b/", size_of)


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<link rel=stylesheet href=/two.js>", True),
        ("<head><script src=/two.js></script>", True),
        ("<head><script src=/two.js defer></script>", False),
        ("<head><script src=/two.js async></script>", False),
        ("<head><script type=module src=/two.js></script>", False),
        ("<body><script src=/two.js></script>", False),
        ("<link rel=icon href=/two.js>", False),
    ],
)
def test_only_styles_and_plain_scripts_of_the_head_block_reading(
    html: str, *, blocks: bool
) -> None:
    assert bool(own_weight(html, "").blocking) is blocks


def test_a_file_that_two_fragments_name_is_one_request() -> None:
    html = "<img src=/two.js#a><img src=/two.js#b>"
    assert weigh(html, "", size_of).requests == 2
