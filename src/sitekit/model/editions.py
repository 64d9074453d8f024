"""Editions: one site in several languages, and which of their texts translate each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sitekit.model.documents import Document


@dataclass(frozen=True)
class Translation:
    """The page of another edition that says the same."""

    language: str  # BCP 47
    name: str  # of the language, in itself
    url: str  # absolute


@dataclass(frozen=True)
class Edition:
    """Another edition, and what it publishes."""

    language: str  # BCP 47
    name: str  # of the language, in itself
    url: str  # absolute, with a final slash
    pages: Mapping[str, str]  # URLs below its own, by the file of the first edition they translate


@dataclass(frozen=True)
class Editions:
    """What an edition knows of the others; the first is that of mkdocs.yml."""

    others: tuple[Edition, ...] = ()
    originals: Collection[str] | None = None  # files of the first edition; None in that one
    docs: str = "docs"  # the folder of the originals, as messages name it

    def translations(self, document: Document) -> tuple[Translation, ...]:
        """The pages of other editions that say the same as this document."""
        original = document.src if self.originals is None else document.translation_of or ""
        return tuple(
            Translation(one.language, one.name, one.url + one.pages[original])
            for one in self.others
            if original in one.pages
        )

    def problems(self, documents: Iterable[Document]) -> Iterator[Problem]:
        """What is wrong with the texts that documents say they translate."""
        seen: dict[str, str] = {}
        for document in documents:
            original = document.translation_of
            if original is None:
                continue
            if self.originals is None:
                rule = "translation_of must be in a text of another edition, not of mkdocs.yml"
                wrong = f"{rule} {found(original)}"
            elif original not in self.originals:
                rule = f"translation_of must be a text of {self.docs}/"
                wrong = f"{rule} {found(original, self.originals)}"
            elif original in seen:
                rule = "translation_of must name a text that no other translates"
                wrong = f"{rule} (found {original!r} in {seen[original]} too)"
            else:
                seen[original] = document.path
                continue
            yield document.problem(("translation_of",), wrong)
