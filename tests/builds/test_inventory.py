"""Nothing that is set is ignored: each key of the installed packages works, or has its line."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown
import material
import pytest
import yaml
from mkdocs.config import load_config

from sitekit.engine.configuration import read_configuration
from sitekit.engine.inventory import MARKDOWN, ROWS, check_keys, disable_options
from sitekit.html.markdown import Converter
from tests.builds.conftest import PIXEL
from tests.conftest import ROOT, contents, write_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from tests.builds.conftest import Project


HERE = Path(__file__).parent
OPTIONS: Any = yaml.load((HERE / "markdown_options.yml").read_text(), yaml.UnsafeLoader)  # noqa: S506  # ours
SAMPLES: Any = yaml.safe_load((HERE / "settings.yml").read_text())
THEME = Path(material.__file__).parent / "templates"
# What templates of the theme read as attributes of a setting, and Python's own names for its types.
_METHODS = {"items", "html", "get"}
SNIPPET = "é x\n\n--8<-- [start:part]\n    dedent é\n--8<-- [end:part]\n"
EVERYTHING = """
=== "Tab one"

    Words :nonsense: :smile:

| a | b |
|---|--:|
| c | d |

``` {.python linenums="1"}
x = 1
```

--8<-- "none.md"

--8<-- "http://127.0.0.1:1/x.md"

    y = 2
"""
NO_EFFECT = sorted(key for key, row in ROWS.items() if row.kind == "no effect")


@cache
def config() -> MkDocsConfig:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://example.org/")
        return load_config(str(ROOT / "mkdocs.yml"))


def nested(values: Any, around: str = "") -> Iterator[str]:
    """Dotted names of all keys in `values`, a configuration of MkDocs with others in it."""
    for key, value in values.items():
        yield f"{around}{key}"
        if hasattr(value, "items") and hasattr(value, "config_file_path"):
            yield from nested(value, f"{around}{key}.")


def names_in_theme(pattern: str, *files: str) -> set[str]:
    """What `pattern` finds in the theme's own templates and scripts."""
    texts = (file.read_text() for glob in files for file in THEME.glob(glob))
    return {found for text in texts for found in re.findall(pattern, text)}


def without_methods(names: Iterable[str]) -> set[str]:
    return {name for name in names if not _METHODS & set(name.split("."))}


def test_every_key_of_mkdocs_has_a_row() -> None:
    """`config_file_path` is MkDocs' own; `INHERIT` and the plain names of levels are no fields."""
    keys = set(nested({key: value for key, value in config().items() if key != "extra"}))
    rows = {
        key
        for key in ROWS
        if not key.startswith(("theme.", "extra.", "plugins.", "markdown_extensions."))
    }
    plain = {f"validation.{key}" for key in config().validation["links"]} | {
        "validation.omitted_files"
    }
    assert keys - {"config_file_path"} | {"INHERIT", "extra"} | plain == rows


@pytest.mark.parametrize(("plugin", "name"), [("rss", "rss"), ("material/search", "search")])
def test_every_option_of_a_plugin_has_a_row(plugin: str, name: str) -> None:
    prefix = f"plugins.{name}."
    rows = {key.removeprefix(prefix) for key in ROWS if key.startswith(prefix)}
    assert set(nested(config().plugins[plugin].config)) == rows


def test_every_setting_of_the_theme_has_a_row() -> None:
    read = without_methods(names_in_theme(r"config\.theme\.([a-z_]+(?:\.[a-z_]+)*)", "**/*.html"))
    written = yaml.safe_load((THEME / "mkdocs_theme.yml").read_text())
    keys = read | written.keys() | {"palette.media", "palette.toggle"}
    assert {key for key in keys if f"theme.{key}" not in ROWS} == set()


def test_every_feature_of_the_theme_has_a_row() -> None:
    named = r'"([a-z]+(?:\.[a-z]+)+)"'
    asked = names_in_theme(rf"{named} (?:not )?in (?:config\.theme\.)?features", "**/*.html")
    strings = names_in_theme(rf"{named}:", "partials/languages/en.html")
    in_scripts = names_in_theme(named, "assets/javascripts/bundle.*.js") - strings
    others = {"pre.mermaid", "sitemap.xml"}  # a selector, a file
    names = asked | in_scripts - others
    assert len(names) > 25
    assert {name for name in names if f"theme.features.{name}" not in ROWS} == set()


def test_every_extra_key_of_the_theme_has_a_row() -> None:
    names = names_in_theme(r"config\.extra\.([a-z_]+)", "**/*.html")
    assert len(names) > 10
    assert {name for name in names if f"extra.{name}" not in ROWS} == set()


