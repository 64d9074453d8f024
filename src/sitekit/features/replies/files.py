"""How replies come into files and out of them: from a letter, from an issue form, taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from sitekit.features.replies import FOLDER
from sitekit.features.replies.text import links_in
from sitekit.model.front_matter import parse, plain_ends
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./-]*")

NOTHING = "_No response_"  # what GitHub writes for a field left empty
ALLOWED = "reply: links allowed"  # the label by which a moderator allows the links of an issue


def reply_file(keys: Mapping[str, Any], text: str) -> str:
    """Text of the file that holds a reply; keys without a value are left out."""
    front = "".join(f"{key}:{_yaml(value)}\n" for key, value in keys.items() if value)
    return f"---\n{front}---\n\n{_lines(text).strip()}\n"


def from_issue(issue: Mapping[str, Any], form: Mapping[str, Any]) -> tuple[str, str]:
    """A GitHub issue, as its event holds it, made with our form → the reply's id and its file.

    `form` is what `.github/ISSUE_TEMPLATE/reply.yml` says: its labels tell the fields apart.
    """
    fields = _fields(str(issue["body"] or ""), form["body"])
    text = fields.get("text", "")
    labels = [label["name"] for label in issue.get("labels", ())]
    day = str(issue["created_at"])[:10]  # ISO 8601
    boxes = fields.get("consent", "").lower()
    keys = {
        "name": fields.get("name", ""),
        "date": day,
        "article": fields.get("article"),
        "answers": fields.get("answers", "").rpartition("#reply-")[2],
        "consent": "yes" if "[x]" in boxes and "[ ]" not in boxes else "no",
        "links": links_in(text) if ALLOWED in labels else [],
    }
    return f"{day}-{int(issue['number'])}", reply_file(keys, text)


def from_letter(keys: Mapping[str, Any], text: str, taken: Collection[str]) -> tuple[str, str]:
    """A letter to the editors → an id that is not `taken` yet, and its file."""
    id_ = base = f"{keys['date']}-letter"
    number = 1
    while id_ in taken:
        number += 1
        id_ = f"{base}-{number}"
    return id_, reply_file(keys, text)


def without(
    texts: Mapping[str, str], id_: str, root: str = "docs"
) -> tuple[dict[str, str], list[Problem]]:
    """New texts of the replies, by path below `root`, that answered `id_` once it is taken back.

    They answer what it answered, so that the thread has no gap. One that is not written line by
    line is a problem, to be fixed by hand.
    """
    files = {src: parse(f"{root}/{src}", text)[0] for src, text in texts.items()}
    above = files[f"{FOLDER}/{id_}.md"].values.get("answers")
    changed, problems = {}, []
    for src, file in files.items():
        if file.values.get("answers") == id_:
            lines = texts[src].split("\n")
            line = file.line("answers")
            lines[line - 1 : line] = [f"answers: {above}"] if above else []
            changed[src] = "\n".join(lines)
            wanted = {k: v for k, v in (file.values | {"answers": above}).items() if v is not None}
            if parse("", changed[src])[0].values != wanted:
                rule = f"answers must be changed by hand to {above or 'nothing'}"
                problems.append(Problem(f"{root}/{src}", line, f"{rule} {found(id_)}"))
    return changed, problems


def _fields(body: str, form: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Values by the ids of the form's fields, from the headings that GitHub makes of their labels.

    Each heading counts once and in its order; the last field, the text, takes all that is left:
    whatever headings a stranger writes there are its own.
    """
    rest, last = _lines(body), ""
    fields: dict[str, str] = {}
    for field in form:
        if "id" not in field:
            continue
        before, heading, after = f"\n{rest}".partition(f"\n### {field['attributes']['label']}\n")
        if heading:
            fields[last] = before
            last, rest = field["id"], after
    fields[last] = rest
    fields.pop("", None)  # what stood before the first heading
    return {id_: "" if value.strip() == NOTHING else value.strip() for id_, value in fields.items()}


def _lines(text: str) -> str:
    # JSON may hold halves of characters, which no file can.
    return plain_ends(text.encode(errors="replace").decode())


def _yaml(value: object) -> str:
    """A value as YAML writes it after its key; quoted unless it is plain words."""
    if isinstance(value, list):
        return "".join(f"\n  -{_yaml(item)}" for item in value)
    if _PLAIN.fullmatch(str(value)):
        return f" {value}"
    return (
        " " + yaml.safe_dump(str(value), default_style='"', allow_unicode=True, width=4096).strip()
    )
