#!/usr/bin/python3
"""What is too large, too deep or too many: each ends with a document or a message, within a bound of memory, and without a crash.
$SCALE: how much of it, in per cent; `make limits` takes all, and more than that. Nothing is timed: a run that does not end fails the
test by its number of instructions elsewhere (make bench-growth), and here by never ending."""
import os
import resource
import struct
import subprocess
import sys
import zlib

sys.dont_write_bytecode = True
sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), os.path.join(os.path.dirname(os.path.abspath(__file__)), 'trust')]
from families import HEAD, PATHOLOGICAL  # noqa: E402
from tap import HERE, PROGRAM, done, fresh, ok, read  # noqa: E402

SCALE = int(os.environ.get('SCALE', '10'))
MEGABYTE = 1 << 20
PLAIN = len(PROGRAM) == 1 and b'__asan_init' not in read(PROGRAM[-1])  # sanitizers and valgrind have memory of their own
COURSE = 'title: A\nlanguage: en-US\n'


def bound(megabytes):
    def set_limits():
        if PLAIN:
            resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE,) * 2)
    return set_limits


def limit(name, files, statuses=(0,), message=b'', megabytes=400, form='pdf', arguments=()):
    """A build that ends in one of these statuses, says the message, and takes no more memory than that."""
    if files is not None:
        fresh('course', files)
    p = subprocess.run(PROGRAM + ['course', '-o', 'out.' + form, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, preexec_fn=bound(megabytes))
    ok(p.returncode in statuses and message in p.stderr, '%s: status %s' % (name, ' or '.join(map(str, statuses))),
       'status %d, said %s' % (p.returncode, p.stderr.decode('utf-8', 'replace')[:600]))


def text(name, markdown, **more):
    limit(name, {'course.yaml': COURSE, 'a.md': markdown}, **more)


def yaml(name, course, **more):
    limit(name, {'course.yaml': course, 'a.md': 'Text.\n'}, **more)


# ---------------------------------------------------------------- nesting

N = 100 * SCALE
DEEP = {'block quotes': '> ' * N, 'lists': '- ' * N, 'ordered lists': '1. ' * N, 'lists in quotes': '> - ' * (N // 2), '<div>': '<div>' * N,
        '<b>': '<b>' * N, '<table>': '<table><tr><td>' * N, '<ul>': '<ul><li>' * N, '<blockquote>': '<blockquote>' * N, '<ruby>': '<ruby>a<rt>' * N,
        '<span>': '<span class="smallcaps">' * N, '<sup>': '<sup>' * N, '<details>': '<details>' * N, 'brackets': '[' * N, 'emphasis': '*a **a ' * N,
        'open code of generators': '{{ ' * N, 'open tags of generators': '{% if a %}' * N, 'commands of LaTeX': '\\textbf{' * N, 'notes': '^[a' * N,
        'tags of MDX': '<A>' * N, 'values of MDX': '<A b={' * N, 'critic marks': '{++a ' * N, 'wiki links': '[[a|' * N}
for name, markdown in DEEP.items():
    text('%d %s' % (N, name), markdown + 'deep\n', megabytes=1000)
text('%d boxes of Pandoc' % (N // 10), ''.join(':' * (N // 10 + 3 - i) + ' note\n' for i in range(N // 10)) + 'deep\n')
text('%d lists, each indented' % (N // 10), ''.join('  ' * i + '- a\n' for i in range(N // 10)))
text('%d notes that refer to notes' % (N // 10), ''.join('[^%d]: x[^%d]\n\n' % (i, i + 1) for i in range(N // 10)) + 'a[^0]\n', megabytes=800)
text('%d groups of a figure' % N, '```figure\nalt: x\nstack: %s[x]%s\n```\n' % ('[{group: ' * N, '}]' * N), statuses=(1,), message=b'nested')
for name, opening in {'lists': '[', 'mappings': '{a: '}.items():
    yaml('%d flow %s of YAML' % (N, name), 'title: ' + opening * N, statuses=(1,), message=b'course.yaml:1:')
yaml('%d sequences of YAML' % N, 'title:\n ' + '- ' * N + 'x\n', statuses=(1,), message=b'course.yaml:2:')
yaml('%d keys of YAML' % N, '? ' * N + 'x\n', statuses=(1,), message=b'course.yaml:1:')

# ---------------------------------------------------------------- what parsers are known to stumble over

REFUSED = {'flow of YAML, nested': b'more than 200 lists', 'keys of YAML, nested': b'not allowed',
           'simple keys of YAML': b'must be text', 'lonely keys of YAML': b'must stand in quotes', 'anchors': b'must be text',
           'quotes of YAML never closed': b'must stand in quotes', 'unknown aliases': b'must stand in quotes',
           'tags of YAML': b'is read as a tag', 'directives of YAML': b'more than 100 directives', 'documents of YAML': b'a second document',
           'merged mappings': b'unknown key', 'overridden keys': b'unknown key'}
for name, (_, make) in PATHOLOGICAL.items():
    statuses, message = ((1,), REFUSED[name]) if name in REFUSED else ((0,), b'')
    files = {'course.yaml': HEAD, **make(10000)}
    limit('10000: ' + name, {path: data if isinstance(data, bytes) else data.encode() for path, data in files.items()},
          statuses=statuses, message=message, megabytes=2000)

fresh('course', {'course.yaml': HEAD.encode(), 'a.md': PATHOLOGICAL['nested strong emphasis'][1](100000)['a.md'].encode()})
p = subprocess.run(PROGRAM + ['-q', '--check', 'course'], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
ok(p.returncode in (0, 1), '--check of 200000 nested emphases: status 0 or 1', 'status %d' % p.returncode)

# ---------------------------------------------------------------- aliases

LAUGHS = 'a0: &a0 [x, x, x, x, x, x, x, x, x]\n' + ''.join('a%d: &a%d [%s]\n' % (i, i, ', '.join(['*a%d' % (i - 1)] * 9)) for i in range(1, 12))
yaml('a billion laughs', COURSE + LAUGHS, statuses=(1,), message=b'course.yaml:')
yaml('a billion laughs where a list is expected', LAUGHS + COURSE + 'staff: *a11\n', statuses=(1,), message=b'course.yaml:')
yaml('an alias of itself', 'title: &a [*a]\n', statuses=(1,), message=b'course.yaml:1:')
yaml('a file that includes itself', COURSE + 'include: course.yaml\n', statuses=(0, 1))

# ---------------------------------------------------------------- size

LINE = MEGABYTE * SCALE // 20
text('a line of %d bytes' % (LINE // 5), 'word ' * (LINE // 25) + '\n', megabytes=1000)
text('a line of 100 MB', 'word ' * (20 * MEGABYTE) + '\n', statuses=(1,), message=b'more than 8 MB')
text('a table of a million rows', '| a | b |\n|---|---|\n' + '| c | d |\n' * 1000000, statuses=(1,), message=b'more than 8 MB')
yaml('YAML of 100 MB', COURSE + '# x\n' * (25 * MEGABYTE), statuses=(1,), message=b'more than 8 MB')
text('a word of %d bytes' % (LINE // 10), 'x' * (LINE // 10) + '\n', megabytes=1000)
text('a table of %d rows' % (N * 5), '| a | b |\n|---|---|\n' + '| c | d |\n' * (N * 5), megabytes=2000)
yaml('YAML of %d bytes' % LINE, COURSE + '# x\n' * (LINE // 8) + 'subtitle: ' + 'word ' * 100 + '\n', statuses=(0,))
yaml('a title of %d words' % N, 'title: ' + 'a ' * N + '\nlanguage: en-US\n')
yaml('%d unknown keys' % N, COURSE + ''.join('k%d: x\n' % i for i in range(N)), statuses=(1,), message=b'k1')
yaml('%d staff' % N, COURSE + 'staff:\n' + '  - name: X\n' * N)
for name, value in {'paper of a point': 'paper: [1pt, 1pt]', 'paper of a mile': 'paper: [63360in, 63360in]', 'type of a thousandth': 'size: 0.001pt',
                    'type of a yard': 'size: 100000pt', 'a measure of a point': 'measure: 1pt', 'no leading': 'leading: 0.0001pt',
                    'margins of a mile': 'margins: 63360in'}.items():
    yaml(name, COURSE + 'style: {%s}\n' % value, statuses=(0, 1))
yaml('ten thousand years', COURSE + 'start: 0001-01-01\nend: 9999-12-31\nmeetings: [{days: Mon}]\n', statuses=(0, 1), megabytes=3000)
yaml('a class of two billion meetings', COURSE + 'start: 2025-08-25\nend: 2025-12-05\nmeetings: [{days: Mon}]\nschedule: [{topic: x, length: 2000000000}]\n',
     statuses=(0, 1))

# ---------------------------------------------------------------- images and fonts


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def image(name, file, data, **more):
    limit(name, {'course.yaml': COURSE, 'a.md': '![x](%s)\n' % file, file: data}, **more)


def png(width, height, data):
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 6, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(data)) + chunk(b'IEND', b'')


JPEG = read(os.path.join(HERE, '..', 'out', 'seeds', 'image', '4.jpg')) if os.path.exists(os.path.join(HERE, '..', 'out', 'seeds', 'image', '4.jpg')) else b''
for size in ((50000, 50000), (0x7fffffff, 0x7fffffff), (0x7fffffff, 1), (1, 0x7fffffff)):
    image('a PNG of %d by %d' % size, 'a.png', png(*size, b'\0' * 100), message=b'a.md:1:')
image('a PNG whose data go on for ever', 'a.png', png(10, 10, b'\0' * (20 * MEGABYTE)), statuses=(0,))
frame = max(JPEG.find(b'\xff\xc0'), JPEG.find(b'\xff\xc2'))
if frame > 0:
    for size in ((50000, 50000), (65535, 65535)):
        image('a JPEG of %d by %d' % size, 'a.jpg', JPEG[:frame + 5] + struct.pack('>HH', *size) + JPEG[frame + 9:], message=b'a.md:1:')
else:
    print('# left out: a large JPEG, there is none in out/seeds')


def tables(font):
    """(tag, offset, length) of an OpenType font's tables."""
    n, = struct.unpack('>H', font[4:6])
    for i in range(n):
        tag, _, offset, length = struct.unpack('>4sIII', font[12 + 16 * i:28 + 16 * i])
        yield tag.decode(), offset, length


def broken(font):
    """Each table cut, emptied, sent outside of the file, and filled with the largest and the least numbers."""
    for i, (tag, offset, length) in enumerate(tables(font)):
        at = 12 + 16 * i
        yield tag + ' cut', font[:at + 12] + struct.pack('>I', length // 2) + font[at + 16:]
        yield tag + ' empty', font[:at + 12] + struct.pack('>I', 0) + font[at + 16:]
        yield tag + ' outside', font[:at + 8] + struct.pack('>I', 0xfffffff0) + font[at + 12:]
        yield tag + ' of ones', font[:offset] + b'\xff' * length + font[offset + length:]
        yield tag + ' of noughts', font[:offset] + b'\0' * length + font[offset + length:]
        yield tag + ', bits flipped', font[:offset] + bytes(b ^ (0x81 if k % 7 == 0 else 0) for k, b in enumerate(font[offset:offset + length])) + font[offset + length:]
        yield 'all behind the begin of %s gone' % tag, font[:offset + 3]


wrong, n = [], 0
for name in ('LinBiolinum_R.otf', 'DejaVuSansMono.ttf', 'DejaVuSans.ttf'):
    path = os.path.join(HERE, '..', 'fonts', name)
    if not os.path.exists(path):
        continue
    for what, data in list(broken(read(path)))[::max(1, 50 // SCALE)]:
        fresh('course', {'course.yaml': COURSE + 'style: {fonts: {text: f.otf}}\n', 'a.md': 'Office fi AV **bold** `code` 12.\n', 'f.otf': data})
        p = subprocess.run(PROGRAM + ['-q', 'course', '-o', 'out.pdf'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=bound(1000))
        n += 1
        if p.returncode not in (0, 1) or (p.returncode == 1 and b'f.otf' not in p.stderr and b'font' not in p.stderr):
            wrong.append('%s, %s: status %d, said %s' % (name, what, p.returncode, p.stderr.decode('utf-8', 'replace')[:200]))
ok(not wrong and n, '%d fonts with broken tables' % n, '\n'.join(wrong))

# ---------------------------------------------------------------- and more than that

if SCALE >= 100:
    for name, line, most in (('one word', 'x', 9000), ('words', 'word ', 4000), ('rows', '| c | d |\n', 7000)):
        head = '| a | b |\n|---|---|\n' if name == 'rows' else ''
        text('7 MB of %s' % name, head + line * (7 * MEGABYTE // len(line)) + '\n', megabytes=most)
done()