def test_every_option_of_an_enabled_extension_has_a_row() -> None:
    names = [name for name in config().markdown_extensions if name in MARKDOWN]
    # MkDocs itself adds three, and one of them is ours, too.
    assert {*config().markdown_extensions} - {*names} == {"fenced_code"} - {*names}
    for name in names:
        md = markdown.Markdown()
        options = md.build_extension(name, {}).config
        assert set(options) == set(MARKDOWN[name]), name


def written(key: str, value: Any) -> dict[str, Any]:
    """The settings that set one key of the inventory, named as ROWS names it."""
    section, _, rest = key.partition(".")
    if section == "markdown_extensions":
        name = max((one for one in MARKDOWN if rest.startswith(f"{one}.")), key=len)
        return {section: [{name: {rest.removeprefix(f"{name}."): value}}]}
    if key.startswith("theme.features."):
        return {"theme": {"features": [key.removeprefix("theme.features.")]}}
    for name in reversed(key.split(".")):
        value = {name: value}
    return value  # type: ignore[no-any-return]


@pytest.mark.parametrize("key", NO_EFFECT)
def test_a_key_without_effect_has_one_line_with_its_remedy(key: str, tmp_path: Path) -> None:
    file = tmp_path / "own.yml"
    file.write_text(yaml.safe_dump(written(key, "a value")))
    problems, reminders = check_keys(read_configuration(file)[0], lambda _: True)
    said = problems if ROWS[key].lost else reminders
    line = file.read_text().count("\n")
    assert [str(one) for one in (*problems, *reminders)] == [str(one) for one in said]
    assert str(said[0]) == f"own.yml:{line}: {key} has no effect here: {ROWS[key].text}"
    for value in ROWS[key].harmless:
        typed = {"true": True, "false": False}.get(value, value)
        file.write_text(yaml.safe_dump(written(key, typed)))
        assert check_keys(read_configuration(file)[0], lambda _: True) == ([], [])


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            "sitename: Tides",
            "own.yml:1: sitename must be a key that is known (found 'sitename'; "
            "did you mean 'site_name'?)",
        ),
        (
            "theme:\n  langua: de",
            "own.yml:2: theme.langua must be a key that is known "
            "(found 'langua'; did you mean 'language'?)",
        ),
        (
            "extra:\n  security:\n    expire: 2027-01-01",
            "own.yml:3: extra.security.expire must be "
            "a key that is known (found 'expire'; did you mean 'expires'?)",
        ),
        (
            "plugins:\n  - search\n  - rss:\n      lengths: 3",
            "own.yml:4: plugins.rss.lengths must be "
            "a key that is known (found 'lengths'; did you mean 'length'?)",
        ),
        (
            "plugins:\n  material/search:\n    langs: de",
            "own.yml:3: plugins.search.langs must be "
            "a key that is known (found 'langs'; did you mean 'lang'?)",
        ),
        (
            "markdown_extensions:\n  - toc:\n      permalnk: true",
            "own.yml:3: "
            "markdown_extensions.toc.permalnk must be a key that is known (found 'permalnk'; "
            "did you mean 'permalink'?)",
        ),
        (
            "theme:\n  features:\n    - content.code.copi",
            "own.yml:3: theme.features.content.code.copi must be a key that is known "
            "(found 'content.code.copi'; did you mean 'content.code.copy'?)",
        ),
        (
            "extra:\n  zebra: 1",
            "own.yml:2: extra.zebra must be a key that is known (found 'zebra')",
        ),
    ],
)
def test_a_key_that_nothing_reads_is_reported(settings: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text(settings)
    problems, reminders = check_keys(read_configuration(tmp_path / "own.yml")[0], lambda _: False)
    assert ([str(one) for one in problems], reminders) == ([message], [])


def test_what_a_template_of_the_owner_reads_is_known(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text("extra:\n  zebra: 1\ntheme:\n  stripes: 2\n")
    assert check_keys(read_configuration(tmp_path / "own.yml")[0], lambda _: True) == ([], [])


SAMPLED = [(name, option) for name, options in OPTIONS.items() for option in options]


def test_every_option_of_an_extension_that_works_has_a_sample() -> None:
    works = {
        (n, o) for n, rows in MARKDOWN.items() for o, row in rows.items() if row.kind != "no effect"
    }
    assert set(SAMPLED) == works


def converted(configs: dict[str, Any], text: str) -> Any:
    """HTML of a text with these options of the extensions of mkdocs.yml, and what it refuses."""
    disable_options(configs)
    done = Converter([*config().markdown_extensions], configs).convert(text, "a.md", "a/")
    return done.html, done.disallowed


@pytest.mark.parametrize(("name", "option"), SAMPLED)
def test_an_option_of_an_extension_that_works_changes_a_text(
    name: str, option: str, tmp_path: Path
) -> None:
    value, text, *more = OPTIONS[name][option]
    write_files(tmp_path, {"outside.md": "Out.", "in/a.md": SNIPPET})
    html = []
    for set_ in ({}, {option: value}):
        configs = {one: dict(options) for one, options in config().mdx_configs.items()}
        configs["pymdownx.snippets"]["base_path"] = [str(tmp_path / "in")]
        configs.setdefault(name, {}).update({**(more[0] if more else {}), **set_})
        done, refused = converted(configs, text)
        html.append(done)
        assert refused == () or ROWS[f"markdown_extensions.{name}.{option}"].kind == "works as"
    assert html[0] != html[1]


@pytest.mark.parametrize("key", [key for key in NO_EFFECT if key.startswith("markdown_extensions")])
def test_an_option_of_an_extension_without_effect_has_none(key: str) -> None:
    """Some of them would end the build."""
    row, option = ROWS[key], key.rpartition(".")[2]
    name = key.removeprefix("markdown_extensions.").removesuffix(f".{option}")
    value: Any = "x" if not row.harmless else not yaml.safe_load(row.harmless[0])
    configs = {one: dict(options) for one, options in config().mdx_configs.items()}
    base = converted(configs, EVERYTHING)
    configs.setdefault(name, {})[option] = value
    assert converted(configs, EVERYTHING) == base
    assert "tabbed-set" in base[0]


# What works, but shows in no built site, with why.
ELSEWHERE = {
    "INHERIT": "every sample is a file that inherits",
    "theme": "all that is below it has a row",
    "theme.name": "another theme has no templates of ours",
    "theme.features": "each feature has a row",
    "theme.features.content.action.edit": "edit_uri is a sample",
    "theme.features.content.lazy": "pictures always are",
    "site_dir": "every build of a test sets it",
    "dev_addr": "it is for the preview",
    "watch": "it is for the preview",
    "remote_branch": "it is for `mkdocs gh-deploy`",
    "remote_name": "it is for `mkdocs gh-deploy`",
    "strict": "every build of a test sets it",
    "extra": "all that is below it has a row",
    "extra.disclaimer": "it is one of the fork",
    "extra.lint": "tests of the lint rules set each",
    "extra.cache_dir": "tests of the cache set it",
    "plugins": "all that is below it has a row",
    "plugins.rss": "its options have samples",
    "plugins.search": "plugins.search.enabled is a sample",
    "plugins.macros": "it is not installed here; it changes Markdown, as a hook of the tests does",
    "plugins.group": "it switches other plugins on and off",
    "markdown_extensions": "options have samples of their own",
}


def has_effect(key: str) -> bool:
    """Whether a sample must show what the key does; options below one are part of its sample."""
    parent = key.rpartition(".")[0]
    others = ("markdown_extensions.", "validation")
    return not (key.startswith(others) or key in ELSEWHERE or (parent in SAMPLES))


def test_every_key_that_works_has_a_sample() -> None:
    works = {key for key, row in ROWS.items() if row.kind != "no effect" and has_effect(key)}
    assert works == set(SAMPLES)


@pytest.fixture(scope="module")
def plain(filled: tuple[Path, Path]) -> dict[str, bytes]:
    """The project's site with the settings of mkdocs.yml."""
    return contents(filled[1] / "site")


@pytest.mark.parametrize("key", SAMPLES)
def test_a_key_that_works_changes_the_site(
    key: str, plain: dict[str, bytes], project: Project
) -> None:
    sample = SAMPLES[key]
    for name, text in sample.get("files", {}).items():
        project.write(name, PIXEL if text == "PIXEL" else text)
    if "copy" in sample:
        shutil.copytree(*(project.folder / name for name in sample["copy"]), dirs_exist_ok=True)
        project.write(*next(iter(sample["files"].items())))
    own: dict[str, Any] = {"INHERIT": "mkdocs.yml", **sample.get("with", {})}
    if key.startswith("plugins."):
        _, plugin, option = key.split(".")
        rss = {"match_path": "(?!)", "use_git": False, "json_feed_enabled": False, "cache_dir": "."}
        rss["feeds_filenames"] = {"rss_created": "feed.xml", "rss_updated": "feed.xml"}
        plugins = {"search": {}, "rss": rss}
        own["plugins"] = plugins | {plugin: {**plugins[plugin], option: sample["value"]}}
    else:
        own |= written(key, sample["value"])
    project.write("own.yml", yaml.safe_dump(own))
    site = project.clean(config="own.yml")
    if "without" in sample:
        assert sample["without"] not in site
        assert sample["without"] in plain
        return
    page, before = (one.get(sample["file"], b"").decode() for one in (site, plain))
    if "lacks" in sample:
        assert page
        assert sample["lacks"] not in page
        assert sample["lacks"] in before
    else:
        assert sample["text"] in page
        assert sample["text"] not in before
