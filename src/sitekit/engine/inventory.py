"""What an owner may set that others document, and what it does here: one row for every key.

The rows follow MkDocs 1.6 and ProperDocs 1.6, Material for MkDocs 9.8, mkdocs-rss-plugin 1.19, the
theme's search plugin and the Markdown extensions that mkdocs.yml enables. A test reads the keys
from the installed packages and sets each, so that a key of a new version needs its row.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from sitekit.features.hosts import KEYS as REPOSITORY
from sitekit.model.problems import Problem, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitekit.engine.configuration import Configuration, Setting

Kind = Literal["works", "works as", "no effect"]


@dataclass(frozen=True)
class Row:
    """What one key does here."""

    kind: Kind
    text: str = ""  # what it does, or what to use instead
    lost: bool = False  # whether readers would lose something: a problem, not a reminder
    harmless: tuple[str, ...] = ()  # values that ask for what is so anyway


WORKS = Row("works")


def _as(text: str) -> Row:
    return Row("works as", text)


def _none(text: str, *harmless: str) -> Row:
    return Row("no effect", text, harmless=harmless)


def _lost(text: str, *harmless: str) -> Row:
    return Row("no effect", text, lost=True, harmless=harmless)


_MENUS = "readers find the other parts at the end of each part; nav sets the links of the header"
_NO_SCRIPT = "pages need no script to be read, and do not load the theme's"
_ALWAYS = "pages do so always"

MKDOCS = {
    "INHERIT": WORKS,
    "site_name": WORKS,
    "nav": _as("the links of the header, in this order; a section leads to its first page"),
    "pages": _none("use nav"),
    "exclude_docs": WORKS,
    "draft_docs": WORKS,
    "not_in_nav": _none("no page is in a navigation tree", "*"),
    "site_url": WORKS,
    "site_description": WORKS,
    "site_author": _as("the author of articles that name none"),
    "theme": WORKS,
    "docs_dir": WORKS,
    "site_dir": _as("the folder of `mkdocs build`; `make site` builds into site/"),
    "copyright": WORKS,
    "google_analytics": _lost("readers are not counted: no page asks another host for anything"),
    "dev_addr": _as("the address of `mkdocs serve`; that of `make serve` is ADDRESS"),
    "use_directory_urls": WORKS,
    "repo_url": WORKS,
    "repo_name": _none("change footer.project in locales/"),
    "edit_uri_template": WORKS,
    "edit_uri": WORKS,
    "extra_css": _as("files of docs/ or overrides/, whose rules go into the pages that use them"),
    "extra_javascript": _as("files of docs/ or overrides/, loaded as modules by their hash"),
    "extra_templates": WORKS,
    "markdown_extensions": WORKS,
    "mdx_configs": _none("give the options of an extension in markdown_extensions"),
    "strict": _as("`make site` is always strict"),
    "remote_branch": WORKS,
    "remote_name": WORKS,
    "extra": WORKS,
    "plugins": WORKS,
    "hooks": WORKS,
    "watch": WORKS,
    "validation": WORKS,
    "validation.omitted_files": _none("no page is in a navigation tree", "warn"),
    "validation.not_found": _as("a missing page is always reported"),
    "validation.absolute_links": _as("how links that begin with / are read"),
    "validation.unrecognized_links": _as("a link that leads nowhere is always reported"),
    "validation.anchors": _as("a link to a missing heading is always reported"),
    "validation.nav": WORKS,
    "validation.nav.omitted_files": _none("no page is in a navigation tree", "warn"),
    "validation.nav.not_found": _none("a missing page is always reported", "warn"),
    "validation.nav.absolute_links": _none("write nav with files of docs/", "warn"),
    "validation.links": WORKS,
    "validation.links.not_found": _none("a link that leads nowhere is always reported", "warn"),
    "validation.links.absolute_links": _none(
        "a link that begins with / leads to the file below docs/", "warn", "relative_to_docs"
    ),
    "validation.links.unrecognized_links": _none(
        "a link that leads nowhere is always reported", "warn"
    ),
    "validation.links.anchors": _none("a link to a missing heading is always reported", "warn"),
}

_COLORS = "change the colours in overrides/styles/tokens.css"
_ICONS = "pages show words; a drawing goes into overrides/components/"
_FONTS = "texts are set in fonts of the reader's system; change overrides/styles/tokens.css"

THEME = {
    "name": WORKS,
    "custom_dir": WORKS,
    "static_templates": WORKS,
    "locale": _none("use theme.language"),
    "language": _as("the language of pages and feeds, with its file in locales/"),
    "direction": WORKS,
    "favicon": _as("a picture of docs/ or overrides/; without it, extra.icon is drawn"),
    "logo": _as("a picture of docs/ or overrides/ before the name of the site"),
    "font": _none(_FONTS, "false"),
    "font.text": _none(_FONTS),
    "font.code": _none(_FONTS),
    "palette": _none(_COLORS),
    "palette.scheme": _none("colours follow the reader's system"),
    "palette.primary": _none(_COLORS),
    "palette.accent": _none(_COLORS),
    "palette.media": _none("colours follow the reader's system"),
    "palette.toggle": _none("colours follow the reader's system, and nothing is stored"),
    "icon": _none(_ICONS),
    "icon.logo": _none(_ICONS),
    "icon.admonition": _none("change overrides/styles/markdown/admonition.css"),
    **{
        f"icon.{name}": _none(_ICONS)
        for name in (
            *("alternate", "annotation", "close", "edit", "menu", "next", "previous", "repo"),
            *("search", "share", "tag", "top", "view"),
        )
    },
    "features": WORKS,
    "features.announce.dismiss": _none("there is no announcement bar"),
    "features.content.action.edit": _as("every page has the link where repo_url is set"),
    "features.content.action.view": WORKS,
    "features.content.code.annotate": _lost("write the notes below the code"),
    "features.content.code.copy": _none(_NO_SCRIPT),
    "features.content.code.select": _none(_NO_SCRIPT),
    "features.content.footnote.tooltips": _none("notes open where they are cited"),
    "features.content.lazy": _as(_ALWAYS),
    "features.content.tabs.link": _none(_NO_SCRIPT),
    "features.content.tooltips": _none("abbreviations have the browser's own tooltips"),
    "features.header.autohide": _none("the header scrolls away with the page"),
    **{
        f"features.navigation.{name}": _none(_MENUS)
        for name in (
            *("expand", "footer", "indexes", "path", "prune", "sections", "tabs", "tabs.sticky"),
        )
    },
    "features.navigation.instant": _none(_NO_SCRIPT),
    "features.navigation.instant.prefetch": _none(_NO_SCRIPT),
    "features.navigation.instant.preview": _none(_NO_SCRIPT),
    "features.navigation.instant.progress": _none(_NO_SCRIPT),
    "features.navigation.top": _none(_NO_SCRIPT),
    "features.navigation.tracking": _none("the address in the browser does not follow the reader"),
    "features.search.highlight": _none("a result leads to its heading"),
    "features.search.share": _none("a search is never part of an address"),
    "features.search.suggest": _none(_NO_SCRIPT),
    "features.toc.follow": _none("the list of headings is above the text"),
    "features.toc.integrate": _none("the list of headings is above the text"),
}

EXTRA = {
    # Material's.
    "alternate": _as("links at the foot of every page"),
    "analytics": _none("readers are not counted: no page asks another host for anything"),
    "annotate": _none("write the notes below the code"),
    "consent": _none("nothing is stored, so there is nothing to consent to"),
    "generator": _none("pages name no generator", "false"),
    "homepage": _none("the name of the site leads to index.md"),
    "polyfills": _none(_NO_SCRIPT),
    "scope": _none("nothing is stored"),
    "social": _as("links at the foot of every page, with their names; icons are not shown"),
    "status": _none("write the state of a document into its text"),
    "tags": _none("tags have no icons; feeds carry them as categories"),
    "version": _none("there is one version of a text, with the days on which it changed"),
    # Ours.
    "icon": WORKS,
    "leave": WORKS,
    "safety_notes": WORKS,
    "share": WORKS,
    "security": WORKS,
    "security.expires": WORKS,
    "lint": WORKS,
    "disclaimer": WORKS,
    "cache_dir": WORKS,
    "repository": WORKS,
    **dict.fromkeys((f"repository.{key}" for key in REPOSITORY), WORKS),
    "replies": WORKS,
    "replies.email": WORKS,
    "replies.form": WORKS,
    "menus": WORKS,
    "menus.notice": WORKS,
    "menus.header": WORKS,
    "menus.footer": WORKS,
}

_DATES = "the days are those of the keys date and updated"
_WHOLE = "feeds hold the whole text"
_OTHER_FEED = "every feed is written as RSS and as JSON"

RSS = {
    "enabled": WORKS,
    "length": _as("how many items the feed of the site has; that of a series has all its parts"),
    "feeds_filenames": WORKS,
    "feeds_filenames.rss_created": _as("the file of the site's feed; the JSON feed is beside it"),
    "feeds_filenames.rss_updated": _as("another name of the same feed"),
    "feeds_filenames.json_created": _as("another name of the JSON feed, with json_feed_enabled"),
    "feeds_filenames.json_updated": _as("another name of the JSON feed, with json_feed_enabled"),
    "json_feed_enabled": _as(f"{_OTHER_FEED}; this one adds the names in feeds_filenames"),
    "rss_feed_enabled": _none(_OTHER_FEED, "true"),
    "abstract_chars_count": _none(_WHOLE, "-1"),
    "abstract_delimiter": _none(_WHOLE),
    "cache_dir": _none("no page asks another host for anything", "."),
    "categories": _as("which of the keys tags and notes give an item its categories"),
    "comments_path": WORKS,
    **{
        key: _none(_DATES)
        for key in (
            "date_from_meta",
            *(f"date_from_meta.as_{what}" for what in ("creation", "update")),
            *(f"date_from_meta.{what}" for what in ("datetime_format", "default_time")),
            "date_from_meta.default_timezone",
        )
    },
    "feed_description": _as("that of the site's feed"),
    "feed_title": _as("that of the site's feed"),
    "feed_ttl": WORKS,
    "image": _as("a picture of this site; without it, extra.icon is drawn"),
    "match_path": _none("the feed holds every article that is listed", "(?!)"),
    "pretty_print": _none("feeds are written with line ends"),
    "stylesheet": _none("browsers have dropped XSLT", ""),
    "url_parameters": WORKS,
    "use_git": _none(_DATES, "false"),
    "use_material_blog": _none("articles are the documents with a date"),
    "use_material_social_cards": _none("the picture of an item is in its text"),
}

_ANY_LANGUAGE = "the search reads every language alike; docs/synonyms.yml says what words mean"
SEARCH = {
    "enabled": WORKS,
    "lang": _none(_ANY_LANGUAGE),
    "separator": _none(_ANY_LANGUAGE),
    "pipeline": _none(_ANY_LANGUAGE),
    "fields": _none("a word in a title counts for more than one in a text"),
    "jieba_dict": _none(_ANY_LANGUAGE),
    "jieba_dict_user": _none(_ANY_LANGUAGE),
    "indexing": _none("every section is an entry of its own"),
    "prebuild_index": _none("a page searches the texts themselves"),
    "min_search_length": _none("a search begins with the first letter"),
}

_CLASSES = "pages have no inline styles; change overrides/styles/markdown/highlight.css"
_LINES = "lines of code have no addresses of their own"
_TAB_IDS = "tabs have no addresses of their own"
_NO_DOWNLOAD = "a build asks no other host; put the text into docs/snippets/"

# Of extensions that mkdocs.yml enables. What has no effect is not given to the extension.
MARKDOWN: dict[str, dict[str, Row]] = {
    "abbr": {"glossary": WORKS},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {
        **dict.fromkeys(("PLACE_MARKER", "UNIQUE_IDS", "BACKLINK_TEXT", "BACKLINK_TITLE"), WORKS),
        **dict.fromkeys(("SUPERSCRIPT_TEXT", "SEPARATOR", "USE_DEFINITION_ORDER"), WORKS),
    },
    "md_in_html": {},
    "tables": {"use_align_attribute": _none("columns are aligned by classes", "false")},
    "toc": {
        **dict.fromkeys(("marker", "title", "title_class", "toc_class", "baselevel"), WORKS),
        **dict.fromkeys(("anchorlink", "anchorlink_class", "permalink", "permalink_class"), WORKS),
        **dict.fromkeys(("permalink_title", "permalink_leading", "slugify", "separator"), WORKS),
        "toc_depth": WORKS,
    },
    "pymdownx.details": {},
    "pymdownx.emoji": {
        **dict.fromkeys(("emoji_index", "alt", "remove_variation_selector"), WORKS),
        "emoji_generator": _as("what writes characters; pictures of another host are refused"),
        "title": _none("symbols are characters, which have no title"),
        "options": _none("symbols are characters, which need none"),
        "strict": _none("a short code that is none stays as it is written", "false"),
    },
    "pymdownx.highlight": {
        **dict.fromkeys(("use_pygments", "guess_lang", "css_class", "linenums"), WORKS),
        **dict.fromkeys(("linenums_style", "linenums_special", "extend_pygments_lang"), WORKS),
        **dict.fromkeys(("language_prefix", "code_attr_on_pre", "auto_title"), WORKS),
        **dict.fromkeys(("auto_title_map", "line_spans", "pygments_lang_class"), WORKS),
        **dict.fromkeys(("stripnl", "default_lang"), WORKS),
        "pygments_style": _none(_CLASSES),
        "noclasses": _none(_CLASSES, "false"),
        "linenums_class": _none("without Pygments, lines have no numbers"),
        "anchor_linenums": _none(_LINES, "false"),
        "line_anchors": _none(_LINES),
        "_enabled": _none("leave the extension out"),
    },
    "pymdownx.keys": dict.fromkeys(
        ("separator", "strict", "class", "camel_case", "key_map"), WORKS
    ),
    "pymdownx.magiclink": {
        **dict.fromkeys(("hide_protocol", "repo_url_shortener", "social_url_shortener"), WORKS),
        **dict.fromkeys(("shortener_user_exclude", "repo_url_shorthand", "provider"), WORKS),
        **dict.fromkeys(("social_url_shorthand", "labels", "normalize_issue_symbols"), WORKS),
        **dict.fromkeys(("user", "repo", "custom"), WORKS),
    },
    "pymdownx.snippets": {
        **dict.fromkeys(("base_path", "restrict_base_path", "encoding", "auto_append"), WORKS),
        "dedent_subsections": WORKS,
        "check_paths": _none("a lint rule reports a missing snippet", "false"),
        "url_download": _lost(_NO_DOWNLOAD, "false"),
        **dict.fromkeys(
            ("url_max_size", "url_timeout", "url_request_headers"), _none(_NO_DOWNLOAD)
        ),
        **dict.fromkeys(("max_retries", "backoff_factor"), _none(_NO_DOWNLOAD)),
    },
    "pymdownx.superfences": {
        **dict.fromkeys(("custom_fences", "css_class", "preserve_tabs"), WORKS),
        "disable_indented_code_blocks": _none("indented code is read as GitHub reads it", "false"),
        "relaxed_headers": _none("what follows the language is read as GitHub reads it", "false"),
    },
    "pymdownx.tabbed": {
        "alternate_style": _none("tabs need no script in this style alone", "true"),
        **dict.fromkeys(("slugify", "combine_header_slug", "separator"), _none(_TAB_IDS)),
    },
    "pymdownx.tasklist": {
        **dict.fromkeys(("custom_checkbox", "clickable_checkbox"), WORKS),
        **dict.fromkeys(("delete", "subscript"), _none("they are options of pymdownx.tilde")),
    },
    "pymdownx.tilde": dict.fromkeys(
        ("smart_delete", "delete", "subscript", "no_space", "punctuation"), WORKS
    ),
}

_SMALL = "pages, styles and scripts are made small already"
_FOREIGN_FILES = "pages run no script and load no style that is not of this site"

# Versions of the plugins that were tried, beside those of the theme, which have its version.
TRIED = {
    "mkdocs-awesome-nav": "3.3.0",
    "mkdocs-git-revision-date-localized-plugin": "1.6.3",
    "mkdocs-glightbox": "0.5.3",
    "mkdocs-macros-plugin": "1.5.0",
    "mkdocs-minify-plugin": "0.8.0",
    "mkdocs-redirects": "1.2.3",
}
PLUGINS = {
    "rss": WORKS,
    "search": _as("the switch of the search, which is ours"),
    "macros": WORKS,
    "awesome-nav": _none("use nav for the links of the header, and a series' parts for its order"),
    "blog": _lost("articles are the documents with a date, and a series is its landing page"),
    "git-revision-date-localized": _none(_DATES),
    "glightbox": _lost(_FOREIGN_FILES),
    "group": WORKS,
    "info": _lost("it asks another host at each build"),
    "meta": _none("write the keys at the top of each document"),
    "minify": _lost(_SMALL),
    "offline": _lost("a series has a page to save or print, with all its parts"),
    "optimize": _lost("make pictures small before you add them; lint says which are not"),
    "privacy": _none("pages load nothing from another host, and texts that would are refused"),
    "projects": _lost("build each site by a configuration file of its own, with INHERIT"),
    "redirects": _lost("write the old address into redirect_from of the document"),
    "social": _lost("pictures for previews are made of the drawings beside the parts"),
    "tags": _none("tags are the categories of feeds"),
    "typeset": _none("titles are as they are written in the front matter"),
}

ROWS: dict[str, Row] = {
    **MKDOCS,
    **{f"theme.{key}": row for key, row in THEME.items()},
    **{f"extra.{key}": row for key, row in EXTRA.items()},
    **{f"plugins.rss.{key}": row for key, row in RSS.items()},
    **{f"plugins.search.{key}": row for key, row in SEARCH.items()},
    **{f"plugins.{name}": row for name, row in PLUGINS.items()},
    **{
        f"markdown_extensions.{name}.{option}": row
        for name, options in MARKDOWN.items()
        for option, row in options.items()
    },
}


# Where templates and plugins of an owner may read other keys, too.
OPEN = ("extra", "theme", "theme.features")
_ANY = ("markdown_extensions", "plugins")  # below these, names of packages
_VALUES = {"true": True, "false": False}


def check_keys(
    configuration: Configuration, is_used: Callable[[str], bool]
) -> tuple[list[Problem], list[Problem]]:
    """Problems and reminders: keys that have no effect, and keys that nothing reads.

    `is_used` says whether a template or plugin of the owner may read a key of `extra` or `theme`.
    """
    problems, reminders = [*unknown_keys(configuration, is_used)], list[Problem]()
    for setting in configuration.settings():
        row = ROWS.get(setting.name)
        if row is None or row.kind != "no effect" or str(setting.value) in row.harmless:
            continue
        # Each key of a mapping has its own line, if it has a row.
        if not (isinstance(setting.value, dict) and _names(setting.name)) and not _is_off(setting):
            message = f"{setting.name} has no effect here: {row.text}"
            (problems if row.lost else reminders).append(
                Problem(setting.path, setting.line, message)
            )
    return problems, reminders


def unsupported_plugins(configuration: Configuration) -> Iterator[Problem]:
    """Plugins that must not run: every page that they change would be a problem, or worse."""
    for setting in configuration.settings():
        if len(setting.keys) == 2 and setting.keys[0] == "plugins" and not _is_off(setting):
            row = ROWS.get(setting.name)
            if row and row.lost:
                message = f"{setting.name} must be left out: {row.text}"
                yield Problem(setting.path, setting.line, message)


def _is_off(setting: Setting) -> bool:
    """Whether it is a plugin that is switched off."""
    return isinstance(setting.value, dict) and setting.value.get("enabled") == "false"


def unknown_keys(
    configuration: Configuration, is_used: Callable[[str], bool] = lambda _: True
) -> Iterator[Problem]:
    """Keys that nothing reads, with the one that may have been meant."""
    for setting in configuration.settings():
        *above, name = setting.keys
        scope = ".".join(above)
        known = _names(scope)
        if not known or name in known:
            continue
        if scope in OPEN and is_used(name):
            continue
        rule = f"{setting.name} must be a key that is known"
        yield Problem(setting.path, setting.line, f"{rule} {found(name, known)}")


def disable_options(configs: Mapping[str, dict[str, Any]]) -> None:
    """Take away from `configs` the options of Markdown extensions that have no effect here.

    Some would end the build, or write what no page may hold. `configs` are the options of each
    enabled extension, by its name.
    """
    for name, options in MARKDOWN.items():
        for option, row in options.items():
            if name not in configs or row.kind != "no effect":
                continue
            if row.harmless:
                configs[name][option] = _VALUES[row.harmless[0]]
            else:
                configs[name].pop(option, None)


@cache
def _names(scope: str) -> tuple[str, ...]:
    """The keys that are known below `scope`; none where any may be."""
    if scope.startswith("markdown_extensions."):
        return (*MARKDOWN.get(scope.partition(".")[2], ()),)
    if scope in _ANY:
        return ()
    prefix = f"{scope}." if scope else ""
    names = (key.removeprefix(prefix) for key in ROWS if key.startswith(prefix))
    if scope == "theme.features":
        return (*names,)
    return (*dict.fromkeys(name.partition(".")[0] for name in names),)
