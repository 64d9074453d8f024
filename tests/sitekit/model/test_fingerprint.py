"""Fingerprints: another value, another fingerprint; what it cannot distinguish is refused."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, fields, is_dataclass, replace
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sitekit
from sitekit.model.fingerprint import Shared, fingerprint
from tests.sitekit.conftest import changed

if TYPE_CHECKING:
    from collections.abc import Mapping

# Fields that do not count, and the field of the same class that differs whenever they do.
REPRESENTED = {
    "Document.text": "digest",
    "Ebook.size": "keys",
    "Reply.front_matter": "text",
    "Whole.texts": "keys",
}

VALUES = st.recursive(
    st.none() | st.integers() | st.text(st.characters(exclude_categories=[])) | st.dates(),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=8,
)


@dataclass(frozen=True)
class Leaf(Shared):
    name: str
    size: int = 0


@dataclass(frozen=True)
class Tree:
    leaf: Leaf
    leaves: tuple[Leaf, ...] = ()
    by_name: Mapping[str, Leaf] = field(default_factory=dict)
    day: dt.date | None = None
    text: str = field(repr=False, default="")


TREE = Tree(Leaf("a"), (Leaf("b", 1), Leaf("c")), {"d": Leaf("d")}, dt.date(2026, 3, 1))


def test_another_value_anywhere_gives_another_fingerprint() -> None:
    others = [*changed(TREE)]
    assert len(others) == 2 + (1 + 2 * 2) + (1 + 2) + 1
    assert len({fingerprint(TREE), *map(fingerprint, others)}) == len(others) + 1


def test_equal_values_have_one_fingerprint() -> None:
    assert fingerprint(TREE) == fingerprint(replace(TREE))
    assert fingerprint(TREE.leaf) == fingerprint(Leaf("a"))


@given(VALUES, VALUES)
def test_fingerprints_are_equal_where_values_are(one: object, other: object) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


@given(st.lists(st.text("'\\\",[]()", max_size=4), max_size=4), st.integers(0, 4))
def test_signs_in_a_text_cannot_pass_for_the_end_of_it(texts: list[str], cut: int) -> None:
    joined = ["', '".join(texts[:cut]), *texts[cut:]]
    assert (fingerprint(*texts) == fingerprint(*joined)) == (texts == joined)


def test_values_of_different_types_differ() -> None:
    alike = (1, "1", True, 1.0, b"1", None, "None", dt.date(1, 1, 1), "datetime.date(1, 1, 1)")
    assert len({fingerprint(value) for value in alike}) == len(alike)


def test_dataclasses_of_different_names_differ() -> None:
    @dataclass(frozen=True)
    class Twig:
        name: str
        size: int = 0

    @dataclass(frozen=True)
    class Stem:
        name: str
        size: int = 0

    assert fingerprint(Twig("a")) != fingerprint(Stem("a"))


def test_a_field_without_repr_does_not_count() -> None:
    assert fingerprint(replace(TREE, text="other")) == fingerprint(TREE)


def test_a_shared_value_is_worked_out_once() -> None:
    leaf = Leaf("a")
    first = leaf.fingerprint
    assert leaf.fingerprint is first
    assert replace(leaf, size=1).fingerprint != first


@pytest.mark.parametrize(
    "value",
    [{1}, frozenset(), object(), Path("a"), re.compile("a"), iter(()), len],
    ids=lambda value: type(value).__name__,
)
def test_a_value_whose_text_might_say_too_little_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        fingerprint(value)
    with pytest.raises(TypeError):
        fingerprint({"a": (value,)})


def test_every_field_that_does_not_count_is_represented_by_another() -> None:
    modules = [
        import_module(one.name)
        for one in walk_packages(sitekit.__path__, "sitekit.")
        if not one.name.startswith("sitekit.engine")
    ]
    classes = {one for module in modules for one in vars(module).values() if is_dataclass(one)}
    found = {
        f"{one.__name__}.{each.name}": {other.name for other in fields(one) if other.repr}
        for one in classes
        for each in fields(one)
        if not each.repr
    }
    assert found.keys() == REPRESENTED.keys()
    assert all(REPRESENTED[name] in others for name, others in found.items())
