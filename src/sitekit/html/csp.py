"""Content-Security-Policy (W3C CSP Level 3): nothing but what the finished page itself carries."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

# Templates write this where the policy goes; a policy holds for what comes after it.
MARKER = 'content="policy goes here"'
DATA = "application/ld+json"  # a script element that is never run needs no leave to


@dataclass(frozen=True)
class Needs:
    """What pages ask a browser for: inline styles and scripts (as hashes), files of this host."""

    styles: frozenset[str] = frozenset()
    scripts: frozenset[str] = frozenset()
    files: bool = False  # a script of this host
    data: bool = False  # one that loads data and a worker from this host

    def __or__(self, other: Needs) -> Needs:
        return Needs(
            self.styles | other.styles,
            self.scripts | other.scripts,
            self.files or other.files,
            self.data or other.data,
        )

    @property
    def values(self) -> tuple[list[str], list[str], bool, bool]:
        """The same as JSON can hold it."""
        return sorted(self.styles), sorted(self.scripts), self.files, self.data

    @classmethod
    def of(cls, values: Sequence[Any]) -> Needs:
        styles, scripts, files, data = values
        return cls(frozenset(styles), frozenset(scripts), files, data)


def needs(html: str, script: str = "") -> Needs:
    """What the page `html` needs, read from its final bytes.

    Of inline scripts only `script` is vouched for, which is ours: whatever else has come into a
    page stays blocked. A script of this host says with `data-fetches` that it loads more from it.
    """
    page = LexborHTMLParser(html)
    scripts = [s for s in page.css("script") if s.attributes.get("type") != DATA]
    return Needs(
        frozenset(_source(style.text()) for style in page.css("style")),
        frozenset(_source(s.text()) for s in scripts if script and s.text() == script),
        any("src" in script.attributes for script in scripts),
        any({"src", "data-fetches"} <= script.attributes.keys() for script in scripts),
    )


def policy(needs: Needs) -> str:
    """The policy as one line. Everything not named is forbidden."""
    own = {"'self'"}
    data = own if needs.data else set[str]()
    directives: dict[str, AbstractSet[str]] = {
        "default-src": set(),
        "style-src": needs.styles,
        "script-src": needs.scripts | own if needs.files else needs.scripts,
        "connect-src": data,
        "worker-src": data,
        "img-src": {"'self'", "data:"},
        "base-uri": set(),
        "form-action": set(),
    }
    return "; ".join(f"{name} {_sources(of)}" for name, of in directives.items())


def with_policy(html: str, script: str = "") -> str:
    """`html` with its own policy at the place templates have left for it."""
    return with_needs(html, needs(html, script))


def with_needs(html: str, needs: Needs) -> str:
    """`html` with the policy for `needs` at the place templates have left for it."""
    return html.replace(MARKER, f'content="{policy(needs)}"', 1)


def _sources(sources: AbstractSet[str]) -> str:
    return " ".join(sorted(sources)) or "'none'"


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
