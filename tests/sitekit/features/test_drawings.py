"""Drawings: reduced to one line that joins its neighbours, or a problem."""

from __future__ import annotations

import pytest

from sitekit.features.drawings import parse_drawings

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><path d="M0 150H320"/></svg>'
)


def test_a_drawing_is_reduced_to_its_line() -> None:
    assert parse_drawings({"tides/ebb.svg": DRAWING}) == ({"tides/ebb.md": "M0 150H320"}, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "<svg",
            "docs/a.svg:1: drawing must be an SVG file that can be read "
            "(found: unclosed token: line 1, column 0)",
        ),
        (
            DRAWING.replace("320 200", "100 100"),
            "docs/a.svg:1: drawing must have viewBox=\"0 0 320 200\" (found '0 0 100 100')",
        ),
        (
            DRAWING.replace("</svg>", "<script/></svg>"),
            "docs/a.svg:1: drawing must be one <path> and nothing else (found 2 elements)",
        ),
        (
            DRAWING.replace("M0 150", "M9 10"),
            "docs/a.svg:1: drawing must begin at the left edge, with M0 150 (found 'M9 10H320')",
        ),
        (
            DRAWING.replace("H320", "h9" * 2500),
            "docs/a.svg:1: drawing must hold at most 5000 characters (found 5086)",
        ),
        *(
            (
                DRAWING.replace("H320", number),
                "docs/a.svg:1: drawing must have numbers below 1000, with one digit after the "
                f"point at most (found {found!r})",
            )
            for number, found in (
                ("h1e30", "e30"),
                ("h1000", "1000"),
                ("a999 .001 45 0 1 999 -999", ".001 45 0 1 "),
                ("h&#x3d;", "="),
            )
        ),
    ],
)
def test_a_drawing_that_would_not_join_is_a_problem(text: str, message: str) -> None:
    drawings, problems = parse_drawings({"a.svg": text})
    assert drawings == {}
    assert [str(problem) for problem in problems] == [message]
