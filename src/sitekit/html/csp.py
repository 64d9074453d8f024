"""Content-Security-Policy (W3C CSP Level 3): nothing but the site's own styles and scripts."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sitekit.html.dom import Document, attribute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

# Templates write this where the policy goes; a policy holds for what comes after it.
MARKER = 'content="policy goes here"'
DATA = "application/ld+json"  # a script element that is never run needs no leave to


@dataclass(frozen=True)
class Needs:
    """What pages ask a browser for: styles and scripts by their hashes, data of this host."""

    styles: frozenset[str] = frozenset()
    scripts: frozenset[str] = frozenset()
    data: bool = False  # a script loads data from this host

    def __or__(self, other: Needs) -> Needs:
        return Needs(
            self.styles | other.styles, self.scripts | other.scripts, self.data or other.data
        )

    @property
    def values(self) -> tuple[list[str], list[str], bool]:
        """The same as JSON can hold it."""
        return sorted(self.styles), sorted(self.scripts), self.data

    @classmethod
    def of(cls, values: Sequence[Any]) -> Needs:
        styles, scripts, data = values
        return cls(frozenset(styles), frozenset(scripts), data)


def needs_of(
    html: str, *, style: str, script: str, files: Mapping[str, str], fetching: str
) -> Needs:
    """What the page `html` needs of what is ours: never what has come into the page otherwise.

    `style` and `script` are the texts that every page carries inline; `files` are the hashes of
    scripts by their path; the one at the path `fetching` loads data. A file is needed
    where an element runs it, and not where a text names it.
    """
    run = {f"'{attribute(node, 'integrity')}'" for node in Document(html).css("script[src]")}
    used = run & {*files.values()}
    scripts = {*([hash_of(script)] if script else []), *used}
    return Needs(frozenset({hash_of(style)}), frozenset(scripts), files.get(fetching) in used)


def policy(needs: Needs) -> str:
    """The policy as one line. Everything not named is forbidden.

    Scripts have hashes only, the files too (with `integrity` on their elements): a path would let
    any file of the host run as a script, and an absolute URL would break mirrors and previews.
    """
    data = {"'self'"} if needs.data else set[str]()
    directives: dict[str, AbstractSet[str]] = {
        "default-src": set(),
        "style-src": needs.styles,
        "script-src": needs.scripts,
        "connect-src": data,
        "worker-src": set(),
        "img-src": {"'self'", "data:"},
        "base-uri": set(),
        "form-action": set(),
    }
    return "; ".join(f"{name} {_sources(of)}" for name, of in directives.items())


def with_policy(html: str, needs: Needs) -> str:
    """`html` with the policy for `needs` at the marker that templates have left for it."""
    return html.replace(MARKER, f'content="{policy(needs)}"', 1)


def hash_of(text: str) -> str:
    """The hash of an inline style or script as a policy names it."""
    return f"'{integrity_of(text.encode())}'"


def integrity_of(data: bytes) -> str:
    """The hash of a file as `integrity` names it (W3C Subresource Integrity)."""
    return f"sha256-{b64encode(sha256(data).digest()).decode()}"


def _sources(sources: AbstractSet[str]) -> str:
    return " ".join(sorted(sources)) or "'none'"
