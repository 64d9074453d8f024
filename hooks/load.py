"""First stage: settings, texts and data → Build; which pages are unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitekit.engine.ahead import finish_ahead
from sitekit.engine.begin import collect_seldom, new_build
from sitekit.engine.clock import today
from sitekit.engine.edit_links import point_to_source
from sitekit.engine.files import (
    check_data,
    check_folders,
    check_published,
    remove_links,
    remove_theme_files,
    remove_unnamed,
    shrink_scripts,
)
from sitekit.engine.pages import new_converter
from sitekit.engine.reading import read
from sitekit.engine.reuse import lay_out, reuse
from sitekit.engine.settings import keep_plugin_from_writing
from sitekit.engine.stages import begin, build_of, check_stages
from sitekit.engine.theme import put_back, set_aside

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_startup(*, command: str, dirty: bool) -> None:
    today()  # before MkDocs and plugins ask for the day: this one says what is wrong with it
    collect_seldom()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    check_stages(config)
    begin(config, new_build(config))
    keep_plugin_from_writing(config)
    point_to_source(config)
    config.nav = None  # it is the header's menu; a tree would take every page through all pages
    config.theme.static_templates.discard("sitemap.xml")  # it would list changed pages alone
    return config


def on_pre_build(*, config: MkDocsConfig) -> None:
    build = build_of(config)
    if not build.foreign:
        build.theme_folders = set_aside(config)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    build = build_of(config)
    if build.theme_folders:
        put_back(config, build.theme_folders)
    build.problems += check_folders(config)
    build.problems += remove_unnamed(files, config)
    build.problems += remove_links(files, config)
    read(build, files, config)
    remove_theme_files(files, config, build.settings.empty_pages)
    shrink_scripts(files, config)
    if not build.foreign:  # a plugin may read files of its own
        build.problems += check_data(files, config)
    build.problems += check_published(files, config, build.settings.limits)
    lay_out(build, files, config)
    build.files = {file.src_uri: file for file in files}
    build.converter = new_converter(build, config)
    changed = reuse(build, files, config)
    if not build.foreign:
        finish_ahead(build, files, config, changed)
    return files
