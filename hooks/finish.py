"""Finish each page: its styles, then it is made smaller, then its policy; then it is weighed."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache, partial
from typing import TYPE_CHECKING

from sitekit.html.csp import Needs, needs, with_needs
from sitekit.html.minify import minify
from sitekit.html.styles import Stylesheet, names_made, with_styles
from sitekit.html.weight import HERE, HURRY, OwnWeight, gzipped, over, own_weight, weigh, with_files
from sitekit.model.problems import Problem
from wiring import article_of, found_of, keep, kept, overrides_of, report, results_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from store import Store


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    def size_of(address: str) -> int:
        file = files.src_uris.get(address.removeprefix(HERE))
        return gzipped(file.content_bytes) if file else 0

    keep(config, "size_of", cache(size_of))
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    folder = overrides_of(config)
    text = "\n".join(folder.joinpath(name).read_text() for name in config.extra_css)
    scripts = (file.read_text() for file in folder.joinpath("assets/javascripts").glob("*.js"))
    # They will be in the pages, for each of which MkDocs would work out the addresses of all.
    config.extra_css, config.extra_javascript = [], []
    stylesheet = Stylesheet(text, made=names_made(" ".join(scripts)))
    keep(config, "styles", cache(partial(_styles, results_of(config), stylesheet)))
    return env


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    found, article = found_of(config, page), article_of(config, page)
    if "needs" not in found:
        output, wanted = _finished(output, config)
        found["needs"] = wanted.values
        if article:
            # Packed in a hurry no page is lighter: what is light enough so is light enough.
            found["weight"] = asdict(own_weight(output, page.url, HURRY))
    keep(config, "needs", kept(config, "needs", Needs()) | Needs.of(found["needs"]))
    budget, size_of = config.extra.get("budget"), config.extra["_size_of"]
    if article and budget:
        weight = with_files(OwnWeight(**found["weight"]), size_of)
        if any(over(weight, budget)):
            weight = weigh(output, page.url, size_of)
        messages = over(weight, budget)
        report((Problem(article.path, 1, message) for message in messages), "page-is-light")
    return output


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    if not template_name.endswith(".html"):  # the sitemap
        return output_content
    results = results_of(config)
    key = results.key("finish", output_content, kept(config, "script", ""))

    def finish() -> tuple[str, tuple[object, ...]]:
        html, wanted = _finished(output_content, config)
        return html, wanted.values

    html, values = results.of(key, finish)
    keep(config, "needs", kept(config, "needs", Needs()) | Needs.of(values))
    return str(html)


def _styles(results: Store, stylesheet: Stylesheet, names: frozenset[str]) -> str:
    key = results.key("styles", *sorted(names))
    return str(results.of(key, lambda: stylesheet.for_names(names)))


def _finished(html: str, config: MkDocsConfig) -> tuple[str, Needs]:
    html = minify(with_styles(html, config.extra["_styles"]))
    wanted = needs(html, kept(config, "script", ""))
    return with_needs(html, wanted), wanted
