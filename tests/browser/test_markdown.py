"""All that Markdown offers an author looks as it should, with only the styles its page carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitekit.html.styles import Stylesheet, minify
from tests.conftest import ROOT, SERIES, Built, article, run_build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EVERYTHING = """
Words with *one*, **two**, `code` and ++ctrl+alt+"Q"++.[^a]

!!! short "In short"
    - One line.

!!! plan "Plan first"
    Words.

??? note "More"
    Words inside.

=== "One"
    The first.

=== "Two"
    The second.

<div class="grid cards" markdown>

- A card
- Another

</div>

| left | middle | right |
|------|:------:|------:|
| 1    | 2      | 3     |

- [x] done
- [ ] to do

1. one
2. two

term
:   what it means

> A sentence to hold on to.

```python
print("words")
```

<figure markdown="span">
![A line](line.png)
<figcaption>What is said of it</figcaption>
</figure>

## A heading

### A smaller one

---

[^a]: A note.
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
STYLES = """() => [...document.querySelectorAll('body, body *')].flatMap((node) =>
    [null, '::before', '::after', '::marker'].map((pseudo) => {
        const style = getComputedStyle(node, pseudo);
        return [node.tagName, node.className, pseudo, ...[...style].map((name) =>
            `${name}: ${style.getPropertyValue(name)}`)].join('; ');
    }))"""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("everything")
    files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", EVERYTHING)}
    for name, text in files.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / "docs/tides/line.png").write_bytes(PIXEL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://example.org/")
        run_build(folder / "docs", folder / "site")
    return Built(folder / "site")


@pytest.fixture
def page(chromium: Browser, everything: Built) -> Iterator[Page]:
    # The page's own policy would forbid the comparison.
    context = chromium.new_context(bypass_csp=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((everything.folder / "tides/ebb/index.html").as_uri())
    yield page
    context.close()


def whole() -> str:
    config = (ROOT / "mkdocs.yml").read_text()
    listed = config.split("extra_css:\n")[1].split("\n\n")[0]
    names = [line.removeprefix("  - ") for line in listed.splitlines()]
    return "\n".join((ROOT / "overrides" / name).read_text() for name in names)


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_element_looks_different_with_the_whole_stylesheet(
    page: Page, media: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(media=media)
    pruned = page.evaluate(STYLES)
    size = page.evaluate("document.querySelector('style').textContent.length")
    page.evaluate("(css) => { document.querySelector('style').textContent = css }", minify(whole()))
    assert page.evaluate(STYLES) == pruned
    assert len(pruned) > 400
    assert size < len(whole())


def test_tabs_work_without_script_and_by_keyboard(chromium: Browser, everything: Built) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((everything.folder / "tides/ebb/index.html").as_uri())
    assert page.get_by_text("The first.").is_visible()
    assert not page.get_by_text("The second.").is_visible()
    page.get_by_text("Two", exact=True).click()
    assert page.get_by_text("The second.").is_visible()
    page.keyboard.press("ArrowLeft")
    assert page.get_by_text("The first.").is_visible()
    context.close()


def test_no_class_that_markdown_writes_is_without_a_style(page: Page) -> None:
    written = {".admonition", ".tabbed-set", ".grid", ".task-list", ".keys", ".footnote"}
    assert all(page.locator(name).count() for name in written)
    selectors = whole()
    assert all(name in selectors for name in written)


def test_a_picture_has_its_size_and_waits_until_it_is_near(page: Page) -> None:
    picture = page.locator(".sk-text img")
    assert [picture.get_attribute(name) for name in ("width", "height", "loading")] == [
        "1",
        "1",
        "lazy",
    ]


def test_every_kind_of_element_fits_a_small_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_whole_stylesheet_is_read_without_a_mistake() -> None:
    css = whole()
    assert "error" not in Stylesheet(css).for_names({"body"}).lower()
    assert css.count("{") == css.count("}")
