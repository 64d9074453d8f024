"""The real templates with values given by hand; a name that is not given is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from selectolax.lexbor import LexborHTMLParser

from sitekit.model.locale import Words
from tests.conftest import ENGLISH, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def environment() -> jinja2.Environment:
    # MkDocs has autoescape off, and so must this, or a missing `| e` would not be seen.
    environment = jinja2.Environment(  # noqa: S701
        loader=jinja2.FileSystemLoader(ROOT / "overrides"), undefined=jinja2.StrictUndefined
    )
    words = Words(ENGLISH.values)
    environment.globals |= {"say": words.say, "language": "en-GB", "direction": "ltr"}
    environment.filters |= {"url": lambda address: f"/{address}", "day": words.day}
    return environment


@pytest.fixture
def render(environment: jinja2.Environment) -> Callable[..., LexborHTMLParser]:
    def _render(partial: str, **values: Any) -> LexborHTMLParser:
        return LexborHTMLParser(environment.get_template(f"partials/{partial}.html").render(values))

    return _render
