"""The notes of a text: named for screen readers, and folded behind a line that says how many."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitekit.html.dom import attribute

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitekit.html.dom import Fragment, Node


ID = "sk-notes"  # authors cannot write the class, and a heading does not get the id
_CLASS = f"footnote {ID}"
_BEGIN = f'<div class="{_CLASS}">'
NOTE_LINKS = {"footnote-ref", "footnote-backref"}  # links that Markdown writes
_BACK = "↑"  # of the arrows that lead back, one that no phone shows as a coloured sign


def fold_notes(text: Fragment, t: Callable[..., str], sources: int) -> None:
    """Name each mark and each way back, and put the list of notes into a disclosure.

    `t` gives interface strings; `sources` says how many of the notes are from docs/sources.yml.
    """
    for mark in text.css("sup > a.footnote-ref"):
        mark.attrs["role"] = "doc-noteref"
        mark.attrs["aria-label"] = t("notes.mark", number=mark.text())
    for box in text.css("div.footnote"):
        if (listed := box.css_first("ol")) is None:
            continue
        notes = [note for note in listed.css("li[id]") if note.parent == listed]
        _shorten_ids(text, notes)
        for number, note in enumerate(notes, 1):
            for back in note.css("a.footnote-backref"):
                if "title" in back.attrs:  # an author's own way back has none
                    del back.attrs["title"]
                back.attrs["role"] = "doc-backlink"
                back.attrs["aria-label"] = t("notes.back", number=number)
                back.inner_html = _BACK
        count = len(notes)
        summary = escape(
            t("sources.count", count=count) if count == sources else t("notes.count", count=count)
        )
        box.attrs["class"] = _CLASS
        box.inner_html = (
            f'<details id="{ID}"><summary>{summary}</summary>'
            f'<div role="doc-endnotes" aria-label="{summary}">{listed.html}</div></details>'
        )


def _shorten_ids(text: Fragment, notes: list[Node]) -> None:
    """Name notes by their numbers instead of their keys, which a page would send up to four times.

    Where an author links to a note by its key, or has given away such a name, keys stay.
    """
    numbers = {attribute(note, "id").removeprefix("fn:"): n for n, note in enumerate(notes, 1)}
    short = {
        name: f"{name[: name.index(':')]}:{numbers[key]}"
        for node in text.css("li[id^='fn:'], sup[id^='fnref']")
        if (key := (name := attribute(node, "id")).partition(":")[2]) in numbers
    }
    links = text.css("a[href^='#fn']")
    by_hand = [
        link for link in links if not NOTE_LINKS.intersection(attribute(link, "class").split())
    ]
    others = {attribute(node, "id") for node in text.css("[id]")} - short.keys()
    if by_hand or not others.isdisjoint(short.values()):
        return
    for node in text.css("li[id^='fn:'], sup[id^='fnref']"):
        node.attrs["id"] = short.get(attribute(node, "id"), attribute(node, "id"))
    for link in links:
        name = unquote(attribute(link, "href")[1:])
        link.attrs["href"] = f"#{short.get(name, name)}"


def unfold_notes(text: Fragment) -> None:
    """Show the notes at the end of the text, below a line: for where nothing can be opened."""
    for box in text.css(f"div.{ID}"):
        if (listed := box.css_first("ol")) is not None:
            box.inner_html = f"<hr>{listed.html}"


def split_notes(html: str) -> tuple[str, str]:
    """A text, and the notes at its end; a text may also show its notes earlier, or have none."""
    text, begin, notes = html.rpartition(_BEGIN)
    if not begin or not notes.rstrip().endswith("</details></div>"):
        return html, ""
    return text, begin + notes
