"""The files that texts may include: read once, within limits, before Markdown reads them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sitekit.engine.paths import project_file
from sitekit.lint.files import file_is_its_own
from sitekit.lint.prose import Text
from sitekit.lint.text import check_snippet
from sitekit.model.documents import READABLE, digest_of, unworkable
from sitekit.model.front_matter import decode
from sitekit.model.problems import Problem, rule_id, with_rule
from sitekit.model.snippets import includes, too_much

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from sitekit.model.documents import Document
    from sitekit.model.patterns import Patterns
    from sitekit.model.settings import Limits
    from sitekit.model.snippets import Include

EXTENSION = "pymdownx.snippets"
MOST = 500  # files that are read to see whether a snippet has changed
LARGEST = 500_000  # bytes of a file; more is never a text


@dataclass(frozen=True)
class Snippet:
    """A file as a snippet: its text, empty if it cannot be used, and the problems in it."""

    path: str  # for people
    text: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def usable(self) -> bool:
        return not self.problems and not any(includes(self.text))


class Snippets:
    """Snippets by their files, as the settings of the Markdown extension find them."""

    def __init__(self, config: MkDocsConfig, is_known: Callable[[str, str], bool]) -> None:
        """`is_known` says of a path and text that an earlier build found no problem there."""
        self._is_known = is_known
        settings = config.mdx_configs.get(EXTENSION) or {}
        # Without a setting of its own, the extension includes any file below the current folder.
        paths = settings.get("base_path", ["."])
        listed = [paths] if isinstance(paths, str | os.PathLike) else paths
        self._folders = [_absolute(Path(str(path))) for path in listed]
        self._restricted = settings.get("restrict_base_path", True)
        self._project = project_file(config)
        self._read: dict[Path, Snippet] = {}
        every = ((file, folder) for folder in self._folders for file in _files(folder))
        files = list(islice(every, MOST + 1)) if EXTENSION in config.markdown_extensions else []
        self._all = None if len(files) > MOST else files
        if "base_path" in settings:  # else they are files of all kinds
            for file, _ in self._all or ():
                self._snippet(file)

    @property
    def digests(self) -> dict[str, str] | None:
        """Digests of all files that a text may include, by their names; None: they are too many."""
        if self._all is None:
            return None
        return {
            file.relative_to(folder).as_posix(): digest_of(self._snippet(file).text)
            for file, folder in self._all
        }

    def checked(self, document: Document) -> tuple[Document, list[Problem]]:
        """The document, not to be worked on if its snippets are too much; and its problems."""
        named = [file for include in includes(document.body) for file in self._named(include)]
        if not all(self._snippet(file).usable for file in named):
            return replace(document, readable=False), []  # the snippet has the problem
        if named and (wrong := too_much(document.body, self._text)):
            line = document.body_line + wrong.line
            problem = Problem(document.path, line, wrong.message, READABLE)
            return replace(document, readable=False), [problem]
        return document, []

    def check(self, patterns: Patterns, limits: Limits) -> Iterator[tuple[Snippet, list[Problem]]]:
        """All snippets that were read and are not known, with the problems in each."""
        for snippet in self._read.values():
            if snippet.problems or not self._is_known(snippet.path, snippet.text):
                text = Text(snippet.path, snippet.text, 1)
                problems = check_snippet(text, patterns=patterns, limits=limits)
                yield snippet, [*snippet.problems, *problems]

    def _text(self, include: Include) -> str:
        return "\n".join(self._snippet(file).text for file in self._named(include))

    def _named(self, include: Include) -> Iterator[Path]:
        """The files that a line may include."""
        for path in include.paths:
            for folder in self._folders:
                beside = folder if folder.is_dir() else folder.parent
                file = _absolute(beside / path)
                inside = not self._restricted or beside in file.parents
                if inside and os.path.lexists(file):
                    yield file
                    break

    def _snippet(self, file: Path) -> Snippet:
        if file not in self._read:
            self._read[file] = self._load(file)
        return self._read[file]

    def _load(self, file: Path) -> Snippet:
        path = Path(os.path.relpath(file, self._project)).as_posix()
        if file.is_symlink() or not file.is_file():
            return Snippet(path, "", with_rule(rule_id(file_is_its_own), file_is_its_own([path])))
        if (size := file.stat().st_size) > LARGEST:
            rule = f"snippet must be at most {LARGEST} bytes (found {size})"
            return Snippet(path, "", [Problem(path, 1, rule, READABLE)])
        text, problems = decode(path, file.read_bytes())
        if not problems and self._is_known(path, text):
            return Snippet(path, text)
        if wrong := unworkable(text):
            at, rule = wrong
            problems.append(Problem(path, 1 + at, rule))
        if problems:
            return Snippet(path, "", with_rule(READABLE, problems))
        return Snippet(path, text)


def _absolute(path: Path) -> Path:
    """The path from the root, as the extension makes it: links are not followed."""
    return Path(os.path.normpath(Path.cwd() / path))


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (file for file in sorted(folder.rglob("*")) if file.is_file())
