"""schema.org data: valid JSON whatever a title is, which cannot leave its script element."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sitekit.features.structured_data import structured_data
from sitekit.model.authors import Author
from tests.conftest import SERIES, article, landing, site_of
from tests.sitekit.conftest import contents_in, series_at

SITE = "https://example.org/"


def json_of(files: dict[str, str], src: str, *authors: Author) -> str | None:
    site = site_of(files)
    return structured_data(
        site.documents[src],
        authors,
        series_at(files, src),
        contents_in(files, src) if src in site.series else None,
        site_url=SITE,
        site_name="A & B",
        language="en-GB",
    )


def data_of(files: dict[str, str], src: str, *authors: Author) -> list[dict[str, Any]]:
    text = json_of(files, src, *authors)
    assert text is not None
    assert not set("<>&\u2028\u2029") & set(text)
    return list(json.loads(text)["@graph"])


def test_an_article_is_part_of_its_series() -> None:
    one, trail = data_of(SERIES, "tides/flow.md")
    assert (one["@type"], one["position"], one["datePublished"]) == ("Article", 2, "2026-03-01")
    assert one["isPartOf"] == [
        {
            "@type": "CreativeWorkSeries",
            "@id": f"{SITE}tides/",
            "name": "Tides",
            "url": f"{SITE}tides/",
        }
    ]
    assert [(item["name"], item["item"]) for item in trail["itemListElement"]] == [
        ("A & B", SITE),
        ("Tides", f"{SITE}tides/"),
        ("Flow and what it brings", f"{SITE}tides/flow/"),
    ]


def test_the_landing_page_names_the_parts_that_can_be_read() -> None:
    (series,) = data_of(SERIES, "tides/index.md")
    assert [(p["position"], p["url"]) for p in series["hasPart"]] == [
        (1, f"{SITE}tides/ebb/"),
        (2, f"{SITE}tides/flow/"),
    ]


def test_a_companion_has_no_position() -> None:
    files = SERIES | {
        "tides/index.md": landing("Tides", "ebb.md", "flow.md", companions=("../e/moon.md",)),
        "e/moon.md": article("The moon"),
    }
    one = data_of(files, "e/moon.md")[0]
    assert not {"position", "isPartOf"} & one.keys()


def test_an_article_of_two_series_has_a_trail_through_each() -> None:
    files = SERIES | {"winds/index.md": landing("Winds", "../tides/ebb.md")}
    _, *trails = data_of(files, "tides/ebb.md")
    assert [t["itemListElement"][1]["name"] for t in trails] == ["Tides", "Winds"]


def test_authors_are_people_and_without_one_it_is_the_site() -> None:
    ada = Author("Ada", "She sails.", "https://example.com/ada", "pictures/ada b.png")
    one, *_ = data_of(SERIES, "tides/ebb.md", ada, Author("Bo"))
    assert one["author"] == [
        {
            "@type": "Person",
            "name": "Ada",
            "description": "She sails.",
            "url": "https://example.com/ada",
            "image": f"{SITE}pictures/ada%20b.png",
        },
        {"@type": "Person", "name": "Bo"},
    ]
    one, *_ = data_of(SERIES, "tides/ebb.md")
    assert one["author"] == [{"@type": "Organization", "name": "A & B"}]


def test_other_pages_have_none() -> None:
    assert json_of(SERIES, "index.md") is None


@given(st.text(st.characters(exclude_categories=["C"]), min_size=5, max_size=60))
def test_any_title_comes_back_as_it_went_in(title: str) -> None:
    quoted = "'" + title.replace("'", "''") + "'"
    text = article("The old title").replace("title: The old title", f"title: {quoted}")
    files = SERIES | {"tides/ebb.md": text}
    one = data_of(files, "tides/ebb.md")[0]
    assert one["headline"] == site_of(files).documents["tides/ebb.md"].title


def test_a_hostile_title_stays_in_its_script_element() -> None:
    hostile = """</script><!-- & "curly ’ quotes\""""
    text = article(json.dumps(hostile, ensure_ascii=False))
    assert data_of(SERIES | {"tides/ebb.md": text}, "tides/ebb.md")[0]["headline"] == hostile
