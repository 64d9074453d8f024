"""Leave a page that leads on at every old address an article names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from sitekit.html.csp import with_policy
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
            # The print page of a series moved along with it.
            for beside in ("", "print/") if article.src in site.series else ("",):
                up = "../" * (old + beside).strip("/").count("/") + "../"
                to = article.url + beside
                html = template.render(article=article, to=to, target=up + to, config=config)
                name = f"{old.lstrip('/')}{beside}index.html"
                content, hidden = with_policy(html), InclusionLevel.NOT_IN_NAV
                files.append(File.generated(config, name, content=content, inclusion=hidden))
    return env
