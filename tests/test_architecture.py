"""The rules of the house: imports, what a hook may hold, what templates and styles may say."""

from __future__ import annotations

import ast
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from mkdocs.plugins import EVENTS

import pages
from sitekit.lint.text import TAKEN
from sitekit.model.patterns import RULES
from tests.conftest import ENGLISH, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHARED = {"wiring", "store"}
HOOKS = sorted(p for p in (ROOT / "hooks").glob("*.py") if p.stem not in SHARED)
CORE = sorted((ROOT / "src/sitekit").rglob("*.py"))
TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))
FEEDS = sorted((ROOT / "overrides").glob("feed*.[xo]*ml"))
STYLES = sorted((ROOT / "overrides/assets/stylesheets").glob("*.css"))

# Classes that Markdown itself writes.
MARKDOWN = {
    "admonition",
    "admonition-title",
    "cards",
    "footnote",
    "grid",
    "keys",
    "plan",
    "short",
    "tabbed-block",
    "tabbed-content",
    "tabbed-labels",
    "tabbed-set",
    "task-list",
    "task-list-item",
}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def standard(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in sys.stdlib_module_names


@pytest.mark.parametrize("file", HOOKS, ids=lambda p: p.name)
def test_a_hook_imports_no_other_hook(file: Path) -> None:
    allowed = SHARED | {"sitekit", "mkdocs", "material", "markdown", "jinja2", "watchdog"}
    others = {n.split(".")[0] for n in imports(file) if not standard(n)}
    assert others <= allowed


@pytest.mark.parametrize("file", HOOKS, ids=lambda p: p.name)
def test_a_hook_has_known_events_and_no_state(file: Path) -> None:
    body = ast.parse(file.read_text()).body
    events = {f.name for f in body if isinstance(f, ast.FunctionDef) and f.name.startswith("on_")}
    assert events <= {f"on_{event}" for event in EVENTS}
    assert events
    mutable = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.Call)
    state = [n for n in body if isinstance(n, ast.Assign) and isinstance(n.value, mutable)]
    assert [
        ast.unparse(n) for n in state if not ast.unparse(n).startswith(("CHANGES", "on_"))
    ] == []


@pytest.mark.parametrize("file", HOOKS, ids=lambda p: p.name)
def test_a_hook_is_listed_and_shadows_no_module(file: Path) -> None:
    listed = (ROOT / "mkdocs.yml").read_text()
    assert f"  - hooks/{file.name}\n" in listed
    assert not standard(file.stem)


def test_imports_stand_at_the_top() -> None:
    for file in (*CORE, *HOOKS):
        for function in ast.walk(ast.parse(file.read_text())):
            if isinstance(function, ast.FunctionDef):
                inner = [
                    n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)
                ]
                assert inner == [], f"{file.name}: {function.name}"


@pytest.mark.parametrize("file", HOOKS, ids=lambda p: p.name)
def test_a_hook_does_not_work_for_a_page_that_is_there(file: Path) -> None:
    for function in ast.parse(file.read_text()).body:
        if isinstance(function, ast.FunctionDef) and function.name == "on_page_context":
            assert [ast.unparse(d) for d in function.decorator_list] == ["for_new_pages"]


def test_no_heading_can_take_the_name_of_a_part_of_the_page() -> None:
    for file in TEMPLATES:
        for name in re.findall(r'\sid="([^"]*)"', file.read_text()):
            sample = name.replace("{{ loop.index | e }}-", "")  # print puts a number before all
            sample = re.sub(r"\{\{.*?reply.*?\}\}", "2026-01-01-1", sample)
            sample = sample.replace("{{ id }}", "series-title-1")
            if "country" in sample:  # on /help/ alone, by codes
                continue
            assert TAKEN.fullmatch(sample), f"{file.name}: {name}"


def test_every_partial_is_included_somewhere() -> None:
    text = "".join(p.read_text() for p in TEMPLATES)
    for partial in (ROOT / "overrides/partials").glob("*.html"):
        assert f'"partials/{partial.name}"' in text, partial.name


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_template_says_what_it_gets_and_stays_small(file: Path) -> None:
    text = file.read_text()
    assert text.startswith("{#-")
    assert "In: " in text.split("-#}")[0]
    assert text.count("\n") <= 50
    assert not re.search(r"\son\w+=|\sstyle=", text)


def test_every_value_in_a_template_is_escaped_or_a_link() -> None:
    # Made by us or by Markdown, and HTML, CSS or JSON on purpose.
    whole = {
        "page.content",
        "text",
        "structured_data",
        "heading.title",
        "id",
        "script",
        "around[0]",
        "around[1]",
        "shown.reply.html",
        '""',
    }
    for file in TEMPLATES:
        for value in re.findall(r"\{\{-?\s*(.+?)\s*-?\}\}", file.read_text(), re.DOTALL):
            safe = re.search(r"\|\s*(e|url)$", value) or value in {*whole, "language", "direction"}
            assert safe, f"{file.name}: {value}"


