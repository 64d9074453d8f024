"""Passing a page on: what goes into an address comes out of it again, and nothing besides."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitekit.features.share import KEYS, TARGETS, ShareLink, share_of, what_is, wrong_targets
from tests.conftest import SERIES, article, landing, page, site_of
from tests.sitekit.conftest import series_at

ADDRESS = "https://example.org/going-no-contact/why/"
TITLES = [
    """Quotes: "double", 'single' and `back`""",
    "This & that; a=b&c=d",
    "Number #1: what to keep?",
    "1 + 1 makes more than 2",
    "100% of it, or %20 of it",
    "A family 👩🏽‍❤️‍👨🏻 and a flag 🏳️‍🌈",
    "لماذا يصعب الابتعاد؟ ולמה זה כואב",
    "Two lines\nof one title",
    "“Curly” – and — dashes… it’s fine",
    "</script><script>alert(1)</script>",
    "Why you’re struggling to stay away " * 12,
]
BY_KEY = {target.key: target for target in TARGETS}
# Title and URL as a target's pattern joins them, for what reads its query.
PARTS = {"title": "{t}", "address": "{a}", "text": "{t}\n{a}"}
QUERIES = {key: parse_qs(urlsplit(one.pattern).query) for key, one in BY_KEY.items()}
TAKES = {
    key: {name: value.format(**PARTS) for name, (value,) in query.items()}
    for key, query in QUERIES.items()
}
# Characters of the whole text, and of a title alone.
LIMITS = {key: one.limit for key, one in BY_KEY.items() if one.limit and "{text}" in one.pattern}
TITLE_LIMITS = {key: one.limit for key, one in BY_KEY.items() if one.limit and key not in LIMITS}
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PATH = st.text(st.characters(exclude_categories=["Cs"]), max_size=100)


def link_to(key: str, title: str, address: str = ADDRESS) -> ShareLink:
    (link,) = share_of(title, address, [key]).links
    return link


def read(link: ShareLink) -> dict[str, str]:
    """What the target's own server or program reads in the address."""
    query = parse_qs(urlsplit(link.href).query, keep_blank_values=True)
    assert all(len(values) == 1 for values in query.values())
    return {name: value for name, (value,) in query.items()}


def shown(key: str, title: str) -> str:
    """The title as a target with a limit gets it."""
    room = {name: limit - len(ADDRESS) - 1 for name, limit in LIMITS.items()} | TITLE_LIMITS
    if len(title) <= room.get(key, len(title)):
        return title
    said = read(link_to(key, title))["text"].removesuffix(f"\n{ADDRESS}")
    kept = said.removesuffix("…")
    assert (said, len(said) <= room[key]) == (f"{kept}…", True)
    assert title.startswith(kept)
    assert not kept or (not kept[-1].isspace() and title[len(kept)].isspace())
    # No word more would have fitted.
    assert len(re.match(r"\s*\S*", title[len(kept) :])[0]) + len(said) > room[key]
    return said


def check(key: str, title: str, address: str = ADDRESS) -> None:
    link = link_to(key, title, address)
    said = shown(key, title) if address == ADDRESS else title
    assert read(link) == {n: v.format(t=said, a=address) for n, v in TAKES[key].items()}
    assert link.href.split("?")[0] == BY_KEY[key].pattern.split("?")[0]
    assert re.fullmatch(r"[\x21-\x7e]+", link.href)
    assert not re.search(r"""[+#"'<>\\]""", link.href)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("title", TITLES, ids=range(len(TITLES)))
def test_awkward_titles_come_out_as_they_went_in(key: str, title: str) -> None:
    check(key, title)


@pytest.mark.parametrize("key", KEYS)
@given(title=TEXT)
@example(title="word " * 200)
@example(title="x" * 600)
@example(title="x" * 127 + " y")
@example(title="x" * 128 + " y")
def test_any_title_comes_out_as_it_went_in(key: str, title: str) -> None:
    check(key, title)


