"""See that the leave button leads away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.features.leave import check_leave
from wiring import report, setting_line

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    line = setting_line(config, "extra", "leave")
    report(
        check_leave("mkdocs.yml", line, config.extra.get("leave"), config.site_url or ""),
        "settings",
    )
    return config
