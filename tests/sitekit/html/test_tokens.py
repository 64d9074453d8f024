"""Colours by name, for light and dark schemes."""

from __future__ import annotations

import re

from sitekit.html.tokens import parse_tokens
from tests.conftest import ROOT

LIGHT = ":root { --paper: #fbf7f0; --ink: #22302f; --s1: .5rem; }"
DARK = "@media (prefers-color-scheme: dark) { :root { --paper: #131c1c; } }"
MORE = "@media (prefers-contrast: more) { :root { --paper: #ffffff; } }"
BOTH = {"paper": ("#fbf7f0", "#131c1c"), "ink": ("#22302f", "#22302f")}


def test_a_colour_has_a_value_for_light_and_one_for_dark() -> None:
    assert parse_tokens(f"{LIGHT} {DARK} {MORE}") == BOTH


def test_the_dark_colours_may_come_last() -> None:
    assert parse_tokens(f"{LIGHT} {DARK}") == BOTH


def test_other_conditions_change_nothing() -> None:
    assert parse_tokens(f"{LIGHT} {MORE} {DARK}") == BOTH


def test_without_dark_colours_the_light_ones_serve() -> None:
    colors = parse_tokens(LIGHT)
    assert colors == {name: (light, light) for name, (light, _) in BOTH.items()}


def test_the_sites_own_tokens_have_what_pictures_and_bars_need() -> None:
    colors = parse_tokens((ROOT / "overrides/styles/tokens.css").read_text())
    assert {"paper", "water"} <= colors.keys()
    light, dark = colors["paper"]
    assert light != dark
    assert all(re.fullmatch("#[0-9a-f]{6}", one) for both in colors.values() for one in both)
