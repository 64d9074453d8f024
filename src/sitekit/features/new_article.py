"""How a new article comes into a file, and into the list of its series."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import yaml

from sitekit.model.front_matter import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 60  # characters of a file name; an address should fit on a line


def name_of(title: str) -> str:
    """File name for a title: its words in small letters, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", title)).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().lower())
    while len("-".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    return "-".join(words)[:LONGEST] + ".md"


def article_file(keys: Mapping[str, str]) -> str:
    """Text of a new article: its keys, and a line that says where to write."""
    front = "".join(f"{key}: {quoted(value)}\n" for key, value in keys.items() if value)
    return f"---\n{front}---\n\nWrite here. Headings begin with `##`.\n"


def with_part(landing: str, name: str) -> str | None:
    """A landing page's text with the file `name` among its parts; None if it has no list of them.

    Where it was planned, or last. Everything else stays as it is, comments too.
    """
    front_matter, problems = parse("", landing)
    series = front_matter.values.get("series")
    parts = series.get("parts") if isinstance(series, dict) else None
    if problems or not isinstance(parts, list) or not parts:
        return None
    lines = landing.split("\n")
    planned = [n for n, p in enumerate(parts) if isinstance(p, dict) and p.get("planned") == name]
    at = planned[0] if planned else len(parts) - 1
    begin = front_matter.line("series", "parts", at) - 1  # from 0
    dash = re.match(r" *- +", lines[begin])
    if dash is None:  # written as [a.md, b.md]
        return None
    end = begin + 1
    while re.match(rf" {{{len(dash.group())},}}\S", lines[end]):  # `label:` of a planned part
        end += 1
    lines[begin if planned else end : end] = [f"{dash.group()}{name}"]
    changed = "\n".join(lines)
    wanted = [*parts[:at], name, *parts[at + 1 :]] if planned else [*parts, name]
    now = parse("", changed)[0].values.get("series") or {}
    return changed if now.get("parts") == wanted else None


def quoted(value: str) -> str:
    """A value as YAML takes it for text, with quotes where it needs them."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):  # which we read as text
        return value
    return yaml.safe_dump(value, allow_unicode=True, width=4096).removesuffix("...\n").strip()
