"""Rules of the whole site: each problem once, with its line and what fixes it."""

from __future__ import annotations

import pytest

from sitekit.lint.site import check_site
from sitekit.model.patterns import Patterns
from tests.conftest import PATTERNS, SERIES, article, landing, page, problems_of, site_of


def test_a_sound_site_has_no_problem() -> None:
    assert problems_of(SERIES) == []


def with_parts(*parts: str, companions: tuple[str, ...] = (), **files: str) -> dict[str, str]:
    more = {name.replace("__", "/") + ".md": text for name, text in files.items()}
    return SERIES | {"tides/index.md": landing("Tides", *parts, companions=companions)} | more


@pytest.mark.parametrize(
    ("files", "messages"),
    [
        pytest.param(
            with_parts("ebb.md", "flo.md", "flow.md"),
            [
                "docs/tides/index.md:7: parts must name files that exist, or `planned:` ones "
                "(found 'flo.md'; did you mean 'flow.md'?)"
            ],
            id="part that does not exist",
        ),
        pytest.param(
            with_parts("ebb.md", "flow.md", "ebb.md"),
            ["docs/tides/index.md:8: parts must name each file once (found 'ebb.md')"],
            id="part listed twice",
        ),
        pytest.param(
            with_parts("ebb.md"),
            [
                "docs/tides/flow.md:1: parts in docs/tides/index.md must name every file of the "
                "folder (found 'flow.md')"
            ],
            id="file listed nowhere",
        ),
        pytest.param(
            with_parts("ebb.md", "flow.md=Flow"),
            ["docs/tides/index.md:7: parts must list flow.md without `planned:` (found its file)"],
            id="planned part whose file exists",
        ),
        pytest.param(
            with_parts("ebb.md", "flow.md", companions=("ebb.md",)),
            [
                "docs/tides/index.md:9: companions must not name a part, or a file twice "
                "(found 'ebb.md')"
            ],
            id="companion that is a part",
        ),
        pytest.param(
            SERIES
            | {
                "tides/index.md": landing(
                    "Tides", "ebb.md", "flow.md", choices={"Afraid": "zzz.md"}
                )
            },
            ["docs/tides/index.md:9: read must be a file of docs/ (found 'zzz.md')"],
            id="choice that leads nowhere",
        ),
        pytest.param(
            with_parts("ebb.md", "flow.md", "index.md"),
            ["docs/tides/index.md:8: parts must name articles (found 'index.md', a loop)"],
            id="loop",
        ),
        pytest.param(
            with_parts("ebb.md", "flow.md", companions=("../winds/index.md",))
            | {
                "winds/index.md": landing(
                    "Winds", "../tides/ebb.md", companions=("../tides/index.md",)
                )
            },
            [
                "docs/tides/index.md:9: companions must name articles "
                "(found '../winds/index.md', a landing page)",
                "docs/winds/index.md:8: companions must name articles "
                "(found '../tides/index.md', a landing page)",
            ],
            id="loop through two series",
        ),
        pytest.param(
            with_parts("ebb.md", "flow.md", "slack.md=Ebb and what it leaves"),
            [
                "docs/tides/index.md:8: label must be used once in a series "
                "(found 'Ebb and what it leaves')"
            ],
            id="label used twice",
        ),
        pytest.param(
            SERIES | {"tides/index.md": page("Tides", series="\n  parts: []")},
            [
                "docs/tides/index.md:5: parts must be a list of file names such as `why.md`, "
                "or `planned: why.md` with a `label:` below it (found nothing)",
            ],
            id="empty series",
        ),
        pytest.param(
            SERIES | {"winds/one.md": article("Wind one"), "winds/two.md": article("Wind two")},
            [
                "docs/winds/index.md:1: index.md must define a series, or another series must list "
                "one.md, two.md (found no such file)"
            ],
            id="folder without index.md",
        ),
        pytest.param(
            SERIES | {"tides.md": page("Another page")},
            [
                "docs/tides/index.md:1: file name must give an address of its own; docs/tides.md "
                "has the same (found '/tides/')"
            ],
            id="two files with one address",
        ),
        pytest.param(
            SERIES | {"other.md": page("EBB and what it leaves")},
            [
                "docs/tides/ebb.md:2: title must be unique in the site; docs/other.md has the same "
                "(found 'Ebb and what it leaves')"
            ],
            id="two pages with one title",
        ),
        pytest.param(
            SERIES | {"other.md": page("Another page", redirect_from="[/old/, /tides/ebb/]")},
            [
                "docs/other.md:4: redirect_from must be paths not in use; docs/tides/ebb.md "
                "has this one (found '/tides/ebb/')"
            ],
            id="redirect from a page that is there",
        ),
        pytest.param(
            SERIES
            | {"one.md": page("One page", redirect_from="[/old/]")}
            | {"two.md": page("Two pages", redirect_from="[/old/]")},
            [
                "docs/two.md:4: redirect_from must be paths not in use; docs/one.md "
                "has this one (found '/old/')"
            ],
            id="two redirects from one address",
        ),
        pytest.param(
            SERIES | {"about.md": page("Another page", redirect_from="[/tides/print/]")},
            [
                "docs/about.md:4: redirect_from must be paths not in use; docs/tides/index.md "
                "has this one (found '/tides/print/')"
            ],
            id="redirect from the print page of a series",
        ),
        pytest.param(
            SERIES
            | {"old/print.md": page("Print it", redirect_from="[/a/print/]", date="2026-03-01")}
            | {
                "tides/index.md": landing("Tides", "ebb.md", "flow.md", "../old/print.md").replace(
                    "series:", "redirect_from: [/old/, /a/]\nseries:"
                )
            },
            [
                "docs/tides/index.md:4: redirect_from must be paths not in use; "
                "docs/old/print.md has this one (found '/a/')",
                "docs/tides/index.md:4: redirect_from must be paths not in use; "
                "docs/old/print.md has this one (found '/old/')",
            ],
            id="old address of a series whose print page would be another page",
        ),
        *(
            pytest.param(
                SERIES | {"about.md": page("Another page", redirect_from=f"[{old}]")},
                [
                    "docs/about.md:4: redirect_from must be paths not in use; the build itself "
                    f"has this one (found {old!r})"
                ],
                id=f"redirect from {old}",
            )
            for old in ("/_headers/", "/search/", "/assets/a/", "/components/leave/", "/schemas/")
        ),
        pytest.param(
            SERIES | {"tides/ebb.md": article("A title that is too long to stand in any list")},
            [
                "docs/tides/ebb.md:2: label must be given when the title is longer than "
                "40 characters (found nothing)"
            ],
            id="long title without label",
        ),
        pytest.param(
            SERIES | {"tides/ebb.md": article("Ebb and what it leaves", authors="[nobody]")},
            ["docs/tides/ebb.md:5: authors must be keys of docs/authors.yml (found 'nobody')"],
            id="unknown author",
        ),
        pytest.param(
            {"index.md": page("The home page")}
            | {
                "tides/index.md": landing("Tides", "../index.md", "ebb.md"),
                "tides/ebb.md": article("Ebb and what it leaves"),
            },
            ["docs/tides/index.md:6: parts must name articles (found '../index.md', a page)"],
            id="page as a part",
        ),
        pytest.param(
            {name: text for name, text in SERIES.items() if name != "index.md"},
            ["docs/index.md:1: index.md must be there: it is the home page (found no such file)"],
            id="no home page",
        ),
        pytest.param(
            SERIES | {"escape-him.md": page("About these pages")},
            [
                "docs/escape-him.md:1: file name and redirect_from must be calm words, since the "
                "history shows them (found 'escape')"
            ],
            id="alarming file name",
        ),
        pytest.param(
            SERIES | {"about.md": page("About pages", redirect_from="[/escape/]")},
            [
                "docs/about.md:1: file name and redirect_from must be calm words, since the "
                "history shows them (found 'escape')"
            ],
            id="alarming old address",
        ),
        pytest.param(
            SERIES | {"about.md": page("About other pages", redirect_from="[/../../out/]")},
            [
                "docs/about.md:4: redirect_from must be a list of old paths that go on "
                "working, such as /old/ or /2019/05/old.html (found '/../../out/')"
            ],
            id="old address outside the site",
        ),
        pytest.param(
            SERIES | {"about.md": page("How to escape")},
            [
                "docs/about.md:2: title must be calm words, since tabs, history and previews "
                "show it (found 'escape')"
            ],
            id="alarming title",
        ),
        pytest.param(
            SERIES | {"tides/ebb.md": article("Ebb and what it leaves", updated="2026-11-27")},
            ["docs/tides/ebb.md:5: updated must be a day that has come (found '2026-11-27')"],
            id="updated in the future",
        ),
        pytest.param(
            with_parts("ebb.md", "flow.md", "print.md", tides__print=article("To print it")),
            [
                "docs/tides/print.md:1: file name must be another; the whole series on one page "
                "has this one (found 'print.md')"
            ],
            id="print.md beside a series",
        ),
        pytest.param(
            SERIES | {"About Us.md": page("About us")},
            [
                "docs/About Us.md:1: file name must be small letters, digits and hyphens "
                "(found 'About Us.md')"
            ],
            id="file name with spaces and capitals",
        ),
    ],
)
def test_a_problem_is_reported_once(files: dict[str, str], messages: list[str]) -> None:
    assert problems_of(files) == messages


