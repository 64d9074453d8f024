"""Colours: named in tokens.css, and readable in both schemes."""

from __future__ import annotations

import re

import pytest

from sitekit.html.tokens import parse_tokens
from tests.conftest import ROOT

SHEET = (ROOT / "overrides/styles/markdown/highlight.css").read_text()
TOKENS = parse_tokens((ROOT / "overrides/styles/tokens.css").read_text())


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_of_code_is_named_in_tokens() -> None:
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgb|hsl|oklch", SHEET) == []
    assert set(re.findall(r"(?<!-)color: ([^;]+)", SHEET)) <= {f"var(--{name})" for name in TOKENS}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "leaf"])  # of code, and of marked lines
def test_code_can_be_read_in_both_schemes(scheme: int, ground: str) -> None:
    words = {*re.findall(r"(?<!-)color: var\(--(\w+)\)", SHEET), "ink"}
    assert {
        name: contrast(TOKENS[name][scheme], TOKENS[ground][scheme])
        for name in words
        if contrast(TOKENS[name][scheme], TOKENS[ground][scheme]) < 4.5
    } == {}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("name", "grounds", "least"),
    [
        ("ink", ("paper", "leaf"), 7),
        ("soft", ("paper", "leaf"), 7),
        ("water", ("paper", "leaf"), 7),
        ("exit-ink", ("exit",), 7),
        ("clay", ("paper", "leaf"), 4.5),
        ("edge", ("paper", "leaf"), 3),
    ],
)
def test_words_marks_and_edges_stand_out_from_their_ground(
    name: str, grounds: tuple[str, ...], least: float, scheme: int
) -> None:
    ratios = {on: contrast(TOKENS[name][scheme], TOKENS[on][scheme]) for on in grounds}
    assert {on: ratio for on, ratio in ratios.items() if ratio < least} == {}
