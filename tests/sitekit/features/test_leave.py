"""Where the leave button leads, if a site has one."""

from __future__ import annotations

import pytest

from sitekit.features.leave import check_leave


@pytest.mark.parametrize(
    "destination",
    [
        "http://www.bbc.com/weather",
        "javascript:alert(1)",
        "/somewhere/",
        "https://example.org/elsewhere",
        "https://EXAMPLE.org",
        "https://user@elsewhere.org",
        "https://[broken",
        "https://",
        "",
        None,
    ],
)
def test_the_leave_button_must_lead_to_another_site_over_https(destination: object) -> None:
    (problem,) = check_leave("mkdocs.yml", 7, destination, "https://example.org/")
    rule = "leave must be an address of another site that begins with https://, or off"
    assert str(problem).startswith(f"mkdocs.yml:7: {rule} (found ")


def test_a_site_may_have_no_leave_button() -> None:
    assert check_leave("m", 1, destination=False, site="https://example.org/") == []


def test_a_good_destination_is_no_problem() -> None:
    assert check_leave("m", 1, "https://www.bbc.com/weather", "https://example.org/") == []
