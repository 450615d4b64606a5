"""What is in an output, by other people's programs; each judge gives a list of what should not be there."""
import html.parser
import json
import re
import subprocess
import xml.etree.ElementTree

from hostile import MARK
from tap import HERE, output_of, read

SCHEMES = ('http', 'https', 'mailto', 'tel', 'ftp')


def bad_address(url):
    """Whether a reader, a browser among them, would take the address for something other than a place to go to."""
    plain = re.sub(r'[\x00-\x20\x7f]', '', url)
    scheme = re.match(r'([A-Za-z][A-Za-z0-9+.-]*):', plain)
    return bool(scheme) and scheme.group(1).lower() not in SCHEMES


# ---------------------------------------------------------------- HTML

TAGS = set('a abbr article b blockquote body br caption cite code col colgroup dd del desc div dl dt em figcaption figure g h1 h2 h3 h4 h5 '
           'h6 head hr html i img ins li main mark meta nav ol p path pre q rect rp rt ruby s section small span strong style sub sup svg table '
           'tbody td text tfoot th thead title tr tspan u ul'.split())
ATTRIBUTES = set('alt aria-describedby aria-hidden aria-label aria-labelledby charset class colspan content d dir fill font-size font-style '
                 'font-weight height href http-equiv id lang lengthadjust name role rowspan rx scope src start stroke stroke-dasharray '
                 'stroke-linecap stroke-linejoin stroke-width style tabindex textlength title viewbox width x xmlns y'.split())
OURS = ('class', 'style', 'd', 'dir', 'fill', 'http-equiv', 'role', 'rowspan', 'colspan', 'scope', 'start', 'width', 'height', 'xmlns')


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.wrong, self.open, self.text = [], [], []

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        if tag not in TAGS:
            self.wrong.append('<%s>' % tag)
        for name, value in attributes:
            value = value or ''
            if name not in ATTRIBUTES or (name in OURS and MARK.lower() in value.lower()):
                self.wrong.append('<%s %s="%s">' % (tag, name, value[:80]))
            if name in ('href', 'src') and bad_address(value) and not (tag == 'img' and value.startswith(('data:image/png;', 'data:image/jpeg;'))):
                self.wrong.append('%s="%s"' % (name, value[:80]))
            if name == 'style' and re.search(r'url|expression|import|\\', value):
                self.wrong.append('style="%s"' % value[:80])

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        self.text.append(data)
        if self.open and self.open[-1] in ('style', 'script') and MARK in data:
            self.wrong.append('text in <%s>' % self.open[-1])

    def handle_comment(self, data):
        self.wrong.append('<!--%s-->' % data[:80])

    def handle_pi(self, data):
        self.wrong.append('<?%s>' % data[:80])

    def unknown_decl(self, data):
        self.wrong.append('<![%s' % data[:80])

    def handle_decl(self, decl):
        if decl != 'DOCTYPE html':
            self.wrong.append('<!%s>' % decl[:80])


def html_page(path):
    page = Page()
    page.feed(read(path).decode('utf-8'))
    page.close()
    return page


def judge_html(path):
    return html_page(path).wrong


# ---------------------------------------------------------------- PDF

FORBIDDEN = {'/JS', '/JavaScript', '/OpenAction', '/AA', '/Launch', '/GoToR', '/GoToE', '/SubmitForm', '/ImportData', '/AcroForm', '/XFA',
             '/EmbeddedFile', '/EmbeddedFiles', '/RichMedia', '/Rendition', '/Movie', '/Sound', '/Named', '/SetOCGState', '/Trans'}
OPERATORS = set('q Q cm w J j M d ri gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ g G rg RG k '
                'K Do BMC BDC EMC MP DP'.split())


def walk(value, wrong):
    if isinstance(value, dict):
        for key, inner in value.items():
            walk(key, wrong)
            if key == '/URI' and isinstance(inner, str) and inner != '/URI' and bad_address(inner[2:]):
                wrong.append('link to ' + inner[:80])
            walk(inner, wrong)
    elif isinstance(value, list):
        for inner in value:
            walk(inner, wrong)
    elif isinstance(value, str) and value.startswith('/') and (value in FORBIDDEN or MARK in value):
        wrong.append('name ' + value[:80])


