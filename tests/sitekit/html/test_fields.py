"""Texts for where nothing can be pressed."""

from __future__ import annotations

from sitekit.html.dom import Fragment
from sitekit.html.fields import cleaned, without_fields


def without(html: str) -> str:
    text = Fragment(html)
    without_fields(text)
    return text.html


def test_tasks_are_signs() -> None:
    done, open_ = '<input type="checkbox" checked disabled>', '<input type="checkbox" disabled>'
    assert without(f"<li>{done}One</li><li>{open_}Two</li>") == "<li>☑ One</li><li>☐ Two</li>"


def test_tabs_follow_one_another_below_their_labels_however_deep() -> None:
    def tabs(label: str, inside: str) -> str:
        labels = f'<div class="tabbed-labels"><label for="a">{label}</label></div>'
        block = f'<div class="tabbed-block">{inside}</div>'
        return f'<div class="tabbed-set"><input type="radio">{labels}{block}</div>'

    text = Fragment(without(tabs("Outer", "<p>One</p>" + tabs("Inner", "<p>Two</p>"))))
    assert [node.text() for node in text.css("p")] == ["Outer", "One", "Inner", "Two"]
    assert text.css("input, label") == []


def test_what_acts_is_removed_and_the_rest_is_what_texts_may_hold() -> None:
    html = "<script>1</script><form>A</form><p onclick='x' class='y' rel='z'>B</p><blink>C</blink>"
    text = Fragment(html)
    without_fields(text)
    assert cleaned(text) == '<p class="y">B</p>C'
    assert cleaned(text, left_out=frozenset({"class"})) == "<p>B</p>C"
