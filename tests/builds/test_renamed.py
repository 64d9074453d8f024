"""A series that was renamed goes on answering at its old URLs."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from tests.conftest import SERIES, Built, article, landing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_renamed_series_goes_on_serving_its_old_feeds(build_site: Callable[..., Built]) -> None:
    renamed = {name.replace("tides/", "sea/"): text for name, text in SERIES.items()}
    renamed["sea/index.md"] = renamed["sea/index.md"].replace(
        "---\n", "---\nredirect_from: [/tides/, /water/tides/]\n", 1
    )
    site = build_site(renamed)
    new = (site.folder / "sea/feed.xml").read_bytes()
    for folder in ("tides", "water/tides"):
        assert (site.folder / folder / "feed.xml").read_bytes() == new
        assert (site.folder / folder / "reading-order.json").exists()
        assert (site.folder / folder / "index.html").exists()
        assert (site.folder / folder / "print/index.html").exists()


def ids(site: Built, folder: str) -> dict[tuple[str, str], str]:
    """The id of every item of the site's feed and those of the series in `folder`, by its title."""
    found = {}
    for name in ("feed", f"{folder}/feed", f"{folder}/reading-order"):
        kind = name.rpartition("/")[2] if "/" in name else "site"
        xml = ElementTree.parse(site.folder / f"{name}.xml")  # noqa: S314  # our own
        rss = {item.findtext("title"): item.findtext("guid") for item in xml.iter("item")}
        items = json.loads((site.folder / f"{name}.json").read_text())["items"]
        assert rss == {item["title"]: item["id"] for item in items}
        found |= {(kind, str(title)): str(id_) for title, id_ in rss.items()}
    return found


def series(folder: str, name: str, **old: str) -> dict[str, str | bytes]:
    """A series of two parts in `folder`; `old` are the URLs that each file had before."""

    def keys(of: str) -> dict[str, str]:
        return {"redirect_from": old[of]} if of in old else {}

    index = landing("Tides", f"{name}.md", "flow.md")
    if "index" in old:
        index = index.replace("---\n", f"---\nredirect_from: {old['index']}\n", 1)
    return {
        "index.md": SERIES["index.md"],
        f"{folder}/index.md": index,
        f"{folder}/{name}.md": article("Ebb and what it leaves", **keys("ebb")),
        f"{folder}/flow.md": article("Flow and what it brings", **keys("flow")),
    }


def test_items_keep_their_ids_through_any_rename_and_back(
    tmp_path: Path, build_site: Callable[..., Built]
) -> None:
    first = ids(build_site(series("tides", "ebb")), "tides")
    assert len(first) == 6
    index, ebb, flow = "[/tides/]", "[/tides/ebb/]", "[/tides/flow/]"
    for folder, name, old in (
        ("tides", "low", {"ebb": ebb}),  # an article
        ("sea", "ebb", {"index": index, "ebb": ebb, "flow": flow}),  # the series
        ("sea", "low", {"index": index, "ebb": "[/tides/ebb/, /sea/ebb/]", "flow": flow}),
        # And back: what was first stays first, though it is its own URL again.
        (
            "tides",
            "ebb",
            {
                "index": "[/tides/, /sea/]",
                "ebb": "[/tides/ebb/, /sea/ebb/, /sea/low/]",
                "flow": "[/tides/flow/, /sea/flow/]",
            },
        ),
    ):
        shutil.rmtree(tmp_path / "docs")
        site = build_site(series(folder, name, **old))
        assert ids(site, folder) == first


def test_an_old_page_of_another_system_leads_on_and_is_the_id(
    build_site: Callable[..., Built],
) -> None:
    old = "[/2019/05/12/ebb.html, /blog/ebb]"
    site = build_site(
        SERIES | {"tides/ebb.md": article("Ebb and what it leaves", redirect_from=old)}
    )
    for name in ("2019/05/12/ebb.html", "blog/ebb/index.html"):
        target = site.html(name).css_first("a").attributes["href"]
        assert (site.folder / name).parent.joinpath(target).resolve() == site.folder / "tides/ebb"
    assert ids(site, "tides")["site", "Ebb and what it leaves"] == (
        "https://example.org/2019/05/12/ebb.html"
    )


def test_an_old_url_takes_no_place_of_a_file(reported: Callable[..., list[str]]) -> None:
    old = "[/tides/boat.png, /tides/boat.png/a.html, /robots.txt]"
    files = SERIES | {
        "tides/ebb.md": article("Ebb and what it leaves", "![A boat](boat.png)", redirect_from=old),
        "tides/boat.png": b"x",
    }
    assert [message.partition(" has a file at ")[2] for message in reported(files)] == [
        "/robots.txt (found '/robots.txt')",
        "/tides/boat.png (found '/tides/boat.png')",
        "/tides/boat.png (found '/tides/boat.png/a.html')",
    ]
