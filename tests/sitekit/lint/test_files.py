"""Files of docs/ that would be published as they are."""

from __future__ import annotations

import pytest

from sitekit.lint.catalogue import limit_of
from sitekit.lint.files import PICTURES, PublishedFile, check_files, file_is_its_own

LARGEST = int(str(limit_of("picture-is-small", {})))


def messages(path: str, size: int = 1) -> list[str]:
    return [str(problem).partition(" (")[0] for problem in check_files([PublishedFile(path, size)])]


@pytest.mark.parametrize("name", ["evil.html", "evil.svg", "evil.js", "photo.heic", "png", "a.PNG"])
def test_nothing_is_published_as_it_is_but_pictures(name: str) -> None:
    assert messages(f"docs/{name}") == [f"docs/{name}:1: file must be a text"]


@pytest.mark.parametrize("suffix", PICTURES)
@pytest.mark.parametrize("size", [1, LARGEST])
def test_a_small_picture_is_no_problem(suffix: str, size: int) -> None:
    assert messages(f"docs/tides/low-water-2{suffix}", size) == []


@pytest.mark.parametrize(
    ("size", "rule"), [(0, "hold something"), (LARGEST + 1, f"be at most {LARGEST} bytes")]
)
def test_a_picture_is_neither_empty_nor_large(size: int, rule: str) -> None:
    assert messages("docs/a.png", size) == [f"docs/a.png:1: picture must {rule}"]


def test_a_site_may_have_larger_pictures_with_any_name() -> None:
    files = [PublishedFile("docs/My Boat.png", LARGEST + 1)]
    limits = {"picture-is-small": LARGEST + 1, "picture-name-is-plain": False}
    assert check_files(files, limits) == []


@pytest.mark.parametrize("name", ["My Boat.png", "Boat.png", "boat_2.png", "boat.jpg.png"])
def test_the_name_of_a_picture_is_its_address(name: str) -> None:
    rule = "file name must be small letters, digits and hyphens"
    assert messages(f"docs/{name}") == [f"docs/{name}:1: {rule}"]


def test_a_file_that_is_a_link_is_reported_by_its_name() -> None:
    (problem,) = file_is_its_own(["docs/tides/linked"])
    rule = "file must be a file of its own, and no link to another (found 'linked')"
    assert str(problem) == f"docs/tides/linked:1: {rule}"


def test_each_problem_has_the_id_of_its_rule() -> None:
    files = [PublishedFile("docs/a.exe", 1), PublishedFile("docs/a.png", 0)]
    assert [problem.rule for problem in check_files(iter(files))] == [
        "file-is-text-or-picture",
        "picture-holds-something",
    ]
