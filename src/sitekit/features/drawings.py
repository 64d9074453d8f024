"""The line drawn for a part: the SVG file beside it, reduced to the one path a page needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Mapping

VIEW_BOX = "0 0 320 200"
# Drawings join into one thread: each comes in at the left edge at three quarters of the height.
START = re.compile(r"M ?0[ ,]150(?!\d)")
_PATH = "{http://www.w3.org/2000/svg}path"
LARGEST = 5_000  # characters of a file; ours have 550. resvg crashes on 20,000
# Commands, and numbers below 1000 with one decimal at most: resvg crashes on an arc with the radius
# .001, and on numbers such as 1e30.
_PLAIN = re.compile(r"(?:[MLHVCSQTAZ]|-?(?:\d{1,3}(?:\.\d)?|\.\d)(?!\d)|[ ,\n])*", re.IGNORECASE)


def parse_drawing(path: str, text: str) -> tuple[str | None, list[Problem]]:
    """Path data (the `d` of SVG 2, §9.3) of the drawing in `text`, or the problems in it."""
    if len(text) > LARGEST:
        rule = f"drawing must hold at most {LARGEST} characters"
        return None, [Problem(path, 1, f"{rule} (found {len(text)})")]
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  # a file of this repository; expat caps entities
    except ElementTree.ParseError as error:
        rule = "drawing must be an SVG file that can be read"
        return None, [Problem(path, error.position[0], f"{rule} (found: {error})")]
    if root.get("viewBox") != VIEW_BOX:
        rule = f'drawing must have viewBox="{VIEW_BOX}"'
        return None, [Problem(path, 1, f"{rule} {found(root.get('viewBox'))}")]
    paths = root.findall(_PATH)
    if len(root) != 1 or len(paths) != 1:
        rule = "drawing must be one <path> and nothing else"
        return None, [Problem(path, 1, f"{rule} (found {len(root)} elements)")]
    data = paths[0].get("d", "")
    if not START.match(data):
        rule = "drawing must begin at the left edge, with M0 150"
        return None, [Problem(path, 1, f"{rule} {found(data[:12])}")]
    plain = _PLAIN.match(data)
    if plain and plain.end() < len(data):
        rule = "drawing must have numbers below 1000, with one digit after the point at most"
        return None, [Problem(path, 1, f"{rule} {found(data[plain.end() :][:12])}")]
    return data, []


def parse_drawings(
    texts: Mapping[str, str], root: str = "docs"
) -> tuple[dict[str, str], list[Problem]]:
    """Drawings by the `src` of the part they belong to (`a/b.svg` to `a/b.md`)."""
    drawings: dict[str, str] = {}
    problems: list[Problem] = []
    for src, text in texts.items():
        data, wrong = parse_drawing(f"{root}/{src}", text)
        problems += wrong
        if data:
            drawings[src.removesuffix(".svg") + ".md"] = data
    return drawings, problems
