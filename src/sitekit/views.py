"""What each page of a build may depend on, worked out from all that the build has read."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sitekit.build import ABOUT, HOME, Ebook, SiteFacts, View, Whole
from sitekit.features.feeds import Feed, FeedLink, all_feeds
from sitekit.features.menus import menus_of
from sitekit.features.search import all_pages
from sitekit.model.contents import HELP, Contents, contents_of
from sitekit.model.documents import Document
from sitekit.model.fingerprint import fingerprint
from sitekit.model.settings import SEARCH, SUBSCRIBE
from sitekit.model.snippets import INCLUDE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitekit.build import Build
    from sitekit.model.sources import Source

PRINT = "print.md"  # name of the page that shows a whole series


@dataclass(frozen=True)
class Place:
    """What the engine says of a page's place."""

    canonical_url: str
    edit_url: str | None
    draft: bool  # shown by the preview alone


class Views:
    """Makes the views of one build; what several pages share is worked out once."""

    def __init__(self, build: Build, print_urls: Mapping[str, str]) -> None:
        """`print_urls` are those of the pages that show a whole series, below the site's, by the
        `src` of its landing page.
        """
        self._build = build
        site, drawings = build.site, build.data.drawings
        self._contents = {
            src: contents_of(site, series, drawings, print_urls[src])
            for src, series in site.series.items()
        }
        self._opened = [src for src in site.series if site.listed_document(src)]
        self.feeds = self._feeds()
        self._feed_of = {feed.series.src: feed for feed in self.feeds if feed.series and feed.dated}
        snippets = build.data.snippets
        self._snippets = None if snippets is None else fingerprint(snippets)
        self.facts = self._facts()

    def of(self, document: Document, place: Place) -> View:
        """The view of a document."""
        build, src = self._build, document.src
        site, data = build.site, build.data
        series = tuple(self._contents[one.landing.src] for one in site.series_at(src))
        view = View(
            document=document,
            site=self.facts,
            template=_template(document, build),
            canonical_url=place.canonical_url,
            edit_url=place.edit_url,
            listed=site.listed_document(src) is not None,
            draft=place.draft,
            view_url=build.settings.source_of(src),
            translations=build.editions.translations(document),
            drawing=data.drawings.get(src),
            series=series,
            contents=self._contents.get(src),
            feeds=self._feeds_at(src, series),
            replies=data.replies.get(src, ()),
            authors=tuple(data.authors[key] for key in document.authors if key in data.authors),
            sources=_cited(document, build),
            snippets=self._snippets if data.appended or INCLUDE in document.body else "",
        )
        special = None if src in build.settings.empty_pages else self._special.get(src)
        return special(view) if special else view

    def whole(self, src: str, place: Place, keys: dict[str, str]) -> View:
        """The view of the page that shows the whole series of the landing page `src`.

        `keys` are those of the pages of its parts, by their `src`.
        """
        contents, landing = self._contents[src], self._build.site.documents[src]
        name = f"{posixpath.dirname(src)}/{PRINT}"
        document = Document(
            src=name,
            path=landing.path,
            url=contents.print_url,
            kind="page",
            digest="",
            title=self._build.strings.t("print.title", title=landing.title),
            description=landing.description,
            status="unlisted",
        )
        listed = tuple(keys[part.src] for part in contents.entries if part.url is not None)
        return View(
            document=document,
            site=self.facts,
            template="print.html",
            canonical_url=place.canonical_url,
            edit_url=None,
            listed=False,
            feeds=self._feeds_at(name, ()),
            whole=Whole(contents, listed),
        )

    def ebook(self, src: str, keys: dict[str, str]) -> Ebook | None:
        """The book of the series of the landing page `src`, if its readers get one.

        `keys` are those of all pages, by their `src`.
        """
        contents = self._contents[src]
        if contents.ebook_url is None:
            return None
        held = (src, *(entry.src for entry in contents.entries if entry.url is not None))
        return Ebook(src, contents.ebook_url, tuple(keys[one] for one in held))

    @property
    def whole_series(self) -> list[str]:
        """Landing pages of the published series, unlisted ones too, that have a part to open."""
        documents, today = self._build.site.documents, self._build.site.today
        published = [src for src in self._contents if documents[src].published(today)]
        return [src for src in published if any(e.url for e in self._contents[src].parts)]

    @property
    def _special(self) -> dict[str, Callable[[View], View]]:
        """What a few pages show beside their text."""
        return {
            HOME: lambda view: replace(
                view, listing=tuple(self._contents[src] for src in self._opened)
            ),
            HELP: lambda view: replace(view, listing=self._build.data.countries),
            SUBSCRIBE: lambda view: replace(
                view, listing=self.feeds, feeds=tuple(feed.link for feed in self.feeds)
            ),
            SEARCH: lambda view: replace(view, listing=all_pages(self._build.site)),
        }

    def _feeds(self) -> tuple[Feed, ...]:
        settings, strings, site = self._build.settings, self._build.strings, self._build.site
        if not settings.feeds:
            return ()
        own = Feed(
            title=settings.feeds.title or settings.site_name,
            description=settings.feeds.description or settings.site_description,
            address=settings.site_url,
            path=settings.feeds.path,
            home="",
            language=strings.language,
            copyright=settings.copyright,
            logo_url=settings.feeds.image or urljoin(settings.site_url, "icon.png"),
            author=settings.author or settings.site_name,
            minutes=settings.feeds.minutes,
        )
        series = [(self._contents[src], site.documents[src]) for src in self._opened]
        return all_feeds(own, series, strings.t)

    def _feeds_at(self, src: str, series: tuple[Contents, ...]) -> tuple[FeedLink, ...]:
        landings = [src, *(one.src for one in series)]
        own = [self._feed_of[landing] for landing in landings if landing in self._feed_of]
        return tuple(feed.link for feed in (*self.feeds[:1], *own))

    def _facts(self) -> SiteFacts:
        build, settings = self._build, self._build.settings
        light, dark = build.tokens["paper"]
        return SiteFacts(
            name=settings.site_name,
            url=settings.site_url,
            language=build.strings.language,
            direction=settings.branding.direction or build.strings.direction,
            upright=build.strings.upright,
            icon=settings.icon,
            paper_light=light,
            paper_dark=dark,
            leave_url=settings.leave_url,
            safety_notes=settings.safety_notes,
            about=self._url_of(ABOUT),
            help=self._url_of(HELP),
            script=build.script,
            home=build.site.documents[HOME].url if HOME in build.site.documents else "",
            styles=build.styles.fingerprint,
            integrity={
                posixpath.basename(path).removesuffix(".js"): hash_.strip("'")
                for path, hash_ in build.scripts.items()
            },
            menus=menus_of(build.site, settings.shown_menus),
            author=settings.author,
            disclaimer=settings.disclaimer,
            copyright=settings.copyright,
            feed=self.feeds[0].link if self.feeds else None,
            share_targets=settings.share_targets,
            branding=settings.branding,
            project=settings.repo_url,
            editions=tuple(one.url for one in build.editions.others),
            replies=settings.replies,
            reply_email=settings.reply_email,
            reply_form=settings.repository.reply,
        )

    def _url_of(self, src: str) -> str | None:
        document = self._build.site.listed_document(src)
        return document.url if document else None


