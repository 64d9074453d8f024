"""Pictures: with their size where it is known, and loaded when they are needed."""

from __future__ import annotations

from sitekit.html.dom import Fragment
from sitekit.html.images import with_dimensions

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\3\0\0\0\2\x08\2\0\0\0"
FILES = {"boat.png": PNG, "broken.png": b"no picture"}


def attributes(html: str) -> dict[str, str | None]:
    fragment = Fragment(html)
    with_dimensions(fragment, FILES.get)
    (image,) = fragment.css("img")
    return image.attributes


def test_a_picture_gets_its_size_and_is_loaded_when_it_comes_near() -> None:
    assert attributes('<img src="boat.png" alt="A boat">') == {
        "src": "boat.png",
        "alt": "A boat",
        "width": "3",
        "height": "2",
        "loading": "lazy",
        "decoding": "async",
    }


def test_a_width_that_the_author_gave_is_kept() -> None:
    given = attributes('<img src="boat.png" width="30">')
    assert (given["width"], given.get("height")) == ("30", None)


def test_a_picture_that_cannot_be_read_has_no_size() -> None:
    for src in ("gone.png", "broken.png", ""):
        assert "width" not in attributes(f'<img src="{src}">')


def test_a_text_without_pictures_stays_as_it_is() -> None:
    fragment = Fragment("<p>a</p>")
    with_dimensions(fragment, FILES.get)
    assert fragment.html == "<p>a</p>"