TOKEN = re.compile(rb'\s+|%[^\r\n]*|<<|>>|[\[\]{}]|/[^\s/<>\[\](){}%]*|<[0-9A-Fa-f\s]*>|[^\s/<>\[\](){}%]+')


def judge_content(stream):
    wrong, at = [], 0
    while at < len(stream):
        if stream[at:at + 1] == b'(':
            depth, at = 1, at + 1
            while at < len(stream) and depth:
                c = stream[at:at + 1]
                depth += (c == b'(') - (c == b')')
                at += 2 if c == b'\\' else 1
            continue
        m = TOKEN.match(stream, at)
        if not m:
            return wrong + ['content stream: %r' % stream[at:at + 40]]
        token, at = m.group(), m.end()
        if re.match(rb'[A-Za-z\'"*]', token) and token.decode('latin-1') not in OPERATORS or MARK.encode() in token:
            wrong.append('operator %r' % token[:40])
    return wrong


def judge_xmp(packet):
    try:
        root = xml.etree.ElementTree.fromstring(packet)
    except xml.etree.ElementTree.ParseError as e:
        return ['XMP: %s' % e]
    return ['XMP: <%s>' % e.tag for e in root.iter() if MARK in e.tag or any(MARK in a for a in e.attrib)]


def stream_of(path, number):
    return subprocess.run(['qpdf', '--show-object=%s' % number, '--filtered-stream-data', path], stdout=subprocess.PIPE).stdout


def judge_pdf(path):
    checked = output_of('qpdf', '--check', path)
    wrong = [] if 'No syntax or stream encoding errors' in checked else [checked]
    said = subprocess.run(['pdftotext', path, '-'], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE).stderr
    wrong += ['poppler: ' + line for line in said.decode('utf-8', 'replace').splitlines()[:3]]
    objects = json.loads(output_of('qpdf', '--json=2', path))['qpdf'][1]
    for name, thing in objects.items():
        walk(thing.get('value', thing.get('stream', {}).get('dict')), wrong)
        about = thing.get('stream', {}).get('dict', {})
        if about.get('/Type') == '/Metadata':
            wrong += judge_xmp(stream_of(path, name.split(':')[1].split()[0]))
    pages = [thing['value'] for thing in objects.values() if isinstance(thing.get('value'), dict) and thing['value'].get('/Type') == '/Page']
    for page in pages:
        wrong += judge_content(stream_of(path, page['/Contents'].split()[0]))
    return wrong if pages else wrong + ['no pages']


# ---------------------------------------------------------------- LaTeX

DANGEROUS = set('input include openin openout read write immediate csname endcsname catcode def edef gdef xdef let special directlua latelua '
                'makeatletter verb lstinline lua endinput InputIfFileExists includegraphics usepackage documentclass newcommand '
                'renewcommand scantokens ShellEscape href hyperref'.split()) - {'href', 'hyperref'}


def known_commands():
    source = ''.join(read('%s/../src/output/latex/%s.c' % (HERE, name)).decode()
                     for name in 'block chars figure latex preamble span table text'.split())
    return set(re.findall(r'\\\\([A-Za-z@]+|.)', source)) | set(re.findall(r'"([a-z]+)"', source)) | set('\\"\n')


def tokens(text):
    """TeX's, by its usual categories: commands, and characters; comments are left out (The TeXbook, chapters 7 and 8)."""
    text = re.sub(r'\^\^([\x40-\x7f])', lambda m: chr(ord(m.group(1)) ^ 64), text)
    at = 0
    while at < len(text):
        c = text[at]
        if c == '\\':
            m = re.compile(r'[A-Za-z]+|.|\n', re.S).match(text, at + 1)
            yield '\\' + (m.group() if m else '')
            at = m.end() if m else len(text)
        elif c == '%':
            at = (text.find('\n', at) + 1) or len(text)
        else:
            yield c
            at += 1


