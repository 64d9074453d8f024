"""The policy of a page: what is ours, by its hash, and nothing else."""

from __future__ import annotations

import html
from base64 import b64encode
from hashlib import sha256

import pytest

from sitekit.html.csp import (
    MARKER,
    Needs,
    hash_of,
    integrity_of,
    needs_of,
    policy,
    with_policy,
)

STYLE, SCRIPT = "p > a { content: '&amp; <b>' }\n", "if (1 < 2 && '</p>') go();\n"
SHARE, SEARCH = "components/share/share.js", "components/search/search.js"
FILES = {SHARE: hash_of("share"), SEARCH: hash_of("search")}


def running(path: str) -> str:
    """The element that runs a script, as templates write it."""
    integrity = FILES[path].strip("'")
    return f'<script type="module" src="../{path}" integrity="{integrity}"></script>'


def needs(page: str, *, script: str = SCRIPT) -> Needs:
    return needs_of(page, style=STYLE, script=script, files=FILES, fetching=SEARCH)


def test_everything_is_forbidden_that_a_page_does_not_need() -> None:
    assert policy(Needs()) == (
        "default-src 'none'; style-src 'none'; script-src 'none'; connect-src 'none'; "
        "worker-src 'none'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )


def test_styles_and_scripts_are_named_by_their_hash() -> None:
    source = f"'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
    assert hash_of(STYLE) == source
    assert integrity_of(STYLE.encode()) == source.strip("'")
    page = with_policy(f"<head><meta {MARKER}></head>", needs(""))
    assert f"style-src {source};" in page
    assert f"script-src {hash_of(SCRIPT)};" in page
    assert MARKER not in page


def test_what_else_has_come_into_a_page_is_not_vouched_for() -> None:
    page = "<style>p {}</style><script>stolen()</script><script src=/other.js></script>"
    assert needs(page) == needs("")


def test_a_page_may_run_the_scripts_it_names_and_load_nothing() -> None:
    found = needs(running(SHARE))
    assert found.scripts == {hash_of(SCRIPT), FILES[SHARE]}
    assert "connect-src 'none'; worker-src 'none';" in policy(found)


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{SEARCH}, or <code>{FILES[SEARCH]}</code></p>",
        f"<p>{html.escape(running(SEARCH))}</p>",
        f"<p title='{running(SEARCH)}'>Words</p>",
        f"<!-- {running(SEARCH)} -->",
    ],
)
def test_a_text_that_names_a_script_allows_nothing(text: str) -> None:
    assert needs(text) == needs("")


def test_only_the_script_that_fetches_may_load_from_this_host() -> None:
    allowed = policy(needs(running(SEARCH)))
    assert "connect-src 'self'; worker-src 'none';" in allowed
    assert "unsafe" not in allowed


def test_no_path_may_run_as_a_script() -> None:
    scripts = policy(needs(running(SHARE) + running(SEARCH))).split("script-src ")[1].split(";")[0]
    assert all(source.startswith("'sha256-") for source in scripts.split())


def test_without_a_script_none_may_run() -> None:
    assert needs("<script>x()</script>", script="").scripts == frozenset()


def test_needs_of_pages_add_up_and_come_back_from_json() -> None:
    both = needs(running(SHARE)) | needs(running(SEARCH), script="")
    assert both.scripts == {hash_of(SCRIPT), *FILES.values()}
    assert both.data
    assert Needs.of(both.values) == both


def test_only_the_marker_that_templates_leave_takes_the_policy() -> None:
    assert with_policy("<p>no head</p>", Needs()) == "<p>no head</p>"
    assert with_policy(f"<meta {MARKER}><p>{MARKER}</p>", Needs()).count(MARKER) == 1
