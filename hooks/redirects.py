"""Leave a page that leads on at every old address an article names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from sitekit.csp import with_policy
from wiring import site_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    site = site_of(config)
    template = env.get_template("redirect.html")
    for article in site.articles.values():
        for old in article.keys.redirect_from if article.published(site.today) else ():
            up = "../" * old.strip("/").count("/") + "../"
            html = template.render(article=article, target=up + article.url, config=config)
            html = with_policy(html)
            name = old.lstrip("/") + "index.html"
            page = File.generated(config, name, content=html, inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(page)
    return env
