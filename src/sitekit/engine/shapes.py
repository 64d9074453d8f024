"""Values of the wrong shape in settings: each is one line, and then left out of what is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitekit.engine.configuration import place
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True)
class Shape:
    """What a value must be, as messages say it, and whether one is."""

    name: str
    fits: Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or value is False  # `off` is no text


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_menu(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and all(isinstance(to, str) for to in one.values()) for one in value
    )


TEXT = Shape("text", _is_text)
TEXTS = Shape("a list of texts", _are_texts)
KEYS = Shape("lines of `key: value`", lambda value: isinstance(value, dict))
MENU = Shape("a list of `label: file`", _is_menu)
DAY = Shape("a day such as 2027-03-01", lambda value: type(value) is dt.date)

MENUS = ("notice", "header", "footer")
# By the keys below `extra`; a key comes after those that it is in.
EXTRA: dict[tuple[str, ...], Shape] = {
    ("icon",): TEXT,
    ("cache_dir",): TEXT,
    ("disclaimer",): TEXT,
    ("security",): KEYS,
    ("security", "expires"): DAY,
    ("replies", "email"): TEXT,
    ("replies", "form"): TEXT,
    ("menus",): KEYS,
    **{("menus", name): MENU for name in MENUS},
}
LISTS = ("extra_css", "extra_templates")  # of MkDocs, which takes anything in them


def drop_misshapen(config: MkDocsConfig) -> list[Problem]:
    """Take what has the wrong shape out of `config`, and report it."""
    return [*_extra(config), *_lists(config), *_features(config)]


def _extra(config: MkDocsConfig) -> Iterator[Problem]:
    menus: Any = config.extra.get("menus")
    for name in {*menus} - {*MENUS} if isinstance(menus, dict) else ():
        del menus[name]  # it has been reported as an unknown key
    for (*above, name), shape in EXTRA.items():
        values: Any = config.extra
        for key in above:
            values = values.get(key)
        value = values.get(name) if isinstance(values, Mapping) else None
        if value is None:
            continue
        if not shape.fits(value):
            del values[name]
            yield _problem(config, shape, value, "extra", *above, name)
        elif value is False:
            values[name] = ""


def _lists(config: MkDocsConfig) -> Iterator[Problem]:
    for name in LISTS:
        if not TEXTS.fits(config[name]):
            yield _problem(config, TEXTS, config[name], name)
            config[name] = []


def _features(config: MkDocsConfig) -> Iterator[Problem]:
    features = config.theme.get("features")
    if features is not None and not TEXTS.fits(features):
        config.theme["features"] = []
        yield _problem(config, TEXTS, features, "theme", "features")


def _problem(config: MkDocsConfig, shape: Shape, value: object, *keys: str) -> Problem:
    rule = f"{'.'.join(keys)} must be {shape.name}"
    return Problem(*place(config, *keys), f"{rule} {found(value)}")
