"""A course in which every text is hostile: every key of the schema that takes text, and every construct of Markdown."""
import json
import re
import subprocess

from tap import PROGRAM

MARK = 'Zqx'  # stands in every payload: where it comes out as anything but text, a payload has got through

PAYLOADS = {
    'end of a PDF string': r') Tj ET Q /Zqx Do (Zqx',
    'backslash before the end': 'Zqx\\',
    'PDF objects': '>> endobj 1 0 obj << /JS (Zqx) /S /JavaScript >> endstream % Zqx',
    'PDF hex string': '<FEFF005A> /Zqx <</Zqx/Zqx>> [/Zqx] {Zqx} #20Zqx',
    'RTL and noncharacters': 'Zqx \u202e\u2066\ufffe\uffff\ufdd0\U0001fffe \u2028\u2029 \ufeff Zqx',
    'an end of XML': '</rdf:li></rdf:Alt></dc:title><Zqx xmlns="Zqx"/> Zqx',
    'CDATA and entities': ']]> <![CDATA[Zqx]]> <?Zqx ?> <!-- Zqx --> &Zqx; &lt;Zqx&gt; &#x3c;Zqx> &#0; &#xd800; &#60;',
    'a packet that ends': '<?xpacket end="w"?> Zqx </x:xmpmeta>',
    'script': '<script>Zqx()</script><img src=x onerror=Zqx() Zqx> Zqx',
    'attribute ends': '" onmouseover="Zqx() \' onfocus=\'Zqx() ` Zqx=Zqx >',
    'ends of elements': '</title></style></textarea></pre></svg></p></main><Zqx Zqx=Zqx>',
    'SVG and MathML': '<svg onload=Zqx()><style>Zqx</style><foreignObject><Zqx></svg><math><Zqx href="javascript:Zqx()">x</math>',
    'frames and forms': '<iframe srcdoc="Zqx" src="javascript:Zqx()"></iframe><form action="//Zqx"><input Zqx></form><base href="//Zqx"><meta Zqx><link Zqx>',
    'styles': '<span style="background:url(javascript:Zqx);Zqx:Zqx" class="Zqx &quot; Zqx">Zqx</span> <div style="} Zqx { : expression(Zqx)">Zqx</div>',
    'TeX commands': r'\input{/etc/passwd} \immediate\write18{Zqx} \Zqx \csname Zqx\endcsname \openin1=Zqx \special{Zqx}',
    'TeX groups': r'}\Zqx{ }}}{{{ \end{document} \begin{Zqx} \end{verbatim} \endinput \Zqx',
    'TeX characters': '# $ % & ~ _ ^ \\ { } " \' ` | [ ] * < > $\\Zqx$ $$\\Zqx$$ \\(\\Zqx\\) \\[\\Zqx\\] %\\Zqx',
    'TeX by codes': '^^5cZqx ^^5c^^69nput ^^M\\Zqx ^^^^005cZqx ?`!` --- ,, << >> \\^^5aqx',
    'TeX catcodes': '\\catcode`\\%=12 \\catcode 92=12 \\makeatletter\\@input Zqx \\directlua{Zqx} \\def\\Zqx{} \\let\\Zqx=\\input \\lua_now:n',
    'TeX verbatim': '\\verb|Zqx| `\\Zqx` ``\\Zqx` \\verb*+Zqx+ \\lstinline!Zqx! \\end{codeblock}\\Zqx',
    'lines of iCalendar': 'a\nATTENDEE:mailto:Zqx\r\nBEGIN:VALARM\r\nACTION:Zqx\rTRIGGER:Zqx\n X-ZQX:Zqx',
    'signs of iCalendar': 'a;ZQX=Zqx:Zqx,Zqx\\nZqx\\;Zqx"Zqx"\\, END:VEVENT BEGIN:Zqx',
    'controls': 'a\x01\x02\x07\x08\x0b\x0c\x0e\x1b[31mZqx\x1b]0;Zqx\x07\x7f\x80\x85\x9bZqx',
    'NUL': 'a\x00Zqx\x00b',
    'bytes': 'a\udcff\udcfe\udcc0\udcaf\udced\udca0\udc80\udcf4\udc90\udc80\udc80 Zqx',
    'generators': '{{ Zqx }} {% Zqx %} {{< Zqx >}} {Zqx} {#Zqx onload=Zqx} {.Zqx} {: onclick="Zqx"} ${Zqx} <% Zqx %> `r Zqx` #{Zqx}',
    'long, without a place to break': 'Zqx' + 'é漢😀' * 40,
}

