"""Values of the core made from a few files, without the engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.config import load_config

from sitekit.html.markdown import Converter
from sitekit.model.contents import contents_of
from tests.conftest import ROOT, TODAY, site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitekit.model.contents import Contents


def contents_in(
    files: dict[str, str], src: str = "tides/index.md", today: dt.date = TODAY
) -> Contents:
    """The contents of the series whose landing page is `src`."""
    site = site_of(files, today)
    return contents_of(site, site.series[src], {})


def series_at(files: dict[str, str], src: str) -> tuple[Contents, ...]:
    """The series that the page of `src` shows."""
    site = site_of(files)
    return tuple(contents_of(site, series, {}) for series in site.series_at(src))


@pytest.fixture(scope="session")
def new_converter() -> Callable[..., Converter]:
    """Makes converters with the Markdown extensions of mkdocs.yml."""
    config = load_config(str(ROOT / "mkdocs.yml"))

    def _new(**options: object) -> Converter:
        return Converter(config.markdown_extensions, config.mdx_configs, **options)

    return _new


_PLAIN: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (type(None), lambda _: "something"),
    (bool, lambda value: not value),
    (str, lambda value: f"{value}."),
    (int, lambda value: value + 1),
    (dt.date, lambda value: value + dt.timedelta(days=1)),
)


def changed(value: Any) -> Iterator[Any]:
    """Values that differ from `value` in one place each, however deep."""
    for kind, change in _PLAIN:
        if isinstance(value, kind):
            yield change(value)
            return
    if is_dataclass(value):
        for one in fields(value):
            others = changed(getattr(value, one.name)) if one.repr else ()
            yield from (replace(value, **{one.name: other}) for other in others)
    elif isinstance(value, Mapping):
        yield {**value, "another": None}
        for key, inner in value.items():
            yield from ({**value, key: other} for other in changed(inner))
    else:
        yield (*value, None)
        for n, inner in enumerate(value):
            yield from ((*value[:n], other, *value[n + 1 :]) for other in changed(inner))
