"""Sources: written once, cited by their key, shown as footnotes."""

from __future__ import annotations

from dataclasses import replace

from markdown import markdown

from sitekit.model.sources import Source, cited, notes, parse_sources

SOURCES = """
sbarra-2005:
  authors: Sbarra & Emery
  year: 2005
  title: The *sequelae* of [dissolution]
  in: Personal Relationships 12(2), 213–232
  doi: 10.1111/j.1350-4126.2005.00112.x
stark-2007:
  authors: Stark
  year: undated
  title: Coercive Control
  in: Oxford University Press
"""


def parsed(text: str = SOURCES):
    return parse_sources("docs/sources.yml", text)


def messages(text: str) -> list[str]:
    return [str(problem) for problem in sorted(parsed(text)[1])]


def test_a_note_is_made_from_its_entry() -> None:
    sources, problems = parsed()
    assert problems == []
    one, two = notes("One.[^sbarra-2005] Two.[^stark-2007]", sources).split("\n")
    assert one == (
        "[^sbarra-2005]: Sbarra & Emery (2005). The \\*sequelae\\* of \\[dissolution\\]. "
        "*Personal Relationships* 12(2), 213–\u2060232. [doi.org/10.1111/j.1350-4126.2005.00112.x]"
        '(<https://doi.org/10.1111/j.1350-4126.2005.00112.x>){ rel="noopener noreferrer" }'
    )
    assert two == "[^stark-2007]: Stark (undated). *Coercive Control*. Oxford University Press."


def source(title: str, where: str) -> str:
    note = notes("[^a]", {"a": Source("A", "2000", title, where)})
    return note.removeprefix("[^a]: A (2000). ")


def test_italics_are_for_the_name_of_a_journal_or_a_work_of_its_own() -> None:
    assert source("An article", "Science 9, e1") == "An article. *Science* 9, e1."
    assert source("A book", "A press") == "*A book*. A press."
    assert source("A page", "News, 1 March 2019") == "*A page*. News, 1 March 2019."


def test_phrases_say_the_same_as_the_note() -> None:
    source = Source("Sand", "2001", "On sand", "Tides 12(2), 213–232")
    assert source.phrases == (
        ("On sand. ", False),
        ("Tides", True),
        (" 12(2), 213–\u2060232.", False),
    )
    work = replace(source, title="Who goes?", where="Shore Press")
    assert work.phrases == (("Who goes?", True), (" Shore Press.", False))


def test_a_title_that_ends_in_a_question_gets_no_full_stop() -> None:
    assert source("Why?", "Science 9(1)") == "Why? *Science* 9(1)."
    assert source("Why?", "A press") == "*Why?* A press."


def test_signs_of_html_in_an_entry_are_read_as_they_are_written() -> None:
    sources, problems = parsed(SOURCES.replace("Coercive Control", "a <b>, c > d & 1 < 2"))
    assert problems == []
    (note,) = notes("[^stark-2007]", sources).split("\n")
    html = markdown(f"A.[^stark-2007]\n\n{note}", extensions=["footnotes"])
    assert "<em>a &lt;b&gt;, c &gt; d &amp; 1 &lt; 2</em>" in html


def test_a_source_without_a_year_says_so_in_the_language_of_the_page() -> None:
    sources, _ = parsed()
    assert notes("[^stark-2007]", sources, "ohne Jahr").startswith(
        "[^stark-2007]: Stark (ohne Jahr). "
    )


def test_a_source_cited_twice_has_one_note_and_others_have_none() -> None:
    sources, _ = parsed()
    assert notes("[^stark-2007] [^stark-2007] [^unknown]", sources).count("[^") == 1
    assert notes("No source at all.", sources) == ""


def test_a_note_that_the_text_explains_itself_is_its_own() -> None:
    assert [key for key, _ in cited("A.[^a] B.[^b]\n\n[^a]: In the text.\n")] == ["b"]


def test_problems_in_an_entry_have_their_lines() -> None:
    wrong = """
smith-2001:
  authors: Smith
  year: long ago
  name: A title
  in: Somewhere
  doi: https://doi.org/10.1000/1
  url: http://example.org
just-text: Smith 2001
"""
    assert messages(wrong) == [
        "docs/sources.yml:2: title must be text (found nothing)",
        "docs/sources.yml:4: year must be a year of four digits, or undated (found 'long ago')",
        "docs/sources.yml:5: name must be one of the keys authors, year, title, in, doi, url "
        "(found 'name')",
        "docs/sources.yml:7: doi must be a DOI such as 10.1000/182, without its address "
        "(found 'https://doi.org/10.1000/1')",
        "docs/sources.yml:8: url must be an address that begins with https:// "
        "(found 'http://example.org')",
        "docs/sources.yml:9: source must be keys and values, such as authors and year "
        "(found 'Smith 2001')",
    ]


def test_a_text_that_was_checked_before_gives_the_same_sources() -> None:
    assert parse_sources("docs/sources.yml", SOURCES, checked=True) == parsed()


def test_citations_have_their_lines_and_code_has_none() -> None:
    text = "One.[^a]\n\n`[^c]` and\nTwo.[^b]\n\n```\n[^d]\n```\n\n    [^e]\n"
    assert [*cited(text)] == [("a", 0), ("b", 3)]


def test_what_a_box_cites_in_its_title_has_a_note() -> None:
    text = 'One.\n\n!!! note "As others found[^stark-2007]"\n    Words.\n'
    assert [*cited(text)] == [("stark-2007", 2)]
    assert notes(text, parsed()[0]).startswith("[^stark-2007]: Stark")
