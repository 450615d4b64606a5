"""Texts and courses that grow in one way only: {name: (size, files of a course of that size)}.

The sizes are those from which a family is in its stride: what bounds it (how deep things nest, how far a parser looks ahead) is
reached. tests/bench-growth measures what ten times as much takes; tests/limits.t has ten thousand of all that parsers are known
to stumble over: PATHOLOGICAL, after the descriptions in the tests of cmark, cmark-gfm and libyaml."""
import datetime
import struct
import zlib

WORDS = "water falls on the city and runs through pipes under every street before it reaches a river that nobody has named".split()
HEAD = "title: Growth\nlanguage: en-US\nstart: 2026-01-01\nend: 2026-12-31\n"


def words(n, seed=0):
    return " ".join(WORDS[(i * 7 + seed * 5 + i * i % 11) % len(WORDS)] for i in range(n))


def text(n, seed=0):
    return words(n, seed).capitalize() + ".\n\n"


def of(n, make):
    return {"a.md": "## Growth\n\n" + "".join(make(i) for i in range(n))}


def yaml_list(key, n, make):
    return {"course.yaml": HEAD + key + ":\n" + "".join("  - {%s}\n" % make(i) for i in range(n)), "a.md": "## Growth\n\nText.\n"}


def day(i):
    return "2026-%02d-%02d" % (i // 28 % 12 + 1, i % 28 + 1)


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress((b"\0" + bytes(range(8))) * 8)) + chunk(b"IEND", b""))


FIGURE = "``` figure\nalt: Boxes\nrow: [%s]\narrows: [%s]\n```\n\nText.\n\n"
FLOAT = FIGURE.replace("row:", "caption: Two boxes\nrow:", 1) % ("{block: One, id: a}, {block: Two, id: b}", "a -> b")
CELLS = "| %s | %s |\n"
TERM = HEAD.replace("2026-12-31", "2029-12-31") + "meetings: [{days: Mon Tue Wed Thu Fri, time: 3:00 PM–4:15 PM}]\n"


def page(text):
    return {"a.md": "## Growth\n\n" + text + "\n"}


def course(yaml):
    return {"course.yaml": yaml, "a.md": "## Growth\n\nText.\n"}


def table(rows, columns, cell):
    return "|" + " a |" * columns + "\n|" + "---|" * columns + "\n" + "".join(
        "|" + "".join(" %s |" % cell(i, k) for k in range(columns)) + "\n" for i in range(rows)) + "\n"


def noted(i, lines, between):
    """A paragraph whose note has so many lines, and what stands behind it."""
    return "%s[^n%d]\n\n[^n%d]: %s%s%s" % (words(60, i).capitalize(), i, i, text(17 * lines, i), text(90, i), between)


def html_table(rows):
    return "<table>\n" + "".join("<tr>%s</tr>\n" % row for row in rows) + "</table>\n\n"


def boxes(n, arrows):
    return page(FIGURE % (", ".join("{block: B, id: b%d}" % i for i in range(n)), ", ".join(arrows)))


def nested(n, opening, inner, closing):
    return opening * n + inner + closing * n


def fenced(n):
    """Fences in fences, whose bytes grow by the square."""
    return "".join(":" * (n + 3 - i) + " note\n" for i in range(n)) + "Text.\n" + "".join(":" * (4 + i) + "\n" for i in range(n))


