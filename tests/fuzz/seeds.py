#!/usr/bin/env python3
"""Writes the fuzzers' seeds and dictionaries below the directory named: seeds of text, cut from the project's own courses,
pages and manual, and each stage's own words from its source. seeds.c makes those that are no text."""
import glob, os, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
OUT = sys.argv[1]

DICTIONARIES = {
    'yaml': ['src/course/*.c', 'src/content/yaml*.c', 'src/content/layers.c'],
    'markdown': ['src/content/[dfghmr]*.c', 'src/document/*.c'],
    'figure': ['src/document/figure.c', 'src/content/yaml*.c'],
    'calendar': ['src/course/*.c', 'src/output/ical/*.c'],
    'program': ['src/course/*.c', 'src/content/*.c', 'src/document/*.c'],
    'image': [],
    'font': [],
}


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def find(*patterns):
    return sorted(p for pattern in patterns for p in glob.glob(os.path.join(ROOT, pattern), recursive=True))


def write(harness, name, text):
    path = os.path.join(OUT, harness, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


def name_of(path):
    return os.path.relpath(path, ROOT).replace('/', '-')


def pieces(text, most=1500):
    """The text's blocks, a few together, so that a change reaches far."""
    piece = ''
    for block in re.split(r'\n(?=\n)', text):
        if piece and len(piece) + len(block) > most:
            yield piece
            piece = ''
        piece += block
    yield piece


def archive(directory):
    files = [p for p in find(os.path.join(directory, '**')) if p.endswith(('.yaml', '.md'))]
    return ''.join('==> %s <==\n%s\n' % (os.path.relpath(p, os.path.join(ROOT, directory)), read(p)) for p in files)


def write_yaml():
    for path in find('content/course.yaml', 'src/init/course.yaml', 'tests/in/**/*.yaml', 'src/course/profiles/*.yaml'):
        write('yaml', name_of(path), read(path))
    manual = read(os.path.join(ROOT, 'man/syllabus.5')).replace('\\e', '\\').replace('\\(em', '—')
    for i, line in enumerate(re.findall(r'^\.Dl (\w+: .*)', manual, re.M)):
        write('yaml', 'manual-%d' % i, 'title: A\nstart: 2025-08-25\nend: 2025-12-05\nmeetings: [{days: Fri}]\n%s\n' % line)


def write_markdown():
    for path in find('content/*.md', 'src/init/*.md', 'tests/in/**/*.md'):
        for i, piece in enumerate(pieces(read(path))):
            write('markdown', '%s-%d' % (name_of(path), i), piece)


def write_figures():
    for path in find('content/figures/*.yaml', 'src/init/figures/*.yaml', 'tests/in/**/figures/*.yaml'):
        write('figure', name_of(path), read(path))
    for path in find('tests/in/**/*.md', 'src/init/*.md'):
        for i, drawing in enumerate(re.findall(r'^```figure\n(.*?)^```', read(path), re.M | re.S)):
            write('figure', '%s-%d' % (name_of(path), i), drawing)


OLD = '''BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:a@syllabusgen
DTSTAMP:20250820T000000Z
SEQUENCE:3
DTSTART;TZID=America/Chicago:20250829T150000
SUMMARY:A\\, b
RRULE:FREQ=WEEKLY;UNTIL=20251205T000000Z
END:VEVENT
END:VCALENDAR
'''


def write_calendars():
    for path in find('content/course.yaml', 'src/init/course.yaml', 'tests/in/**/course.yaml'):
        text = read(path) + '\n==> calendar.yaml <==\n- {date: 2025-09-01, name: Labor Day}\n==> old <==\n' + OLD
        write('calendar', name_of(path), text)


def write_archives():
    for directory in ('content', 'src/init', 'tests/in/slips', 'tests/in/term/course', 'tests/in/term'):
        write('program', directory.replace('/', '-'), archive(directory))
    for path in find('tests/in/**/*.md'):
        for i, piece in enumerate(pieces(read(path), 800)):
            write('program', '%s-%d' % (name_of(path), i), 'title: A\nlanguage: en\n==> a.md <==\n' + piece)


def write_dictionaries():
    for harness, sources in DICTIONARIES.items():
        words = set()
        for path in find(*sources):
            words.update(re.findall(r'"([^"\\%\s]{2,20})"', re.sub(r'^#include.*', '', read(path), flags=re.M)))
        own = os.path.join(HERE, harness + '.dict')
        with open(os.path.join(OUT, harness + '.dict'), 'w', encoding='utf-8') as f:
            f.write(''.join('"%s"\n' % ''.join(c if ' ' < c < '\x7f' else ''.join('\\x%02x' % b for b in c.encode()) for c in w)
                            for w in sorted(words)))
            if os.path.exists(own):
                f.write(read(own))


for harness in DICTIONARIES:
    os.makedirs(os.path.join(OUT, harness), exist_ok=True)
write_yaml()
write_markdown()
write_figures()
write_calendars()
write_archives()
write_dictionaries()
