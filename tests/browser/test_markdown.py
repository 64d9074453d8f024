"""All that Markdown offers an author looks as it should, with only the styles its page carries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sitekit.html.styles import minify
from tests.browser.conftest import LANDING, PAGES
from tests.conftest import ROOT, SERIES, Built, article, run_build, write_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    Show = Callable[..., Page]

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

```python title="words.py" linenums="1" hl_lines="2"
# A comment
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
# How elements look, kept in the page to compare it with later. Of those with the same ancestors and
# neighbours, which selectors cannot tell apart, the first is enough; of properties, those that any
# stylesheet names.
LOOK = """(keys) => {
    const name = (node) => `${node?.tagName}.${node?.className.baseVal ?? node?.className}`;
    const place = (node) => node === document.body ? '' : [place(node.parentElement), name(node),
        name(node.previousElementSibling), !node.nextElementSibling].join(' ');
    const found = new Map();
    for (const node of document.querySelectorAll('body, body *'))
        if (!found.has(place(node))) found.set(place(node), node);
    const styles = (node, pseudo) => {
        const style = getComputedStyle(node, pseudo);
        const shown = pseudo === '::marker' ? getComputedStyle(node).display === 'list-item'
            : !pseudo || style.content !== 'none';
        return [place(node), pseudo, shown, ...shown ? keys.map((key) =>
            `${key}: ${style.getPropertyValue(key)}`) : []].join('; ');
    };
    const look = [...found.values()].flatMap((node) =>
        [null, '::before', '::after', '::marker'].map((pseudo) => styles(node, pseudo)));
    const other = look.filter((text, n) => window.looked && text !== window.looked[n]);
    window.looked = look;
    return [look.length, other.slice(0, 3)];
}"""
NAMED = """() => {
    const named = (rules) => [...rules].flatMap((rule) =>
        [...rule.style ?? [], ...rule.cssRules ? named(rule.cssRules) : []]);
    const all = new Set(named(document.styleSheets[0].cssRules));
    return [...all].filter((key) => !key.startsWith('--'));
}"""
REPLACE = "(css) => { document.querySelector('style').textContent = css }"
VIEWS = [(media, width) for media in ("screen", "print") for width in (390, 1440)]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("everything")
    files = SERIES | {"tides/ebb.md": article("Ebb and what it leaves", EVERYTHING)}
    write_files(folder / "docs", files | {"tides/line.png": PIXEL})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://example.org/")
        run_build(folder / "docs", folder / "site")
    return Built(folder / "site")


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Page]:
    # The page's own policy would forbid the comparison.
    page = chromium.new_page(bypass_csp=True)
    yield page
    page.close()


@pytest.fixture
def page(window: Page, everything: Built) -> Page:
    window.emulate_media(media="null")
    window.set_viewport_size({"width": 390, "height": 844})
    window.goto((everything.folder / "tides/ebb/index.html").as_uri())
    return window


def whole() -> list[str]:
    """Every stylesheet, in the order of the cascade."""
    index = ROOT / "overrides/styles/index.css"
    names = re.findall(r'@import "(.+)";', index.read_text())
    return [(index.parent / name).read_text() for name in names]


def assert_looks_the_same_with_all_styles(page: Page) -> None:
    """Compare the page with its own styles and with all of them, on all media and widths."""
    own = page.evaluate("document.querySelector('style').textContent")
    everything = minify("\n".join(whole()))
    assert len(own) < len(everything)
    page.evaluate(REPLACE, everything)
    named = page.evaluate(NAMED)
    assert len(named) > 100
    for media, width in VIEWS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(media=media)
        page.evaluate(REPLACE, own)
        page.evaluate("delete window.looked")
        looked, _ = page.evaluate(LOOK, named)
        page.evaluate(REPLACE, everything)
        assert page.evaluate(LOOK, named) == [looked, []], (media, width)
        assert looked > 100


def test_no_element_of_all_that_markdown_offers_looks_different_with_all_styles(
    page: Page,
) -> None:
    assert_looks_the_same_with_all_styles(page)


@pytest.mark.parametrize("path", [*PAGES, f"{LANDING}print/"])
def test_no_element_of_our_pages_looks_different_with_all_styles(show: Show, path: str) -> None:
    # The page's own policy would forbid the comparison.
    assert_looks_the_same_with_all_styles(show(path, bypass_csp=True))


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
    selectors = "\n".join(whole())
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


def test_code_is_written_from_left_to_right_in_a_text_of_the_other_direction(
    page: Page,
) -> None:
    page.evaluate("document.documentElement.dir = 'rtl'")
    for tag in ("pre", "code", "kbd"):
        found = page.locator(f".sk-text {tag}").first
        assert found.evaluate("node => getComputedStyle(node).direction") == "ltr"
    assert page.locator(".sk-text p").first.evaluate("n => getComputedStyle(n).direction") == "rtl"
