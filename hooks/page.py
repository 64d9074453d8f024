"""Third stage: everything a template shows of a page, in one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitekit.build import page_data
from sitekit.engine.checks import check_rest, check_taken, remind_of_menus
from sitekit.engine.finishing import cache
from sitekit.engine.report import report
from sitekit.engine.stages import build_of
from sitekit.engine.templates import prepare_templates, rendered_view
from sitekit.engine.theme import find_again, keep_compiled
from sitekit.views import not_found

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    build = build_of(config)
    check_taken(build, files)
    check_rest(build)
    remind_of_menus(build, config)
    report(build.take_problems())
    for src, record in build.finished.items():
        cache(build, src, record)
    build.finished.clear()
    find_again(env, config)
    keep_compiled(env)
    prepare_templates(build, env)
    return env


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    view = rendered_view(build_of(config), page)
    context["page_data"] = page_data(view, page.content or "")
    return context


def on_template_context(
    context: dict[str, Any], *, template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    context["page_data"] = page_data(not_found(build_of(config)), "")
    return context
