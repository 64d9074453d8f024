"""What authors may write at the top of a file and in data files: one model for checks and schemas.

Importing this module takes 0.1 s (pydantic), so it is imported only where something has changed.
Values that have passed are plain dataclasses elsewhere; nothing here reaches a template.
"""

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
    WithJsonSchema,
    field_validator,
)

from sitekit.model.old_urls import is_old_url
from sitekit.model.problems import found
from sitekit.model.sources import UNDATED

if TYPE_CHECKING:
    from sitekit.model.documents import Kind
    from sitekit.model.front_matter import Loc

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: object) -> dt.date:
    # Pydantic alone would also take a number of seconds or a time of day.
    if isinstance(value, dt.date):
        return value
    if not DAY.fullmatch(str(value)):
        raise ValueError(value)
    return dt.date.fromisoformat(str(value))


def _switch(value: object) -> bool:
    # Pydantic alone would take `yes`, `on` and `1`, of which an editor knows nothing.
    if value not in ("true", "false", True, False):
        raise ValueError(value)
    return value in ("true", True)


def _name(value: str) -> str:
    """A file of this folder or one beside it; an absolute path or a drive could be anywhere."""
    if not value.endswith(".md") or value.startswith("/") or "\\" in value:
        raise ValueError(value)
    return value


def _old_url(value: str) -> str:
    if not is_old_url(value):
        raise ValueError(value)
    return value


def _one_line(value: object) -> object:
    """A title goes into a mail's subject, a tab, a list: none of them has lines.

    What holds nothing that can be seen is empty.
    """
    if not isinstance(value, str):
        return value
    words = value.split()
    return " ".join(words) if any(sign.isprintable() for sign in "".join(words)) else ""


def _matching(pattern: str) -> StringConstraints:
    return StringConstraints(pattern=pattern)


# An editor reads digits as a number; we read all values as text.
_NUMBER = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\+?\d[\d -]*$"}]}
_PATH = {"type": "string", "pattern": r"^/[^\s\\?#<>\"]+$"}
_YEAR: dict[str, Any] = {"anyOf": [{"type": "integer"}, {"const": UNDATED}]}

