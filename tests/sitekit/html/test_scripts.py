"""The scripts of every page, as one; those of components, in fewer bytes."""

from __future__ import annotations

from sitekit.html.scripts import join, lean


def test_scripts_become_one_and_keep_their_names_to_themselves() -> None:
    joined = join(["// one\nconst a = 1;\n", "/** two */\nconst a = 'b  c';\n"])
    assert joined == "{const a=1;}{const a='b  c';}"


def test_without_scripts_there_is_nothing() -> None:
    assert join([]) == ""


def test_a_script_loses_its_comments_and_keeps_its_strings() -> None:
    script = "/** A lamp. */\nconst a = `// ${b}  c`; // off\nconst d = /\\/\\*/.test('/* e */');\n"
    assert lean(script) == "const a=`// ${b}  c`;const d=/\\/\\*/.test('/* e */');"