# Where an address goes; so do the payloads above, percent signs and all.
SCHEMES = [
    'javascript:Zqx()', 'JaVaScRiPt:Zqx()', ' javascript:Zqx()', 'java\tscript:Zqx()', 'java\nscript:Zqx()', '\x01javascript:Zqx()',
    '\x1f javascript:Zqx()', 'javascript\t:Zqx()', '&#106;avascript:Zqx()', '&#x6A;avascript&colon;Zqx()', 'javascript&#58;Zqx()',
    'java&Tab;script:Zqx()', '%6Aavascript:Zqx()', 'javascript%3AZqx()', 'j%0Aavascript:Zqx()', '\\javascript:Zqx()', '\u00a0javascript:Zqx()',
    '\u2028javascript:Zqx()', '\ufeffjavascript:Zqx()', '\u200bjavascript:Zqx()', 'jAvA\u0000script:Zqx()', '//javascript:Zqx()',
    './javascript:Zqx()', 'vbscript:Zqx', 'VBScript:Zqx', 'data:text/html,Zqx', 'data:text/html;base64,PHNjcmlwdD4=', 'DATA:image/svg+xml,Zqx',
    'data:,Zqx', 'file:///etc/Zqx', 'FILE://Zqx', 'file:Zqx', 'smb://Zqx', 'ms-word:Zqx', 'about:Zqx', 'blob:https://Zqx', 'view-source:Zqx',
    'jar:Zqx', 'livescript:Zqx', 'mocha:Zqx', 'feed:javascript:Zqx', 'http:javascript:Zqx', 'x-Zqx:Zqx', 'intent://Zqx',
    'javascript:https://Zqx@zqx.example/?a@b', 'javascript://zqx.example/%0aZqx()', 'data:zqx@zqx.example', 'doi:javascript:Zqx', 'www.\tjavascript:Zqx',
]


def schema():
    return json.loads(subprocess.run(PROGRAM + ['--schema'], stdout=subprocess.PIPE, check=True).stdout)['definitions']


def is_free(name):
    """Whether a key takes any text: its kind is not one that only the program's reader can tell from text."""
    return not re.search(r'(^|[.-])(language|timezone|start|end|revised|date|from|to|days|days-item|time|follows|weight|sections-item|'
                         r'include-item|locked-item|review_by|profile|profile-item|size|leading|measure|margins|top|bottom|left|right|'
                         r'paper-item|expansion|color|text|sans|mono|math|any)$', name)


def scalar(s):
    """In double quotes, whatever it holds; what YAML cannot hold even so, as it is in a single line."""
    out = []
    for c in s:
        u = ord(c)
        if 0xDC80 <= u <= 0xDCFF:
            out.append(c)
        elif u < 0x20 or u in (0x22, 0x5C) or 0x7F <= u < 0xA0 or u in (0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF):
            out.append('\\u%04x' % u)
        else:
            out.append(c)
    return '"%s"' % ''.join(out)


# Keys that rule out what others say, and therefore stand only where all is nonsense anyway.
APART = ('schedule-item.skip', 'schedule-item.date', 'schedule-item.per', 'schedule-item.length', 'meetings-item.every', 'meetings-item.from',
         'meetings-item.to', 'calendar-item.from', 'calendar-item.to', 'calendar-item.follows', 'calendar-item.meets', 'calendar-item.kind',
         'links-item.pending', 'grading.items-item.points', 'grading.items-item.extra', 'grading.total', 'include', 'locked', 'sections',
         'check', 'style.paper', 'style.measure')


class Course:
    """All keys of course.yaml. text: from a key's name, what it says where it takes any text; odd: what all the others say, or
    None: something sensible."""
    def __init__(self, text, odd=None):
        self.keys, self.text, self.odd, self.free = schema(), text, odd, []

    def yaml(self):
        top = [name for name in self.keys if '-' not in name and '.' not in name]
        return ''.join('%s: %s\n' % (name, self.value(name)) for name in top if self.odd is not None or name not in APART)

    def kinds(self, name):
        return [kind for kind in self.keys[name].get('anyOf', [self.keys[name]]) if kind != {'type': 'null'}]

    def value(self, name):
        for kind in self.kinds(name):
            if kind.get('type') == 'object':
                return self.mapping(kind)
            if kind.get('type') == 'array':
                return '[%s]' % self.value(kind['items']['$ref'].split('/')[-1])
        kind = self.kinds(name)[0]
        if 'enum' in kind or 'number' not in kind['type'] or not is_free(name):
            return self.keys[name]['examples'][0] if self.odd is None else scalar(self.odd)
        self.free.append(name)
        return scalar(self.text(name))

    def mapping(self, kind):
        inside = []
        for key, to in kind.get('properties', {}).items():
            name = to['$ref'].split('/')[-1]
            if self.odd is not None or name not in APART:
                inside.append('%s: %s' % (key, self.value(name)))
        if kind.get('additionalProperties'):
            name = kind['additionalProperties']['$ref'].split('/')[-1]
            self.free.append(name)
            inside.append('%s: %s' % (scalar(self.text(name)), self.value(name)))
        return '{%s}' % ', '.join(inside)


