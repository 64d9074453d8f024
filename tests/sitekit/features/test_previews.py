"""Pictures made of a line: the right size, the same bytes every time."""

from __future__ import annotations

from sitekit.features.previews import (
    COVER,
    HEIGHT,
    ICON,
    MOST_ON_COVER,
    WIDTH,
    cover,
    icon,
    preview,
    preview_path,
    preview_url,
)

COLORS = {"paper": "#fbf7f0", "water": "#1a5350"}


def size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_a_preview_is_a_picture_of_the_right_size_the_same_every_time() -> None:
    png = preview("M0 150H320", **COLORS)
    assert png == preview("M0 150H320", **COLORS)
    assert png.startswith(b"\x89PNG")
    assert size(png) == (WIDTH, HEIGHT)
    assert png != preview("M0 150Q160 0 320 150", **COLORS)


def test_a_cover_shows_the_first_drawings_or_a_straight_line() -> None:
    waves = [f"M0 150Q160 {n} 320 150" for n in range(MOST_ON_COVER + 1)]
    covers = [cover(waves[:n], **COLORS) for n in range(MOST_ON_COVER + 1)]
    assert [size(png) for png in covers] == [COVER] * len(covers)
    assert len(set(covers)) == len(covers)
    assert cover(waves, **COLORS) == covers[-1]
    assert cover(["M0 150H320"], **COLORS) == covers[0]


def test_the_icon_of_feeds_is_a_small_square() -> None:
    assert size(icon("M0 12h4q4-9 8 0h4", **COLORS)) == (ICON, ICON)


def test_colours_are_those_of_the_tokens() -> None:
    dark = {"paper": "#131c1c", "water": "#8fc9c1"}
    assert preview("M0 150H320", **dark) != preview("M0 150H320", **COLORS)


def test_a_sign_in_a_drawing_cannot_end_the_picture() -> None:
    assert size(preview('M0 150"/><text>x</text>', **COLORS)) == (WIDTH, HEIGHT)


def test_a_picture_is_beside_its_document() -> None:
    assert preview_path("tides/ebb.md") == "tides/ebb.png"
    assert preview_url("tides/ebb.md", "https://e.org/sub/") == "https://e.org/sub/tides/ebb.png"
