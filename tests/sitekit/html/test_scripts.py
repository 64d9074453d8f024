"""The scripts of every page, as one."""

from __future__ import annotations

from sitekit.html.scripts import join


def test_scripts_become_one_and_keep_their_names_to_themselves() -> None:
    joined = join(["// one\nconst a = 1;\n", "/** two */\nconst a = 'b  c';\n"])
    assert joined == "{const a=1;}{const a='b  c';}"


def test_without_scripts_there_is_nothing() -> None:
    assert join([]) == ""
