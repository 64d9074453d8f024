"""Disguised signs, and what they are read as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitekit.features.replies.disguises import undisguised


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("０１２３４５６７８９", "0123456789"),
        ("٠١٢٣٤٥٦٧٨٩ ०१२३", "0123456789 0123"),
        ("0️⃣7️⃣ ⓪⑦ ⓿❼ 𝟎𝟕 ⁰₇", "07 07 07 07 07"),
        ("O7l I2 1OO", "071 12 100"),
        ("1–2—3−4‑5﹣6", "1-2-3-4-5-6"),
        ("a·b•c。d．e", "a.b.c.d.e"),
        ("t.me∕a⁄b／c", "t.me/a/b/c"),
        ("ｅｘａｍｐｌｅ．ｏｒｇ ＠ﬁ", "example.org @fi"),
        ("еxаmрlе.соm", "example.com"),
        ("a\u200db\ufe0fc\u0332d", "abcd"),
        ("anna [at] b (dot) org", "anna@b.org"),
        ("anna{at}b{dot}org", "anna@b.org"),
        ("anna <@> b [.] org", "anna@b.org"),
        ("anna at b dot co dot uk", "anna@b.co.uk"),
        ("anna-AT-b-DOT-it", "anna@b-DOT-it"),
        ("anna_at_b_dot_com", "anna@b.com"),
        ("beispiel punkt de", "beispiel.de"),
        ("example . org, example .org, example. org", "example.org, example.org, example.org"),
    ],
)
def test_signs_are_read_as_what_they_stand_for(text: str, read: str) -> None:
    assert undisguised(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "A dot in the sea. Look at that dot now; it was at the dot com party.",
        "It failed. Net result: nothing. Org charts. It. Me too.",
        "(a) first, (b) then. He said (at last) no. At this point me and her left.",
        "so . . . what … no",
        "Only l, I and O; Oil, Ill and 0.",
    ],
)
def test_honest_words_stay(text: str) -> None:
    assert undisguised(text).replace("...", "…") == text


@given(st.text())
def test_line_ends_stay_where_they_are(text: str) -> None:
    lines = text.split("\n")
    assert [undisguised(line) for line in lines] == undisguised(text).split("\n")