def test_a_folder_of_companions_needs_no_series_of_its_own() -> None:
    files = with_parts("ebb.md", "flow.md", companions=("../essays/moon.md",))
    assert problems_of(files | {"essays/moon.md": article("The moon")}) == []


def test_a_series_may_have_a_hundred_parts() -> None:
    names = [f"p{n}" for n in range(100)]
    files = {f"tides/{name}.md": article(f"Part {name}") for name in names}
    files |= {"tides/index.md": landing("Tides", *(f"{name}.md" for name in names))}
    files["index.md"] = SERIES["index.md"]
    assert problems_of(files) == []


def test_an_author_is_named_once() -> None:
    site = site_of(SERIES | {"tides/ebb.md": article("Ebb and more", authors="[ada, ada]")})
    (problem,) = check_site(site, authors=("ada",), patterns=PATTERNS)
    rule = "authors must name each of them once (found 'ada')"
    assert str(problem) == f"docs/tides/ebb.md:5: {rule}"


def test_authors_with_an_entry_are_no_problem() -> None:
    site = site_of(SERIES | {"tides/ebb.md": article("Ebb and what it leaves", authors="[A B]")})
    assert check_site(site, authors=["A B"], patterns=PATTERNS) == []
    (problem,) = check_site(site, authors=["A C", "x"], patterns=PATTERNS)
    assert problem.message.endswith("(found 'A B'; did you mean 'A C'?)")


@pytest.mark.parametrize(
    ("title", "alarms"),
    [
        ("How to leave them", True),
        ("Ready to leave them", True),
        ("Leaving him in spring", True),
        ("Mushrooms: leave them alone", False),
        ("What the tide leaves behind", False),
    ],
)
def test_a_title_is_alarming_where_it_speaks_of_leaving_somebody(title: str, alarms: bool) -> None:
    site = site_of(SERIES | {"about.md": page(f"'{title}'")})
    found = [one.rule for one in check_site(site, authors=(), patterns=PATTERNS)]
    assert found == ["outside-is-neutral"] * alarms


def test_what_is_alarming_depends_on_the_language() -> None:
    site = site_of(SERIES | {"about.md": page("How to escape")})
    assert check_site(site, authors=(), patterns=Patterns()) == []
    (problem,) = check_site(site, authors=(), patterns=PATTERNS)
    assert problem.rule == "outside-is-neutral"
