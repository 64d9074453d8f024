"""A document of the site: where it is, what its author wrote at its top, what was computed."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal

from sitekit.model.blocks import parse_blocks
from sitekit.model.front_matter import FrontMatter, Loc, head_of, parse
from sitekit.model.problems import Problem
from sitekit.model.reading import minutes
from sitekit.model.sources import cited

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["page", "landing", "article"]
Status = Literal["published", "draft", "unlisted"]

EPOCH = dt.date(1970, 1, 1)
READABLE = "text-can-be-read"  # the rule that these limits belong to
UNTITLED = "Untitled page"
UNDESCRIBED = "This page still needs its description: one sentence about what it holds."

# A text of this length takes Markdown about two seconds; the longest real articles have half.
LONGEST_TEXT = 300_000  # characters
LARGEST = 1_000_000  # characters of a file, of which nothing is read if it has more
MOST_LINES = 20_000
MOST_BLOCKS = 10_000  # paragraphs, items and cells
MOST_CODE = 2_000  # blocks of code, each of which takes half a millisecond to colour
LONGEST_BLOCK = 20_000  # characters of one of them
# From each `[`, Markdown looks to the end of its block. A thousand links in long paragraphs are a
# tenth of this; what takes more is no text.
MOST_SEARCHED = 10_000_000  # characters
_DEEPEST = 20  # lists and quotes in one another; Markdown runs out of stack at a few hundred
_NESTED = {"bullet_list", "ordered_list", "blockquote", "alert", "container"}


@dataclass(frozen=True)
class Part:
    """One entry of a series' list, as its author wrote it."""

    src: str
    loc: Loc  # in the landing page's front matter
    label: str | None = None  # of a planned part; None where the list names a file

    @property
    def planned(self) -> bool:
        return self.label is not None


@dataclass(frozen=True)
class Choice:
    """A sentence that readers may recognise themselves in, and what they then read."""

    sentence: str
    src: str
    loc: Loc  # in the landing page's front matter


@dataclass(frozen=True)
class SeriesDefinition:
    """What a landing page says of its series: parts in reading order, and companions."""

    parts: tuple[Part, ...] = ()
    companions: tuple[Part, ...] = ()
    choices: tuple[Choice, ...] = ()
    invitation: str | None = None
    ebook: bool = False


@dataclass(frozen=True)
class Document:
    """A document of any kind: its place, its front matter, what was computed."""

    src: str  # below docs/, `/`-separated
    path: str  # from the repository's root, for people
    url: str  # below the site's URL, without a leading slash
    kind: Kind
    digest: str  # of the whole file's text, in hexadecimal
    title: str = UNTITLED
    description: str = UNDESCRIBED
    status: Status = "published"
    own_label: str | None = None  # None where the title serves
    date: dt.date | None = None
    updated: dt.date | None = None
    notes: tuple[str, ...] = ()
    redirect_from: tuple[str, ...] = ()
    translation_of: str | None = None  # a file of the first edition
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    series: SeriesDefinition | None = None  # of a landing page
    extra: Mapping[str, object] = field(default_factory=dict)  # keys that templates alone show
    minutes: int = 1
    cites: tuple[str, ...] = ()  # keys of sources, in the order of the text
    body_line: int = 1  # line of the file on which the body begins
    readable: bool = True  # False where nothing may work on the body
    text: str = field(repr=False, default="")  # of the whole file; `digest` stands for it

    @cached_property
    def body(self) -> str:
        """The Markdown below the front matter; nothing if it cannot be worked on."""
        if not self.readable:
            return ""
        return self.text.split("\n", self.body_line - 1)[-1] if self.body_line > 1 else self.text

    @property
    def label(self) -> str:
        """The short name for lists."""
        return self.own_label or self.title

    @property
    def day(self) -> dt.date:
        """The day of the last change that its author names; 1970-01-01 if there is none."""
        return self.updated or self.date or EPOCH

    def listed(self, today: dt.date) -> bool:
        """Whether lists link to it: published, and its day has come."""
        return self.status == "published" and not self.scheduled(today)

    def published(self, today: dt.date) -> bool:
        """Whether it has a page on the published site; an unlisted one has."""
        return self.status != "draft" and not self.scheduled(today)

    def scheduled(self, today: dt.date) -> bool:
        return self.date is not None and self.date > today

    def problem(self, loc: Loc, message: str) -> Problem:
        """A problem with the key at `loc`. Front matter is read again for its line."""
        front_matter, _ = parse(self.path, self.text)
        return Problem(self.path, front_matter.line(*loc), message)

    def problem_at(self, place: int, message: str) -> Problem:
        """A problem at a place in the body, counted in characters from 0."""
        line = self.body_line + self.body.count("\n", 0, place)
        return Problem(self.path, line, message)


