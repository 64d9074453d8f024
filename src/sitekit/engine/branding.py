"""What an owner adds to every page: logo, icon, links, scripts; each checked where it is set."""

from __future__ import annotations

import posixpath
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import imagesize

from sitekit.engine.configuration import configuration_of, place
from sitekit.engine.paths import overrides_of
from sitekit.html.csp import integrity_of
from sitekit.html.urls import leads_elsewhere
from sitekit.lint.files import PICTURES
from sitekit.model.problems import Problem, found
from sitekit.model.settings import Branding, OwnLink, Picture, Script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

LARGEST_SVG = 10_000  # bytes, which every page carries
ICONS = (*PICTURES, ".ico")
DIRECTIONS = ("ltr", "rtl")
_SAFE = " /:;=,'()?!@$&*+-._~"  # in a data: URL within an attribute


def read_branding(config: MkDocsConfig) -> tuple[Branding, list[Problem]]:
    """What `theme`, `extra` and `extra_javascript` add to pages, and what is wrong with it."""
    problems: list[Problem] = []
    logo, favicon = (_picture(config, key, problems) for key in ("logo", "favicon"))
    branding = Branding(
        logo=logo,
        favicon=favicon,
        direction=_direction(config, problems),
        social=tuple(_links(config, "social", problems)),
        alternate=tuple(_links(config, "alternate", problems)),
        scripts=tuple(_scripts(config, problems)),
    )
    return branding, problems


def own_file(config: MkDocsConfig, name: str) -> Path | None:
    """The file of docs/ or overrides/ that a setting names by its path there."""
    if leads_elsewhere(name):
        return None
    for folder in (Path(config.docs_dir), overrides_of(config)):
        file = folder / name
        if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            return file
    return None


def inlined_pictures(config: MkDocsConfig) -> set[str]:
    """Files of docs/ that pages carry, so that they need not be published: logo and icon as SVG."""
    names = {str(config.theme.get(key)) for key in ("logo", "favicon")}
    return {name for name in names if name.endswith(".svg")}


def published_names(config: MkDocsConfig) -> set[str]:
    """Files that may be published although they are neither text nor picture."""
    icon = str(config.theme.get("favicon"))
    scripts = {str(one) for one in config.extra_javascript}
    return {*scripts, *config.extra_templates, *([icon] if icon.endswith(".ico") else [])}


def _picture(config: MkDocsConfig, key: str, problems: list[Problem]) -> Picture | None:
    where = configuration_of(config).at("theme", key)  # the theme has an icon of its own
    if where is None:
        return None
    name, file = str(config.theme[key]), own_file(config, str(config.theme[key]))
    wrong = f"theme.{key} must name a file of docs/ or overrides/"
    kinds = ICONS if key == "favicon" else PICTURES
    if file is None:
        problems.append(Problem(*where, f"{wrong} {found(name)}"))
    elif file.suffix == ".svg":
        data = file.read_bytes()
        if len(data) <= LARGEST_SVG:
            return Picture(f"data:image/svg+xml,{quote(data, safe=_SAFE)}")
        rule = f"theme.{key} must be at most {LARGEST_SVG} bytes as SVG, since pages carry it"
        problems.append(Problem(*where, f"{rule} (found {len(data)})"))
    elif file.suffix not in kinds:
        rule = f"theme.{key} must be a picture ({', '.join((*kinds, '.svg'))})"
        problems.append(Problem(*where, f"{rule} {found(name)}"))
    else:
        width, height = imagesize.get(BytesIO(file.read_bytes()))
        return Picture(posixpath.normpath(name), max(width, 0), max(height, 0))
    return None


def _direction(config: MkDocsConfig, problems: list[Problem]) -> str:
    direction = config.theme.get("direction") or ""
    if direction in ("", *DIRECTIONS):
        return str(direction)
    rule = f"theme.direction must be one of {', '.join(DIRECTIONS)}"
    problems.append(
        Problem(*place(config, "theme", "direction"), f"{rule} {found(direction, DIRECTIONS)}")
    )
    return ""


def _links(config: MkDocsConfig, key: str, problems: list[Problem]) -> Iterator[OwnLink]:
    """`- link: …` with `name`, and the language in `lang`; `icon` of Material is not shown."""
    entries = config.extra.get(key) or []
    keys = {"social": ("icon", "link", "name"), "alternate": ("name", "link", "lang")}[key]
    if not isinstance(entries, list):
        problems.append(_wrong(config, f"extra.{key} must be a list of links", entries, key))
        return
    for n, entry in enumerate(entries):
        url = str(entry.get("link") or "") if isinstance(entry, dict) else ""
        if not url or not _may_lead(url):
            rule = f"extra.{key} must give each entry a link to a page or to an e-mail address"
            problems.append(_wrong(config, rule, url, key, n))
            continue
        for name in entry:
            if name not in keys:
                rule = f"extra.{key} must have {', '.join(keys)} and nothing else in an entry"
                problems.append(
                    Problem(*place(config, "extra", key, n, name), f"{rule} {found(name, keys)}")
                )
        yield OwnLink(
            label=str(entry.get("name") or urlsplit(url).hostname or url.removeprefix("mailto:")),
            url=url,
            language=str(entry.get("lang") or ""),
        )


def _may_lead(url: str) -> bool:
    return not leads_elsewhere(url) or urlsplit(url).scheme in ("https", "http", "mailto")


def _scripts(config: MkDocsConfig, problems: list[Problem]) -> Iterator[Script]:
    for n, script in enumerate(config.extra_javascript):
        name = str(script)
        file = own_file(config, name)
        if file is None:
            rule = "extra_javascript must name files of docs/ or overrides/"
            where = place(config, "extra_javascript", n)
            problems.append(Problem(*where, f"{rule} {found(name)}"))
        else:
            yield Script(posixpath.normpath(name), integrity_of(file.read_bytes()))


def _wrong(config: MkDocsConfig, rule: str, value: object, *keys: str | int) -> Problem:
    return Problem(*place(config, "extra", *keys), f"{rule} {found(value)}")
