"""Take each page that an earlier build has made from the same: all that its template gets."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from posixpath import dirname
from typing import TYPE_CHECKING, Any

from jinja2 import Template
from mkdocs.commands.build import get_context
from mkdocs.plugins import CombinedEvent, event_priority

from wiring import article_of, done_with, found_of, keep, kept, results_of, site_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from sitekit.model.documents import Article

# What templates may read of MkDocs' own: tests/test_architecture.py holds them to it.
OF_PAGE = ("url", "canonical_url", "edit_url", "is_homepage")
OF_META = ("template", "day", "unlisted")
OF_CONFIG = ("site_name", "site_url")
OF_EXTRA = ("icon", "leave")
# What else it gives them: they read no more of it, or what follows from the above.
OTHERS = (
    *("nav", "pages", "base_url", "extra_css", "extra_javascript", "config", "page"),
    *("mkdocs_version", "build_date_utc"),
)


class _Template(Template):
    """Gives the finished page where there is one."""

    def render(self, *args: Any, **values: Any) -> str:
        context = args[0] if args else values
        return context.get("finished") or super().render(*args, **values)


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    keep(config, "nav", nav)
    return nav


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    given = {name: value for name, value in env.globals.items() if not callable(value)}
    settings = [config[name] for name in OF_CONFIG] + [config.extra[name] for name in OF_EXTRA]
    results = results_of(config)
    keep(config, "given", results.key("given", repr([settings, given])).hex())
    site, extra = site_of(config), config.extra
    articles = [(one.src, one.keys, one.minutes) for one in site.articles.values()]
    data = [extra["_replies"], extra["_helplines"], site.drawings, site.sources, site.today]
    set_up = {name: value for name, value in extra.items() if not name.startswith("_")}
    world = repr([config.repo_url, set_up, settings, given, articles, data])
    keep(config, "world", results.key("world", world).hex())
    env.template_class = _Template
    # All texts have been read, and of thousands of articles they are a lot.
    read = {src: _without_text(article) for src, article in site.articles.items()}
    keep(config, "site", replace(site, articles=read))
    changed = kept(config, "changed", set[str]())
    # A page of a whole series changes with any of its parts.
    changed |= {f"{dirname(src)}/print.md" for src in changed}
    new = [file.page for file in files.documentation_pages() if file.src_uri in changed]
    results.ahead(new, partial(_make, config, env))
    return env


@event_priority(100)  # before any hook works for it
def _look_up(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Find the page by what all pages depend on, and its own text."""
    results, near = results_of(config), b""
    # A page of a whole series holds other texts too; a draft in the preview gets a mark of MkDocs.
    if article_of(config, page) and not _is_draft(page):
        near = results.key("page", kept(config, "world", ""), page.file.src_uri, *_own(page))
        _take(config, page, context, bytes.fromhex(results.get(near) or ""))
    keep(config, "near", near)
    return context


def _look_closer(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Find it by just what its template gets, now that this is there."""
    exact = b""
    if "finished" not in context and not _is_draft(page):
        ours = {name: value for name, value in context.items() if name not in OTHERS}
        given = kept(config, "given", "")
        results = results_of(config)
        exact = results.key("context", given, repr(ours), *_own(page))
        if near := kept(config, "near", b""):
            results.put(near, exact.hex())
        _take(config, page, context, exact)
    keep(config, "exact", b"" if "finished" in context else exact)
    return context


on_page_context = CombinedEvent(_look_up, _look_closer)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    if exact := kept(config, "exact", b""):
        results_of(config).put(exact, found_of(config, page) | {"html": output})
    # Nobody asks for these any more, and of thousands of pages they are a lot.
    page.markdown = ""
    found_of(config, page).clear()
    done_with(config, page.file.src_uri)
    return output


def _take(config: MkDocsConfig, page: Page, context: dict[str, Any], key: bytes) -> None:
    if key and (found := results_of(config).get(key)):
        context["finished"] = found.pop("html")
        found_of(config, page).update(found)


def _own(page: Page) -> tuple[str, ...]:
    """What templates read of a page."""
    toc = [(heading.url, heading.title) for heading in page.toc]
    of_page = [getattr(page, name) for name in OF_PAGE] + [page.meta.get(name) for name in OF_META]
    return page.content or "", repr((of_page, toc))


def _without_text(article: Article) -> Article:
    return replace(article, body="", front_matter=replace(article.front_matter, body=""))


def _is_draft(page: Page) -> bool:
    return bool(page.file.inclusion.is_excluded())  # type: ignore[no-untyped-call]  # MkDocs has none


def _make(config: MkDocsConfig, env: Environment, page: Page) -> None:
    """What MkDocs does with every page once all are read, but for writing it."""
    nav = config.extra["_nav"]
    context: Any = get_context(nav, [], config, page)
    template = env.get_template(page.meta.get("template", "main.html"))
    context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
    config.plugins.on_post_page(template.render(context), page=page, config=config)
