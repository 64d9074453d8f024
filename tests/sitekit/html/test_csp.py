"""The policy of a page: what is inline by its hash, files of this host where asked for, no more."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from sitekit.html.csp import PLACE, Needs, needs, policy, with_policy


def source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_everything_is_forbidden_that_a_page_does_not_need() -> None:
    assert policy(Needs()) == (
        "default-src 'none'; style-src 'none'; script-src 'none'; connect-src 'none'; "
        "worker-src 'none'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )


def test_inline_styles_and_scripts_are_named_by_their_hash() -> None:
    style, script = "p > a { content: '&amp; <b>' }\n", "if (1 < 2 && '</p>') go();\n"
    html = f"<head><meta {PLACE}><style>{style}</style></head><script type=module>{script}</script>"
    page = with_policy(html, script)
    assert f"style-src {source(style)};" in page
    assert f"script-src {source(script)};" in page
    assert PLACE not in page


def test_data_is_no_script() -> None:
    html = '<script type="application/ld+json">{"a":1}</script>'
    assert needs(html) == Needs()


def test_a_page_with_a_script_of_its_own_may_run_it_and_load_nothing() -> None:
    allowed = policy(needs('<script type="module" src="share.js"></script>'))
    assert "script-src 'self'; connect-src 'none'; worker-src 'none';" in allowed


def test_a_script_that_says_so_may_load_from_this_host_alone() -> None:
    allowed = policy(needs('<script type="module" src="search.js" data-fetches></script>'))
    assert "script-src 'self'; connect-src 'self'; worker-src 'self';" in allowed
    assert "unsafe" not in allowed


def test_an_inline_script_cannot_ask_for_data() -> None:
    assert needs("<script data-fetches>fetch('x')</script>") == Needs()


def test_needs_of_pages_add_up() -> None:
    both = needs("<style>a</style><script src=x data-fetches></script>") | needs("<style>b</style>")
    assert both.styles == {source("a"), source("b")}
    assert both.files
    assert both.data


def test_only_the_place_left_for_it_takes_the_policy() -> None:
    assert with_policy("<p>no head</p>") == "<p>no head</p>"
    assert with_policy(f"<meta {PLACE}><p>{PLACE}</p>").count(PLACE) == 1
