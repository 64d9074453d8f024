"""A drawing's shapes: one path is enough to draw them, but not to colour them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHAPE = re.compile(r"M[^M]*")
# It begins and ends on the line of all drawings, at three quarters of the height.
_ON_THE_LINE = re.compile(r"M ?\d+[ ,]150(?!\d).*(?:V150|H320)", re.DOTALL)


@dataclass(frozen=True)
class Shape:
    """A part of a drawing without a gap: path data, and whether it has an inside."""

    path: str
    has_inside: bool


def shapes(drawing: str | None) -> tuple[Shape, ...]:
    """The shapes of path data, from back to front.

    Those have an inside that are closed, or lie on the line. Any other would be coloured as far as
    a straight line from its end to its beginning.
    """
    pieces = [piece.strip() for piece in _SHAPE.findall(drawing or "")]
    return tuple(Shape(one, _has_inside(one)) for one in pieces)


def _has_inside(piece: str) -> bool:
    return piece[-1] in "zZ" or bool(_ON_THE_LINE.fullmatch(piece))
