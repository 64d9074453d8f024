"""Rules over the whole site: each mistake once, with its line and its remedy."""

from __future__ import annotations

import pytest

from tests.conftest import SERIES, article, landing, page, problems_of


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
                "docs/other.md:4: redirect_from must be addresses not in use; docs/tides/ebb.md "
                "has this one (found '/tides/ebb/')"
            ],
            id="redirect from a page that is there",
        ),
        pytest.param(
            SERIES | {"other.md": page("Another page", redirect_from="[/other/]")},
            [
                "docs/other.md:4: redirect_from must be addresses not in use; docs/other.md "
                "has this one (found '/other/')"
            ],
            id="redirect to itself",
        ),
        pytest.param(
            SERIES | {"other.md": page("Another page", "Text\n\n# Title again\n")},
            [
                "docs/other.md:8: text must have no heading of the first level: the title makes it "
                "(found '# Title again')"
            ],
            id="title in the text",
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
            [
                "docs/tides/ebb.md:5: authors must be names that stand in docs/authors.yml "
                "(found 'nobody')"
            ],
            id="unknown author",
        ),
    ],
)
def test_a_mistake_is_told_once(files: dict[str, str], messages: list[str]) -> None:
    assert problems_of(files) == messages


def test_a_heading_in_code_is_no_title() -> None:
    body = "```sh\n# a comment\n```\n"
    assert problems_of(SERIES | {"other.md": page("Another page", body)}) == []


def test_a_folder_of_companions_needs_no_series_of_its_own() -> None:
    files = with_parts("ebb.md", "flow.md", companions=("../essays/moon.md",))
    assert problems_of(files | {"essays/moon.md": article("The moon")}) == []


def test_a_series_may_have_a_hundred_parts() -> None:
    names = [f"p{n}" for n in range(100)]
    files = {f"tides/{name}.md": article(f"Part {name}") for name in names}
    files |= {"tides/index.md": landing("Tides", *(f"{name}.md" for name in names))}
    assert problems_of(files) == []
