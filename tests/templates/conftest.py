"""The real templates with values made by hand; a name that is not given is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import ROOT, STRINGS

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def environment() -> jinja2.Environment:
    # MkDocs has autoescape off, and so must this, or a missing `| e` would not be seen.
    environment = jinja2.Environment(  # noqa: S701
        loader=jinja2.FileSystemLoader(ROOT / "overrides"), undefined=jinja2.StrictUndefined
    )
    environment.globals["t"] = STRINGS.t
    environment.filters |= {
        "url": lambda address: f"/{address}",
        "day": STRINGS.day,
        "size": STRINGS.size,
    }
    return environment


@pytest.fixture
def render(environment: jinja2.Environment) -> Callable[..., LexborHTMLParser]:
    """Render a template of overrides/components/, named without its ending."""

    def _render(name: str, **values: Any) -> LexborHTMLParser:
        template = environment.get_template(f"components/{name}.html")
        return LexborHTMLParser(template.render(values))

    return _render