def test_a_template_reads_no_more_of_mkdocs_than_a_page_is_known_by() -> None:
    # Or a page of an earlier build would be taken for one that has changed.
    text = re.sub(r"{#.*?#}", "", "".join(p.read_text() for p in TEMPLATES), flags=re.DOTALL)
    of_page = set(re.findall(r"\bpage\.(\w+)", text)) - {"content", "toc", "meta"}
    assert of_page <= set(pages.OF_PAGE)
    assert set(re.findall(r"\bpage\.meta\.(\w+)", text)) <= set(pages.OF_META)
    assert set(re.findall(r"\bconfig\.(\w+)", text)) - {"extra"} <= set(pages.OF_CONFIG)
    assert set(re.findall(r"\bconfig\.extra\.(\w+)", text)) <= set(pages.OF_EXTRA)
    assert set(re.findall(r"\bheading\.(\w+)", text)) == {"url", "title"}  # of page.toc
    code = " ".join(re.findall(r"{[{%].*?[%}]}", text, re.DOTALL))
    assert (
        re.findall(r"(?<![\w.'\"])(pages|base_url|extra_\w+|mkdocs_\w+|build_date\w*)", code) == []
    )
    assert re.findall(r"(?<!for )\bnav\b(?! in|\.(contents|count|next|number|step))", code) == []


def test_a_value_hides_nothing_that_a_page_is_known_by() -> None:
    # Pages are known by what their values look like as text: hooks/pages.py.
    lines = [line.strip() for file in CORE for line in file.read_text().splitlines()]
    assert {line.split(":")[0] for line in lines if "repr=False" in line} == {
        "body",  # of an article: a template reads what Markdown has made of it
        "front_matter",  # where each key stands, for messages
    }


@pytest.mark.parametrize("file", [*TEMPLATES, *FEEDS], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_no_template_holds_a_word_of_its_own(file: Path) -> None:
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", file.read_text(), flags=re.DOTALL)
    bare = re.sub(r"<(script|style).*?</\1>|<[?!].*?>", "", bare, flags=re.DOTALL)
    said = re.findall(r"\s(?:aria-label|alt|title|placeholder|value|data-says)=\"([^\"]*)\"", bare)
    assert [text for text in said if text.strip()] == []
    assert re.findall(r"[^\W\d_]+", re.sub(r"<[^>]*>", "", bare)) == []


@pytest.mark.parametrize("file", STYLES, ids=lambda p: p.name)
def test_every_class_of_ours_begins_with_sk(file: Path) -> None:
    css = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", file.read_text(), flags=re.DOTALL)
    classes = set(re.findall(r"\.([a-z][\w-]*)", css))
    assert {c for c in classes if not c.startswith("sk-")} <= MARKDOWN
    assert "!important" not in css
    # A word in a style would stay as it is in every language; a separator is none.
    said = " ".join(re.findall(r"content:([^;}]*)", file.read_text()))
    assert re.findall(r"[^\W\d_]", "".join(re.findall(r"\"([^\"]*)\"", said))) == []
    assert not re.search(r"(^|[\s,>+~])#[a-z][\w-]*\s*[{,]", css)


def test_every_stylesheet_is_listed() -> None:
    config = (ROOT / "mkdocs.yml").read_text()
    assert all(f"  - assets/stylesheets/{file.name}\n" in config for file in STYLES)


def words(values: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, dict) and "other" not in value:
            yield from words(value, f"{prefix}{key}.")
        else:
            yield prefix + key


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    text = "".join(p.read_text() for p in (*TEMPLATES, *HOOKS))
    used = set(re.findall(r"say\(\s*['\"]([\w.]+)['\"]\s*[,)]", text))
    there = set(words(ENGLISH.values))
    chosen = {
        name
        for name in there
        if name.startswith(("feeds.kinds.", "next.", "share.targets.", "share.what.", "ways."))
    }
    assert used <= there
    patterns = {f"checks.{name}" for name in RULES}
    assert there - used - chosen == {"language", "feeds.order", "feeds.series"} | patterns


def test_validation_warns_of_everything_and_strict_is_not_set() -> None:
    config = yaml.load((ROOT / "mkdocs.yml").read_text(), Loader=yaml.BaseLoader)  # noqa: S506
    levels = [level for group in config["validation"].values() for level in group.values()]
    assert sorted(levels) == ["relative_to_docs", *["warn"] * 6]
    assert "strict" not in config


def test_no_lock_names_an_address() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in lock.read_text()