@pytest.mark.parametrize("key", KEYS)
@given(title=TEXT.filter(lambda text: len(text) < 100), path=PATH)
def test_any_address_comes_out_as_it_went_in(key: str, title: str, path: str) -> None:
    check(key, title, f"https://example.org/{path}")


def test_an_e_mail_has_a_subject_and_lines_that_end_as_mail_wants_them() -> None:
    address = "https%3A%2F%2Fe.org%2Fc%2F"
    assert link_to("email", "A & b", "https://e.org/c/").href == (
        f"mailto:?subject=A%20%26%20b&body=A%20%26%20b%0D%0A%0D%0A{address}"
    )


def test_a_text_message_names_nobody_and_both_kinds_of_phone_read_it() -> None:
    assert link_to("sms", "A", "https://e.org/").href == "sms:?&body=A%0Ahttps%3A%2F%2Fe.org%2F"


def test_a_long_title_is_shortened_on_a_word_and_the_address_never_is() -> None:
    long = "one two three " * 40
    for key, limit in TITLE_LIMITS.items():
        said = read(link_to(key, long))
        title = next(said[name] for name, value in TAKES[key].items() if value == "{t}")
        assert limit - 6 < len(title) <= limit
        assert title.endswith(("one…", "two…", "three…"))
        assert ADDRESS in said.values()
    for key, limit in LIMITS.items():
        text = read(link_to(key, long))["text"]
        assert limit - 6 < len(text) <= limit
        assert text.endswith(f"…\n{ADDRESS}")
    endless = f"https://example.org/{'x' * 600}/"
    for key in LIMITS:
        assert read(link_to(key, "A title", endless))["text"] == f"…\n{endless}"


def test_the_longest_title_an_author_may_write_goes_whole_to_everyone() -> None:
    title = "Sixty: " + "ü" * 53
    for link in share_of(title, ADDRESS, KEYS).links:
        assert "…" not in link.href
        assert quote("…") not in link.href


def test_links_come_in_the_order_of_the_setting() -> None:
    for keys in (KEYS, KEYS[::-1], KEYS[:1], ()):
        links = share_of("A title", ADDRESS, keys).links
        assert [(link.key, link.name) for link in links] == [(k, BY_KEY[k].name) for k in keys]


def test_every_target_is_there_once_and_gets_no_more_than_title_and_address() -> None:
    assert len(set(KEYS)) == len(TARGETS)
    for target in TARGETS:
        assert set(re.findall(r"\{(\w+)\}", target.pattern)) <= {"title", "address", "text"}


def test_a_page_is_called_what_it_is() -> None:
    files = SERIES | {
        "about.md": page("About us"),
        "essays/one.md": article("An essay"),
        "essays/two.md": article("Another essay"),
        "tides/index.md": landing("Tides", "ebb.md", companions=("../essays/one.md",)),
    }
    names = ["tides/index.md", "tides/ebb.md", "essays/one.md", "essays/two.md", "about.md"]
    documents = site_of(files).documents
    assert [what_is(documents[src], series_at(files, src)) for src in names] == [
        "series",
        "part",
        "page",
        "page",
        "page",
    ]


AMONG = f"share must name targets among {', '.join(KEYS)}"


@pytest.mark.parametrize(
    ("keys", "messages"),
    [
        ([*KEYS], []),
        ([], []),
        (None, ["share must be a list of targets (found nothing)"]),
        ("email", ["share must be a list of targets (found 'email')"]),
        ({"email": True}, ["share must be a list of targets (found keys and values)"]),
        (["whatsap"], [f"{AMONG} (found 'whatsap'; did you mean 'whatsapp'?)"]),
        ([{"x": 1}, True], [f"{AMONG} (found keys and values)", f"{AMONG} (found 'True')"]),
        (["x", "sms", "x"], ["share must name each target once (found 'x')"]),
    ],
)
def test_a_problem_in_the_setting_is_reported(keys: object, messages: list[str]) -> None:
    said = [str(problem) for problem in wrong_targets("mkdocs.yml", 7, keys)]
    assert said == [f"mkdocs.yml:7: {message}" for message in messages]
