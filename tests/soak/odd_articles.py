"""Articles and front matter of pieces that have bitten others, each article known by a number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from tests.conftest import DESCRIPTION

if TYPE_CHECKING:
    from collections.abc import Iterator

# What Python-Markdown and minify-html write for themselves while they work.
STX, ETX = "\u0002", "\u0003"

BLOCKS = (
    "Words of a plain paragraph.",
    "## A heading\n\nIts text.",
    "### Too deep",
    "# A title of its own",
    "A title\n=======",
    "> # In a quote",
    "- # In a list",
    "## Main {#main}",
    "## Title {#title}",
    "## Replies {#replies-title}",
    "## Share",
    "## *Marked* `up` <b>heading</b> &amp; [link](#x)",
    "## [](#)",
    "##",
    "## \u200b",
    "A *b **c* d**.",
    "***a** b*",
    "```\nopen",
    "```\n<script>alert(1)</script>\n```",
    "```html\n</div></article></main>\n```",
    "````\n```\ninner\n```\n````",
    "```\n````\n```",
    "~~~\nopen\n```\n~~~",
    "~~~ { .html #id onclick=x }\n<b>\n~~~",
    "``` { .py linenums='1' hl_lines='1 999999' title='<b>\"' }\nx\n```",
    "```{.md data-component=leave}\nx\n```",
    "```mermaid\ngraph TD\n```",
    "- item\n\n    ```\n    in a list\n    ```",
    "> ```\n> in a quote\n> ```",
    "> ```\n> lazy\n```",
    "`` ` ` ``",
    "`open",
    "`</div>`",
    "``</div>`",
    "    </div> indented",
    "\t</article>",
    "<div>closed</div>",
    "<div>open",
    "</div>",
    "</div></div></div>",
    "</article></main>",
    "</p></div>",
    "<div><p></div>",
    "<p>open",
    "<b>bold</b>",
    "<b>open",
    "</b>",
    "<i><b></i></b>",
    "<a href=#x>one</a>",
    "<a name=main></a>",
    "<h1>Another title</h1>",
    "<h2 id=main>Named</h2>",
    "<span id='title'>Named</span>",
    "<p id=main>Named</p>",
    "<p class=sk-leave>Ours</p>",
    "<p class='x sk-cover' hidden>Ours</p>",
    "<p data-component=share>Ours</p>",
    "<header>h</header>",
    "<footer>f</footer>",
    "<nav>n</nav>",
    "<aside>a</aside>",
    "<section>s</section>",
    "<article>a</article>",
    "<article>",
    "<main>m</main>",
    "<details><summary>S</summary>D</details>",
    "<details open><summary>S",
    "<details/>",
    "<image/>",
    "<iframe src='//['></iframe>",
    "<source src='http://['>",
    "<![CDATA[ > <div> ]]>",
    "<div>a <- b</div>",
    "<b>1 <2</b> and <<3>>",
    "## One\n\na\n\n## <b>Two</b> & `<i>`\n\nb",
    "## One <!-- open\n\n## Two -->",
    "## &lt;/div&gt; &amp;lt;b\n\n## `</li></ol>`",
    "<summary>alone</summary>",
    "<table><tr><td>a</td></tr></table>",
    "<table><div>fostered</div><tr><td>a</td></tr></table>",
    "<table>fostered<tr><td>a</table>",
    "<td>alone</td>",
    "<tr><td>alone",
    "<caption>alone</caption>",
    "<col>",
    "<ul><li>a<li>b</ul>",
    "<li>alone</li>",
    "<dl><dt>a<dd>b</dl>",
    "<ruby>a<rt>b</ruby>",
    "<br></br>",
    "</br>",
    "</p>",
    "<hr/>",
    "<wbr>",
    "<input type=checkbox>",
    "<label for=main>l</label>",
    "<img alt='a'>",
    "<img src=x alt='a' onerror=alert(1)>",
    "<image alt=x>",
    "<script>alert(1)</script>",
    "<script>",
    "</script>",
    "<SCRIPT\n>alert(1)</SCRIPT\n>",
    "<style>body{}</style>",
    "<style></style>",
    "<style>",
    "</style>",
    "<title></title>",
    "<textarea>",
    "<xmp>",
    "<plaintext>",
    "<noscript>",
    "<template>t</template>",
    "<svg><path d='M0 0'/></svg>",
    "<svg></p><b>",
    "<math><mtext></math>",
    "<iframe src=//x></iframe>",
    "<form><button>b</button></form>",
    "<select><option>a",
    "<frameset>",
    "<body class=x>",
    "</body></html>",
    "<html>",
    "<head>",
    "<base href=//x>",
    "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=//x>",
    "<object><param></object>",
    "<center>c</center>",
    "<font color=red>f</font>",
    "<dialog open>d</dialog>",
    "<slot>s</slot>",
    "<nobr>n<nobr>m",
    "<rb>r<rtc>",
    "<custom-element>c</custom-element>",
    "<x:y>c</x:y>",
    "<a.b>c</a.b>",
    "<b\u00e4>c</b\u00e4>",
    "<B>upper</b>",
    "<div/>",
    "<p/>",
    "<b/>x",
    "<div",
    "<div a='",
    '<div a="x',
    "<b a=<i>x</b>",
    "<b a='>'>x</b>",
    "<b =x>y</b>",
    '<b "x>y</b>',
    "< b>x</ b>",
    "</ div>",
    "</>",
    "<>",
    "</div x='>'>",
    "<!-- closed -->",
    "<!-- open",
    "<!--> odd -->",
    "<!---> odd -->",
    "<!-- a --!> b -->",
    "<!-- a -- b -->",
    "<!-- </div> -->",
    "<!-- <!-- nested --> -->",
    "-->",
    "<!",
    "<!x>",
    "<!doctype html>",
    "<![CDATA[ x ]]>",
    "<![CDATA[ open",
    "<![CDATA[ <b> ]]></b>",
    "]]>",
    "<?php echo 1 ?>",
    "<?php open",
    "<?x > <b> ?>",
    "<? </div> ?>",
    "<!-- feeds -->",
    "<!-- helplines -->",
    "<!-- what cannot be promised -->",
    "<!-- no plan-first: none -->",
    'content="policy goes here"',
    "<p title='content=\"policy goes here\"'>x</p>",
    "`<style></style>`",
    "&lt;style&gt;&lt;/style&gt;",
    "&lt;/div&gt;",
    "&amp;lt;/div&amp;gt;",
    "&#60;/div&#62;",
    "&#x3c;script&#x3e;",
    "\\</div\\>",
    "\\<script\\>",
    "&",
    "&;",
    "&#;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&#99999999999;",
    "&nbsp;&zwj;&shy;&NotAnEntity;",
    "&amp &lt &copy",
    "a&b=c&copy=d",
    f"{STX}klzzwxh:0000{ETX}",
    f"{STX}wzxhzdk:0{ETX}",
    f"{STX}amp{ETX}",
    f"{STX}amp{ETX}lt;/div>",
    f"{STX}60{ETX}/div{STX}62{ETX}",
    f"{STX}zz1337820767766393449qq{ETX}",
    "klzzwxh:0000",
    "zz1337820767766393449qq",
    "wzxhzdk:0 wzxhzdk:1",
    "mxx md-1 \\1 \\g<0> $1",
    "A note.[^1]\n\n[^1]: Its text.",
    "A note without text.[^none]",
    "Twice.[^2] Twice.[^2]\n\n[^2]: One.\n[^2]: Two.",
    "Round.[^3]\n\n[^3]: Round.[^3]",
    "There.[^4]\n\n[^4]: And.[^5]\n[^5]: Back.[^4]",
    "Empty.[^6]\n\n[^6]:",
    "Long.[^7]\n\n[^7]: One\n\n    Two\n\n    ```\n    three\n    ```",
    "Raw.[^8]\n\n[^8]: <div>open",
    "Raw.[^9]\n\n[^9]: </div>",
    "Odd.[^a b]\n\n[^a b]: x",
    "Odd.[^<b>]\n\n[^<b>]: x",
    "Odd.[^main]\n\n[^main]: x",
    "Odd.[^\"'&]\n\n[^\"'&]: x",
    "[^unused]: Never asked for.",
    "///Footnotes Go Here///",
    "[a]: https://example.org/\n\n[a] and [A][] and [b][a].",
    '[r]: <> "t\n\n[r]',
    "[r]: javascript:alert(1)\n\n[r]",
    "[r]: http://[\n\n[r]",
    "[r]: x 'title with \" and <b>'\n\n[r]",
    "[r]:\n    /url\n\n[r]",
    "[missing][reference] and [missing][]",
    "[[double]] [[a](b)](c)",
    "[a](<b c>) [a](b 'c' 'd') [a](b (c)) [a](b)c)",
    "<https://example.org/> <mailto:a@example.org> <a@example.org>",
    "<javascript:alert(1)> <data:text/html,x>",
    "https://example.org/?a=b&c=d",
    "![a](x.png) ![a](../tides/) ![a](data:image/png;base64,AA)",
    "![a \" <b>](x.png 'title \" <b>')",
    "![a][r]\n\n[r]: https://example.org/x.png",
    "Words.\n{: onclick=x #main .sk-leave }",
    "Words.\n{: #one .two three=four }",
    "Words.\n{: style=color:red }",
    "Words.\n{: id=title class='sk-cover' hidden }",
    "Words.\n{: data-component=leave }",
    "Words.\n{: '\"><script>' }",
    'Words.\n{: a="</div>" }',
    "Words.\n{: =x .=y #= }",
    "Words.\n{: x='\u2028' \u00e4=1 a<b=c a/b=c }",
    'Words.\n{: 1=2 a"b=c }',
    "*a*{: .b } `c`{: #d } [e](#f){: target=_blank } ![g](h){: srcset=x }",
    "## A {: #b } c {: .d }",
    "- a {: .b }\n{: .c }",
    "!!! note\n    Inside.",
    '!!! note "</div> <b>title"\n    Inside.',
    '!!! note ""\n    Inside.',
    "!!! sk-leave main\n    Inside.",
    '!!! "alone"\n    Inside.',
    "!!! note\nOutside.",
    "!!! note\n    !!! tip\n        !!! note\n            Deep.",
    "!!! note\n    <div>\n",
    "!!! note\n    ```\n    open",
    '??? note "a"\n    Inside.',
    '???+ note "</details>"\n    Inside.',
    "??? note\n    </details>",
    '=== "One"\n\n    A\n\n=== "Two"\n\n    B',
    '=== "</label><b>"\n\n    A',
    '===! "New"\n\n    A\n\n===+ "On"\n\n    </div>',
    '=== ""\n\n    A',
    "===\n",
    '--8<-- "plan-first.md"',
    '--8<-- "none.md"',
    '--8<-- "../sources.yml"',
    '--8<-- "/etc/hostname"',
    '--8<-- "https://example.org/"',
    '--8<-- "plan-first.md:1:2"',
    '--8<-- "plan-first.md:9:1"',
    '--8<-- "plan-first.md:a:b"',
    '--8<-- "plan-first.md:-1"',
    '--8<-- "plan-first.md:section"',
    '--8<-- ":1:2"',
    '--8<-- "."',
    '--8<-- ""',
    '--8<-- "\x00"',
    '--8<-- "{}"',
    '--8<-- "plan-first.md',
    '; --8<-- "none.md"',
    ';--8<-- "plan-first.md"',
    "--8<--\nplan-first.md\n; none.md\nnone.md\n--8<--",
    "--8<--\nplan-first.md",
    "--8<--\n../../mkdocs.yml\n\n--8<--",
    '  -8<- "plan-first.md"\n-----8<----- "plan-first.md"',
    "<!-- --8<-- [start:x] -->\na\n<!-- --8<-- [end:x] -->",
    "| a | b |\n|---|:-:|\n| 1 | 2 | 3 |",
    "| a |\n|---|\n| </td></table> |",
    "| `|` | \\| |\n|:--|--:|\n| `a|b` |",
    "|\n|-|\n|",
    "| a\n|---",
    "a | b\n- | -\n<div> | </div>",
    "Term\n:   What it is\n:   And what else",
    "Term\n\n:   <div>\n\n:",
    ":   No term",
    "- [ ] to do\n- [x] done\n- [X]\n- [ ]",
    "1. a\n   1. b\n1) c",
    "- a\n\n        code\n\n  b",
    "9999999999999999999. a",
    '++ctrl+x++ and ++"<b>"++ and ++none+such++',
    '++++ ++ctrl++ +++ctrl+++ ++"\\""++',
    '++ctrl+"</kbd></span></div>"++',
    "<div markdown>\n\n*inside*\n\n</div>",
    "<div markdown=1>\n*inside*\n</div>",
    "<div markdown=span>*inside*\n\n</div>",
    "<div markdown>\n\n<div>\n\n</div>",
    "<div markdown>\nopen",
    "<p markdown>\n\n## x\n\n- a\n</p>",
    "<b markdown>*x*</b>",
    "<div markdown='none such'>\n\n<p markdown>\n",
    "<table markdown>\n<tr markdown><td markdown>*a*</td></tr>\n</table>",
    "<!-- <div markdown> -->\n\n</div>",
    "<div markdown id=main class=sk-leave>\n\nx\n</div>",
    "<span markdown>a</div>b</span>",
    "<details markdown><summary>*a*</summary>\n\n```\n</details>\n```\n</details>",
    "{{ config.site_name }} {{ 7 * 7 }}",
    "{% raw %} {% endraw %} {% include 'main.html' %}",
    "{{",
    "{%",
    "{# x",
    "---",
    "---\ntitle: Twice\n---",
    "...",
    "***\n___\n- - -",
    "*[HTML]: Hyper\n\nHTML",
    "[TOC]",
    '(c) ... -- --- << >> "quoted"',
    "==mark== ^^ins^^ ~~del~~ H~2~O x^2^",
    ":smile: @user #1 :material-home:",
    "\\( x \\) $y$ $$\nz\n$$",
    "/// note\nx\n///",
    "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs",
    "a  \nb\\\nc",
    "\u202eright to left\u202c",
    "\u2066isolate",
    "\u200b\u200c\u200d\u2060\ufeff",
    "\ufffe\uffff\ufdd0",
    "\U0001f30a\U0001f468\u200d\U0001f469\u200d\U0001f467\U0010ffff",
    "e\u0301" + "\u0301" * 50,
    "\u2028\u2029\u0085\x0b\x0c\x1c\x1d\x1e",
    "a\rb",
    "a\r\nb\n\rc",
    "\x00",
    "a\x00b<\x00div>",
    "\x07\x08\x1b[31m\x7f",
    "\x80\x9f\u00ad",
    "\t\ta\n \tb",
    "\n\n\n\n   \n\t\n",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\xef\xbb\xbf",
    b"a\xe9",
)

# Where links lead; each stands in a link, a picture, an angle, a reference, or raw HTML.
TARGETS = (
    "",
    "#",
    "#none",
    "#a-heading",
    "#main",
    "?",
    "?a=b",
    ".",
    "..",
    "/",
    "//",
    "///",
    "//example.org",
    "/index.md",
    "/tides/ebb.md",
    "../tides/ebb.md",
    "../tides/ebb.md#none",
    "../tides/ebb/",
    "../tides/",
    "../index.md?x#y",
    "../../../../etc/passwd",
    "none.md",
    "%2e%2e/index.md",
    "%00",
    "%",
    "%zz.md",
    "a b.md",
    "\\index.md",
    "C:\\index.md",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "vbscript:x",
    "data:text/html,<script>",
    "file:///etc/passwd",
    "mailto:",
    "mailto:a@example.org?subject=<b>",
    "tel:+1",
    "http://",
    "http://[",
    "http://[::1",
    "http://[::1]/",
    "//[",
    "http://]/",
    "https://example.org:port/",
    "https://example.org:99999999/",
    "https://user:pass@example.org/",
    "https://b\u00fccher.example/",
    "https://exa\u2100mple.org/",
    "https://example.org/\u202e",
    'https://example.org/"onclick=x',
    "https://example.org/'><b>",
    "https://example.org/a(b)c",
    "https://example.org/{{x}}",
    "\U0001f30a.md",
    "\u2028",
    "x" * 3000,
)

WAYS = (
    "[a]({})",
    "[a](<{}>)",
    "![a]({})",
    "![a](<{}> 't')",
    "<{}>",
    "[r]\n\n[r]: {}",
    "[r]\n\n[r]: <{}>",
    "<a href='{}'>a</a>",
    '<img alt=a src="{}">',
    "[a]({}){{: .b }}",
    "[![b]({})]({})",
)

# Repeated until they are long.
UNITS = (
    *(
        "a",
        "a ",
        " ",
        "\t",
        "\n",
        "\u00e4",
        "\U0001f30a",
        "1",
        ".",
        ",",
        "!",
        "'",
        '"',
        "&",
        "&amp;",
    ),
    *("*", "**a", "_", "_a ", "*a_b", "`", "`a", "``a`", "~", "#", "# a\n", "-", "- ", "=", "+"),
    *(
        "++",
        "++a",
        "|",
        "|a",
        "a|b\n",
        ":",
        ": a\n",
        "> ",
        ">",
        "1. ",
        "- a\n",
        "[",
        "]",
        "[]",
        "[a",
    ),
    *("[a](", "[a](b)", "![", "![a](", "[a][b]", "[a]: b\n", "[^a]", "[^a]: b\n", "(", ")", "()"),
    *(
        "<",
        ">",
        "<>",
        "<a",
        "<a ",
        "<b>",
        "</b>",
        "<div>",
        "<div>\n",
        "</div>",
        "<!--",
        "-->",
        "<?",
    ),
    *("<![CDATA[", "<p>", "<table>", "<a b='", "<br>", "<script>", "{", "}", "{:", "{: a", "{:}"),
    *(
        "!!! a\n",
        "??? a\n",
        '=== "a"\n',
        '=== "',
        "--8<-- ",
        '--8<-- "a"\n',
        "```\n",
        "~~~\n",
        "\\",
    ),
    *("https://a.b ", "a@b.c ", "www.", "http://[", "no contact ", "leave no trace ", "tell them "),
    *(
        "e\u0301",
        "\u200b",
        "\u202e",
        "\r",
        "\x00",
        STX,
        f"{STX}klzzwxh:0{ETX}",
        "\n ",
        " \n",
        "a\n",
    ),
    *(
        "    ",
        "\n    a",
        "\n\n",
        "a\n\n",
        "\n> ",
        "-a",
        "a-",
        "a.",
        "A. ",
        ";",
        "%",
        "$",
        "^",
        "/",
        "@",
    ),
)

AROUND = (
    ("> ", "> "),
    ("- ", "    "),
    ("1. ", "    "),
    ("- [ ] ", "    "),
    ("!!! note\n    ", "    "),
    ('??? note "a"\n    ', "    "),
    ('=== "a"\n\n    ', "    "),
    ("Term\n:   ", "    "),
    ("A note.[^w]\n\n[^w]: ", "    "),
    ("    ", "    "),
    (" ", " "),
    ("## ", " "),
    ("| a |\n|---|\n| ", " "),
)
PAIRS = (
    ("<div markdown>\n\n", "\n\n</div>"),
    ("<div>\n", "\n</div>"),
    ("<div>\n\n", "\n\n</div>"),
    ("<b>", "</b>"),
    ("*", "*"),
    ("**", "**"),
    ("`", "`"),
    ("[", "](#)"),
    ("![", "](x.png)"),
    ("<!-- ", " -->"),
    ("```\n", "\n```"),
    ("~~~~\n", "\n~~~~"),
    ("++", "++"),
    ("<p title='", "'>a</p>"),
    ('<p title="', '">a</p>'),
    ("Words.\n{: title='", "' }"),
)
NESTED = (
    *(("> ", ""), (">", ""), ("- ", ""), ("1. ", ""), ("[", "](#)"), ("![", "](x)"), ("*", "*")),
    *(("**", "**"), ("***", "***"), ("_a ", "_"), ("(", ")"), ("`", "`"), ("{", "}"), ("[", "]")),
    *(("<b>", "</b>"), ("<div>", "</div>"), ("<div>\n", "\n</div>"), ("<span>", "</span>")),
    *(("<div markdown>\n\n", "\n\n</div>"), ("<ul><li>", "</li></ul>"), ("<p>", "</p>")),
    *(("<table><tr><td>", "</td></tr></table>"), ("<a>", "</a>"), ("<!--", "-->")),
    *(("<details><summary>a</summary>", "</details>"), ("<svg>", "</svg>"), ("<i><b>", "</b></i>")),
)
STEPS = ("- ", "> ", "!!! note\n", "??? note\n", '=== "a"\n\n', "1. ", "a\n: ")

# Values of any key, as YAML writes them.
VALUES = (
    *(
        "",
        "~",
        "null",
        "yes",
        "no",
        "0",
        "-1",
        "1e999",
        "0x10",
        "1_000",
        "9" * 400,
        ".nan",
        "!!null",
    ),
    *("[]", "{}", "[a, [b]]", "{a: b}", "[", "{", "]", "'open", '"open', '"\\x00"', '"\\ud800"'),
    *('"\\U0001F30A"', '"\\q"', "&a b", "*a", "!!python/object:os.system x", "!x y", "!!binary =="),
    *(
        "|",
        "|\n  a\n  b",
        ">-\n  a\n\n  b",
        "|9\n a",
        "? a\n: b",
        "- a\n- b",
        "a: b: c",
        "@a",
        "`a",
    ),
    *(
        "%a",
        "# a",
        "a # b",
        "2026-03-01",
        "2026-13-45",
        "9999-12-31",
        "0000-00-00",
        "2026-03-01T00:00",
    ),
    *(
        "10000-01-01",
        "[2026-03-01]",
        "2030-01-01",
        "draft",
        "unlisted",
        "published",
        "=",
        "<<",
        "<<: *a",
    ),
    *(
        '"</title><script>alert(1)</script> in a title"',
        "'<style></style> and more'",
        "A & B &amp; C",
    ),
    *(
        "'content=\"policy goes here\"'",
        '"<!-- feeds --> <!-- helplines -->"',
        "'{{ config }} {% x %}'",
    ),
    *(
        "'\"><b> \\u003c'",
        "'</article></main></body>'",
        '"<!-- open comment"',
        "'&lt;b&gt; &#60;b&#62;'",
    ),
    *(
        "x" * 61,
        "x" * 160,
        "x" * 100_000,
        "'" + "word " * 30 + "'",
        "\u202eright to left\u202c",
        "\u200b" * 9,
    ),
    *(
        "\u2028\u2029 lines",
        '"\\u2028 \\u2029 \\u0085"',
        '"a\\nb\\rc\\td"',
        '"]]> ]]> ]]>"',
        "\U0001f30a" * 60,
    ),
    *(
        '"\\x01\\x02klzzwxh:0000\\x03"',
        '"\\ufffe\\uffff\\ufdd0"',
        "\ufeff",
        "e\u0301" * 60,
        "'   '",
        "'%s %(a)s {0}'",
    ),
    *(
        "[a, a]",
        "['<b>', '&', '']",
        "[Nobody]",
        "[/old/]",
        "[/tides/ebb/]",
        "[/../x/]",
        "[/a, /b/]",
        "['/%2e/']",
    ),
    *(
        "[/\u00e4/]",
        "[//x/]",
        "[/x/print/, /x/]",
        "- [/feed.xml/]",
        "[/index/]",
        "[/404.html/]",
        "[/search/]",
    ),
    DESCRIPTION,
    "'A description with <b>markup</b>, </head>, & and \"quotes\" -- of fitting length'",
    "'A description with {{ braces }} and {% tags %}, content=\"policy goes here\" inside it'",
    '"A description with \\u2028 and \\x07 and \\ufffe and ]]> that is as long as it has to be"',
)
KEYS = (
    *("title", "description", "date", "updated", "label", "authors", "tags", "notes", "status"),
    *(
        "redirect_from",
        "series",
        "template",
        "search",
        "hide",
        "nope",
        "<<",
        "? [a]",
        "'<b>'",
        '""',
        "~",
    ),
)
TITLES = (
    "<b>{}</b> & </title> of it",
    "'{} \"quoted\" it''s <i>'",
    '"{} \\u202e \\u200b \\x01 sign"',
    "'{{{{ {} }}}} {{% x %}}'",
    "'<style></style> {}'",
    "'content=\"policy goes here\" {}'",
    "'<!-- feeds --> {}'",
    "'</script><!-- {}'",
    "'# {} `code` *b* [a](b)'",
    "'&lt;b&gt; &amp; {} &'",
    "\U0001f30a {} \u05e9\u05dc\u05d5\u05dd",
    "'%s %(a)s $1 \\1 {}'",
    "'{} ]]> x'",
)
# The file is spoilt as a whole.
SPOILT = (
    lambda text: text.replace(b"---\n", b"", 1),
    lambda text: text.replace(b"\n---\n", b"\n", 1),
    lambda text: text.replace(b"---\n", b"--- \n"),
    lambda text: text.replace(b"---\n", b"----\n", 1),
    lambda text: b"\n" + text,
    lambda text: b"\xef\xbb\xbf" + text,
    lambda text: b"\xef\xbb\xbf\xef\xbb\xbf" + text,
    lambda text: text.replace(b"\n", b"\r\n"),
    lambda text: text.replace(b"\n", b"\r"),
    lambda text: text.decode("utf-8", "replace").encode("utf-16"),
    lambda text: text.replace(b": ", b":\t"),
    lambda text: text.replace(b"---\n", b"---\n%YAML 1.1\n", 1),
    lambda text: text.replace(b"---\n", b"---\n- a\n", 1),
    lambda text: text.replace(b"---\n", b"---\n...\n", 1),
    lambda text: b"",
    lambda text: b"---\n---\n",
    lambda text: b"---",
    lambda text: b"\x00" * 1000,
    lambda text: text.rstrip(b"\n"),
    lambda text: text[: len(text) // 2],
)
KINDS = {"article": "odd/{}.md", "page": "{}.md", "landing": "{}/index.md"}


@dataclass(frozen=True)
class Odd:
    """One article: where it is, the lines of its front matter, the pieces of its text."""

    number: int
    kind: str
    keys: tuple[str, ...]
    pieces: tuple[str | bytes, ...]
    glue: str = "\n\n"
    spoilt: int | None = None

    @property
    def src(self) -> str:
        return KINDS[self.kind].format(f"a{self.number}")

    def source(self) -> bytes:
        keys = "".join(f"{key}\n" for key in self.keys)
        body = self.glue.encode().join(map(_bytes, self.pieces))
        text = b"---\n" + _bytes(keys) + b"---\n\n" + body + b"\n"
        return text if self.spoilt is None else SPOILT[self.spoilt](text)

    def smaller(self) -> Iterator[Odd]:
        """The same with one thing taken out; nothing that an article must have."""
        if self.spoilt is not None:
            yield replace(self, spoilt=None)
        for n in range(len(self.pieces)):
            yield replace(self, pieces=self.pieces[:n] + self.pieces[n + 1 :])
        good = _keys(self.kind, self.number)
        if self.keys != good:
            yield replace(self, keys=good)
            for n, key in enumerate(self.keys):
                if key not in good:
                    yield replace(self, keys=self.keys[:n] + self.keys[n + 1 :])
        for n, piece in enumerate(self.pieces):
            for cut in (piece[: len(piece) // 2], piece[len(piece) // 2 :]):
                if cut and cut != piece:
                    yield replace(self, pieces=(*self.pieces[:n], cut, *self.pieces[n + 1 :]))


def odd(seed: int, number: int) -> Odd:
    """The article of this number, the same each time."""
    chance = Random(f"{seed}-{number}")  # no secret
    kind = chance.choices(("article", "page", "landing"), (90, 5, 5))[0]
    # Mostly few: of many, one is reported nearly always, and nothing is published.
    count = chance.choices((1, 2, 3, 6, 12), (55, 25, 10, 7, 3))[0]
    pieces = tuple(_piece(chance) for _ in range(count))
    glue = chance.choices(("\n\n", "\n", " ", ""), (80, 12, 4, 4))[0]
    spoilt = chance.randrange(len(SPOILT)) if chance.random() < 0.03 else None
    return Odd(number, kind, _odd_keys(chance, kind, number), pieces, glue, spoilt)


def _piece(chance: Random) -> str | bytes:
    way = chance.random()
    if way < 0.62:
        piece = chance.choice(BLOCKS)
    elif way < 0.8:
        piece = chance.choice(WAYS).replace("{}", chance.choice(TARGETS))
        piece = piece.replace("{{", "{").replace("}}", "}")
    elif way < 0.88:
        piece = _nested(chance)
    elif way < 0.94:
        unit = chance.choice(UNITS) + chance.choice(("", "", chance.choice(UNITS)))
        piece = unit * (_length(chance) // len(unit)) + chance.choice(("", "x", "\n\nx", ">"))
    else:
        piece = "".join(chance.choice(UNITS) for _ in range(chance.choice((3, 10, 100))))
    for _ in range(chance.choices((0, 1, 2, 3), (55, 28, 12, 5))[0]):
        if isinstance(piece, str):
            piece = _around(chance, piece)
    return piece


def _length(chance: Random) -> int:
    return chance.choices((50, 500, 3_900, 50_000, 1_000_000), (30, 25, 20, 15, 10))[0]


def _nested(chance: Random) -> str:
    depth = chance.choices((3, 15, 100, 500, 3_000), (35, 25, 20, 12, 8))[0]
    if chance.random() < 0.25:
        step, depth = chance.choice(STEPS), min(depth, 300)
        return "".join(f"{'    ' * n}{step}" for n in range(depth)) + "a"
    before, after = chance.choice(NESTED)
    return before * depth + "a" + after * (depth - (chance.random() < 0.2))


def _around(chance: Random, piece: str) -> str:
    if chance.random() < 0.5:
        before, after = chance.choice(PAIRS)
        return before + piece + after
    first, rest = chance.choice(AROUND)
    return first + piece.replace("\n", f"\n{rest}")


def _keys(kind: str, number: int) -> tuple[str, ...]:
    """Front matter in which nothing is wrong."""
    keys = [f"title: An odd one, number {number}", f"description: {DESCRIPTION}"]
    if kind == "article":
        keys += ["date: 2026-03-01"]
    if kind == "landing":
        keys += ["series:", "  parts:", "    - planned: later.md", "      label: Later"]
    return tuple(keys)


def _odd_keys(chance: Random, kind: str, number: int) -> tuple[str, ...]:
    keys = list(_keys(kind, number))
    if chance.random() < 0.25:
        keys[0] = f"title: {chance.choice(TITLES).format(number)}"
    while chance.random() < 0.3:
        key = f"{chance.choice(KEYS)}: {chance.choice(VALUES)}"
        same = [n for n, line in enumerate(keys) if line.partition(":")[0] == key.partition(":")[0]]
        if same and chance.random() < 0.8:
            keys[same[0]] = key
        else:
            keys.append(key)
    if chance.random() < 0.01:
        many = chance.choice((100, 5_000))
        one = chance.choice(("k{0}: x", "- a", "title: Again", "b", "k{0}: &a{0} *a{0}"))
        keys += ["notes:", *(one.format(n) for n in range(many))]
    if chance.random() < 0.02:
        depth = chance.choice((7, 8, 9, 100, 10_000))
        keys.append(chance.choice((f"deep: {'[' * depth}", f"deep: {'{a: ' * depth}")))
    return tuple(keys)


def _bytes(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogatepass")