def plain_view(build: Build, document: Document, canonical_url: str = "") -> View:
    """The view of a page that is in no list: one that a plugin added, or the page for errors."""
    assert build.facts  # noqa: S101  # views are made before any page is rendered
    feeds = tuple(feed.link for feed in build.feeds[:1])
    return View(document, build.facts, "main.html", canonical_url, None, listed=False, feeds=feeds)


def not_found(build: Build) -> View:
    """The view of 404.html."""
    title, text = build.strings.t("not_found.title"), build.strings.t("not_found.text")
    document = Document("404.md", "404.md", "404.html", "page", "", title, text, "unlisted")
    home = build.views.get(HOME)
    return replace(plain_view(build, document), listing=home.listing if home else ())


def _template(document: Document, build: Build) -> str:
    """Template follows place: `docs/search.md` is shown by `pages/search.html` if there is one."""
    if document.kind == "landing":
        return "landing.html"
    if document.src in build.settings.empty_pages:
        return "main.html"
    name = document.src.removesuffix(".md") + ".html"
    own = document.kind == "page" and name in build.data.templates
    return f"pages/{name}" if own else "main.html"


def _cited(document: Document, build: Build) -> tuple[tuple[str, Source], ...]:
    sources = build.data.sources
    return tuple((key, sources[key]) for key in document.cites if key in sources)