def kind_of(src: str) -> Kind:
    """Kind follows place: top-level files are pages, a folder's index.md is a landing page."""
    if "/" not in src:
        return "page"
    return "landing" if src.endswith("/index.md") else "article"


def url_of(src: str) -> str:
    """URL below the site's, as MkDocs gives it with `use_directory_urls`."""
    stem = src.removesuffix(".md")
    return stem.removesuffix("index") if f"/{stem}".endswith("/index") else stem + "/"


def digest_of(text: str) -> str:
    """A short digest of a text, in hexadecimal."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def parse_document(
    src: str, text: str, root: str = "docs", url: str | None = None
) -> tuple[Document, list[Problem]]:
    """Text of a file → its Document, with placeholders for what is wrong, and the problems.

    `url` is below the site's; by default it is a folder of the file's name.
    """
    path, digest = f"{root}/{src}", digest_of(text)
    if len(text) > LARGEST:
        front_matter, problems = FrontMatter(), [Problem(path, 1, _too_long(len(text)), READABLE)]
        text = ""  # nobody reads on, for the lines of other problems either
    else:
        front_matter, problems = parse(path, text)
    kind = kind_of(src)
    keys, wrong = _keys(src, kind, front_matter)
    # One message for one mistake: without readable front matter, every key would be missing too.
    if not problems or front_matter.values:
        problems += [Problem(path, front_matter.line(*loc), message) for loc, message in wrong]
    place = Document(src, path, url_of(src) if url is None else url, kind, digest)
    first = front_matter.body_line
    # Without its end, front matter would be taken for the text.
    readable = bool(front_matter.body)
    document = replace(place, **keys, text=text, body_line=first, readable=readable)
    document, unreadable = _with_body_read(document)
    return document, [*problems, *unreadable]


def with_text(document: Document, text: str) -> tuple[Document, list[Problem]]:
    """What `parse_document` gives for a text of the same front matter, without validating it."""
    readable = bool(text[len(head_of(text)) + 1 :])
    changed = replace(document, text=text, digest=digest_of(text), readable=readable)
    return _with_body_read(changed)


def _with_body_read(document: Document) -> tuple[Document, list[Problem]]:
    """The document with what follows from its body, and what is wrong with that."""
    problems = []
    if wrong_at := unworkable(document.body):
        # Nobody reads on: not the other rules, nor Markdown.
        line, rule = document.body_line + wrong_at[0], wrong_at[1]
        problems.append(Problem(document.path, line, rule, READABLE))
        document = replace(document, readable=False)
    cites = tuple(dict.fromkeys(key for key, _ in cited(document.body)))
    return replace(document, minutes=minutes(document.body), cites=cites), problems


def _too_long(length: int) -> str:
    return f"text must hold at most {LONGEST_TEXT} characters (found {length})"


_FIELDS = frozenset(one.name for one in fields(Document))


def dump(document: Document) -> dict[str, Any]:
    """The document as JSON data, but for its text."""
    data = {name: _plain(getattr(document, name)) for name in _FIELDS - {"text"}}
    data["extra"] = {key: _plain(value) for key, value in document.extra.items()}
    if series := document.series:
        lists = [[(p.src, p.loc, p.label) for p in ps] for ps in (series.parts, series.companions)]
        choices = [(one.sentence, one.src, one.loc) for one in series.choices]
        data["series"] = [*lists, choices, series.invitation, series.ebook]
    return data


def load(data: Mapping[str, Any], text: str) -> Document:
    """The document that `dump` made JSON data of."""
    extra = {key: _typed(value) for key, value in data["extra"].items()}
    values = {key: _typed(value) for key, value in data.items() if key != "extra"}
    if series := values["series"]:
        parts, companions = (
            tuple(Part(src, tuple(loc), label) for src, loc, label in ps) for ps in series[:2]
        )
        choices = tuple(Choice(sentence, src, tuple(loc)) for sentence, src, loc in series[2])
        values["series"] = SeriesDefinition(parts, companions, choices, *series[3:])
    return Document(**values, extra=extra, text=text)


def _plain(value: Any) -> Any:
    return {"day": value.isoformat()} if isinstance(value, dt.date) else value


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return dt.date.fromisoformat(value["day"])
    return tuple(value) if isinstance(value, list) else value


def _keys(
    src: str, kind: Kind, front_matter: FrontMatter
) -> tuple[dict[str, Any], list[tuple[Loc, str]]]:
    """Fields of a Document from front matter, without the wrong ones; and what is wrong."""
    from sitekit.model.schema import MODELS, validated  # noqa: PLC0415  # 0.1 s, on a change only

    values = front_matter.values
    keys, wrong = validated(MODELS[kind], values)
    good = values
    if wrong:
        bad = {loc[0] for loc, _ in wrong}
        good = {key: value for key, value in values.items() if key not in bad}
        keys, _ = validated(MODELS[kind], _placeholders(kind) | good)
    own: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in keys.items()}
    own["own_label"] = own.pop("label", None)
    if kind == "landing":
        own["series"] = _series(src, own["series"]) if "series" in good else SeriesDefinition()
    extra = {name: value for name, value in own.items() if name not in _FIELDS}
    return {n: v for n, v in own.items() if n in _FIELDS} | {"extra": extra}, wrong


def _placeholders(kind: Kind) -> dict[str, Any]:
    values: dict[str, Any] = {"title": UNTITLED, "description": UNDESCRIBED}
    if kind == "article":
        values["date"] = EPOCH
    if kind == "landing":
        values["series"] = {"parts": ["a-series-needs-one.md"]}
    return values


def _series(src: str, keys: Mapping[str, Any]) -> SeriesDefinition:
    return SeriesDefinition(
        _parts(src, "parts", keys["parts"]),
        _parts(src, "companions", keys["companions"]),
        tuple(
            Choice(one["when"], _beside(src, one["read"]), ("series", "choices", n))
            for n, one in enumerate(keys["choices"])
        ),
        keys["invitation"],
        keys["ebook"],
    )


def _parts(src: str, key: str, entries: list[str | dict[str, str]]) -> tuple[Part, ...]:
    def part(n: int, entry: str | dict[str, str]) -> Part:
        if isinstance(entry, str):
            name, label = entry, None
        else:
            name, label = entry["planned"], entry["label"]
        return Part(_beside(src, name), ("series", key, n), label)

    return tuple(part(n, entry) for n, entry in enumerate(entries))


def _beside(src: str, name: str) -> str:
    """The file that the front matter of `src` names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(src), name))