def weekday(i):
    """The day of the i-th class of TERM."""
    return str(datetime.date(2026, 1, 1) + datetime.timedelta(i // 5 * 7 + (0, 1, 4, 5, 6)[i % 5]))


def graded(n):
    return {"course.yaml": HEAD + "grading:\n  items:\n" + "".join("    - {name: Part %d, weight: 1}\n" % i for i in range(n))}


def held(n):
    return {"course.yaml": HEAD + "meetings:\n" + "".join("  - {kind: K%d, days: Mon, building: Hall %d, room: %d}\n" % (i, i, i) for i in range(n))}


def kinds(n):
    return HEAD.replace("2026-12-31", "2026-02-01") + "meetings:\n" + "".join(
        "  - {kind: K%d, days: Mon, time: 3:00 PM–4:15 PM}\n" % i for i in range(n))


def pinned(n, yaml):
    return course(yaml + "schedule:\n" + "".join("  - {topic: T%d, date: %s}\n" % (i, weekday(i)) for i in range(n)))


# name: (size, files of a course of that size)
PROSE = {
    "paragraphs": (60, lambda n: of(n, lambda i: text(60, i))),
    "one paragraph": (2000, lambda n: page(text(n))),
    "new words": (500, lambda n: page(" ".join("word%s" % "".join(chr(97 + int(c)) for c in str(i)) for i in range(n)))),
    "lists": (60, lambda n: of(n, lambda i: "".join("- " + words(8, i + k) + "\n" for k in range(5)) + "\nThen.\n\n")),
    "one list": (300, lambda n: of(n, lambda i: "- " + words(8, i) + "\n")),
    "loose list": (100, lambda n: of(n, lambda i: "%d. %s\n\n" % (i + 1, words(8, i)))),
    "task list": (100, lambda n: of(n, lambda i: "- [ ] %s\n" % words(8, i))),
    "definitions": (100, lambda n: of(n, lambda i: "Term %d\n: %s\n\n" % (i, words(8, i)))),
    "definitions of one term": (100, lambda n: page("Term\n" + "".join(": " + words(8, i) + "\n" for i in range(n)))),
    "headings": (200, lambda n: of(n, lambda i: "### %s %d\n\nText.\n\n" % (words(3, i), i))),
    "same headings": (200, lambda n: of(n, lambda i: "### Readings\n\nText.\n\n")),
    "headings of all levels": (200, lambda n: of(n, lambda i: "#" * (i % 5 + 2) + " Part %d\n\nText.\n\n" % i)),
    "headings alone": (200, lambda n: of(n, lambda i: "### Part %d\n\n" % i)),
    "contents": (150, lambda n: of(n, lambda i: "### Part %d\n\nText.\n\n" % i) | {"course.yaml": HEAD + "contents: yes\n"}),
    "contents in place": (150, lambda n: page("``` contents\n```\n\n" + "".join("### Part %d\n\nText.\n\n" % i for i in range(n)))),
    "footnotes": (60, lambda n: of(n, lambda i: words(20, i) + "[^%d]\n\n[^%d]: %s\n\n" % (i, i, words(12, i)))),
    "footnotes of a paragraph": (60, lambda n: page("".join("word[^%d] " % i for i in range(n)) + "\n\n" + "".join(
        "[^%d]: %s\n" % (i, words(12, i)) for i in range(n)))),
    "one footnote": (100, lambda n: page("word[^1] " * n + "\n\n[^1]: A note.\n")),
    "one long footnote": (50, lambda n: page("word[^1]\n\n[^1]: " + "\n\n    ".join(text(30, i).strip() for i in range(n)))),
    "notes of 5 lines": (300, lambda n: of(n, lambda i: noted(i, 5, ""))),
    "notes of 20 lines": (12, lambda n: of(n, lambda i: noted(i, 20, ""))),
    "notes of 20 lines, figures": (20, lambda n: of(n, lambda i: noted(i, 20, FLOAT))),
    "notes of 20 lines, tables": (20, lambda n: of(n, lambda i: noted(i, 20, table(6, 2, lambda r, k: "a") + ": A table\n\n"))),
    "notes of 200 lines": (3, lambda n: of(n, lambda i: noted(i, 200, ""))),
    "notes of 200 lines, figures": (5, lambda n: of(n, lambda i: noted(i, 200, "".join(FLOAT + text(90, k) for k in range(4))))),
    "a note between figures": (60, lambda n: page("word[^1]\n\n[^1]: " + text(17 * n) + "".join(FLOAT + text(60, i) for i in range(n)))),
    "long notes of a table": (6, lambda n: page(table(n, 2, lambda r, k: "a[^%d]" % r if k else "b") + "".join(
        "[^%d]: %s" % (i, text(300, i)) for i in range(n)))),
    "notes in place": (60, lambda n: page("".join("word^[%s] " % words(5, i) for i in range(n)))),
    "links": (150, lambda n: of(n, lambda i: "### Part %d\n\nSee [there](#part-%d) and [this](https://example.org/%d).\n\n" % (i, n - 1 - i, i))),
    "links to one place": (150, lambda n: of(n, lambda i: "See [there](#growth).\n\n")),
    "links of a paragraph": (150, lambda n: page("".join("[this](https://example.org/%d) " % i for i in range(n)))),
    "dead links of a paragraph": (100, lambda n: page("".join("[this](#x%d) " % i for i in range(n)))),
    "links to sections": (60, lambda n: {"%05d.md" % i: "## Part %d\n\nSee [there](%05d.md).\n" % (i, n - 1 - i) for i in range(n)}),
    "wiki links": (100, lambda n: page("".join("[[Growth]] and [[Nowhere %d]] " % i for i in range(n)))),
    "addresses": (300, lambda n: page("".join("https://example.org/%d me%d@example.org " % (i, i) for i in range(n)))),
    "one long address": (500, lambda n: page("https://example.org/" + "path/" * n)),
    "one long query": (500, lambda n: page("https://example.org/?" + "a=b&amp;" * n)),
    "references": (300, lambda n: page("".join("[a%d] " % i for i in range(n)) + "\n\n" + "".join("[a%d]: https://example.org/%d\n" % (i, i) for i in range(n)))),
    "same references": (100, lambda n: page("[a]\n\n" + "".join("[a]: https://example.org/%d\n" % i for i in range(n)))),
    "undefined references": (300, lambda n: page("".join("[a%d][b%d] " % (i, i) for i in range(n)))),
    "images": (300, lambda n: of(n, lambda i: "![A picture](p%d.png)\n\n" % i) | {"p%d.png" % i: png() for i in range(n)}),
    "one image": (450, lambda n: of(n, lambda i: "![A picture](p.png)\n\n") | {"p.png": png()}),
    "images of a paragraph": (150, lambda n: page("![A picture](p.png) and " * n) | {"p.png": png()}),
    "missing images": (60, lambda n: of(n, lambda i: "![A picture](p%d.png)\n\n" % i)),
    "code": (200, lambda n: page("```\n" + "int x = 0; /* text */\n" * n + "```")),
    "long line of code": (300, lambda n: page("```\n" + "int x = 0; " * n + "\n```")),
    "code blocks": (60, lambda n: of(n, lambda i: "```\nint x = %d;\n```\n\nText.\n\n" % i)),
    "math": (150, lambda n: of(n, lambda i: "Where $x_{%d}^2 + y = z$ holds.\n\n" % i)),
    "math of a paragraph": (150, lambda n: page("$x$ and $$y$$ " * n)),
    "callouts": (80, lambda n: of(n, lambda i: "> [!NOTE]\n> %s\n\n" % words(12, i))),
    "one long callout": (30, lambda n: page("".join("> " + text(30, i).strip() + "\n>\n" for i in range(n)))),
    "rules": (100, lambda n: of(n, lambda i: "Text.\n\n---\n\n")),
    "page breaks": (30, lambda n: of(n, lambda i: "Text.\n\n{{< pagebreak >}}\n\n")),
    "columns": (20, lambda n: of(n, lambda i: ":::: columns\n::: column\n%s:::\n::: column\n%s:::\n::::\n\n" % (text(9), text(9)))),
    "long columns": (20, lambda n: page(":::: columns\n::: column\n%s:::\n::: column\n%s:::\n::::\n" % (
        "".join(text(20, i) for i in range(n)), "".join(text(25, i) for i in range(n))))),
    "many columns": (40, lambda n: page(":::: columns\n" + "::: column\nText.\n:::\n" * n + "::::\n")),
    "line ends": (200, lambda n: page("line\\\n" * n + "line")),
    "rubies": (100, lambda n: page("<ruby>漢<rt>kan</rt></ruby>" * n)),
}
TABLES = {
    "tables": (30, lambda n: of(n, lambda i: table(4, 2, lambda r, k: words(3 + 6 * k, i)) + "Then.\n\n")),
    "one table": (150, lambda n: page(table(n, 2, lambda r, k: words(3 + 6 * k, r)))),
    "wide table": (50, lambda n: page(table(3, n, lambda r, k: words(1, r + k)))),
    "long cell": (30, lambda n: page(html_table(["<td>One</td><td>%s</td>" % "".join("<p>%s</p>" % words(30, i) for i in range(n))]))),
    "cells over rows": (60, lambda n: page(html_table(['<td rowspan="2">%d</td><td>a</td>' % i if i % 2 == 0 else "<td>b</td>" for i in range(n)]))),
    "one cell over all rows": (60, lambda n: page(html_table(['<td rowspan="%d">All</td><td>a</td>' % n if i == 0 else "<td>b</td>" for i in range(n)]))),
    "cells over columns": (60, lambda n: page(html_table(['<td colspan="2">%d</td>' % i if i % 2 else "<td>a</td><td>b</td>" for i in range(n)]))),
    "tables in tables": (30, lambda n: page(nested(n, "<table><tr><td>\n", "a", "\n</td></tr></table>"))),
    "footnotes of a table": (30, lambda n: page(table(n, 2, lambda r, k: "a[^%d]" % (2 * r + k)) + "".join("[^%d]: Note.\n" % i for i in range(2 * n)))),
    "grid table": (50, lambda n: page("+-----+-----+\n" + "| a   | b   |\n+-----+-----+\n" * n)),
    "simple table": (50, lambda n: page("  a     b\n----- -----\n" + "  one   two\n" * n + "\n")),
    "multiline table": (50, lambda n: page("-----------\n  a     b\n----- -----\n" + "  one   two\n  more\n\n" * n + "-----------\n\n")),
    "list table": (50, lambda n: page("```{list-table}\n" + "* - one\n  - two\n" * n + "```")),
    "facts in lines": (150, lambda n: page("".join("**Label %d:** value  \n" % i for i in range(n)))),
}
FIGURES = {
    "figures": (180, lambda n: of(n, lambda i: FIGURE % ("{block: One %d, id: a}, {block: Two, id: b}" % i, "a -> b"))),
    "figures that float": (60, lambda n: of(n, lambda i: FLOAT + text(60, i))),
    "arrows of a figure": (100, lambda n: boxes(n, ["b%d -> b%d" % (i, i + 1) for i in range(n - 1)])),
    "labelled arrows": (100, lambda n: boxes(n, ["b%d -> b%d: go on" % (i, i + 1) for i in range(n - 1)])),
    "arrows to one box": (190, lambda n: boxes(n, ["b%d -> b0" % i for i in range(1, n)])),
    "arrows between two boxes": (6, lambda n: boxes(2, ["b0 -> b1"] * n)),
    "boxes of a figure": (40, lambda n: boxes(n, [])),
    "stack of a figure": (40, lambda n: page("``` figure\nalt: Boxes\nflow: down\nstack: [%s]\n```\n" % ", ".join("B%d" % i for i in range(n)))),
    "figure of rows": (100, lambda n: page("``` figure\nalt: Boxes\nflow: down\nstack: [%s]\n```\n" % ", ".join("{row: [A, B, C], flow: right}" for i in range(n)))),
}
NESTED = {
    "nested quotes": (60, lambda n: of(n, lambda i: "> " * 8 + "Text.\n\nThen.\n\n")),
    "deep quotes": (2000, lambda n: page("> " * n + "Text.")),
    "nested lists": (30, lambda n: of(n, lambda i: "".join("  " * k + "- item\n" for k in range(10)) + "\nThen.\n\n")),
    "deep lists": (1000, lambda n: page("- " * n + "Text.")),
    "deep quotes and lists": (600, lambda n: page("> - " * n + "Text.")),
    "deep elements": (100, lambda n: page(nested(n, "<div>\n", "Text.\n", "</div>\n"))),
    "deep spans": (100, lambda n: page(nested(n, "<span>", "Text.", "</span>"))),
    "deep bold": (300, lambda n: page(nested(n, "<b>", "Text.", "</b>"))),
    "deep fences": (2000, lambda n: page(fenced(int(n ** 0.5)))),
    "deep emphasis": (300, lambda n: page(nested(n, "*a **b ", "c", "**  c*"))),
    "deep strong": (1000, lambda n: page(nested(n, "**", "c", "**"))),
    "brackets": (300, lambda n: page(nested(n, "[", "a", "]"))),
    "open brackets": (300, lambda n: page("[" * n)),
    "deep links": (200, lambda n: page(nested(n, "[", "a", "](#growth)"))),
    "deep images": (600, lambda n: page(nested(n, "![", "a", "](p.png)"))),
    "deep YAML": (1000, lambda n: course(HEAD + "notice: " + nested(n, "[", "a", "]") + "\n")),
    "deep mappings": (100, lambda n: course(HEAD + "notice: " + nested(n, "{a: ", "a", "}") + "\n")),
}
MARKS = {
    "emphasis": (300, lambda n: page("*a* **b** `c` " * n)),
    "open emphasis": (300, lambda n: page("*a **b " * n)),
    "open underlines": (300, lambda n: page("_a __b " * n)),
    "stars": (4000, lambda n: page("a" + "*" * n + "b")),
    "ticks": (120, lambda n: page("".join("e" + "`" * (i % 60 + 1) for i in range(n)))),
    "open code": (300, lambda n: page("`a ``b " * n)),
    "open links": (1500, lambda n: page("[a](" * n)),
    "open addresses": (1500, lambda n: page("[a](<b" * n)),
    "open tags": (1500, lambda n: page("<a b " * n)),
    "open comments": (1500, lambda n: page("a <!-- " * n)),
    "open instructions": (1500, lambda n: page("a <? " * n)),
    "open declarations": (1500, lambda n: page("a <!A " * n)),
    "open CDATA": (1500, lambda n: page("a <![CDATA[ " * n)),
    "open quotes": (300, lambda n: page("\"a 'b " * n)),
    "quotes": (300, lambda n: page("\"a\" 'b' it's -- and --- so... " * n)),
    "open math": (1001, lambda n: page("$a " * (n | 1))),
    "open strikes": (300, lambda n: page("~~a ~b ==c ++d " * n)),
    "open notes": (3000, lambda n: page("a^[b " * n)),
    "open wiki links": (300, lambda n: page("[[a ![[b " * n)),
    "open braces": (900, lambda n: page("{a {{b {%c {#d " * n)),
    "open shortcodes": (1000, lambda n: page("{{< a " * n)),
    "open fences": (100, lambda n: of(n, lambda i: "::: note\n\nText.\n\n")),
    "open loops": (100, lambda n: of(n, lambda i: "{% for a in b %}\n\nText.\n\n")),
    "open elements": (100, lambda n: of(n, lambda i: "<div>\n\nText.\n\n")),
    "open bold": (100, lambda n: of(n, lambda i: "<b>Text.\n\n")),
    "open tables": (100, lambda n: of(n, lambda i: "<table><tr><td>Text.\n\n")),
    "open lists": (150, lambda n: of(n, lambda i: "<ul><li>Text.\n\n")),
    "closed elements": (100, lambda n: of(n, lambda i: "</div></b></p>Text.\n\n")),
    "open JSX": (100, lambda n: page("<Box a={b} " * n)),
    "HTML": (150, lambda n: of(n, lambda i: "<div><b>Bold</b> text &amp; more</div>\n\n")),
    "HTML lines": (150, lambda n: page("<div>\n" + "<p>One <b>two</b></p>\n" * n + "</div>")),
    "unknown tags": (1000, lambda n: page("".join("<x%05d>a</x%05d> " % (i, i) for i in range(n)))),
    "attributes of a tag": (100, lambda n: page("<div " + "".join('a%d="b" ' % i for i in range(n)) + ">\nText.\n</div>")),
    "classes of a tag": (100, lambda n: page('<div class="' + "".join("a%05d " % i for i in range(n)) + '">\nText.\n</div>')),
    "attributes": (100, lambda n: of(n, lambda i: "### Part %d {#p%d .a}\n\n[Text]{.smallcaps}\n\n" % (i, i))),
    "ids": (100, lambda n: of(n, lambda i: '<a id="x%d"></a>\n\nText.\n\n' % i)),
    "same ids": (100, lambda n: of(n, lambda i: '<a id="x"></a>\n\nText.\n\n')),
    "entities": (500, lambda n: page("&amp;&eacute;&#8212; " * n)),
    "backslashes": (1000, lambda n: page("\\" * n)),
    "bars": (10000, lambda n: page("|" * n + "\n" + "|" * n)),
    "heads without tables": (100, lambda n: of(n, lambda i: "| a | b |\n|---|\n\n")),
    "emoji names": (200, lambda n: page(":rocket: :nosuch%d: " * 1 % 1 * n)),
    "tabs": (10000, lambda n: page("a" + "\t" * n + "b")),
    "spaces": (10000, lambda n: page("a" + " " * n + "b")),
    "empty lines": (1000, lambda n: page("a" + "\n" * n + "b")),
    "line blocks": (100, lambda n: page("| line of verse\n" * n)),
    "numbered examples": (100, lambda n: page("".join("(@e%d) Text and (@e%d).\n" % (i, i // 2) for i in range(n)))),
    "block quotes without marks": (100, lambda n: page("> text\n" + "lazy line\n" * n)),
    "underlined headings": (100, lambda n: of(n, lambda i: "Part %d\n---\n\nText.\n\n" % i)),
    "tabs of sets": (50, lambda n: of(n, lambda i: '=== "Tab %d"\n\n    Text.\n\n' % i)),
}
SCRIPTS = {
    "long words": (60, lambda n: of(n, lambda i: ("unbreakable%d" % i) * 8 + "\n\n")),
    "one long word": (300, lambda n: page("antidisestablishment" * n)),
    "hyphens": (500, lambda n: page("well-" * n + "known")),
    "Han": (2000, lambda n: page("水流过城市地下的管道" * (n // 10))),
    "Kana": (2000, lambda n: page("みずはまちのしたをながれ" * (n // 12))),
    "Cyrillic": (300, lambda n: page("вода течёт под городом " * n)),
    "Hebrew": (300, lambda n: page("מים זורמים " * n)),
    "Thai": (300, lambda n: page("น้ำไหลผ่านเมือง" * n)),
    "emoji": (300, lambda n: page("🚀 👩‍🔬 " * n)),
    "marks above letters": (300, lambda n: page("a" + "\u0301" * n)),
    "missing characters": (300, lambda n: page("".join(chr(0x12000 + i % 900) + " " for i in range(n)))),
    "garbled": (300, lambda n: page("cafÃ© " * n)),
    "invalid bytes": (300, lambda n: {"a.md": b"## Growth\n\n" + b"caf\xe9 " * n}),
    "languages": (60, lambda n: page("".join('<span lang="%s">Wasser</span> ' % ("de", "fr", "es", "it")[i % 4] for i in range(n)))),
    "sizes and styles": (100, lambda n: page("H~2~O x^2^ ***b*** <u>u</u> ~~s~~ `c` " * n)),
}
FILES = {
    "messages": (300, lambda n: of(n, lambda i: "Text {%% tag%d %%} here, [nowhere](#x%d).\n\n" % (i, i))),
    "same message": (300, lambda n: of(n, lambda i: "Text {% tag %} here.\n\n")),
    "messages on a line": (300, lambda n: page("Text {% tag %} here. " * n)),
    "unknown names": (60, lambda n: of(n, lambda i: "On {{meeting %d}}.\n\n" % (i + 100))),
    "unknown keys": (60, lambda n: course(HEAD + "".join("key%d: value\n" % i for i in range(n)))),
    "same keys": (60, lambda n: course(HEAD + "notice: value\n" * n)),
    "traps": (60, lambda n: course(HEAD + "staff:\n" + "".join("  - {name: P%d, office: @home}\n" % i for i in range(n)))),
    "aliases": (60, lambda n: course(HEAD + "notice: &a Text\nstaff:\n" + "  - {name: *a}\n" * n)),
    "comments": (300, lambda n: course(HEAD + "# a comment\n" * n)),
    "long value": (300, lambda n: course(HEAD + "notice: \"" + words(n) + "\"\n")),
    "long title": (50, lambda n: course(HEAD.replace("Growth", words(n)))),
    "block value": (100, lambda n: course(HEAD + "notice: |\n" + "  a line of it\n" * n)),
    "front matter": (100, lambda n: {"a.md": "---\n" + "".join("key%d: value\n" % i for i in range(n)) + "---\n\n## Growth\n\nText.\n"}),
    "sections": (60, lambda n: {"%05d.md" % i: "## Part %d\n\n%s" % (i, text(12, i)) for i in range(n)}),
    "listed sections": (60, lambda n: {"%05d.md" % i: "## Part %d\n\n%s" % (i, text(12, i)) for i in range(n)} | {
        "course.yaml": HEAD + "sections: [%s]\n" % ", ".join("%05d.md" % i for i in range(n))}),
    "includes": (30, lambda n: course(HEAD + "include: [%s]\n" % ", ".join("i%d.yaml" % i for i in range(n)))
                 | {"i%d.yaml" % i: "grading: {scale: {A: %d}}\ncredits: %d\n" % (i % 100, i) for i in range(n)}),
    "Markdown includes": (30, lambda n: of(n, lambda i: "{%% include f%d.md %%}\n\n" % i) | {"f%d.md" % i: text(12, i) for i in range(n)}),
    "one include": (60, lambda n: of(n, lambda i: "{% include f.md %}\n\n") | {"f.md": text(12)}),
    "locked keys": (300, lambda n: course(HEAD + "include: a.yaml\ngrading:\n  scale:\n" + "".join("    G%05d: 5\n" % i for i in range(n)))
                    | {"a.yaml": "grading: {scale: {A: 5}}\nlocked: [%s]\n" % ", ".join("grading.scale.H%05d" % i for i in range(n))}),
    "variables": (100, lambda n: of(n, lambda i: "It is {{ site.term }} and {{< var v%d >}}.\n\n" % i) | {
        "course.yaml": HEAD + "term: Fall\n", "_variables.yml": "".join("v%d: value\n" % i for i in range(n))}),
}
COURSES = {
    "schedule": (40, lambda n: course(TERM + "schedule:\n" + "".join(
        "  - {topic: %s %d, readings: Chapter %d, due: Problem set %d}\n" % (words(4, i), i, i, i) for i in range(n)))),
    "pinned schedule": (40, lambda n: course(TERM + "schedule:\n" + "".join("  - {topic: T%d, date: week %d}\n" % (i, i // 3 + 1) for i in range(n)))),
    "readings of a class": (40, lambda n: course(TERM + "schedule:\n  - topic: A\n    readings: [%s]\n" % ", ".join("Chapter %d" % i for i in range(n)))),
    "deadlines": (40, lambda n: course(TERM + "schedule:\n" + "".join(
        "  - {topic: T%d, id: t%d, due: {name: D%d, date: date t%d + 1 day}}\n" % (i, i, i, n - 1 - i) for i in range(n)))),
    "too many entries": (40, lambda n: course(HEAD.replace("2026-12-31", "2026-02-01") + "meetings: [{days: Mon, time: 3:00 PM–4:15 PM}]\nschedule:\n"
                                              + "".join("  - {topic: T%d}\n" % i for i in range(n)))),
    "meetings": (20, lambda n: course(HEAD.replace("2026-12-31", "2026-02-01") + "meetings:\n" + "".join(
        "  - {kind: K%d, days: Mon, time: 3:00 PM–4:15 PM, room: %d}\n" % (i, i) for i in range(n)))),
    "years": (2, lambda n: course(TERM.replace("2029", str(2026 + n)) + "schedule: [{topic: One}]\n")),
    "calendar": (30, lambda n: yaml_list("meetings: [{days: Mon, time: 3:00 PM–4:15 PM}]\ncalendar", n, lambda i: "date: %s, name: Day %d" % (day(i), i))),
    "swap days": (30, lambda n: yaml_list("meetings: [{days: Mon, time: 3:00 PM–4:15 PM}]\ncalendar", n, lambda i: "date: %s, name: Day %d, follows: Mon" % (day(i), i))),
    "exams": (30, lambda n: yaml_list("meetings: [{days: Mon, time: 3:00 PM–4:15 PM}]\ncalendar", n, lambda i: "date: %s, id: e%d, name: Exam %d, time: 9 AM–12 PM" % (day(i), i, i))),
    "staff": (40, lambda n: yaml_list("staff", n, lambda i: "name: Person %d, email: p%d@example.edu, office: Room %d" % (i, i, i))),
    "facts": (40, lambda n: yaml_list("links", n, lambda i: "label: Link %d, url: \"https://example.org/%d\"" % (i, i))),
    "grading": (40, lambda n: yaml_list("grading:\n  items", n, lambda i: "name: Part %d, points: 10" % i)),
    "weights": (40, lambda n: yaml_list("grading:\n  items", n, lambda i: "name: Part %d, weight: 1, count: 3, drop: 1, due: Mondays" % i)),
    "scale": (30, lambda n: course(HEAD + "grading:\n  items: [{name: All, weight: 100}]\n  scale: {%s}\n" % ", ".join("G%d: %f" % (i, 99 - 90.0 * i / n) for i in range(n)))),
    "dates in text": (100, lambda n: of(n, lambda i: "On {{meeting %d}} and {{start}}.\n\n" % (i % 40 + 1))
                      | {"course.yaml": HEAD + "meetings: [{days: Mon, time: 3:00 PM–4:15 PM}]\n"}),
    "names in text": (40, lambda n: of(n, lambda i: "On {{date e%d}}.\n\n" % (n - 1 - i)) | {
        "course.yaml": HEAD + "calendar:\n" + "".join("  - {date: %s, id: e%d, name: Exam, time: 9 AM–12 PM}\n" % (day(i), i) for i in range(n))}),
}
# Where two things grow at once, each of one may be looked for among all of the other.
PRODUCTS = {
    "weights in text": (60, lambda n: graded(n) | of(n, lambda i: "The part %d counts 2%%.\n\n" % i)),
    "ways of a profile": (100, lambda n: page("word " * n + "\n\n" + "".join("Part %d.\n\n" % i for i in range(n))) | {
        "course.yaml": HEAD + "check: {profile: p.yaml}\n",
        "p.yaml": "name: p\nitems:\n" + "".join("- {name: i%d, any: [text part x%d, heading x%d, each schedule.topic, text word]}\n" % (i, i, i) for i in range(n))}),
    "weights of a paragraph": (60, lambda n: graded(n) | page(" ".join("part %d counts 1%%, and" % i for i in range(n)))),
    "weights in front": (60, lambda n: graded(n) | page(" ".join("1%% part %d and" % i for i in range(n)))),
    "weights of other matter": (60, lambda n: graded(n) | page(" ".join("part %d" % i for i in range(n)) + ": late work loses 2%")),
    "weights of a table": (60, lambda n: graded(n) | page(table(n, 2, lambda r, k: "2%" if k else "Part %d" % r))),
    "rooms in text": (60, lambda n: held(n) | of(n, lambda i: "The class meets in room %d.\n\n" % (i + n))),
    "rooms of a paragraph": (60, lambda n: held(n) | page(" ".join("the class in room %d" % (i + n) for i in range(n)))),
    "rooms of something else": (60, lambda n: held(n) | page(" ".join("the office in room %d" % (i + n) for i in range(n)))),
    "zones of a paragraph": (100, lambda n: course(TERM) | page("at 3 PM CST or " * n)),
    "deadlines at midnight": (100, lambda n: of(n, lambda i: "It is due at midnight.\n\n")),
    "pending links": (60, lambda n: course(TERM + "links:\n" + "".join("  - {label: Link %d, pending: yes}\n" % i for i in range(n))
                                           + "schedule:\n" + "".join("  - {topic: T%d}\n" % i for i in range(n)))),
    "pending topics": (60, lambda n: course(TERM + "schedule:\n" + "".join("  - {topic: TBD, readings: TBA %d}\n" % i for i in range(n)))),
    "pinned days": (60, lambda n: pinned(n, TERM)),
    "pinned days behind a calendar": (60, lambda n: pinned(n, TERM + "calendar:\n" + "".join(
        "  - {date: %s, id: e%d, name: Exam %d, time: 9 AM–12 PM}\n" % (day(i), i, i) for i in range(n)))),
    "calendar behind pinned days": (60, lambda n: {"course.yaml": pinned(n, TERM)["course.yaml"] + "calendar:\n" + "".join(
        "  - {date: %s, id: e%d, name: Exam %d, time: 9 AM–12 PM}\n" % (day(i), i, i) for i in range(n)), "a.md": "## Growth\n\nText.\n"}),
    "new calendar": (60, lambda n: course(TERM + "calendar:\n" + "".join("  - {date: %s, name: Day %d}\n" % (day(i), i) for i in range(n)))
                     | {"new.yaml": "".join("- {date: %s, name: Day %d}\n" % (day(i).replace("2026", "2027"), n - 1 - i) for i in range(n))}),
    "kinds of meetings": (20, lambda n: course(kinds(n) + "schedule:\n" + "".join("  - {topic: T%d, kind: K%d}\n" % (i, i) for i in range(n)))),
    "pinned kinds": (20, lambda n: course(kinds(n) + "schedule:\n" + "".join(
        "  - {topic: T%d, kind: K%d, date: 2026-01-%02d}\n" % (i, i, i % 3 * 7 + 5) for i in range(n)))),
    "kinds on days off": (20, lambda n: course(kinds(n) + "calendar:\n" + "".join("  - {date: %s, name: Day %d}\n" % (day(i), i) for i in range(n))
                                               + "schedule:\n" + "".join("  - {topic: T%d, kind: K%d}\n" % (i, i) for i in range(n)))),
    "exams beside classes": (300, lambda n: course(kinds(n) + "calendar:\n" + "".join(
        "  - {date: 2026-01-%02d, name: Exam %d, time: 9 AM–12 PM}\n" % (i % 4 * 7 + 5, i) for i in range(n)))),
    "recesses of many years": (30, lambda n: course(HEAD + "style: {recess: skipped}\ncalendar:\n" + "".join(
        "  - {from: %d-02-01, to: %d-12-20, name: Recess}\n" % (1900 + i, 1900 + i) for i in range(n)) + "meetings:\n" + "".join(
        "  - {days: Mon, time: 3:00 PM–4:15 PM, from: %d-01-01, to: %d-12-31}\n" % (1900 + i, 1900 + i) for i in range(n)))),
    "kinds in recesses": (60, lambda n: course(kinds(n) + "style: {recess: skipped}\ncalendar:\n" + "".join(
        "  - {date: %s, name: Day %d}\n" % (day(i), i) for i in range(n)))),
    "extra days": (40, lambda n: course(TERM + "calendar:\n" + "".join("  - {date: %s, name: Day %d, meets: yes}\n" % (day(i), i) for i in range(n)))),
    "extra days of kinds": (20, lambda n: course(kinds(n) + "calendar:\n" + "".join(
        "  - {date: %s, name: Day %d, meets: yes, kind: K%d}\n" % (day(i), i, i) for i in range(n)))),
    "days off between classes": (60, lambda n: course(TERM + "calendar:\n" + "".join("  - {date: %s, name: Day %d}\n" % (weekday(2 * i), i) for i in range(n))
                                                      + "schedule:\n" + "".join("  - {topic: T%d}\n" % i for i in range(n)))),
    "long entries": (20, lambda n: course(TERM + "schedule:\n" + "".join("  - {topic: T%d, length: 5}\n" % i for i in range(n)))),
    "deadlines by meeting": (40, lambda n: course(TERM + "grading:\n  items:\n" + "".join("    - {name: Part %d, points: 1, due: meeting %d}\n" % (i, i + 1) for i in range(n)))),
    "deadlines by week": (15, lambda n: course(TERM + "grading:\n  items:\n" + "".join("    - {name: Part %d, points: 1, due: week %d + 1 day}\n" % (i, i % 90 + 1) for i in range(n)))),
    "deadlines among kinds": (20, lambda n: course(kinds(n) + "grading:\n  items:\n" + "".join("    - {name: Part %d, points: 1, due: meeting %d}\n" % (i, i % 4 + 1) for i in range(n)))),
    "unknown dates": (60, lambda n: course(TERM + "schedule:\n" + "".join("  - {topic: T%d}\n" % i for i in range(n)))
                      | of(n, lambda i: "On {{date e%d}}, {{meeting %d}}, {{week %d}}.\n\n" % (i, i + 2000, i % 99 + 900))),
    "missing sections": (40, lambda n: page("Text.") | {"%05d.md" % i: "## Part %d\n" % i for i in range(n)} | {
        "course.yaml": HEAD + "sections:\n  - a.md\n" + "".join("  - part%05d.md\n" % i for i in range(n))}),
}
# What parsers are known to stumble over, and what stumbled here.
PATHOLOGICAL = {
    "nested strong emphasis": (1000, lambda n: page("*a **a " * n + "b" + " a** a*" * n)),
    "emphasis closers": (1000, lambda n: page("a_ " * n)),
    "emphasis openers": (1000, lambda n: page("_a " * n)),
    "link closers": (3000, lambda n: page("a]" * n)),
    "link openers": (2000, lambda n: page("[a" * n)),
    "mismatched openers and closers": (1000, lambda n: page("*a_ " * n)),
    "an open star and underlines": (1000, lambda n: page("*a " + "_a*_ " * n)),
    "openers and closers of three": (1000, lambda n: page("a**b" + "c* " * n)),
    "link openers and emphasis closers": (1000, lambda n: page("[ a_" * n)),
    "brackets and parentheses": (1000, lambda n: page("[ (](" * n)),
    "images of nothing": (1000, lambda n: page("![[]()" * n)),
    "hard links": (1000, lambda n: page("**x [a*b**c*](d)" * n)),
    "nested brackets": (1000, lambda n: page(nested(n, "[", "a", "]"))),
    "nested quotations": (2000, lambda n: page("> " * n + "a")),
    "lists, each indented": (2000, lambda n: page("".join("  " * i + "* a\n" for i in range(int(n ** 0.5))))),
    "noughts": (1000, lambda n: page("abc\0de\0" * n)),
    "ticks of each number": (5000, lambda n: page("".join("e" + "`" * i for i in range(1, int((2 * n) ** 0.5))))),
    "unclosed links in angles": (1000, lambda n: page("[a](<b" * n)),
    "unclosed links": (1000, lambda n: page("[a](b" * n)),
    "unclosed comments": (1000, lambda n: page("</" + "<!--" * n)),
    "angles": (1000, lambda n: page("<" * n + "<>" * n)),
    "empty lines of deep lists": (1000, lambda n: page("- " * 150 + "x" + "\n" * n)),
    "empty lines of quoted deep lists": (1000, lambda n: page("> " + "- " * 150 + "x\n" + ">\n" * n)),
    "emphasis of deep quotations": (1000, lambda n: page(">" * n + "a*" * n)),
    "many definitions": (1000, lambda n: page("".join("[%d]: u\n" % i for i in range(n)) + "\n" + "[0] " * n)),
    "tables of odd line ends": (500, lambda n: page("aaa\rbbb\n-\v\n" * n)),
    "one row of bars": (2000, lambda n: page("| a |\n| - |\n" + "|" * n)),
    "tables without rows": (100, lambda n: page("|a|\n|-|\n\n" * n)),
    "bars in code": (2000, lambda n: page("| a |\n| - |\n| " + "`|` " * n)),
    "rows of nothing": (300, lambda n: page("|x" * 100 + "\n" + "|-" * 100 + "\n" + "|\n" * n)),
    "unused notes": (100, lambda n: page("".join("[^%d]: note\n\n" % i for i in range(n)))),
    "same notes": (100, lambda n: page("[^a]: note\n\n" * n)),
    "notes that only notes call for": (100, lambda n: page("".join("[^%d]: [^%d]\n\n" % (i, i + 1) for i in range(n)))),
    "open notes and labels": (1000, lambda n: page("[^a" * n + "\n\n" + "[^b]:\n" * n)),
    "addresses that end in parentheses": (6000, lambda n: page("http://a.b/" + ")" * n)),
    "addresses that end in entities": (1000, lambda n: page("http://a.b/" + "&a;" * n)),
    "at signs": (4000, lambda n: page("a@" * n + " a@" + "a." * n)),
    "www": (1000, lambda n: page("www." * n)),
    "underlines": (20000, lambda n: page("_" * n)),
    "tildes": (1000, lambda n: page("~a" * n + "a~~ " * n)),
    "definitions with open titles": (300, lambda n: page("[a]: b 'c\n" * n)),
    "attributes never closed": (1000, lambda n: page('<a b="' * n)),
    "blocks of comments": (600, lambda n: page("<!-- a\n\n" * n)),
    "blocks of instructions": (600, lambda n: page("<?php a\n\n" * n)),
    "instructions in HTML": (2000, lambda n: page("<div>\n" + "<?a>\n" * n)),
    "pre": (600, lambda n: page("<pre>a\n\n" * n)),
    "fences": (1000, lambda n: page("```\n" * n)),
    "divs without end": (200, lambda n: page("::: a\n" * n)),
    "attributes of lines": (500, lambda n: page("{: .a}\n" * n)),
    "comments of kramdown": (300, lambda n: page("{::comment}\n\n" * n)),
    "tables without end": (100, lambda n: page("-------\na   b\n--- ---\na   b\n\n" * n)),
    "grid tables without end": (200, lambda n: page("+---+---+\n| a | b |\n\n" * n)),
    "indented code": (200, lambda n: page("    a\n\n" * n)),
    "code with attributes": (300, lambda n: page("`a`{.b} " * n)),
    "ticks of MDX": (20000, lambda n: page("import a from 'b'\n\n<!-- " + "".join("`" * i + " " for i in range(int((2 * n) ** 0.5), 0, -1)) + "-->")),
    "emoji not joined": (200, lambda n: page(" ".join(chr(0x1F300 + i % 200) + "\u200d" + chr(0x1F300 + i // 200 % 200) for i in range(n)))),
    "languages nobody speaks": (300, lambda n: page("".join('<span lang="x-a%d">a</span> ' % i for i in range(n)))),
    "sentences without spaces": (300, lambda n: page("One sentence.Another one?" * n)),
    "placeholders without end": (500, lambda n: page("[TBD " * n)),
    "values of MDX never closed": (1000, lambda n: page("import a from 'b'\n\n" + "<A b={ " * n)),
    "flow of YAML, nested": (2000, lambda n: course(HEAD + "notice: " + nested(n, "[", "a", "]") + "\n")),
    "keys of YAML, nested": (2000, lambda n: course(HEAD + "notice: " + "? " * n + "a\n")),
    "simple keys of YAML": (300, lambda n: course(HEAD + "notice: {" + ", ".join("k%d: v" % i for i in range(n)) + "}\n")),
    "lonely keys of YAML": (300, lambda n: course(HEAD + "notice: {" + ", ".join("? k%d" % i for i in range(n)) + "}\n")),
    "lines of a plain scalar": (500, lambda n: course(HEAD + "notice: a\n" + " b\n" * n)),
    "lines of a quoted scalar": (500, lambda n: course(HEAD + 'notice: "a\n' + " b\n" * n + '"\n')),
    "escapes of YAML": (500, lambda n: course(HEAD + 'notice: "' + "\\u00e9" * n + '"\n')),
    "quotes of YAML never closed": (300, lambda n: course(HEAD + "".join("k%d: 'a\n" % i for i in range(n)))),
    "anchors": (300, lambda n: course(HEAD + "notice: [" + ", ".join("&a%d b, *a%d" % (i, i) for i in range(n)) + "]\n")),
    "unknown aliases": (300, lambda n: course(HEAD + "notice:\n" + "".join("- *a%d\n" % i for i in range(n)))),
    "tags of YAML": (300, lambda n: course(HEAD + "notice:\n" + "".join("- !a%d b\n" % i for i in range(n)))),
    "directives of YAML": (20000, lambda n: course("".join("%%TAG !a%d! tag:x,2000:\n" % i for i in range(n)) + "---\n" + HEAD)),
    "documents of YAML": (300, lambda n: course(HEAD + "---\na: b\n" * n)),
    "merged mappings": (300, lambda n: course("x: &x {a: b}\n" + HEAD + "notice:\n" + "  <<: *x\n" * n)),
    "overridden keys": (300, lambda n: course(HEAD + "include: a.yaml\n" + "".join("k%d: v\n" % i for i in range(n)))
                        | {"a.yaml": "".join("k%d: w\n" % i for i in range(n))}),
}
FAMILIES = PROSE | TABLES | FIGURES | NESTED | MARKS | SCRIPTS | FILES | COURSES | PRODUCTS | PATHOLOGICAL
