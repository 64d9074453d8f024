"""Whether a country has a phone number."""

from __future__ import annotations

import pytest

from sitekit.features.helplines.phones import is_country, is_emergency, is_possible, is_valid


@pytest.mark.parametrize("number", ["999", "116 123", "0808 2000 247", "+44 808 2000 247"])
def test_full_and_short_numbers_are_valid(number: str) -> None:
    assert is_valid(number, "gb")


@pytest.mark.parametrize("number", ["", "9", "0808 2000 2477", "+1 800 799 7233", "1" * 400])
def test_numbers_of_nowhere_are_not(number: str) -> None:
    assert not is_valid(number, "gb")


def test_elsewhere_takes_a_number_that_some_country_has() -> None:
    assert is_valid("112", "other")
    assert not is_valid("1" * 30, "other")


def test_a_name_in_whatsapp_needs_the_length_of_a_number_only() -> None:
    assert is_possible("+55 61 9610-0180", "br")
    assert not is_valid("+55 61 9610-0180", "br")
    assert not is_possible("+55 61 9610", "br")


@pytest.mark.parametrize(
    ("code", "known"), [("gb", True), ("other", True), ("GB", False), ("uk", False)]
)
def test_a_country_is_an_iso_code_in_small_letters(code: str, *, known: bool) -> None:
    assert is_country(code) is known


@pytest.mark.parametrize(
    ("number", "code", "valid"),
    [("999", "gb", True), ("112", "gb", True), ("998", "gb", False), ("911", "other", True)],
)
def test_an_emergency_number_is_one_of_its_country(number: str, code: str, *, valid: bool) -> None:
    assert is_emergency(number, code) is valid