Day = Annotated[dt.date, BeforeValidator(_day, json_schema_input_type=dt.date)]
Switch = Annotated[bool, BeforeValidator(_switch, json_schema_input_type=bool)]
OneLine = Annotated[str, BeforeValidator(_one_line)]
Text = Annotated[OneLine, StringConstraints(min_length=1)]
FileName = Annotated[str, AfterValidator(_name)]
OldUrl = Annotated[str, AfterValidator(_old_url), WithJsonSchema(_PATH)]
HttpsUrl = Annotated[str, _matching(r"^https://[\w.-]+\.[a-z]{2,}(/\S*)?$")]
HttpUrl = Annotated[str, _matching(r"^https?://[\w.-]+\.[a-z]{2,}(/\S*)?$")]
# No letters: not every phone shows them, and not every alphabet has them.
Number = Annotated[str, _matching(r"^\+?\d[\d -]*$"), WithJsonSchema(_NUMBER)]
Code = Annotated[str, _matching(r"^[*#][\d*#]+$")]
Email = Annotated[str, _matching(r"^[^@\s]+@[^@\s]+\.\w+$")]
PenName = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=40, pattern=r"^[^\n\t]+$")
]
ReplyId = Annotated[str, _matching(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+$")]
ReplyLink = Annotated[str, _matching(r"^https://[\w.-]+\.[a-z]{2,}(/[^\s<>\"]*)?$")]

DIGITS = "a number in digits"
HTTPS = "an address that begins with https://"


class Model(BaseModel):
    """What authors write; an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Planned(Model):
    """A part that has no file yet."""

    planned: FileName
    label: Text


class ChoiceKeys(Model):
    """One of the sentences on a landing page by which readers find where to start."""

    when: Annotated[OneLine, StringConstraints(min_length=5, max_length=90)]
    read: FileName


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
    choices: list[ChoiceKeys] = Field(
        [],
        description="a list of `when:` (a sentence of 5 to 90 characters) with a `read:` below it"
        " (a file name such as `why.md`); the sentences are links, and that to help is framed",
    )
    ebook: Switch = Field(
        False,
        description="true or false; true gives readers the series as an e-book, which stays on"
        " their device",
    )


class PageKeys(Model):
    """The keys of a page (`docs/*.md`)."""

    title: Text = Field(description="text; what the tab shows, unique in the site")
    description: Text = Field(
        description="text; one sentence for search engines, feeds, the standfirst"
    )
    notes: list[Text] = Field([], description="a list of content notes; shown above the text")
    status: Literal["published", "draft", "unlisted"] = Field(
        "published", description="one of published, draft, unlisted"
    )
    redirect_from: list[OldUrl] = Field(
        [],
        description="a list of old paths that go on working, such as /old/ or /2019/05/old.html;"
        " the oldest first: feed readers know the article by it",
    )
    translation_of: FileName | None = Field(
        None,
        description="a file of the docs of mkdocs.yml, such as tides/ebb.md; which this text of"
        " another edition translates",
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
    label: Text | None = Field(None, description="text; what lists show instead of the title")
    authors: list[Text] = Field(
        [], description="a list of keys of docs/authors.yml; whom the page names as its authors"
    )
    tags: list[Text] = Field([], description="a list of text")

    @field_validator("updated")
    @classmethod
    def _not_before_date(cls, updated: dt.date | None, info: ValidationInfo) -> dt.date | None:
        if updated and updated < info.data.get("date", updated):
            raise ValueError(updated)
        return updated


class ReplyKeys(Model):
    """The keys of a reply."""

    name: PenName = Field(description="a pen name of at most 40 characters")
    date: Day = Field(description="a day such as 2026-03-01; on which it was written")
    article: str = Field(description="the file of an article, such as tides/ebb.md")
    answers: ReplyId | None = Field(
        None, description="the name of another reply, such as 2026-03-01-7, without `.md`"
    )
    consent: Literal["yes"] = Field(description="yes; without it, nothing is shown")
    links: list[ReplyLink] = Field(
        [], description="a list of https:// addresses; those of the text that a moderator allows"
    )


class AuthorKeys(Model):
    """One author of docs/authors.yml."""

    name: Text = Field(description="text: the name that pages show")
    about: Text | None = Field(None, description="text: a sentence or two about them")
    url: HttpsUrl | None = Field(None, description=HTTPS)
    picture: Annotated[str, _matching(r"^[^/\\][^\\]*\.(avif|gif|jpe?g|png|webp)$")] | None = Field(
        None, description="a picture below docs/, such as pictures/editors.webp"
    )


class SourceKeys(Model):
    """One source of docs/sources.yml."""

    authors: Text = Field(description="text: who wrote it")
    year: Annotated[str, _matching(rf"^(\d{{4}}|{UNDATED})$"), WithJsonSchema(_YEAR)] = Field(
        description="a year of four digits, or undated"
    )
    title: Text = Field(description="text")
    where: Text = Field(
        alias="in", description="text: a journal with volume and pages, or a publisher"
    )
    doi: Annotated[str, _matching(r"^10\.\d{4,9}/[^\s<>\"]+$")] | None = Field(
        None, description="a DOI such as 10.1000/182, without its address"
    )
    url: Annotated[str, _matching(r"^https://[^\s<>\"]+$")] | None = Field(None, description=HTTPS)


class EmergencyKeys(Model):
    """What to call in danger; every line of docs/helplines.yml has the same keys and more."""

    call: list[Number] = Field([], description="a list of numbers in digits")
    text: Number | None = Field(None, description=DIGITS)
    send: Text | None = Field(None, description="text: the word to send")
    note: Text | None = Field(None, description="text")
    mark: Literal["verified", "known"] = Field(description="verified or known")
    sources: list[HttpUrl] = Field([], description="a list of addresses where the number was seen")
    checked: Day = Field(description="a day such as 2026-03-01")


class LineKeys(EmergencyKeys):
    """One service, and every way to reach it."""

    service: Text = Field(description="text: its name")
    whom: Text = Field(alias="for", description="text: whom it is for")
    where: Text | None = Field(None, description="text: the part of the country")
    dial: Code | None = Field(None, description="a code of digits, * and #")
    textphone: Number | None = Field(None, description=DIGITS)
    whatsapp: Number | None = Field(None, description=DIGITS)
    chat: HttpsUrl | None = Field(None, description=HTTPS)
    web: HttpsUrl | None = Field(None, description=HTTPS)
    email: Email | None = Field(None, description="an e-mail address")
    hours: Text | None = Field(None, description="text")
    languages: Text | None = Field(None, description="text")
    bill: Text | None = Field(None, description="text: what is known about phone bills")


class CountryHead(Model):
    """The keys of a country beside its `emergency:` and `lines:`."""

    country: Text = Field(description="text: its name")
    note: Text | None = Field(None, description="text")


class CountryKeys(CountryHead):
    """One country of docs/helplines.yml."""

    emergency: EmergencyKeys
    lines: list[LineKeys]


M = TypeVar("M", bound=BaseModel)

MODELS: dict[Kind, type[PageKeys]] = {
    "page": PageKeys,
    "landing": LandingKeys,
    "article": ArticleKeys,
}


def validated(model: type[M], values: object) -> tuple[dict[str, Any], list[tuple[Loc, str]]]:
    """The values of `model` by field, defaults filled in; and each mistake with its location.

    A mistake is `key must … (found …)`. With any mistake there, no values are returned.
    """
    try:
        return model.model_validate(values).model_dump(), []
    except ValidationError as error:
        places = dict.fromkeys(_place(e["loc"]) for e in error.errors(include_url=False))
    return {}, [(loc, _message(model, loc, _value_at(values, loc))) for loc in places]


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