def unworkable(body: str) -> tuple[int, str] | None:
    """The line, from 0, of what cannot be worked on in a text, and the rule; None if all can."""
    if len(body) > LONGEST_TEXT:
        return 0, _too_long(len(body))
    if (lines := body.count("\n")) > MOST_LINES:
        return 0, f"text must hold at most {MOST_LINES} lines (found {lines})"
    depth = searched = 0
    tokens = parse_blocks(body).tokens
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type.rpartition("_")[0] in _NESTED:
            depth += token.nesting
        if depth > _DEEPEST:
            return line, f"lists and quotes must be nested at most {_DEEPEST} deep"
        if token.type == "inline":
            length = len(token.content)
            searched += length * token.content.count("[")
            if length > LONGEST_BLOCK:
                rule = f"paragraph must hold at most {LONGEST_BLOCK} characters (found {length})"
                return line, rule
            if searched > MOST_SEARCHED:
                return line, "paragraph must hold fewer signs [, or be divided in several"
    return _too_many(Counter(token.type for token in tokens))


def _too_many(kinds: Counter[str]) -> tuple[int, str] | None:
    """The same for the number of blocks, by their kinds."""
    code = kinds["fence"] + kinds["code_block"]
    for count, most, what in (
        (kinds["inline"], MOST_BLOCKS, "paragraphs"),
        (code, MOST_CODE, "blocks of code"),
    ):
        if count > most:
            return 0, f"text must hold at most {most} {what} (found {count})"
    return None
