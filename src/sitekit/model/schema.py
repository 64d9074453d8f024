"""What an author may write at the top of a page: one model for checks, schema and guide."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, cast, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from sitekit.model.problems import found

if TYPE_CHECKING:
    from sitekit.model.front_matter import FrontMatter, Loc

Kind = Literal["page", "landing", "article"]
Status = Literal["published", "draft", "unlisted"]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
EPOCH = dt.date(1970, 1, 1)
UNTITLED = "Untitled page"
UNDESCRIBED = "This page still needs its description: one sentence about what it holds."


def _day(value: object) -> dt.date:
    # Pydantic alone would also take a number of seconds or a time of day.
    if isinstance(value, dt.date):
        return value
    if not DAY.fullmatch(str(value)):
        raise ValueError(value)
    return dt.date.fromisoformat(str(value))


def _name(value: str) -> str:
    """A file of this folder or one beside it; an absolute path or a drive could be anywhere."""
    if not value.endswith(".md") or value.startswith("/") or "\\" in value:
        raise ValueError(value)
    return value


def _one_line(value: object) -> object:
    """A title goes into a mail's subject, a tab, a list: none of them has lines."""
    return " ".join(value.split()) if isinstance(value, str) else value


Day = Annotated[dt.date, BeforeValidator(_day, json_schema_input_type=dt.date)]
OneLine = Annotated[str, BeforeValidator(_one_line)]
Text = Annotated[OneLine, StringConstraints(min_length=1)]
Label = Annotated[OneLine, StringConstraints(min_length=1, max_length=40)]
FileName = Annotated[str, AfterValidator(_name)]
OldAddress = Annotated[str, StringConstraints(pattern=r"^/([\w-]+/)+$")]


class Model(BaseModel):
    """What authors write; an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Planned(Model):
    """A part that has no file yet."""

    planned: FileName
    label: Label


class SeriesKeys(Model):
    """The keys below `series:`."""

    invitation: Text | None = Field(None, description="text over the list of parts")
    parts: list[FileName | Planned] = Field(
        min_length=1,
        description="a list of file names such as `why.md`,"
        " or `planned: why.md` with a `label:` below it; in reading order",
    )
    companions: list[FileName | Planned] = Field(
        [], description="a list of the same two forms; for what stands beside the series"
    )


class PageKeys(Model):
    """The keys of a page (`docs/*.md`)."""

    title: Annotated[OneLine, StringConstraints(min_length=5, max_length=60)] = Field(
        description="text of 5 to 60 characters; what the tab shows, unique in the site"
    )
    description: Annotated[OneLine, StringConstraints(min_length=50, max_length=160)] = Field(
        description="text of 50 to 160 characters; for search engines, feeds, the standfirst"
    )
    notes: list[Text] = Field([], description="a list of content notes; shown above the text")
    status: Status = Field("published", description="one of published, draft, unlisted")
    redirect_from: list[OldAddress] = Field(
        [],
        description="a list of old addresses that go on working, such as /old-name/;"
        " the oldest first: feed readers know the article by it",
    )


class LandingKeys(PageKeys):
    """The keys of a landing page (a folder's `index.md`), which defines a series."""

    date: Day | None = Field(None, description="a day such as 2026-03-01")
    series: SeriesKeys = Field(description="the series itself, with its `parts:`")


class ArticleKeys(PageKeys):
    """The keys of an article (every other `.md`)."""

    date: Day = Field(description="a day such as 2026-03-01; in the future, the page waits for it")
    updated: Day | None = Field(
        None, description="a day such as 2026-03-01, not before `date`", validate_default=False
    )
    label: Label | None = Field(
        None,
        description="text of at most 40 characters; for lists, where it stands in for the title",
    )
    authors: list[Text] = Field([], description="a list of names that stand in docs/authors.yml")
    tags: list[Text] = Field([], description="a list of text")

    @field_validator("updated")
    @classmethod
    def _not_before_date(cls, updated: dt.date | None, info: ValidationInfo) -> dt.date | None:
        if updated and updated < info.data.get("date", updated):
            raise ValueError(updated)
        return updated


M = TypeVar("M", bound=BaseModel)

MODELS: dict[Kind, type[PageKeys]] = {
    "page": PageKeys,
    "landing": LandingKeys,
    "article": ArticleKeys,
}


def read_keys(
    model: type[PageKeys], front_matter: FrontMatter
) -> tuple[PageKeys, list[tuple[Loc, str]]]:
    """Values → keys of `model`, with stand-ins for what is wrong; and what that is, and where."""
    values = front_matter.values
    keys, wrong = read_model(model, values)
    if keys is None:
        bad = {loc[0] for loc, _ in wrong}
        good = {key: value for key, value in values.items() if key not in bad}
        keys = model.model_validate(_stand_ins(model) | good)
    return keys, wrong


def read_model(model: type[M], values: object) -> tuple[M | None, list[tuple[Loc, str]]]:
    """Values → a value of `model`, or None; and every mistake as `key must …`, with its place."""
    try:
        return model.model_validate(values), []
    except ValidationError as error:
        places = dict.fromkeys(_place(e["loc"]) for e in error.errors(include_url=False))
    return None, [(loc, _message(model, loc, _value_at(values, loc))) for loc in places]


def _stand_ins(model: type[PageKeys]) -> dict[str, Any]:
    values: dict[str, Any] = {"title": UNTITLED, "description": UNDESCRIBED, "date": EPOCH}
    if model is LandingKeys:
        values["series"] = SeriesKeys.model_construct(parts=[], companions=[], invitation=None)
    return {key: value for key, value in values.items() if key in model.model_fields}


def _place(loc: Loc) -> Loc:
    """Cut a validator's location after the first list item: what is below is one mistake."""
    end = next((n + 1 for n, step in enumerate(loc) if isinstance(step, int)), len(loc))
    return loc[:end]


def _value_at(values: Any, loc: Loc) -> Any:
    for step in loc:
        try:
            values = values[step]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def _message(model: type[BaseModel], loc: Loc, value: object) -> str:
    """One sentence for the mistake at `loc`, from the description of the key it is about."""
    *outer, key = (step for step in loc if isinstance(step, str))
    for name in outer:
        model = cast("type[BaseModel]", model.model_fields[name].annotation)
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    if key not in fields:
        return f"{key} must be one of the keys {', '.join(fields)} {found(key, fields)}"
    rule = str(fields[key].description).split(";")[0]  # the rest says what it is for
    kind = fields[key].annotation
    among = get_args(kind) if get_origin(kind) is Literal else ()
    return f"{key} must be {rule} {found(value, among)}"


def key_table() -> str:
    """The keys of every kind of page as a Markdown table, for the guide to authors."""
    rows = ["| key | of | must be |", "|---|---|---|"]
    homes: dict[str, list[str]] = {}
    rules: dict[str, str] = {}
    models: list[tuple[str, type[BaseModel]]] = [*MODELS.items(), ("series", SeriesKeys)]
    for kind, model in models:
        for name, info in model.model_fields.items():
            key = f"series: {name}" if kind == "series" else name
            homes.setdefault(key, []).append(f"**{kind}**" if info.is_required() else kind)
            rules[key] = str(info.description)
    rows += [f"| `{key}` | {', '.join(homes[key])} | {rule} |" for key, rule in rules.items()]
    return "\n".join(rows) + "\n"
