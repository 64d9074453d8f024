"""Write anew what follows from the models: the guide's table of keys, and what editors read.

Schemas (JSON Schema, draft 2020-12) go into overrides/schemas/, and so are published with the site;
.vscode/settings.json is read by the extensions YAML and Front Matter for VS Code.
"""

from __future__ import annotations

import json
from typing import Any, Literal, get_args, get_origin

from pydantic import RootModel

from sitekit.lint.catalogue import HOUSE
from sitekit.model.schema import (
    MODELS,
    ArticleKeys,
    AuthorKeys,
    CountryKeys,
    Day,
    ReplyKeys,
    SourceKeys,
    key_table,
)
from tools import ROOT
from tools.docs import limit

GUIDE = ROOT / "CONTRIBUTING.md"
BEGIN = "<!-- keys: written by `make fix` -->\n"
END = "<!-- /keys -->\n"


FILES: dict[str, Any] = {
    **{str(kind): model for kind, model in MODELS.items()},
    "reply": ReplyKeys,
    "authors": RootModel[dict[str, AuthorKeys]],
    "helplines": RootModel[dict[str, CountryKeys]],
    "sources": RootModel[dict[str, SourceKeys]],
}


LENGTHS = {"says-enough": "minLength", "is-short": "maxLength"}

SETTINGS = {
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    "yaml.schemas": {
        "overrides/schemas/authors.json": "docs/authors.yml",
        "overrides/schemas/helplines.json": "docs/helplines.yml",
        "overrides/schemas/sources.json": "docs/sources.yml",
    },
}


def with_table(text: str) -> str:
    """The guide's `text` with the table between its two marks made new."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + key_table() + END + rest.split(END)[1]


def written() -> dict[str, str]:
    """Every file that follows from the models, by its path below the project's folder."""
    schemas = {
        f"overrides/schemas/{name}.json": _with_lengths(model.model_json_schema())
        for name, model in FILES.items()
    }
    texts = {
        path: json.dumps(data, indent=2, ensure_ascii=False) + "\n"
        for path, data in {**schemas, ".vscode/settings.json": SETTINGS | _front_matter()}.items()
    }
    return {"CONTRIBUTING.md": with_table(GUIDE.read_text()), **texts}


def _with_lengths(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with the lengths that the site's house rules set, for editors to show."""
    for key, texts in schema.get("properties", {}).items():
        for rule, bound in LENGTHS.items():
            if (id_ := f"{key}-{rule}") in HOUSE and (length := limit(id_)):
                texts |= {bound: length}
    return schema


def _front_matter() -> dict[str, Any]:
    """What Front Matter asks: the fields of an article, and where texts are."""
    fields = []
    for name, info in ArticleKeys.model_fields.items():
        field: dict[str, Any] = {
            "title": name,
            "name": name,
            "description": info.description,
            "type": "string",
        }
        kind = info.annotation
        if get_origin(kind) is Literal:
            field |= {"type": "choice", "choices": list(get_args(kind))}
        elif get_origin(kind) is list:
            field["type"] = "list"
        elif kind is get_args(Day)[0] or Day in get_args(kind):
            field |= {"type": "datetime", "dateFormat": "yyyy-MM-dd"}
        fields.append(field | {"required": info.is_required()})
    return {
        "frontMatter.content.pageFolders": [{"title": "Texts", "path": "[[workspace]]/docs"}],
        "frontMatter.content.autoUpdateDate": False,
        "frontMatter.taxonomy.contentTypes": [
            {"name": "default", "pageBundle": False, "fields": fields}
        ],
    }


def main() -> None:
    for path, text in written().items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(text)


if __name__ == "__main__":
    main()