def judge_latex(path):
    text = read(path).decode('utf-8')
    known, wrong, depth, environments = known_commands(), [], 0, []
    head, _, body = text.partition('\\begin{document}')
    for part, is_body in ((head, False), (body, True)):
        for token in tokens(part):
            depth += (token == '{') - (token == '}')
            name = token[1:] if token[0] == '\\' else ''
            if name and (name not in known or MARK in name or (is_body and name in DANGEROUS)):
                wrong.append('command \\' + name)
            if depth < 0 or token == '\0' or (is_body and token in '$^#'):
                wrong.append('%r in the text, %d braces deep' % (token, depth))
    for which, name in re.findall(r'(?<!\\)\\(begin|end)\{([A-Za-z*]*)\}', re.sub(r'(?m)(?<!\\)%.*', '', body)):
        if which == 'begin':
            environments.append(name)
        elif name != (environments.pop() if environments else 'document'):
            wrong.append('\\end{%s}' % name)
    wrong += [line for line in head.splitlines() if MARK in line and not line.startswith('%')
              and DANGEROUS.intersection(token[1:] for token in tokens(line))]
    if depth or body.count('\\end{document}') != 1 or not body.rstrip().endswith('\\end{document}'):
        wrong.append('%d braces are open; \\end{document} %d times' % (depth, body.count('\\end{document}')))
    return wrong


# ---------------------------------------------------------------- iCalendar

PROPERTIES = set('BEGIN END VERSION PRODID CALSCALE X-WR-CALNAME X-WR-TIMEZONE UID DTSTAMP DTSTART DTEND SUMMARY LOCATION DESCRIPTION URL '
                 'SEQUENCE X-SYLLABUSGEN-HASH TZID TZNAME TZOFFSETFROM TZOFFSETTO RRULE RDATE X-LIC-LOCATION LAST-MODIFIED TZURL COMMENT'.split())
COMPONENTS = {'VCALENDAR', 'VEVENT', 'VTIMEZONE', 'STANDARD', 'DAYLIGHT'}


def judge_ical(path):
    lines = read(path).split(b'\r\n')
    wrong = ['a long line: %r' % line for line in lines if len(line) > 75]
    wrong += ['a stray line end: %r' % line for line in lines if b'\n' in line or b'\r' in line]
    for line in lines:
        try:
            line.decode('utf-8')
        except UnicodeDecodeError:
            wrong.append('a character that is torn: %r' % line)
    text = read(path).replace(b'\r\n ', b'').decode('utf-8', 'replace')
    for line in text.split('\r\n')[:-1]:
        m = re.match(r'([A-Z-]+)((?:;(?:TZID|VALUE)=[A-Za-z/_-]+)*):(.*)$', line, re.S)
        if not m or m.group(1) not in PROPERTIES or (m.group(1) in ('BEGIN', 'END') and m.group(3) not in COMPONENTS):
            wrong.append('line %r' % line[:80])
        elif m.group(1) == 'URL' and bad_address(m.group(3)):
            wrong.append(line[:80])
        elif re.search(r'[\x00-\x08\x0b-\x1f\x7f]', line):
            wrong.append('a control character: %r' % line[:80])
        elif m.group(1) in ('SUMMARY', 'LOCATION', 'DESCRIPTION') and re.search(r'(?<!\\)(\\\\)*[;,]', m.group(3)):
            wrong.append('not escaped: %r' % line[:80])
    parsed = subprocess.run(['/usr/bin/python3', '-c', 'import icalendar, sys\n'
                             'for c in icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read()).walk():\n'
                             '    print(c.name, *c.errors)', path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return wrong + [line for line in parsed.stdout.splitlines() if line not in COMPONENTS]


# ---------------------------------------------------------------- messages

def judge_messages(said):
    return ['a control character: %r' % line[:80] for line in said.split(b'\n')
            if re.search(rb'[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]', line)]


JUDGES = {'pdf': judge_pdf, 'html': judge_html, 'fragment': judge_html, 'tex': judge_latex, 'ics': judge_ical}
