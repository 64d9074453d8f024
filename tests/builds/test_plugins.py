"""Plugins and hooks of others: each page once, unchanged by themselves, and nothing reused."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from sitekit.engine.inventory import PLUGINS
from sitekit.engine.preflight import problems
from tests.builds.conftest import FILES
from tests.conftest import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.builds.conftest import Project

# Writes into each page how often it has already been there, in every event that changes a page.
COUNTER = """
def on_page_markdown(markdown, **_):
    return f"{markdown}\\n\\nIn Markdown {markdown.count('In Markdown') + 1}."


def on_page_content(html, **_):
    return f"{html}\\n<p>In content {html.count('In content') + 1}.</p>"


def on_post_page(output, **_):
    count = output.count("In page") + 1
    return output.replace("</main>", f"<p>In page {count}.</p></main>")
"""
MADE = """
from mkdocs.structure.files import File


def on_files(files, config):
    for name in ("assets/javascripts/made.js", "assets/made/by.css", "made.txt"):
        files.append(File.generated(config, name, content=f"made: {name}"))
    files.append(File.generated(config, "made.md", content=PAGE))
"""


def listed_first(project: Project, name: str) -> None:
    project.change("mkdocs.yml", "hooks:\n", f"hooks:\n  - {name}\n")


def listed_last(project: Project, name: str) -> None:
    last = "  - hooks/preview.py\n"
    project.change("mkdocs.yml", last, f"{last}  - {name}\n")


def pages(project: Project) -> set[str]:
    """The pages of docs/, but for the draft and what no page is made of."""
    texts = {name for name in FILES if name.endswith(".md") and "/draft" not in name}
    return {name for name in texts if not name.startswith(("snippets/", "replies/"))}


@pytest.mark.parametrize("listed", [listed_first, listed_last])
def test_a_plugin_that_changes_pages_sees_each_once_and_as_it_was(
    project: Project, listed: Callable[[Project, str], None]
) -> None:
    project.write("counter.py", COUNTER)
    listed(project, "counter.py")
    clean = project.clean()
    for name in ("tides/ebb/index.html", "about/index.html", "index.html"):
        for event in ("Markdown", "content", "page"):
            assert f"In {event} 1.".encode() in clean[name], name
            assert f"In {event} 2.".encode() not in clean[name], name
    for _ in range(2):
        assert project.build() == clean
        assert pages(project) <= set(project.converted)
    project.change("docs/tides/flow.md", "Water.", "More water.")
    third = project.build()
    assert pages(project) <= set(project.converted)
    assert third != clean
    assert third == project.clean()


def test_what_a_plugin_generates_is_published(project: Project) -> None:
    project.write("made.py", f"PAGE = {page('A page of a plugin', 'Its words.')!r}\n{MADE}")
    listed_first(project, "made.py")
    first, again = project.build(), project.build()
    for name in ("assets/javascripts/made.js", "assets/made/by.css", "made.txt"):
        assert first[name] == f"made: {name}".encode()
    assert b"Its words." in first["made/index.html"]
    assert again == first


def test_a_plugin_that_raises_stops_the_build(project: Project) -> None:
    project.write("wrong.py", "def on_page_content(html, **_): raise LookupError('mine')\n")
    listed_first(project, "wrong.py")
    with pytest.raises(LookupError, match="mine"):
        project.build()


@pytest.mark.parametrize("how", ["files.remove(file)", "left = [f for f in files if f != file]"])
def test_a_page_that_a_plugin_takes_out_is_not_lost_without_a_word(
    project: Project, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    code = f"""
from mkdocs.structure.files import Files


def on_files(files, config):
    file, left = files.get_file_from_path("tides/flow.md"), files
    {how}
    return Files(list(left))
"""
    project.write("taking.py", code)
    listed_last(project, "taking.py")
    with pytest.raises(Abort):
        project.clean()
    rule = "page must be built; a plugin or hook has taken it out (found no file of it)"
    assert caplog.messages.count(f"docs/tides/flow.md:1: {rule}") == 1


@pytest.mark.parametrize("options", ["", "{use_git: true, match_path: '.*'}"])
def test_the_feed_plugin_with_settings_of_its_own_takes_no_page(
    project: Project, options: str
) -> None:
    project.write("own.yml", f"INHERIT: mkdocs.yml\nplugins: [search, rss: {options}]\n")
    site = project.clean(config="own.yml")
    assert b"Ebb and what it leaves" in site["feed_rss_created.xml"]
    assert site["feed_rss_created.xml"] == site["feed_rss_updated.xml"]


LIGHTBOX = """
def on_post_page(output, **_):
    return output.replace("</body>", "<script>show()</script></body>")
"""


def test_what_brings_a_script_is_refused_each_time(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.write("lightbox.py", LIGHTBOX)
    listed_last(project, "lightbox.py")

    def built(build: Callable[..., dict[str, bytes]]) -> tuple[dict[str, bytes], list[str]]:
        caplog.clear()
        return build(strict=False), [record.getMessage() for record in caplog.records]

    clean, refused = built(project.clean)
    assert any("docs/tides/ebb.md:1: page must" in line for line in refused)
    for _ in range(2):
        assert built(project.build) == (clean, refused)
        assert pages(project) <= set(project.converted)
    project.change("docs/tides/flow.md", "Water.", "More water.")
    assert built(project.build) == built(project.clean)


def test_a_plugin_that_must_be_left_out_is_one_line(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.change("mkdocs.yml", "plugins:\n", "plugins:\n  - glightbox\n")
    lines = (project.folder / "mkdocs.yml").read_text().splitlines()
    line = lines.index("  - glightbox") + 1
    message = f"mkdocs.yml:{line}: plugins.glightbox must be left out: "
    with pytest.raises(Abort):
        project.build()
    (said,) = (one.getMessage() for one in caplog.records if one.levelname == "ERROR")
    assert said.startswith(message)
    (reported,) = problems(project.folder / "mkdocs.yml")
    assert str(reported) == said
    project.change("mkdocs.yml", "  - glightbox\n", "  - glightbox:\n      enabled: false\n")
    assert problems(project.folder / "mkdocs.yml") == []


def test_every_plugin_of_the_theme_has_a_row() -> None:
    names = [one.name for one in entry_points(group="mkdocs.plugins")]
    of_theme = {name.partition("/")[2] for name in names if name.startswith("material/")}
    assert len(of_theme) > 10
    assert of_theme <= PLUGINS.keys()
