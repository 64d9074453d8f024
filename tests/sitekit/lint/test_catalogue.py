"""What a site may set of house rules, and how it learns what it may not."""

from __future__ import annotations

import pytest

from sitekit.lint.catalogue import DESCRIPTIONS, HOUSE, limit_of, read_limits
from tests.conftest import SERIES, article, our_settings, problems_of

NUMBERS = [id_ for id_, one in HOUSE.items() if one.unit]
LISTS = [id_ for id_, one in HOUSE.items() if isinstance(one.default, tuple)]


def messages(values: object) -> list[str]:
    return [str(problem) for problem in read_limits(values, lambda *_: ("mkdocs.yml", 7))[1]]


@pytest.mark.parametrize("id_", HOUSE)
@pytest.mark.parametrize("value", ["off", False, "no"])
def test_every_house_rule_can_be_off(id_: str, value: object) -> None:
    limits, problems = read_limits({id_: value}, lambda *_: ("", 1))
    assert problems == []
    assert limit_of(id_, limits) is False


@pytest.mark.parametrize("id_", HOUSE)
@pytest.mark.parametrize("value", ["on", True, "yes"])
def test_every_house_rule_with_a_default_can_be_on(id_: str, value: object) -> None:
    limits, problems = read_limits({id_: value}, lambda *_: ("", 1))
    assert limit_of(id_, limits) == HOUSE[id_].default
    assert len(problems) == (id_ in LISTS)  # an empty list would be on and say nothing


@pytest.mark.parametrize("id_", NUMBERS)
@pytest.mark.parametrize(
    ("value", "limit"), [(10, 10), ("10", 10), (9.5, 9.5), ("9.5", 9.5)], ids=repr
)
def test_a_limit_may_be_another_number(id_: str, value: object, limit: float) -> None:
    assert limit_of(id_, read_limits({id_: value}, lambda *_: ("", 1))[0]) == limit


@pytest.mark.parametrize("id_", LISTS)
def test_a_list_is_kept_in_its_order(id_: str) -> None:
    assert limit_of(id_, read_limits({id_: ["b", "a"]}, lambda *_: ("", 1))[0]) == ("b", "a")


@pytest.mark.parametrize("value", [0, -1, "many", "nan", "inf", [], None, {"a": 1}])
def test_what_is_no_limit_is_reported_with_what_may_be_set(value: object) -> None:
    (message,) = messages({"paragraphs-are-short": value})
    rule = "mkdocs.yml:7: paragraphs-are-short must be off, on, or a number of words above 0"
    assert message.startswith(f"{rule} (found ")


@pytest.mark.parametrize("value", [3, "x", ["x", ""], [1], True])
def test_a_list_of_anything_but_text_is_reported(value: object) -> None:
    (message,) = messages({"articles-include": value})
    assert message.startswith("mkdocs.yml:7: articles-include must be off, or a list of text (")


@pytest.mark.parametrize("id_", sorted(DESCRIPTIONS.keys() - HOUSE.keys()))
def test_a_rule_that_holds_for_every_site_cannot_be_set(id_: str) -> None:
    (message,) = messages({id_: False})
    rule = f"{id_} must not be set: it holds for every site (found 'off')"
    assert message == f"mkdocs.yml:7: {rule}"


def test_an_unknown_rule_is_reported_with_the_one_that_was_probably_meant() -> None:
    (message,) = messages({"paragraph-is-short": False})
    assert message.endswith("(found 'paragraph-is-short'; did you mean 'paragraphs-are-short'?)")


@pytest.mark.parametrize("values", ["off", [1], 3])
def test_settings_must_be_rules_with_their_limits(values: object) -> None:
    (message,) = messages(values)
    assert message.startswith("mkdocs.yml:7: lint must be lines of `rule: off`")


def test_our_settings_list_every_house_rule() -> None:
    assert our_settings().extra["lint"].keys() == HOUSE.keys()
    assert messages(our_settings().extra["lint"]) == []


LONG = {
    "title-is-short": article("A title that says " + "very " * 20, label="Long"),
    "title-says-enough": article("Ebb"),
    "description-is-short": article("Ebb and flow").replace("One plain", "One plain " * 20),
    "description-says-enough": article("Ebb and flow").replace("One plain sentence that says ", ""),
    "label-is-short": article("Ebb and flow", label="A label " * 9),
    "paragraphs-are-short": article("Ebb and flow", "word " * 130),
    "headings-skip-no-level": article("Ebb and flow", "#### Deep\n\nWords."),
    "outside-is-neutral": article("How to escape now"),
    "title-is-unique": article("The home page"),
}


@pytest.mark.parametrize("id_", LONG)
def test_a_rule_that_is_off_reports_nothing(id_: str) -> None:
    files = SERIES | {"tides/ebb.md": LONG[id_]}
    assert len(problems_of(files)) == 1
    assert problems_of(files, {id_: False}) == []


def test_every_article_includes_what_the_site_wants_in_each() -> None:
    files = SERIES | {"tides/ebb.md": article("Ebb and flow", '--8<-- "plan-first.md"')}
    (message,) = problems_of(files, {"articles-include": ("plan-first.md",)})
    rule = 'article must hold the line --8<-- "plan-first.md" (found no such line)'
    assert message == f"docs/tides/flow.md:6: {rule}"
