"""Write `_headers` and security.txt, which MkDocs would leave out, into the built site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitekit.engine.clock import today
from sitekit.features.headers import headers, runs_out, security_txt
from sitekit.html.csp import Needs, policy
from wiring import kept, remind, setting_line, words_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_post_build(*, config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    none: dict[str, str] = {}
    rules = headers(policy(kept(config, "needs", Needs())), kept(config, "types", none))
    site.joinpath("_headers").write_text(rules)
    if not config.repo_url:  # nobody to write to
        return
    expires = config.extra["security"]["expires"]
    contact = f"{config.repo_url.rstrip('/')}/security/advisories/new"
    text = security_txt(contact, expires, config.site_url or "/", words_of(config).locale.language)
    for name in ("security.txt", ".well-known/security.txt"):
        site.joinpath(name).parent.mkdir(exist_ok=True)
        site.joinpath(name).write_text(text)
    line = setting_line(config, "extra", "security", "expires")
    remind(runs_out("mkdocs.yml", line, expires, today()))
