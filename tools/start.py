"""Make this clone a site of your own: two short parts that explain themselves, and nothing of ours.

Asks for what TITLE, LANGUAGE, SUMMARY, AUTHOR and LICENCE in the environment do not say; who writes
and the licence may stay blank. Refuses a changed working tree, so that git has all that goes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sitekit.engine.clock import today
from sitekit.features.new_article import name_of, quoted
from sitekit.model.front_matter import parse_yaml
from sitekit.model.problems import found
from tools import ROOT
from tools.tracked import tracked

if TYPE_CHECKING:
    from pathlib import Path

STARTER = "tools/starter"
LONGEST = 40  # characters of a title, which some pages have words after
BLANK = "TODO: {}"  # PUBLISH=1 refuses it
ICON = "M8 3a5 5 0 1 0 .1 0"  # a circle
PARTS = ("first", "second")
GENERATORS = ("tools.gen_schemas", "tools.gen_lint_rules", "tools.gen_settings")
# Between two such lines is what holds for this site alone.
ONLY_HERE = re.compile(r"(?ms)^(<!--|#) only here( -->)?\n.*?^(<!--|#) /only here( -->)?\n\n?")
# House rules about what this series is about, or about English.
SAFETY = ("plan-comes-first", "nothing-is-promised", "outside-is-neutral")
OURS = ("article-is-long-enough", "article-is-not-too-long", "formulas-keep-their-place")
ENGLISH = ("spelling", "reading-grade")


@dataclass(frozen=True)
class Answers:
    """What a new owner says."""

    title: str
    language: str
    summary: str = ""
    author: str = ""
    licence: str = ""


def main(root: Path = ROOT) -> None:
    languages = sorted(file.stem for file in (root / STARTER).glob("texts/*.yml"))
    if not languages:
        sys.exit("This is a site of its own already: nothing was changed.")
    if reason := changed(root):
        sys.exit(f"{reason}; nothing was changed.")
    answers = asked_for(os.environ, languages)
    texts = parse_yaml("", (root / STARTER / f"texts/{answers.language}.yml").read_text())[0].values
    new = (
        site_files(answers, texts)
        | settings_files(root, answers, texts)
        | other_files(root, answers)
    )
    gone = removed_paths(root)
    for path in (path for path in tracked(root) if path.startswith(gone)):
        (root / path).unlink()
    for folder in gone:  # what is left there is what Python or a build has cached
        if folder.endswith("/"):
            shutil.rmtree(root / folder, ignore_errors=True)
    for path, text in new.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for module in GENERATORS:  # their pages say what the new settings set
        subprocess.run([sys.executable, "-m", module], cwd=root, check=True)
    print(f"{answers.title} is there. What was here before is in git.")
    print("See it with `make serve`; README.md says what is still to do. Then commit it.")


def changed(root: Path) -> str:
    """Why nothing may be changed here; empty if all of it is in git."""
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "git must be installed, since it keeps what this takes away"
    if done.returncode or not (root / ".git").exists():
        return "This must be a git clone, which keeps what this takes away"
    lines = done.stdout.splitlines()
    more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    return f"Every change must be committed first (found {lines[0][3:]}{more})" if lines else ""


def asked_for(given: Any, languages: list[str]) -> Answers:
    """The answers in `given`, and those to questions; exits at one that cannot be used."""
    title = one_line(given.get("TITLE") or asked("Title of the series: "))
    if not 0 < len(title) <= LONGEST or not title.isprintable():
        sys.exit(f"TITLE must be a line of 1 to {LONGEST} characters {found(title)}.")
    language = given.get("LANGUAGE") or asked(f"Language ({', '.join(languages)}): ")
    if language not in languages:
        rule = f"LANGUAGE must be one of {', '.join(languages)}"
        sys.exit(f"{rule} {found(language, languages)}; guide/your-own-series.md adds another.")
    free = {
        "AUTHOR": "Who writes it, such as a name (empty: later): ",
        "LICENCE": "Licence of its texts, such as CC BY-SA 4.0 (empty: later): ",
    }
    asking = sys.stdin.isatty() and not given.get("TITLE")
    said = {
        name: one_line(given.get(name) or (asked(question) if asking else ""))
        for name, question in free.items()
    }
    summary = one_line(given.get("SUMMARY") or "")
    return Answers(title, language, summary, said["AUTHOR"], said["LICENCE"])


def site_files(answers: Answers, texts: Any) -> dict[str, str]:
    """Everything in docs/."""
    folder = series_folder(answers.title)
    names = [name_or(texts[part]["title"], f"part-{n}") for n, part in enumerate(PARTS, 1)]
    day = today().isoformat()
    parts = "".join(f"    - {name}.md\n" for name in names)
    planned = f"    - planned: part-3.md\n      label: {quoted(texts['series']['planned'])}\n"
    own = {"home": answers.summary} if answers.summary else {}

    def page(name: str, keys: str = "") -> str:
        text = texts[name]
        title = quoted(text["title"].replace("{title}", answers.title))
        description = quoted(own.get(name, text["description"]))
        body = text["body"].replace("{second}", f"{names[1]}.md")
        return f"---\ntitle: {title}\ndescription: {description}\n{keys}---\n\n{body}"

    return {
        **{f"docs/{name}.md": page(name) for name in ("about", "subscribe", "search")},
        "docs/index.md": page("home"),
        f"docs/{folder}/index.md": page(
            "series", f"series:\n  ebook: true\n  parts:\n{parts}{planned}"
        ),
        **{
            f"docs/{folder}/{name}.md": page(part, f"date: {day}\n")
            for part, name in zip(PARTS, names, strict=True)
        },
    }


def settings_files(root: Path, answers: Answers, texts: Any) -> dict[str, str]:
    """mkdocs.yml with what this site sets otherwise; all else, comments too, stays."""
    text = (root / "mkdocs.yml").read_text()
    menu = texts["menu"]
    header = [menu["series"], f"{series_folder(answers.title)}/index.md"]
    others = [[menu[name], f"{name}.md"] for name in ("subscribe", "search", "about")]
    footer = [[menu["home"], "index.md"], *others]
    off = (*SAFETY, *OURS, *(ENGLISH if answers.language != "en" else ()))
    changes: list[tuple[tuple[str, ...], str | None]] = [
        (("site_name",), json_text(answers.title)),
        (("site_description",), json_text(answers.summary or texts["home"]["description"])),
        (("site_author",), json_text(answers.author or BLANK.format("who writes this"))),
        (("copyright",), json_text(answers.licence or BLANK.format("the licence of the texts"))),
        (("theme", "language"), answers.language),
        (("extra", "icon"), ICON),
        (("extra", "leave"), "off"),
        (("extra", "safety_notes"), "off"),
        (("extra", "disclaimer"), None),
        (("extra", "security", "expires"), (today() + timedelta(days=365)).isoformat()),
        *((("extra", "lint", rule), "off") for rule in off),
        *((("extra", "lint", rule), value) for rule, value in texts.get("lint", {}).items()),
        (("extra", "replies"), "off"),
        (("extra", "menus", "notice"), "[]"),
        (("extra", "menus", "header"), listed([header, *others])),
        (("extra", "menus", "footer"), listed(footer)),
    ]
    for keys, value in changes:
        text = with_setting(text, keys, value)
    return {"mkdocs.yml": text}


def with_setting(text: str, keys: tuple[str, ...], value: str | None) -> str:
    """The settings with another value of a key; without the key and its comment for None."""
    at = parse_yaml("", text)[0].lines[keys] - 1
    lines = text.split("\n")
    indent = re.match(" *", lines[at]).group()  # type: ignore[union-attr]
    end = at + 1
    while lines[end].startswith(f"{indent} "):
        end += 1
    if value is None:
        while lines[at - 1].lstrip().startswith("#"):
            at -= 1
        lines[at:end] = []
    else:
        space = "" if value.startswith("\n") else " "
        lines[at:end] = [f"{indent}{keys[-1]}:{space}{value}"]
    return "\n".join(lines)


def other_files(root: Path, answers: Answers) -> dict[str, str]:
    """README and what else is written for people, and what names the project to programs."""
    title = re.sub(r"([\\`*_{}\[\]<>#|!~&])", r"\\\1", answers.title)
    folder = root / STARTER / "files"
    files = [file for file in folder.rglob("*") if file.is_file()]
    new = {
        file.relative_to(folder).as_posix(): file.read_text().replace("{title}", title)
        for file in files
    }
    for name in ("CONTRIBUTING.md", "pyproject.toml"):
        new[name] = ONLY_HERE.sub("", (root / name).read_text())
    name = series_folder(answers.title)
    new["pyproject.toml"] = project_of(new["pyproject.toml"], name)
    for file in (root / "requirements").glob("*.txt"):  # comments say who asks for a package
        text = file.read_text().replace("going-no-contact", name)
        new[file.relative_to(root).as_posix()] = text
    container = json.loads((root / ".devcontainer/devcontainer.json").read_text())
    named = json.dumps(container | {"name": answers.title}, indent=2, ensure_ascii=False)
    new[".devcontainer/devcontainer.json"] = f"{named}\n"
    licence = answers.licence or BLANK.format("name it")
    terms = (root / "LICENSE").read_text().split("\n---\n", 1)[1]
    new["LICENSE"] = (
        "The program, which is everything but the folder docs/, is under the MIT License below.\n"
        f"The licence of the texts and pictures in docs/: {licence}\n\n---\n{terms}"
    )
    new["guide/published-urls.txt"] = ""
    return new


def removed_paths(root: Path) -> tuple[str, ...]:
    """What a new site does not have: files, and folders, which end with a slash."""
    lines = (root / STARTER / "removed.txt").read_text().splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def project_of(text: str, name: str) -> str:
    text = re.sub(r'(?m)^name = "going-no-contact"$', f'name = "{name}"', text, count=1)
    return re.sub(
        r"(?m)^description = .*$", 'description = "A series, and its site"', text, count=1
    )


def listed(links: list[list[str]]) -> str:
    return "".join(f"\n      - {json_text(label)}: {src}" for label, src in links)


def json_text(text: str) -> str:
    """A text as YAML reads it too, whatever it holds; a day stays a text."""
    return json.dumps(text, ensure_ascii=False)


def series_folder(title: str) -> str:
    return name_or(title, "series")


def name_or(title: str, other: str) -> str:
    """A title as an address has it; `other` where no letter can be shown there."""
    name = name_of(title).removesuffix(".md")
    return name if re.search("[a-z]", name) else other


def one_line(text: str) -> str:
    return " ".join(text.split())


def asked(question: str) -> str:
    try:
        return input(question).strip()
    except (EOFError, KeyboardInterrupt):
        sys.exit("\nTITLE and LANGUAGE must be given; nothing was changed.")


if __name__ == "__main__":
    main()
