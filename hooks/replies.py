"""Read the replies, report what is wrong in them, hand each article its own and ways to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitekit.engine.clock import today
from sitekit.features.replies import FOLDER, Reply, check_email, form, letter, parse_replies, thread
from sitekit.model.front_matter import decode
from wiring import (
    article_of,
    for_new_pages,
    keep,
    kept,
    report,
    root_of,
    setting_line,
    site_of,
)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    line = setting_line(config, "extra", "replies", "email")
    report(check_email("mkdocs.yml", line, config.extra["replies"]["email"]), "settings")
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    root, site, texts, problems = root_of(config), site_of(config), {}, []
    for file in files:
        if file.src_uri.startswith(f"{FOLDER}/") and not file.name.startswith("."):
            texts[file.src_uri], wrong = decode(f"{root}/{file.src_uri}", file.content_bytes)
            problems += wrong
    articles = [src for src, article in site.articles.items() if article.kind == "article"]
    replies, wrong = parse_replies(texts, articles, today=today(), root=root)
    report([*problems, *wrong], "replies")
    keep(config, "replies", replies)
    return files


@for_new_pages
def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    article, settings = article_of(config, page), config.extra["replies"]
    if article and article.kind == "article":
        none: list[Reply] = []
        context["replies"] = thread(kept(config, "replies", none), article.src)
        path = settings["form"] if config.repo_url else ""
        context["email"] = email = str(settings["email"] or "")
        context["letter"] = letter(email, article.title) if email else None
        context["form"] = form(str(config.repo_url), path, article.src) if path else None
    return context
