"""Shapes of a drawing: which of them have an inside."""

from __future__ import annotations

import pytest

from sitekit.model.drawing import Shape, shapes


def test_a_drawing_is_its_shapes_from_back_to_front() -> None:
    assert shapes("M0 150H320M120 92c-8-64 80-64 70 0z M250 74c-9-9 8-14 1-24") == (
        Shape("M0 150H320", has_inside=True),
        Shape("M120 92c-8-64 80-64 70 0z", has_inside=True),
        Shape("M250 74c-9-9 8-14 1-24", has_inside=False),
    )
    assert shapes(None) == shapes("") == ()


@pytest.mark.parametrize(
    ("path", "has_inside"),
    [
        ("M0 150c40 0 62-48 106-48H320", True),  # hills: back on the line
        ("M128 150V44h60V150", True),  # a doorway on the line
        ("M0 150C59 150 117 141 119 115", False),  # ends in the air
        ("M40 112H76V150", False),  # begins in the air
        ("M0 1500V150", False),
    ],
)
def test_a_shape_has_an_inside_if_it_is_closed_or_lies_on_the_line(
    path: str, *, has_inside: bool
) -> None:
    assert shapes(path) == (Shape(path, has_inside),)
