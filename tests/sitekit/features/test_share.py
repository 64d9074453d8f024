"""Passing a page on: what goes into an address comes out of it again, and nothing besides."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitekit.features.share import KEYS, TARGETS, ShareLink, share, what_is, wrong_targets
from tests.conftest import SERIES, article, landing, page, site_of

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
# Where a target puts what: names in its query, and how they are made of title and address.
TAKES = {
    "email": {"subject": "{t}", "body": "{t}\r\n\r\n{a}"},
    "sms": {"body": "{t}\n{a}"},
    "whatsapp": {"text": "{t}\n{a}"},
    "telegram": {"url": "{a}", "text": "{t}"},
    "mastodon": {"text": "{t}\n{a}"},
    "bluesky": {"text": "{t}\n{a}"},
    "facebook": {"u": "{a}"},
    "x": {"url": "{a}", "text": "{t}"},
    "reddit": {"url": "{a}", "title": "{t}"},
    "linkedin": {"url": "{a}"},
}
BEFORE = {
    "email": "mailto:",
    "sms": "sms:",
    "whatsapp": "https://wa.me/",
    "telegram": "https://t.me/share/url",
    "mastodon": "https://share.joinmastodon.org/",
    "bluesky": "https://bsky.app/intent/compose",
    "facebook": "https://www.facebook.com/sharer/sharer.php",
    "x": "https://x.com/intent/tweet",
    "reddit": "https://www.reddit.com/submit",
    "linkedin": "https://www.linkedin.com/sharing/share-offsite/",
}
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PATH = st.text(st.characters(exclude_categories=["Cs"]), max_size=100)
LIMITS = {"mastodon": 500, "bluesky": 300}


def link_to(key: str, title: str, address: str = ADDRESS) -> ShareLink:
    (link,) = share(title, address, [key]).links
    return link


def read(link: ShareLink) -> dict[str, str]:
    """What the target's own server or program reads in the address."""
    query = parse_qs(urlsplit(link.href).query, keep_blank_values=True)
    assert all(len(values) == 1 for values in query.values())
    return {name: value for name, (value,) in query.items()}


def shown(key: str, title: str) -> str:
    """The title as a target with a limit gets it."""
    room = {name: limit - len(ADDRESS) - 1 for name, limit in LIMITS.items()} | {"x": 128}
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
    assert link.href.split("?")[0] == BEFORE[key]
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


def test_the_addresses_letter_by_letter() -> None:
    said = {link.key: link.href for link in share("A & b", "https://e.org/c/", KEYS).links}
    address = "https%3A%2F%2Fe.org%2Fc%2F"
    assert said == {
        "email": f"mailto:?subject=A%20%26%20b&body=A%20%26%20b%0D%0A%0D%0A{address}",
        "sms": f"sms:?&body=A%20%26%20b%0A{address}",
        "whatsapp": f"https://wa.me/?text=A%20%26%20b%0A{address}",
        "telegram": f"https://t.me/share/url?url={address}&text=A%20%26%20b",
        "mastodon": f"https://share.joinmastodon.org/?text=A%20%26%20b%0A{address}",
        "bluesky": f"https://bsky.app/intent/compose?text=A%20%26%20b%0A{address}",
        "facebook": f"https://www.facebook.com/sharer/sharer.php?u={address}",
        "x": f"https://x.com/intent/tweet?url={address}&text=A%20%26%20b",
        "reddit": f"https://www.reddit.com/submit?url={address}&title=A%20%26%20b",
        "linkedin": f"https://www.linkedin.com/sharing/share-offsite/?url={address}",
    }


def test_a_long_title_is_shortened_on_a_word_and_the_address_never_is() -> None:
    long = "one two three " * 40
    said = read(link_to("x", long))
    assert said["text"] == "one two three " * 8 + "one two three…"
    assert said["url"] == ADDRESS
    for key, limit in LIMITS.items():
        text = read(link_to(key, long))["text"]
        assert limit - 6 < len(text) <= limit
        assert text.endswith(f"…\n{ADDRESS}")
    endless = f"https://example.org/{'x' * 600}/"
    assert read(link_to("bluesky", "A title", endless))["text"] == f"…\n{endless}"


def test_the_longest_title_an_author_may_write_goes_whole_to_everyone() -> None:
    title = "Sixty: " + "ü" * 53
    for link in share(title, ADDRESS, KEYS).links:
        assert "…" not in link.href
        assert quote("…") not in link.href


def test_links_come_in_the_order_of_the_setting() -> None:
    links = share("A title", ADDRESS, ["x", "email"]).links
    assert [(link.key, link.name) for link in links] == [("x", "X"), ("email", None)]


def test_every_target_stands_once_and_tells_no_more_than_title_and_address() -> None:
    assert len(set(KEYS)) == len(TARGETS) == len(TAKES)
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
    site = site_of(files)
    assert [what_is(site, src) for src in names] == ["series", "part", "page", "page", "page"]


AMONG = (
    "share must name targets among email, sms, whatsapp, telegram, mastodon, bluesky, facebook, "
    "x, reddit, linkedin"
)


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
def test_a_mistake_in_the_setting_is_told(keys: object, messages: list[str]) -> None:
    said = [str(problem) for problem in wrong_targets("mkdocs.yml", 7, keys)]
    assert said == [f"mkdocs.yml:7: {message}" for message in messages]