# What a figure may say, and all that Markdown, HTML and the generators' marks may; @ is the payload, " its form in double quotes.
FIGURE = """```figure
alt: ~
caption: ~
stack:
  - {block: ~, id: one, title: ~, left: ~, right: ~, badge: ~}
  - {label: ~}
  - {sum: ~}
  - row: [~, {group: [~], title: ~, badge: ~, id: two}]
arrows: [{arrow: "one -> two", label: ~}]
```
"""
ODD_FIGURE = """```figure
alt: ~
~: ~
stack: [{block: ~, id: ~, fill: ~, frame: ~, width: ~, round: ~, align: ~, gap: ~, badge-side: ~}, {~: ~}]
flow: ~
arrows: [~, {arrow: ~, label: ~, line: ~}]
```
"""
MARKDOWN = r"""---
title: ~
weight: ~
---

# @

Text @ text. *@* **@** ~~@~~ `@` ``@`` ==@== ++@++ H~@~ x^@^ $@$ :@: ^[@] "@" '@'

## @ {#@ .@ @="@"}

[@](https://example.org/@ "@") [@](<@> '@') [@][@] [@][] <https://example.org/@> <@@example.org> https://example.org/@ www.example.org/@
[x](#@) [](#@) [[@]] [[@#@|@]] [@]{.@ @="@" lang="@"} ![@](@ "@") ![@](data:image/png;base64,@) ![[@|@]] \href{@}{@} \footnote{@} \textbf{@}
{ref}`@ <@>` {@}`@` `r params$@` \@ref(@) [^@] {++@++} {--@--} {~~@~>@~~} {>>@<<}

[@]: @ "@"
[Zqx]: <@> (@)
[^@]: @

- @
- [ ] @
1. @

> @

> [!NOTE] @
> @

!!! note "@"
    @

::: {.note #@ title="@" @="@"}
@
:::

:::{@} @
@
:::

| @ | @ |
|---|---|
| @ | @ |

Table: @

@
: @

```@ {@}
@
```

    @

$$
@
$$

=== "@"
    @

%% @ %%
<!-- @ -->

<div id="@" class="@" style="@" lang="@" title="@" onclick="@" @="@" align="@">@</div>
<a href="@" name="@" title="@" target="@">@</a> <img src="@" alt="@" title="@" width="@" height="@"> <span style="color:@">@</span>
<abbr title="@">@</abbr> <q cite="@">@</q> <ruby>@<rt>@</rt></ruby> <video src="@"></video> <iframe src="@"></iframe> <object data="@"></object>
<table><caption>@</caption><tr><th scope="@" colspan="@">@</th><td rowspan="@" headers="@">@</td></tr></table>
<details><summary>@</summary>@</details> <dl><dt>@</dt><dd>@</dd></dl> <font color="@" face="@">@</font> <@>@</@> <svg>@</svg> <math>@</math>

{% include figure.html src="@" caption="@" url="@" %} {% link @ %} {{ "@" | @ }} {{< figure src="@" link="@" caption="@" title="@" >}}
{{< button href="@" url="@" relref="@" >}}@{{< /button >}} {{< ref "@" >}} {{< youtube @ >}} {% hint style="@" %}@{% endhint %} {{date @}}
[@](@){: .button @="@"} [@](@){.button} <@:@>

@
===

"""


def with_payload(text, payload):
    return text.replace('~', '\0').replace('@', payload).replace('\0', scalar(payload)) if text is not MARKDOWN else \
        text.replace('@', payload).replace('title: ~', 'title: ' + scalar(payload)).replace('weight: ~', 'weight: ' + scalar(payload))


def markdown(payload, odd=False):
    """Every construct with this payload in every place."""
    return with_payload(MARKDOWN, payload) + with_payload(ODD_FIGURE if odd else FIGURE, payload) + '\n```contents\n```\n'
