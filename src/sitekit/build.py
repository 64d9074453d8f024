"""What one build knows, what one page may depend on, and what its template shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from sitekit.features.menus import Menus
from sitekit.features.previews import preview_url
from sitekit.features.replies import Replies, replies_to
from sitekit.features.search import SearchEntry
from sitekit.features.series import SeriesNav, series_navs
from sitekit.features.share import Share, share_of, what_is
from sitekit.features.structured_data import structured_data
from sitekit.html.csp import Needs
from sitekit.html.headings import Heading, headings
from sitekit.html.markdown import Converted, Converter, Link
from sitekit.html.markers import split_at_marker
from sitekit.html.notes import split_notes
from sitekit.html.weight import OwnWeight
from sitekit.model.editions import Editions
from sitekit.model.fingerprint import Shared, fingerprint
from sitekit.model.settings import Branding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitekit.cache import Cache
    from sitekit.features.feeds import Feed, FeedLink
    from sitekit.features.helplines import Country
    from sitekit.features.replies import Reply
    from sitekit.html.styles import Styles
    from sitekit.model.authors import Author
    from sitekit.model.contents import Contents, Entry
    from sitekit.model.documents import Document
    from sitekit.model.editions import Translation
    from sitekit.model.locale import Strings
    from sitekit.model.patterns import Patterns
    from sitekit.model.problems import Problem
    from sitekit.model.settings import Settings
    from sitekit.model.site import Site
    from sitekit.model.sources import Source

HOME, ABOUT = "index.md", "about.md"


@dataclass(frozen=True)
class SiteFacts(Shared):
    """What every page may show of the site."""

    name: str
    url: str  # absolute, with a final slash
    language: str  # BCP 47
    direction: str  # ltr or rtl
    upright: bool  # whether its script has no italics
    icon: str  # path data in 16 by 16
    paper_light: str  # colours of the browser's own bars
    paper_dark: str
    leave_url: str  # of the leave button; empty if there is none
    safety_notes: bool  # whether pages speak to readers who may be watched, or in danger
    home: str  # URL of the home page below the site's
    about: str | None  # URLs of pages, or None where there is no such page
    help: str | None
    script: str  # that every page carries
    styles: str  # fingerprint of all stylesheets
    integrity: Mapping[str, str]  # of the scripts that pages load, by the name of their component
    menus: Menus = field(default_factory=Menus)
    author: str = ""  # of articles that name none
    disclaimer: str = ""  # that every article bears
    copyright: str = ""
    feed: FeedLink | None = None
    share_targets: tuple[str, ...] = ()
    branding: Branding = field(default_factory=Branding)
    project: str = ""  # URL of the repository
    reply_email: str = ""
    reply_form: str = ""  # URL of the repository's form for replies
    editions: tuple[str, ...] = ()  # URLs of the others, absolute, with a final slash
    replies: bool = True  # whether articles have replies, and say how to write one


@dataclass(frozen=True)
class Whole:
    """A series on one page: its contents, and the keys of its parts' pages for their texts."""

    contents: Contents
    keys: tuple[str, ...]
    texts: tuple[tuple[Entry, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Ebook:
    """A series as a book: where it is, and the keys of the pages whose texts it holds."""

    src: str  # of the landing page
    url: str  # below the site's
    keys: tuple[str, ...]
    size: int = field(default=0, repr=False)  # bytes; 0 until the texts are there


@dataclass(frozen=True)
class View:
    """All that the page of one document may depend on, beside the version of the generator."""

    document: Document
    site: SiteFacts
    template: str
    canonical_url: str
    edit_url: str | None
    listed: bool  # lists, feeds and search engines may know it
    draft: bool = False  # shown by the preview alone
    view_url: str = ""  # of the source; empty where pages do not link to it
    drawing: str | None = None  # path data
    translations: tuple[Translation, ...] = ()  # pages of other editions that say the same
    series: tuple[Contents, ...] = ()  # that the document is in
    contents: Contents | None = None  # that a landing page defines
    feeds: tuple[FeedLink, ...] = ()
    replies: tuple[Reply, ...] = ()
    authors: tuple[Author, ...] = ()
    sources: tuple[tuple[str, Source], ...] = ()  # cited, by their key
    snippets: str | None = ""  # fingerprint of all, where the text includes one; None: unknown
    listing: object = None  # what the template of this page alone shows beside its text
    whole: Whole | None = None
    ebook: Ebook | None = None  # that the page links to, with its size

    @property
    def shown(self) -> tuple[str, ...]:
        """The documents on whose texts the page depends, beside its own."""
        contents = self.whole.contents if self.whole else self.contents
        if contents is None or not (self.whole or self.ebook):
            return ()
        entries = [entry.src for entry in contents.entries]
        return tuple(dict.fromkeys([*entries, *([self.ebook.src] if self.ebook else [])]))

    @cached_property
    def key(self) -> str:
        """A fingerprint of all of it."""
        return fingerprint(self)


@dataclass(frozen=True)
class PageData:
    """Everything that templates show of one document."""

    site: SiteFacts
    document: Document
    canonical_url: str
    edit_url: str | None
    view_url: str
    listed: bool
    draft: bool
    content: str  # HTML
    notes: str  # HTML of the notes to the text, which follow it
    content_parts: tuple[str, str]  # before and after the list that the page holds
    translations: tuple[Translation, ...]
    toc: tuple[Heading, ...]
    authors: tuple[Author, ...]
    described: tuple[Author, ...]  # authors of whom there is more to say than a name
    sources: int  # how many it cites
    drawing: str | None
    series: tuple[SeriesNav, ...]
    contents: Contents | None
    feeds: tuple[FeedLink, ...]
    preview_url: str | None
    structured_data: str | None  # JSON
    share: Share | None
    replies: Replies | None
    listing: object
    whole: Whole | None
    ebook: Ebook | None


def page_data(view: View, content: str) -> PageData:
    """Everything a template shows of one document; equal views and texts give an equal page."""
    document, site = view.document, view.site
    text, notes = split_notes(content)
    return PageData(
        site=site,
        document=document,
        canonical_url=view.canonical_url,
        edit_url=view.edit_url,
        view_url=view.view_url,
        listed=view.listed,
        draft=view.draft,
        content=text,
        notes=notes,
        content_parts=split_at_marker(content),
        translations=view.translations,
        toc=headings(content) if document.kind == "article" else (),
        authors=view.authors,
        described=tuple(one for one in view.authors if one.about or one.url or one.picture),
        sources=len(view.sources),
        drawing=view.drawing,
        series=series_navs(document.src, view.series),
        contents=view.contents,
        feeds=view.feeds,
        preview_url=preview_url(document.src, site.url) if view.drawing else None,
        structured_data=structured_data(
            document,
            view.authors,
            view.series,
            view.contents,
            site_url=site.url,
            site_name=site.name,
            language=site.language,
        ),
        share=_share(view),
        replies=_replies(view),
        listing=view.listing,
        whole=view.whole,
        ebook=view.ebook,
    )


def _share(view: View) -> Share | None:
    document, targets = view.document, view.site.share_targets
    if document.kind == "page":
        return None
    what = what_is(document, view.series)
    return share_of(document.title, view.canonical_url, targets, what)


def _replies(view: View) -> Replies | None:
    site = view.site
    if view.document.kind != "article" or not site.replies:
        return None
    return replies_to(view.document, view.replies, email=site.reply_email, form=site.reply_form)


@dataclass(frozen=True)
class PageRecord:
    """A finished page, and what the rest of the build needs of it."""

    html: bytes  # the whole document
    content: str  # the HTML of its text
    anchors: tuple[str, ...]  # ids that links can lead to
    links: tuple[Link, ...]
    search: tuple[SearchEntry, ...]
    feed_html: str  # of an article
    needs: Needs  # what its policy allows
    weight: OwnWeight
    pictures: dict[str, str]  # digests of the files below docs/ that it shows; "": there was none

    def dump(self) -> dict[str, Any]:
        """The record as JSON data, but for its HTML."""
        weight = self.weight
        return {
            "content": self.content,
            "anchors": self.anchors,
            "links": [
                (one.written, one.path, one.anchor, one.is_readable, one.numbered)
                for one in self.links
            ],
            "search": [(one.location, one.title, one.text) for one in self.search],
            "feed_html": self.feed_html,
            "needs": self.needs.values,
            "weight": (weight.parts, weight.html, weight.before, weight.blocking, weight.asked),
            "pictures": self.pictures,
        }

    @classmethod
    def load(cls, data: Mapping[str, Any], html: bytes) -> PageRecord:
        """The record that `dump` made JSON data of."""
        return cls(
            html=html,
            content=data["content"],
            anchors=tuple(data["anchors"]),
            links=tuple(
                Link(written, path, anchor, is_readable, tuple(numbered))
                for written, path, anchor, is_readable, numbered in data["links"]
            ),
            search=tuple(SearchEntry(*values) for values in data["search"]),
            feed_html=data["feed_html"],
            needs=Needs.of(data["needs"]),
            weight=OwnWeight(*data["weight"]),
            pictures=data["pictures"],
        )


@dataclass(frozen=True)
class Content:
    """What Markdown and everything after it have made of a text, read once."""

    html: str
    anchors: tuple[str, ...]
    links: tuple[Link, ...]
    search: tuple[SearchEntry, ...]
    pictures: dict[str, str]


class SourceFile(Protocol):
    """A file of the site, as the engine knows it."""

    url: str  # below the site's
    dest_uri: str  # where it is written, below the site's folder

    @property
    def content_bytes(self) -> bytes: ...


@dataclass(frozen=True)
class Data:
    """What a build reads beside the texts."""

    authors: Mapping[str, Author] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    countries: tuple[Country, ...] = ()
    replies: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)  # by the article's src
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by a typed word
    drawings: Mapping[str, str] = field(default_factory=dict)  # path data by a document's src
    snippets: Mapping[str, str] | None = field(default_factory=dict)  # digests; None: too many
    appended: bool = False  # whether every text gets a snippet at its end
    templates: frozenset[str] = frozenset()  # names of templates in pages/


@dataclass(frozen=True)
class Prepared:
    """What is made of a text before any template."""

    markdown: str
    converted: Converted
    content: Content
    problems: list[Problem]


def _no_templates(name: str, **values: object) -> str:
    raise LookupError(name)


@dataclass
class Build:
    """What one build knows, and what it has made so far."""

    settings: Settings
    strings: Strings
    patterns: Patterns
    styles: Styles
    script: str  # that every page carries
    scripts: Mapping[str, str]  # hashes of the others, by their path in overrides/
    cache: Cache
    foreign: tuple[str, ...]  # plugins, hooks and extensions that are not known
    site: Site
    tokens: Mapping[str, tuple[str, str]]  # colours, light and dark, by name
    data: Data = field(default_factory=Data)
    editions: Editions = field(default_factory=Editions)
    facts: SiteFacts | None = None
    feeds: tuple[Feed, ...] = ()  # without their items
    views: dict[str, View] = field(default_factory=dict)
    converter: Converter = field(default_factory=Converter)
    files: Mapping[str, SourceFile] = field(default_factory=dict)  # all, by path below docs/
    order: list[str] = field(default_factory=list)  # of pages, as the engine builds them
    converted: dict[str, Converted] = field(default_factory=dict)
    contents: dict[str, Content] = field(default_factory=dict)  # of pages that are made anew
    render: Callable[..., str] = _no_templates  # a template, by its name, with values
    pages: dict[str, PageRecord] = field(default_factory=dict)  # finished, now or before
    finished: dict[str, PageRecord] = field(default_factory=dict)  # by workers, not cached yet
    problems: list[Problem] = field(default_factory=list)  # not reported yet
    failed: set[str] = field(default_factory=set)  # pages with a problem, which are not cached
    theme_folders: list[str] = field(default_factory=list)  # set aside while files are listed
    other_needs: dict[str, Needs] = field(default_factory=dict)  # of pages without a document
    sizes: dict[str, int] = field(default_factory=dict)  # of files, gzipped
    ebooks: dict[str, bytes] = field(default_factory=dict)  # by the src of a landing page

    def may_cache(self, src: str) -> bool:
        """Whether a page depends on nothing but its key, and has no problem to report again."""
        view = self.views[src]
        failed = any(shown in self.failed for shown in (src, *view.shown))
        return not failed and not view.draft and view.snippets is not None

    def found(self, src: str, problems: list[Problem]) -> None:
        """Keep the problems of a page for the next report; it is not cached then."""
        if problems:
            self.problems += problems
            self.failed.add(src)

    def take_problems(self) -> list[Problem]:
        """The problems that have not been reported yet."""
        problems, self.problems = self.problems, []
        return problems

    def content_of(self, src: str) -> str:
        """The HTML of a document's text; empty if it could not be read."""
        read = self.contents.get(src) or self.pages.get(src)
        if read is None:
            return ""
        return read.html if isinstance(read, Content) else read.content
