"""The rules of the house that no tool checks: private names, old names, templates, styles."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from mkdocs.plugins import EVENTS
from pygments.token import STANDARD_TYPES

from sitekit.engine.stages import STAGES
from sitekit.lint.html import TAKEN
from sitekit.model.patterns import RULES
from tests.conftest import ENGLISH, ROOT, at_home

if TYPE_CHECKING:
    from collections.abc import Iterator

HOOKS = sorted((ROOT / "hooks").glob("*.py"))
CORE = sorted((ROOT / "src").rglob("*.py"))
TOOLS = sorted((ROOT / "tools").glob("*.py"))
OVERRIDES = ROOT / "overrides"
TEMPLATES = sorted(OVERRIDES.rglob("*.html"))
FEEDS = [f for f in sorted((OVERRIDES / "feeds").iterdir()) if f not in TEMPLATES]
STYLES = sorted(OVERRIDES.rglob("*.css"))
BOOK = [f for f in sorted((OVERRIDES / "ebook").iterdir()) if f not in STYLES]
PAGES_OF_BOOK = [f for f in BOOK if f.suffix == ".xhtml"]  # the rest are terms for machines

OTHERS = ("mkdocs", "material", "mkdocs_rss_plugin", "pymdownx", "properdocs")
# What other words have replaced; the new ones are those of MkDocs, Jinja and the web.
OLD_NAMES = {
    *("results", "Store", "RESULTS", "did_one", "ahead", "_work_apart", "_let_go", "FEW", "BUILDS"),
    *("kept", "found_of", "done_with", "for_new_pages", "exact", "world", "told", "Untold", "tell"),
    *("around", "PLACE", "filled", "sized", "standing_in", "HURRY", "HERE", "GROWING", "linked"),
    *("say", "unfit", "unfit_text", "unfit_html", "unfit_rendered", "near"),
}
# Classes that Markdown itself writes.
MARKDOWN = {
    *(
        "admonition",
        "admonition-title",
        "cards",
        "footnote",
        "footnote-backref",
        "grid",
        "keys",
        "plan",
        "short",
    ),
    *("tabbed-block", "tabbed-content", "tabbed-labels", "tabbed-set"),
    *("task-list", "task-list-item"),
}
# Those of code, as Pygments names them.
MARKDOWN |= {"highlight", "filename", "hll", "linenos", *STANDARD_TYPES.values()} - {""}


def names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                yield name
            case ast.keyword(arg=str(name)):
                yield name


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_the_layers_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", [*HOOKS, *CORE, *TOOLS], ids=shown)
def test_nothing_private_of_others_is_used(file: Path) -> None:
    tree = ast.parse(file.read_text())
    own = {"self", "cls", "md"}
    private = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and re.match("_[a-z]", node.attr):
            if not (isinstance(node.value, ast.Name) and node.value.id in own):
                private.append(ast.unparse(node))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(OTHERS):
            private += [alias.name for alias in node.names if alias.name.startswith("_")]
            private += [node.module] if "._" in str(node.module) else []
    assert private == []


@pytest.mark.parametrize("file", [*HOOKS, *CORE], ids=shown)
def test_nothing_of_others_is_patched(file: Path) -> None:
    code = re.sub(r"#.*", "", file.read_text())
    assert re.findall(r"\bsetattr\(|\bvars\(|__dict__|\.addFilter\(|monkeypatch", code) == []
    assert re.findall(r"extra\[[\"']|extra\.setdefault", code) == []


@pytest.mark.parametrize("file", [*HOOKS, *CORE], ids=shown)
def test_no_old_name_is_left(file: Path) -> None:
    used = set(names(ast.parse(file.read_text())))
    assert used & OLD_NAMES == set()


@pytest.mark.parametrize("file", HOOKS, ids=shown)
def test_a_stage_is_listed_has_known_events_and_short_functions(file: Path) -> None:
    body = ast.parse(file.read_text()).body
    functions = [one for one in body if isinstance(one, ast.FunctionDef)]
    assert {one.name for one in functions} <= {f"on_{event}" for event in EVENTS}
    assert file.name in STAGES
    assert [n for n in body if isinstance(n, ast.Assign | ast.AnnAssign)] == []  # no state
    assert [one.name for one in functions if one.end_lineno - one.lineno > 25] == []  # type: ignore[operator]


def test_each_event_but_the_first_has_one_stage() -> None:
    events = [
        one.name
        for file in HOOKS
        for one in ast.parse(file.read_text()).body
        if isinstance(one, ast.FunctionDef) and one.name != "on_config"
    ]
    assert sorted(set(events)) == sorted(events)


def test_a_stage_imports_no_other_stage() -> None:
    for file in HOOKS:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert f"{node.module}.py" not in STAGES, shown(file)


def test_imports_inside_functions_say_what_they_cost() -> None:
    for file in (*CORE, *HOOKS):
        for line in file.read_text().splitlines():
            if re.match(r"\s+(from \S+ import|import )", line) and "TYPE_CHECKING" not in line:
                deferred = "PLC0415" in line
                assert not deferred or re.search(r"\d s|\d ms", line), f"{shown(file)}: {line}"


@at_home
def test_every_module_of_the_core_has_a_test_of_its_name() -> None:
    tested = {file.name for file in (ROOT / "tests").rglob("test_*.py")}
    folder = ROOT / "src/sitekit"
    mirrored = [f for f in CORE if f.parent.name in ("model", "lint", "features", "html")]
    missing = [
        f.relative_to(folder).as_posix()
        for f in mirrored
        if "def " in f.read_text() and f.name != "__init__.py" and f"test_{f.name}" not in tested
    ]
    assert missing == []


def test_at_most_sixteen_entries_are_seen_at_the_top() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    top = {name.split("/")[0] for name in tracked}
    assert len([name for name in top if not name.startswith(".")]) <= 16


def test_no_heading_can_take_the_id_of_a_part_of_the_page() -> None:
    for file in TEMPLATES:
        for name in re.findall(r'\sid="([^"]*)"', file.read_text()):
            sample = name.replace("{{ loop.index | e }}-", "")  # print puts a number before all
            sample = re.sub(r"\{\{.*?reply.*?\}\}", "2026-01-01-1", sample)
            sample = sample.replace("{{ id }}", "series-title-1")
            if "country" in sample:  # on /help/ alone, by codes
                continue
            assert TAKEN.fullmatch(sample), f"{shown(file)}: {name}"


def test_every_component_is_included_somewhere() -> None:
    text = "".join(p.read_text() for p in TEMPLATES)
    for template in (OVERRIDES / "components").rglob("*.html"):
        assert f'"{template.relative_to(OVERRIDES).as_posix()}"' in text, template.name


@pytest.mark.parametrize("file", TEMPLATES, ids=shown)
def test_a_template_says_what_it_gets_and_stays_small(file: Path) -> None:
    text = file.read_text()
    assert text.startswith("{#-")
    assert "In: " in text.split("-#}")[0]
    assert text.count("\n") <= 50
    assert not re.search(r"\son\w+=|\sstyle=", text)


@pytest.mark.parametrize("file", TEMPLATES, ids=shown)
def test_a_template_reads_the_data_of_its_page_and_nothing_of_mkdocs(file: Path) -> None:
    code = " ".join(re.findall(r"{[{%].*?[%}]}", file.read_text(), re.DOTALL))
    code = re.sub(r"\"[^\"]*\"|'[^']*'", "", code)
    mkdocs = r"(?<![\w.])(page|config|nav|pages|base_url|extra_\w+|mkdocs_version|build_date_utc)\b"
    found = [name for name in re.findall(mkdocs, code) if name != "nav"]
    assert found == []
    assert re.findall(r"(?<!for )\bnav\b(?! in|\.(contents|count|next|number|step))", code) == []


def test_every_value_in_a_template_is_escaped_or_a_link() -> None:
    # Made by us or by Markdown, and HTML, CSS or JSON on purpose.
    whole = {
        "page_data.content",
        "page_data.notes",
        "page_data.content_parts[0]",
        "page_data.content_parts[1]",
        "page_data.structured_data",
        "page_data.site.script",
        "page_data.site.language",
        "page_data.site.direction",
        "site.language",
        "site.direction",
        "text",
        "heading.title",
        "id",
        "shown.reply.html",
        '""',
    }
    for file in TEMPLATES:
        for value in re.findall(r"\{\{-?\s*(.+?)\s*-?\}\}", file.read_text(), re.DOTALL):
            assert re.search(r"\|\s*(e|url)$", value) or value in whole, f"{shown(file)}: {value}"


@pytest.mark.parametrize("file", [*TEMPLATES, *FEEDS, *PAGES_OF_BOOK], ids=shown)
def test_no_template_holds_an_interface_string(file: Path) -> None:
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", file.read_text(), flags=re.DOTALL)
    bare = re.sub(r"<(script|style).*?</\1>|<[?!].*?>", "", bare, flags=re.DOTALL)
    said = re.findall(r"\s(?:aria-label|alt|title|placeholder|value|data-says)=\"([^\"]*)\"", bare)
    assert [text for text in said if text.strip()] == []
    assert re.findall(r"[^\W\d_]+", re.sub(r"<[^>]*>", "", bare)) == []


@pytest.mark.parametrize("file", STYLES, ids=shown)
def test_every_class_of_ours_begins_with_sk(file: Path) -> None:
    css = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", file.read_text(), flags=re.DOTALL)
    classes = set(re.findall(r"\.([a-z][\w-]*)", css))
    assert {c for c in classes if not c.startswith("sk-")} <= MARKDOWN
    assert "!important" not in css
    # A word in a style would stay as it is in every language; a separator is none.
    said = " ".join(re.findall(r"content:([^;}]*)", file.read_text()))
    assert re.findall(r"[^\W\d_]", "".join(re.findall(r"\"([^\"]*)\"", said))) == []
    assert not re.search(r"(^|[\s,>+~])#[a-z][\w-]*\s*[{,]", css)


def test_colours_are_named_in_tokens_css_alone() -> None:
    files = [*STYLES, *TEMPLATES, *CORE, *OVERRIDES.rglob("*.js")]
    colored = [shown(f) for f in files if re.search(r"#[0-9a-fA-F]{6}\b", f.read_text())]
    assert colored == ["overrides/styles/tokens.css"]


def test_every_stylesheet_is_imported() -> None:
    index = (OVERRIDES / "styles/index.css").read_text()
    for file in STYLES:
        name = file.relative_to(OVERRIDES).as_posix()
        name = name.removeprefix("styles/") if name.startswith("styles/") else f"../{name}"
        of_book = file.parent.name == "ebook"
        assert of_book or file.name == "index.css" or f'@import "{name}";' in index, name


def strings(values: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, dict) and "other" not in value:
            yield from strings(value, f"{prefix}{key}.")
        else:
            yield prefix + key


def test_every_string_is_used_and_every_used_string_is_there() -> None:
    text = "".join(p.read_text() for p in (*TEMPLATES, *BOOK, *CORE))
    used = set(re.findall(r"\bt\(\s*['\"]([\w.]+)['\"]\s*[,)]", text))
    there = set(strings(ENGLISH.values))
    chosen = {
        name
        for name in there
        if name.startswith(
            ("alerts.", "feeds.kinds.", "next.", "share.targets.", "share.what.", "ways.")
        )
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
