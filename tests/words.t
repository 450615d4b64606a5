#!/usr/bin/python3
"""Nothing is lost: each letter and digit that a document shows in HTML is on the pages of its PDF, within their edges, too; wherever
it stands, and however long it is."""
import collections
import html.parser
import os
import sys
import unicodedata

sys.dont_write_bytecode = True
sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), os.path.join(os.path.dirname(os.path.abspath(__file__)), 'trust')]
from families import FAMILIES, HEAD  # noqa: E402
from tap import HERE, done, fresh, none, ok, output_of, read, run  # noqa: E402

UNSEEN = ('head', 'style', 'title', 'desc')


class Shown(html.parser.HTMLParser):
    """The text of a page."""

    def __init__(self):
        super().__init__()
        self.unseen, self.text = 0, ''

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in UNSEEN

    def handle_endtag(self, tag):
        self.unseen -= tag in UNSEEN

    def handle_data(self, data):
        self.text += '' if self.unseen else data


def letters(text):
    return collections.Counter(c.lower() for c in unicodedata.normalize('NFKC', text) if c.isalnum())


def lost(course):
    page = Shown()
    page.feed(read('out/%s.html' % course).decode('utf-8', 'replace'))
    gone = letters(page.text) - letters(output_of('pdftotext', 'out/%s.pdf' % course, '-'))
    return ''.join(sorted(gone.elements()))[:60]


def all_there(name, courses, *options):
    """Builds all courses, by name their files, at once."""
    for course, files in courses.items():
        fresh(course, files)
    for form in 'pdf', 'html':
        run('-q', '--force', '-t', form, '-d', 'out', *options, *sorted(courses))
    none(['%s: %s' % (course, lost(course)) for course in courses if lost(course)], '%s: %d courses' % (name, len(courses)))


# ---------------------------------------------------------------- what is long

COURSE = 'title: A\nlanguage: en-US\n'
WORDS = 'water flows through every city under streets and houses before it returns to the river'.split()
PLACES = {
    'heading': '### %s', 'quotation': '> > %s', 'item': '- a\n  - b\n    1. %s', 'task': '- [ ] %s', 'callout': '> [!NOTE]\n> %s',
    'title of a callout': '!!! note "%s"\n\n    Text.', 'cell': '| a | b |\n|---|---|\n| c | %s |',
    'head': '| a | %s |\n|---|---|\n| c | d |',
    'cell of rows': '<table><tr><td rowspan=3>%s</td><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr></table>',
    'caption of a table': '| a | b |\n|---|---|\n| c | d |\n\n: %s', 'definition': '<dl><dt>a</dt><dd>%s</dd></dl>',
    'term': '<dl><dt>%s</dt><dd>a</dd></dl>', 'loose text': '<dl>%s</dl>', 'fact': '**A:** %s  \n**B:** c',
    'definition of Pandoc': 'A\n: %s',
    'note': 'a[^1]\n\n[^1]: %s', 'code': '```\n%s\n```', 'code in a line': '`%s`', 'link': '[%s](https://example.org)', 'strong': '**%s**',
    'reading': '<ruby>漢<rt>%s</rt></ruby>', 'base of a reading': '<ruby>%s<rt>kan</rt></ruby>', 'superscript': '<sup>%s</sup>',
    'small capitals': '[%s]{.smallcaps}', 'formula': '$%s$', 'caption': '``` figure\nalt: a\ncaption: "%s"\nrow: [a, b]\n```',
    'summary': '<details><summary>%s</summary>a</details>', 'details': '<details><summary>a</summary>\n\n%s\n\n</details>',
    'column': ':::: columns\n::: column\n%s\n:::\n::: column\na\n:::\n::::', 'line of verse': '| %s\n| a',
    'contents': '``` contents\n```\n\n### %s\n\na',
}
KEYS = {
    'title': 'title: "%s"\nlanguage: en-US\n', 'code': COURSE + 'code: "%s"\n', 'subtitle': COURSE + 'subtitle: "%s"\n',
    'notice': COURSE + 'notice: "%s"\n',
    'room': HEAD + 'meetings: [{days: Mon, time: 9:00 AM–10:00 AM, room: "%s"}]\n',
    'label': COURSE + 'links: [{label: "%s", url: "https://example.org"}]\n',
    'office': COURSE + 'staff: [{name: "%s", email: a@example.org, office: "%s"}]\n',
    'part of the grade': COURSE + 'grading: {items: [{name: "%s", weight: 100}]}\n',
    'topic': HEAD + 'meetings: [{days: Mon, time: 9:00 AM–10:00 AM}]\nschedule: [{topic: "%s", readings: "%s", due: "%s"}]\n',
}


def long_courses(text):
    courses = {name: {'course.yaml': COURSE, 'a.md': 'Before.\n\n' + place % text + '\n\nAfter.\n'} for name, place in PLACES.items()}
    keys = {'key, ' + name: {'course.yaml': key.replace('%s', text), 'a.md': 'Text.\n'} for name, key in KEYS.items()}
    return courses | keys


for n in 60, 200, 1200:
    all_there('%d words' % n, long_courses(' '.join('%s%d' % (WORDS[i % len(WORDS)], i) for i in range(n))))
all_there('one word of 2,000 letters', long_courses('antidisestablish' * 125))

# what no page can hold is said
FIGURES = {'box': 'row: [{block: "%s"}, b]',
           'arrow': 'row: [{block: a, id: a}, {block: b, id: b}]\narrows: [{arrow: a -> b, label: "%s"}]'}
for name, figure in FIGURES.items():
    fresh('course', {'course.yaml': COURSE, 'a.md': '``` figure\nalt: a\n' + figure % ' '.join(WORDS * 80) + '\n```\n'})
    said = run('course', '-o', 'out.pdf').stderr
    ok(b'the figure is larger than the page' in said, 'a figure whose %s has too many words' % name, said.decode())

# ---------------------------------------------------------------- what there is

families = {name: {'course.yaml': HEAD} | make(10) for name, (_, make) in FAMILIES.items()}
all_there('families', families)
del families['tildes']  # its words of a hundred spans are wider than that; a note says so
all_there('families in a narrow column', families, '--set', 'style.measure=4cm')
wild = os.path.join(HERE, 'in', 'wild')
all_there('pages of strangers', {name[:-3]: {'a.md': read(os.path.join(wild, name))} for name in os.listdir(wild) if name.endswith('.md')})
done()
