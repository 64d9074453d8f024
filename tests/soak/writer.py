"""Writes the files of a site by chance: mostly right, and wrong in the ways that rules know."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from tests.conftest import page, reply

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

FOLDERS = ("tides", "harbours", "locks")  # the last is short
# So alike that one is suggested for another.
NAMES = [f"{kind}-{number}" for kind in ("ebb", "flow", "slack") for number in range(1, 12)]
HEADINGS = ("What it takes", "What it brings", "Before it turns", "After all", "`Code` & more")
ANCHORS = ("what-it-takes", "what-it-brings", "before-it-turns", "after-all", "my-name", "nowhere")
SNIPPETS = tuple(
    f"snippets/{n}" for n in ("plan-first.md", "more.txt", "in/deep.md", "appended.md")
)
SOURCES = ("anderson-2003", "apple-2024", "apple-2025", "babcock-2004")
AUTHORS = ("Ada Weir", "Ben Lock")
DATES = ("2026-03-01", "2026-11-20", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-29")
WRONG = 0.02  # how often an author makes a mistake, where there is a choice
SAID = """
water stands still goes out comes back along the long flat shore boats turn ropes wait nobody
counts the stones mud shines birds walk a gate opens the lock fills & empties
"""
WORDS = SAID.split()
OLD = ("/old/", "/older/tides/", "/tides/once/", "/tides/", "/old/print/")
HIDDEN = re.compile(rb"status: draft|date: 2026-11-2[79]")
Files = dict[str, bytes]


class Writer:
    """Writes by chance; what links may lead to is what `files` holds, and what it does not."""

    def __init__(self, chance: random.Random, files: Files) -> None:
        self.chance, self.files = chance, files

    @property
    def wrong(self) -> bool:
        return self.chance.random() < WRONG

    def words(self, count: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=count))

    def name(self) -> str:
        return f"{self.chance.choice(FOLDERS[:2])}/{self.chance.choice(NAMES)}.md"

    def target(self) -> str:
        """A file as a link names it: there, missing, or not as it should be."""
        there = [name for name in self.files if name.count("/") < 2 and name.endswith(".md")]
        there = [name for name in there if not name.startswith(("replies/", "snippets/"))]
        if not self.wrong:
            there = [name for name in there if not HIDDEN.search(self.files[name])] or ["index.md"]
        name = self.name() if self.wrong else self.chance.choice(there)
        if self.wrong:
            name += f"#{self.chance.choice(ANCHORS)}"
        return f"{self.chance.choice(['', '../'])}{name}" if self.wrong else f"/{name}"

    def link(self) -> str:
        target = f"#{self.chance.choice(ANCHORS)}" if self.wrong else self.target()
        return f"[{self.words(2)}]({target})"

    def picture(self) -> str:
        """Below one of the two folders, for a page at any depth."""
        shown = "" if self.wrong else self.chance.choice(["A boat at low tide", "A gate"])
        there = [f"/{name}" for name in self.files if name.endswith(".png")]
        wrong = self.wrong or not there
        return f"![{shown}]({'goat.png' if wrong else self.chance.choice(there)})"

    def note(self) -> str:
        key = "apple-2023" if self.wrong else self.chance.choice([*SOURCES, "own"])
        explained = f"\n\n[^own]: {self.words(3)} {self.link()}" if key == "own" else ""
        return f"{self.words(6)}.[^{key}]{explained}"

    def heading(self) -> str:
        name = (
            " {#main}" if self.wrong else self.chance.choice(["", "", " {#my-name}", " {.short}"])
        )
        level = self.chance.choice([1, 3, 4]) if self.wrong else 2
        return f"{'#' * level} {self.chance.choice(HEADINGS)}{name}"

    def odd(self) -> str:
        """What is seldom written."""
        return self.chance.choice(
            [
                "Block them.\n\n<!-- no plan-first: says what others did -->",
                '<div markdown="1">\n\n*Words* in HTML.\n\n</div>',
                '--8<-- "plan-first.md"',
                "--8<-- 'more.txt'",
                '--8<-- "in/deep.md"',
                "--8<--\nmore.txt\nin/deep.md\n--8<--",
                self.picture() + '{width="30" height="20"}',
                "*[tide]: The sea as it rises and falls",
                '!!! note "A note"\n\n    ' + self.words(9) + " " + self.link(),
                "!!! short\n\n    " + self.note().split("\n")[0],
                '??? note "More"\n\n    ' + self.picture(),
                '=== "One"\n\n    ' + self.words(4) + '\n\n=== "Two"\n\n    ' + self.link(),
                "| a | b |\n|---|---|\n| " + self.link() + " | c |",
                "- [x] done\n- [ ] " + self.words(3),
                "Water\n:   " + self.words(5),
                "Press ++ctrl+s++.",
                "[named]: " + self.target() + "\n\nSee [this][named].",
                "Zwölf ‘Boote’ – 漁船 \U0001f6a3 &amp; &lt;",
            ]
        )

    def mistake(self) -> str:
        """What rules find."""
        return self.chance.choice(
            [
                self.words(130),
                "Block them, delete the messages, change the passwords.",
                "This site is completely safe, and leaves no trace.",
                "<script>alert(1)</script>",
                '<p onclick="x()" class="sk-help">Words</p>',
                "<div>\n\nIt never ends.",
                "<details>\n<summary>More</summary>\nWords\n</details>",
                '--8<-- "plan-last.md"',
                '=== "One"\n\n    ' + self.heading(),
                "```py\nx = 1  # (1)!\n```",
                "~~~\n[no link](nowhere.md)\n~~~",
                "<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> other",
                "A bell: \x07.",
                "<https://example.com/> and [out](https://example.com/) and [bad](http://[x)",
                f'<a href="{self.target()}">Words</a>',
                "{#my-name}\nWords {: #after-all }",
            ]
        )

    def block(self) -> str:
        kinds = [lambda: self.words(self.chance.randrange(5, 40)), self.heading, self.link]
        kinds += [self.link, self.note, self.picture, self.odd, self.odd]
        return self.mistake() if self.wrong else self.chance.choice(kinds)()

    def body(self) -> str:
        return "\n\n".join(self.block() for _ in range(self.chance.randrange(1, 7)))

    def some(self, *values: str) -> str:
        """A list as front matter holds it."""
        count = min(len(values), self.chance.randrange(3))
        return "[" + ", ".join(self.chance.sample(values, count)) + "]"

    def keys(self) -> dict[str, str]:
        """Some of the keys that a page may have, mostly as they should be."""
        choice = self.chance.choice
        keys = {
            "notes": self.some("cold water", "storms", "night"),
            "status": "lost" if self.wrong else choice(["published", "draft", "unlisted"]),
            "redirect_from": self.some(*(OLD if self.wrong else (f"/old/{self.words(1)}/",))),
            "label": "x" * 41 if self.wrong else choice([f"'{self.words(2)}'", "Low water"]),
            "updated": choice(DATES[:1] if self.wrong else DATES[2:4]),
            "tags": self.some("sea", "shore & land", "birds"),
            "authors": "[Ada Wier]" if self.wrong else self.some(*AUTHORS),
        }
        wanted = self.chance.choices(list(keys), [4, 3, 3, 3, 3, 2, 3], k=choice([0, 1, 1, 2]))
        return {key: keys[key] for key in wanted}

    def title(self) -> str:
        sign = self.chance.choice(["", "", "", " & more", ": and so on", " “quoted”"])
        return f"'{self.words(self.chance.randrange(2, 5)).capitalize()}{sign}'"

    def article(self) -> bytes:
        date = "soon" if self.wrong else self.chance.choice([*DATES[:1] * 9, *DATES])
        keys = {"date": date} | self.keys()
        return page(self.title(), self.body(), **keys).encode()

    def page(self, src: str) -> bytes:
        place = {"help.md": "<!-- helplines -->", "subscribe.md": "<!-- feeds -->"}.get(src, "")
        keys = {k: v for k, v in self.keys().items() if k in {"notes", "status", "redirect_from"}}
        return page(self.title(), f"{self.body()}\n\n{place}\n\n{self.block()}", **keys).encode()

    def landing(self, folder: str) -> bytes:
        """A list of what is in the folder, in an order of its own, and of some of what is not."""
        own = [name for name in self.files if name.startswith(f"{folder}/") and "index" not in name]
        own = [name.removeprefix(f"{folder}/") for name in own if name.endswith(".md")]
        self.chance.shuffle(own)
        others = [name for name in self.files if name.startswith(FOLDERS)]
        others = [f"../{name}" for name in others if not name.startswith(folder)]
        others = [name for name in others if name.endswith(".md") and "index" not in name]
        parts = [*own, *self.chance.sample(others, min(len(others), self.chance.randrange(3)))]
        split = max(1, len(parts) - self.chance.choice([0, 0, 1, 2]))
        lines = [f"    - {name}\n" for name in parts[:split]]
        for _ in range(self.chance.choice([0, 0, 1])):
            planned = (
                f"    - planned: {self.chance.choice(NAMES)}.md\n      label: '{self.words(2)}'\n"
            )
            lines.insert(self.chance.randrange(len(lines) + 1), planned)
        keys = "\n  parts:\n" + "".join(lines) if lines else " [none]\n"
        if parts[split:]:
            keys += "  companions:\n" + "".join(f"    - {name}\n" for name in parts[split:])
        if self.chance.random() < 0.3:
            keys += f"  invitation: '{self.words(4)}'\n"
        more = {k: v for k, v in self.keys().items() if k in {"notes", "status", "redirect_from"}}
        return page(self.title(), self.body(), series=keys, **more).encode()

    def sources(self) -> bytes:
        return "".join(
            f"{key}:\n  authors: '{self.words(2)}'\n"
            f"  year: {self.chance.choice(['2003', 'undated'])}\n"
            f"  title: '{self.words(3)}'\n  in: '{self.words(2)}'\n  url: https://example.com/{key}\n"
            for key in self.chance.sample(SOURCES, 3 if self.chance.random() < 0.2 else 4)
        ).encode()

    def authors(self) -> bytes:
        names = self.chance.sample(AUTHORS, 1 if self.wrong else 2)
        return "".join(
            f"{name}:\n  name: {name}\n  about: {self.words(3)}\n" for name in names
        ).encode()

    def helplines(self) -> bytes:
        entry = "    mark: known\n    checked: {}\n"
        days = ("2026-11-21", "2026-11-20", "2026-01-01" if self.wrong else "2026-11-26")
        return "".join(
            f"{code}:\n  country: {name}\n  emergency:\n    call: ['{number}']\n"
            + entry.format(self.chance.choice(days))
            + f"  lines:\n    - service: '{self.words(2)}'\n      for: Everyone\n"
            + f"      web: https://example.com/{code}\n      hours: '{self.words(2)}'\n"
            + "  ".join(["", *entry.format(self.chance.choice(days)).splitlines(keepends=True)])
            for code, name, number in self.chance.sample(
                [("us", "United States", "911"), ("gb", "United Kingdom", "999")],
                self.chance.randrange(1, 3),
            )
        ).encode()

    def reply(self) -> bytes:
        articles = [name for name in self.files if name.startswith(FOLDERS) and "index" not in name]
        articles = [name for name in articles if name.endswith(".md")]
        keys = {"article": "tides/gone.md" if self.wrong else self.chance.choice(articles)}
        keys |= {"name": self.chance.choice(["A reader", "<b>B</b>", "C & D"])}
        if self.chance.random() < 0.1:
            keys["answers"] = f"2026-11-01-{self.chance.randrange(1, 5)}"
        return reply(
            "**So** [it](https://x.org/) is" if self.wrong else self.words(9), **keys
        ).encode()

    def snippet(self) -> bytes:
        """Text for several pages: any block, another snippet, or a picture in HTML."""
        place = self.chance.choice(["/tides/boat.png", "/harbours/gate.png", "boat.png"])
        kinds = [self.block, self.link, self.picture, lambda: f'<img src="{place}" alt="A">']
        block = '--8<-- "in/deep.md"' if self.wrong else self.chance.choice(kinds)()
        return f"{self.words(3)}\n\n{block}\n".encode()

    def drawing(self) -> bytes:
        start = "M9 150" if self.wrong else "M0 150"
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">'
            f'<path d="{start}H{self.chance.randrange(1, 9)}0"/></svg>'
        ).encode()

    def picture_file(self) -> bytes:
        noise = self.chance.randbytes(self.chance.choice([20, 200, 2_000, 6_000, 30_000]))
        return png(self.chance.randrange(1, 99), self.chance.randrange(1, 99)) + noise


def png(width: int, height: int) -> bytes:
    """A PNG as far as its size is read."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\2\0\0\0"


def write(files: Files, name: str, chance: random.Random) -> None:
    """Write one file anew, whatever it is."""
    writer = Writer(chance, files)
    kinds: dict[str, Callable[[], bytes]] = {
        "sources.yml": writer.sources,
        "authors.yml": writer.authors,
        "helplines.yml": writer.helplines,
    }
    if name in kinds:
        files[name] = kinds[name]()
    elif name.endswith(".svg"):
        files[name] = writer.drawing()
    elif name.endswith(".png"):
        files[name] = writer.picture_file()
    elif name.startswith("snippets/"):
        files[name] = writer.snippet()
    elif name.startswith("replies/"):
        files[name] = writer.reply()
    elif name.endswith("/index.md"):
        files[name] = writer.landing(name.partition("/")[0])
    elif "/" in name:
        files[name] = writer.article()
    else:
        files[name] = writer.page(name)
