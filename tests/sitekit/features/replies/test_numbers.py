"""Telephone numbers, and everything else that is written in digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitekit.features.replies.disguises import undisguised
from sitekit.features.replies.numbers import SHORTEST, digits, phone_numbers

# One digit in many scripts and styles, by the first of each ten; a keycap is a digit and two marks.
STYLES = [
    *((chr(zero + n) for n in range(10)) for zero in (0x30, 0x660, 0x966, 0xE50, 0xFF10, 0x1D7F6)),
    (f"{n}\ufe0f\u20e3" for n in range(10)),
    "⓪①②③④⑤⑥⑦⑧⑨",
    "⓿❶❷❸❹❺❻❼❽❾",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
]
DIGITS = [dict(zip("0123456789", style, strict=True)) for style in STYLES]
SEPARATORS = [
    *("", " ", "-", ".", "/", "_", "*", "~", "|", ":", ";", ", ", ",", "+", "=", "#", "'", '"'),
    *("\n", " - ", " – ", "—", "‑", "−", "·", " • ", "。", "()", " (", ") ", "[", "]", "…", "!"),
    *("\u00a0", "\u2009", "\u200d", "\u3000", "🌊", " ⭐ ", " / ", "<>", "&", "@ ", "\\"),
]
# Numbers that no day, time or amount looks like. A year or a time in a number may hide it.
NUMBERS = st.builds(
    str.__add__,
    st.sampled_from(["0", "+66", "0066", "+99"]),
    st.text("6789", min_size=8, max_size=11),
)


def found(text: str, listed: tuple[str, ...] = ()) -> list[str]:
    return [number for number, _ in phone_numbers(undisguised(text), listed)]


@given(NUMBERS, st.data())
def test_a_number_is_found_in_any_mixture_of_digits_and_separators(
    number: str, data: st.DataObject
) -> None:
    disguised = ""
    for sign in number:
        style = data.draw(st.sampled_from(DIGITS))
        disguised += style.get(sign, sign) + data.draw(st.sampled_from(SEPARATORS))
    assert [digits(one) for one in found(f"Call {disguised} now.")] == [digits(number)]


@pytest.mark.parametrize(
    "number",
    [
        "07700 900123",
        "0044 (20) 7946-0018",
        "+1 (555) 123-4567",
        "555-1234",
        "555 1999",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "6 12 34 56 78",
        "0, 7, 7, 0, 0, 9, 0, 0",
        "770,900,123",
        "7700900123",
        "07700, 900, 123",
        "O77OO 9OO l23",
    ],
)
def test_a_number_is_found_as_people_write_them(number: str) -> None:
    (one,) = found(f"Call {number}, please")
    assert one in undisguised(number)


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2019, 12:30",
        "2023-11-05 10:30",
        "12. 3. 2019 / 24.12.19",
        "1999, 2004 (2005), 2019/20, 11/2019",
        "1990-1995, 1998 – 2003",
        "10:30, 11:45, 12:15, 10.30 – 11.45",
        "24/7 (24 / 7), 3",
        "1,234,567",
        "1.000.000, 2 000 000",
        "12,345.67 and 10000000",
        "1, 2, 3, 4, 5, 6, 7, 8",
        "50, 40, 30, 20",
        "100, 200, 300",
        "27:10; 68:5-6, 119:105",
        "10-12, 14-16",
    ],
)
def test_days_times_and_amounts_are_no_numbers(text: str) -> None:
    assert found(text) == []


def test_a_number_beside_a_day_is_found() -> None:
    assert found("On 12/03/2019: 07700 900123") == ["07700 900123"]
    assert found("07700 900123, 2019 or so") == ["07700 900123, 2019"]


def test_what_is_shorter_is_none() -> None:
    assert found("1" * (SHORTEST - 1)) == []
    assert found("1" * SHORTEST) == ["1" * SHORTEST]


@pytest.mark.parametrize(
    "text",
    [
        "0808 2000 247",
        "0️⃣808-2000-247 (24 hours)",
        "116 123, 0808 2000 247, 999",
        "+44 808 2000 247 or 0044 808 2000 247",
        "808 2000 247",
        "0808 2000 247, 24/7",
    ],
)
def test_a_listed_number_may_be_named(text: str) -> None:
    assert found(text)
    assert found(text, ("08082000247", "116123", "999")) == []


def test_a_number_is_not_hidden_by_a_listed_one() -> None:
    listed = ("08082000247", "116123", "999")
    assert found("07700 116 123", listed)
    assert found("0808 2000 247, 07700 900123", listed)
    assert found("0808 2000 247 900123", listed)
