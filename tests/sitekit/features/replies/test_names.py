"""Pen names: whoever claims to be the site, its editors or a service is found out."""

from __future__ import annotations

import pytest

from sitekit.features.replies.names import UNRESERVED, Reserved
from sitekit.model.front_matter import parse_yaml
from sitekit.model.patterns import parse_patterns
from tests.conftest import ROOT
from tests.sitekit.features.replies.conftest import RESERVED

OURS = Reserved("Going No Contact", (), RESERVED.claims)


@pytest.mark.parametrize(
    "name",
    [
        *("The editors", "Editor", "Anna (editor)", "Moderator", "mod_anna", "Admin2", "Webmaster"),
        *("Editorial team", "The site", "Our team", "The authors", "Official", "Website team"),
        *("Support", "Support team", "Crisis line", "A helpline", "Customer service", "Police"),
        *("M0derator", "4dmin", "E d i t o r s", "TheEditors", "Ed.it.ors", "Éditors", "Еditоrs"),
        *("ＥＤＩＴＯＲＳ", "ⓐⓓⓜⓘⓝ", "m-o-d-e-r-a-t-o-r", "edi\u200dtor"),
        *("Tide Tables", "tide tables", "TideTables", "T1de Tables", "The Tide Tables"),
        *("Tide Tables (UK)", "Anna from Tide Tables", "tide-tables"),
        *("Shore Helpers", "SHORE HELPERS", "Shore Helpers, Anna", "Gull", "gull"),
    ],
)
def test_a_name_that_claims_to_be_somebody_else_is_refused(name: str) -> None:
    assert RESERVED.holds(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Anna", "A reader", "A: “reader” #1", "J.", "J K L", "R2D2", "Mum of 3", "Hope 2019"),
        *("Modest", "Modi", "Model", "Edith", "Old moderate", "Administering love", "Unofficial"),
        *("Police widow", "Dog owner", "Team Mum", "Unsupported", "Help me", "Author of my life"),
        *("Low tide", "Tide", "Tables", "High tide tables", "Seagull", "Gull on the shore"),
        *("Shore", "مريم", "Мария", "小明", "❤️ Sam"),
    ],
)
def test_other_names_are_free(name: str) -> None:
    assert not RESERVED.holds(name)


def test_people_may_say_what_they_do_though_the_site_is_called_so() -> None:
    assert not OURS.holds("Someone going no contact")
    assert OURS.holds("Going no contact")
    assert OURS.holds("Anna, Going No Contact")


def test_nothing_is_reserved_without_settings() -> None:
    assert not UNRESERVED.holds("The editors")


def test_another_language_has_words_of_its_own() -> None:
    text = (ROOT / "locales/de.yml").read_text()
    german = Reserved(claims=parse_patterns("", parse_yaml("", text)[0])[0].claims)
    assert all(map(german.holds, ["Die Redaktion", "Moderatorin", "Unser Team", "Hilfetelefon"]))
    assert not any(map(german.holds, ["Anna", "Modern", "Rita aus dem Norden"]))
