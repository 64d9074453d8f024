"""schema.org data is valid JSON whatever stands in a title, and cannot leave its script element."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sitekit.features.structured_data import structured_data
from tests.conftest import SERIES, article, landing, site_of

HOSTILE = """'</script><!-- & "curly ’ quotes'"""


def data_of(files: dict[str, str], src: str) -> list[dict[str, Any]]:
    text = structured_data(
        site_of(files), src, address="https://example.org/", name="A & B", language="en-GB"
    )
    assert text is not None
    assert "<" not in text
    assert ">" not in text
    return json.loads(text)["@graph"]


def test_an_article_is_part_of_its_series() -> None:
    one, trail = data_of(SERIES, "tides/flow.md")
    assert (one["@type"], one["position"], one["datePublished"]) == ("Article", 2, "2026-03-01")
    assert one["isPartOf"] == [
        {
            "@type": "CreativeWorkSeries",
            "@id": "https://example.org/tides/",
            "name": "Tides",
            "url": "https://example.org/tides/",
        }
    ]
    assert [item["name"] for item in trail["itemListElement"]] == [
        "A & B",
        "Tides",
        "Flow and what it brings",
    ]


def test_the_landing_page_names_the_parts_that_can_be_read() -> None:
    (series,) = data_of(SERIES, "tides/index.md")
    assert [(p["position"], p["url"]) for p in series["hasPart"]] == [
        (1, "https://example.org/tides/ebb/"),
        (2, "https://example.org/tides/flow/"),
    ]


def test_a_companion_has_no_position() -> None:
    files = SERIES | {
        "tides/index.md": landing("Tides", "ebb.md", "flow.md", companions=("../e/moon.md",)),
        "e/moon.md": article("The moon"),
    }
    assert "position" not in data_of(files, "e/moon.md")[0]


def test_other_pages_have_none() -> None:
    assert (
        structured_data(site_of(SERIES), "index.md", address="/", name="x", language="en") is None
    )


@given(st.text(st.characters(exclude_categories=["C"]), min_size=5, max_size=60))
def test_any_title_comes_back_as_it_went_in(title: str) -> None:
    quoted = "'" + title.replace("'", "''") + "'"
    text = article("The old title").replace("title: The old title", f"title: {quoted}")
    site = site_of(SERIES | {"tides/ebb.md": text})
    one = data_of(SERIES | {"tides/ebb.md": text}, "tides/ebb.md")[0]
    assert one["headline"] == site.articles["tides/ebb.md"].title
