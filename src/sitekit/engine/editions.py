"""The editions of a site: mkdocs.yml, and each mkdocs.NAME.yml with a `docs_dir` of its own.

`make site` builds them all, an edition into a folder of its name.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from sitekit.engine.configuration import read_configuration
from sitekit.model.documents import url_of
from sitekit.model.editions import Edition, Editions
from sitekit.model.front_matter import decode, parse, parse_yaml
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig

    from sitekit.engine.configuration import Configuration
    from sitekit.model.documents import Document

FIRST = "mkdocs.yml"
_NAME = re.compile(r"mkdocs\.([A-Za-z0-9-]+)\.yml")
_NOT_PAGES = ("replies/", "snippets/")


def edition_files(folder: Path) -> dict[str, Path]:
    """The configurations beside `mkdocs.yml` that are editions, by their names.

    One that cannot be read is taken for one, so that it is reported and not left out.
    """
    named = ((_NAME.fullmatch(file.name), file) for file in sorted(folder.glob("mkdocs.*.yml")))
    return {name[1]: file for name, file in named if name and _is_edition(file)}


def _is_edition(file: Path) -> bool:
    configuration, wrong = read_configuration(file)
    return bool(wrong) or "docs_dir" in configuration.files[0][1].values


def edition_problems(file: Path) -> Iterator[Problem]:
    """What keeps `file`, if it is an edition, apart from others: its URL, its language, its texts.

    A `site_url` from the environment is that of the site; `make site` adds the name.
    """
    editions = edition_files(file.parent)
    name = next((name for name, one in editions.items() if one == file), None)
    if name is None or not (file.parent / FIRST).is_file():
        return
    own = read_configuration(file)[0]
    url = own.values.get("site_url", "")
    if isinstance(url, str) and not url.rstrip("/").endswith(f"/{name}"):
        rule = f"site_url must end with /{name}/, or this edition has the URLs of {FIRST}"
        yield Problem(*own.place("site_url"), f"{rule} {found(url)}")
    for other in (file.parent / FIRST, *(one for key, one in editions.items() if key < name)):
        theirs = read_configuration(other)[0]
        if (language := _language(own)) == _language(theirs):
            rule = f"theme.language must be another language than that of {other.name}"
            yield Problem(*own.place("theme", "language"), f"{rule} {found(language)}")
        if (docs := _docs_dir(own)) == _docs_dir(theirs):
            rule = f"docs_dir must be another folder than that of {other.name}"
            yield Problem(*own.place("docs_dir"), f"{rule} {found(docs)}")


def read_editions(config: MkDocsConfig, documents: Collection[Document], today: date) -> Editions:
    """The other editions of the site, where the configuration in use is one of several."""
    file = Path(config.config_file_path)
    files = edition_files(file.parent)
    name = next((name for name, one in files.items() if one == file), None)
    first = file.parent / FIRST
    if (name is None and file != first) or not files or not first.is_file():
        return Editions()
    root = (config.site_url or "/").removesuffix(f"{name}/")
    originals = _docs_of(read_configuration(first)[0], first)
    # Of the first edition only what this one translates; of any other what translates something.
    wanted = {one.translation_of or "" for one in documents} if name else None
    others = {"": first, **files}
    del others[name or ""]
    read = (
        _edition(one, f"{root}{key}/" if key else root, today, None if key else wanted)
        for key, one in others.items()
    )
    return Editions(
        others=tuple(edition for edition in read if edition),
        originals=None if name is None else frozenset(src for src, _ in _pages(originals)),
        docs=originals.name,
    )


def _edition(file: Path, url: str, today: date, wanted: Collection[str] | None) -> Edition | None:
    """The edition of a configuration; None if its language has no strings here."""
    configuration = read_configuration(file)[0]
    strings = file.parent / f"locales/{_language(configuration)}.yml"
    if not strings.is_file():
        return None
    entries, _ = parse_yaml("", decode("", strings.read_bytes())[0])
    language = str(entries.values.get("language"))
    try:
        name = str(Locale.parse(language, sep="-").get_language_name())
    except (ValueError, UnknownLocaleError):
        return None
    as_files = configuration.values.get("use_directory_urls") == "false"
    originals = dict(_originals(configuration, file, today, wanted))
    pages = {
        original: _file_url(src) if as_files else url_of(src) for original, src in originals.items()
    }
    return Edition(language, name[:1].upper() + name[1:], url, pages)


def _originals(
    configuration: Configuration, file: Path, today: date, wanted: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    """Files of the first edition, and those of this one that say the same and are published."""
    for src, path in _pages(_docs_of(configuration, file)):
        if file.name == FIRST and wanted is not None and src not in wanted:
            continue
        text = decode("", path.read_bytes())[0]
        if file.name != FIRST and "translation_of" not in text:
            continue
        values = parse("", text)[0].values
        original = src if file.name == FIRST else values.get("translation_of")
        waits = str(values.get("date", "")) > today.isoformat()
        if original and values.get("status", "published") == "published" and not waits:
            yield str(original), src


def _language(configuration: Configuration) -> str:
    theme = configuration.values.get("theme")
    return str(theme.get("language", "")) if isinstance(theme, dict) else ""


def _docs_dir(configuration: Configuration) -> str:
    return str(configuration.values.get("docs_dir") or "docs")


def _docs_of(configuration: Configuration, file: Path) -> Path:
    return file.parent / _docs_dir(configuration)


def _pages(docs: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(docs.rglob("*.md")):
        src = path.relative_to(docs).as_posix()
        if path.is_file() and not path.is_symlink() and not src.startswith(_NOT_PAGES):
            yield src, path


def _file_url(src: str) -> str:
    return src.removesuffix(".md") + ".html"
