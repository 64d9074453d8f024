"""Notes: named, folded behind their number, and unfolded where nothing can be opened."""

from __future__ import annotations

from sitekit.html.dom import Fragment, attribute
from sitekit.html.markdown import Converter
from sitekit.html.notes import fold_notes, split_notes, unfold_notes
from tests.conftest import STRINGS

TEXT = "One.[^a] Two.[^b] Again.[^a]\n\n[^a]: First.\n[^b]: Second, with a list:\n\n    1. of one\n"


def written(text: str = TEXT) -> str:
    return Converter(["footnotes"]).convert(text, "a.md", "a/").html


def folded(text: str = TEXT, sources: int = 0) -> Fragment:
    fragment = Fragment(written(text))
    fold_notes(fragment, STRINGS.t, sources)
    return fragment


def test_a_mark_and_the_ways_back_say_which_note_they_are_of() -> None:
    notes = folded()
    marks = notes.css("sup a")
    assert [attribute(mark, "aria-label") for mark in marks] == [
        STRINGS.t("notes.mark", number=number) for number in (1, 2, 1)
    ]
    assert {attribute(mark, "role") for mark in marks} == {"doc-noteref"}
    backs = notes.css("a.footnote-backref")
    labels = [STRINGS.t("notes.back", number=number) for number in (1, 1, 2)]
    assert [attribute(back, "aria-label") for back in backs] == labels
    assert {back.text() for back in backs} == {"↑"}
    assert not any("title" in back.attributes for back in backs)


def test_notes_are_behind_a_line_that_says_how_many_and_of_what() -> None:
    for sources, name in ((2, "sources.count"), (1, "notes.count")):
        details = folded(sources=sources).css("details")[0]
        assert "open" not in details.attributes
        assert details.css("summary")[0].text() == STRINGS.t(name, count=2)
        ends = details.css("[role=doc-endnotes]")[0]
        assert len(ends.css("li[id]")) == 2


def test_notes_are_apart_from_the_text_that_they_end() -> None:
    html = folded().html
    text, notes = split_notes(html)
    assert text + notes == html
    assert "<sup" in text
    assert "details" not in text
    assert Fragment(notes).css("details li")


def test_a_text_without_notes_or_with_words_after_them_stays_whole() -> None:
    assert split_notes("<p>Words.</p>") == ("<p>Words.</p>", "")
    assert split_notes(f"{folded().html}<p>More.</p>")[1] == ""


def test_unfolded_notes_are_a_list_below_a_line() -> None:
    fragment = folded()
    unfold_notes(fragment)
    assert fragment.css("details, summary") == []
    (box,) = fragment.css(".footnote")
    assert box.css("hr + ol")
    assert len(box.css("li[id]")) == 2


def test_a_box_of_an_author_that_has_the_same_class_does_not_change() -> None:
    html = '<div class="footnote"><p>Words.</p></div>'
    fragment = Fragment(html)
    fold_notes(fragment, STRINGS.t, 0)
    assert fragment.html == html


def names(fragment: Fragment) -> list[str]:
    return [attribute(node, "id") for node in fragment.css("[id^=fn]")]


def test_notes_are_named_by_their_numbers() -> None:
    notes = folded()
    assert names(notes) == ["fnref:1", "fnref:2", "fnref2:1", "fn:1", "fn:2"]
    links = [attribute(link, "href")[1:] for link in notes.css("a")]
    assert links == ["fn:1", "fn:2", "fn:1", "fnref:1", "fnref2:1", "fnref:2"]


def test_numbers_as_keys_do_not_get_mixed_up() -> None:
    notes = folded("One.[^2] Two.[^1]\n\n[^2]: First.\n[^1]: Second.\n")
    (first, _) = notes.css("li")
    assert attribute(first, "id") == "fn:1"
    assert "First." in first.text()


def test_a_note_that_an_author_links_to_keeps_its_key() -> None:
    assert "fn:a" in names(folded(f"[See the first](#fn:a).\n\n{TEXT}"))


def test_a_name_that_an_author_has_given_is_given_once() -> None:
    notes = Fragment(f'<p id="fn:2">Mine.</p>{written()}')
    fold_notes(notes, STRINGS.t, 0)
    assert len(set(names(notes))) == len(names(notes)) == 6
