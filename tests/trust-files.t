#!/usr/bin/python3
"""Content from a stranger reads nothing outside of its directory: every way to name a file, by every path that leads outside."""
import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'trust'))
from tap import HERE, PROGRAM, TMP, done, fresh, none, ok, output_of, read, run, write  # noqa: E402

SECRET = 'zqsecretzq'
COURSE = 'title: A\nlanguage: en-US\n'
TERM = COURSE + 'start: 2025-08-25\nend: 2025-12-05\nmeetings: [{days: Mon}]\nschedule: [x]\n'
TEXT = 'Public text.\n'

# ---------------------------------------------------------------- what lies outside


def png():
    subprocess.run(['sh', '-c', '. "$0"; square "$1"; cp "$1" "$2"', os.path.join(HERE, 'tap.sh'), 'x.png',
                    os.path.join(TMP, 'square.png')], check=True, stdout=subprocess.DEVNULL)
    return read('square.png')


OUTSIDE = {
    'md': '## %s\n\n%s\n' % (SECRET, SECRET),
    'yaml': 'title: %s\ncode: %s\nalt: x\nstack: [%s]\nname: %s\nsource: x\nitems: [{name: %s, text: nowhere}]\n' % ((SECRET,) * 5),
    'png': png(),
    'otf': read(os.path.join(HERE, '..', 'fonts', 'texgyrepagella-math.otf')),
}
CALENDAR = '- {date: 2025-09-02, name: %s, time: 9 AM–10 AM}\n' % SECRET

# Each way to name a file: what kind it is of, course.yaml, about.md; %s is the name. What stands in a list has its own file.
WAYS = {
    'sections': ('md', COURSE + 'sections: ["%s"]\n', TEXT),
    'include': ('yaml', 'include: ["%s"]\n' + COURSE, TEXT),
    'a file of a calendar': ('yaml', TERM + 'calendar: "%s"\n', TEXT),
    'a file in a calendar': ('yaml', TERM + 'calendar: ["%s"]\n', TEXT),
    'a font': ('otf', COURSE + 'style: {fonts: {text: "%s"}}\n', TEXT),
    'a profile': ('yaml', COURSE + 'check: {profile: "%s"}\n', TEXT),
    'an image': ('png', COURSE, '![x](<%s>)\n'),
    'an image in a line': ('png', COURSE, 'Here ![x](<%s>) it is.\n'),
    'an image of HTML': ('png', COURSE, '<img src="%s" alt="x">\n'),
    'a wiki image': ('png', COURSE, '![[%s]]\n'),
    'a figure': ('yaml', COURSE, '![x](<%s>)\n'),
    'the image of a figure': ('png', COURSE, '```figure\nimage: "%s"\nalt: x\n```\n'),
    "Jekyll's include": ('md', COURSE, '{%% include %s %%}\n'),
    "Jekyll's include_relative": ('md', COURSE, '{%% include_relative %s %%}\n'),
    "Quarto's include": ('md', COURSE, '{{< include %s >}}\n'),
    "MyST's include": ('md', COURSE, '```{include} %s\n```\n'),
    "MkDocs's snippet": ('md', COURSE, '--8<-- "%s"\n'),
    "MyST's figure": ('png', COURSE, '```{figure} %s\nx\n```\n'),
}

UNKNOWN = ("MyST's include", "MkDocs's snippet")  # left out with a warning, wherever the file is

# Each path from course/ to outside/; %s is the file's kind.
PATHS = [
    '../outside/file.%s', 'sub/../../outside/file.%s', './/..//outside/file.%s', TMP + '/outside/file.%s', '//' + TMP + '/outside/file.%s',
    '/proc/self/cwd/outside/file.%s', '/proc/self/root' + TMP + '/outside/file.%s', 'link.%s', 'links.%s', 'dir/file.%s',
    'sub/up/outside/file.%s', 'dir/../outside/file.%s', '%%2e%%2e/outside/file.%s', '..\\outside\\file.%s', 'file://' + TMP + '/outside/file.%s',
    '_includes/../../outside/file.%s', '~/outside/file.%s', '$HOME/outside/file.%s',
]
# What is no file with an end, or whose reading would never end.
ODD = ['/dev/zero', '/dev/stdin', '/proc/self/environ', '/proc/self/mem', '/proc/self/fd/0', 'pipe.%s', 'loop.%s', 'device.%s', 'sub', '.', '']


def lay_links(kind):
    for name, to in {'link': '../outside/file.' + kind, 'links': 'link.' + kind, 'loop': 'loop.' + kind, 'device': '/dev/zero'}.items():
        os.symlink(to, 'course/%s.%s' % (name, kind))
    os.symlink('../outside', 'course/dir')
    os.makedirs('course/sub/_includes', exist_ok=True)
    os.symlink('../..', 'course/sub/up')
    os.symlink('../outside', 'course/_includes')
    os.mkfifo('course/pipe.' + kind)


def tells(way, *options):
    """Whether the secret gets out: into the page, its images, its fonts, or the messages."""
    path = 'out.pdf' if way == 'a font' else 'out.html'
    if os.path.exists(path):
        os.unlink(path)
    p = run('--force', *(['--check'] if way == 'a profile' else []), *options, 'course', '-o', path)
    shown = p.stderr + (read(path) if path == 'out.html' and os.path.exists(path) else b'')
    fonts = output_of('pdffonts', path) if way == 'a font' else ''
    return SECRET.encode() in shown or b'data:image' in shown or 'PagellaMath' in fonts.replace('-', '')


def leaks(way, path):
    kind, course, text = WAYS[way]
    fresh('course', {'course.yaml': name_in(course, name_in(path, kind)), 'about.md': name_in(text, name_in(path, kind))})
    lay_links(kind)
    return tells(way)


def name_in(template, name):
    return template % name if '%s' in template else template


def works(way):
    """The same file inside is read."""
    kind, course, text = WAYS[way]
    fresh('course', {'course.yaml': name_in(course, 'inside.' + kind), 'about.md': name_in(text, 'inside.' + kind),
                     'inside.' + kind: OUTSIDE[kind], '_includes/inside.' + kind: OUTSIDE[kind]})
    if 'calendar' in course:
        write('course/inside.yaml', CALENDAR)
    return tells(way)


for way, (kind, course, text) in WAYS.items():
    fresh('outside', {'file.' + k: content for k, content in OUTSIDE.items()})
    if 'calendar' in course:
        write('outside/file.yaml', CALENDAR)
    none([path for path in PATHS + ODD if leaks(way, path)], way + ': nothing outside is read')
    if way not in UNKNOWN:
        ok(works(way), way + ': what lies inside is')

# names that are found, not asked for
fresh('outside', {'file.md': OUTSIDE['md'], 'file.yaml': OUTSIDE['yaml']})
for name, kind in {'course.yaml': 'yaml', 'b.md': 'md', '_variables.yml': 'yaml'}.items():
    fresh('course', {'course.yaml': COURSE, 'about.md': TEXT + '{{< var title >}}\n'})
    if os.path.exists('course/' + name):
        os.unlink('course/' + name)
    os.symlink('../outside/file.' + kind, 'course/' + name)
    ok(not tells(name), name + ' that is a link outwards is not read')

# ---------------------------------------------------------------- between check and open

fault = os.path.join(os.path.dirname(PROGRAM[-1]), 'tests', 'fault.so')


def swapped(way, call):
    """At that call of the C library a file becomes a link outwards, and at the next one a file again."""
    kind, course, text = WAYS[way]
    fresh('course', {'course.yaml': name_in(course, 'file.' + kind), 'about.md': name_in(text, 'file.' + kind),
                     'file.' + kind: 'harmless\n' if kind == 'md' else 'alt: harmless\nstack: [harmless]\n'})
    p = run('--force', 'course', '-o', 'out.html', env={
        **os.environ, 'LD_PRELOAD': fault, 'FAULT_CALLS': 'open,stat,readlink,read,close', 'FAULT_AT': str(call),
        'FAULT_DO': 'swap %s/course/file.%s' % (TMP, kind), 'FAULT_TO': TMP + '/outside/file.' + kind,
        'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'})
    return SECRET.encode() in p.stderr + read('out.html')


if len(PROGRAM) == 1:
    for way in ('sections', 'include', 'a figure', "Quarto's include"):
        none([call for call in range(1, 40) if swapped(way, call)], way + ': a file that is swapped for a link at any call')
else:
    print("# valgrind and the faults' library do not go together: no swapped files")

# a loop that swaps all the time
fresh('course', {'course.yaml': COURSE + 'sections: [file.md]\n', 'file.md': 'harmless\n', 'keep.txt': 'harmless\n'})
swap = subprocess.Popen(['sh', '-c', 'while :; do ln -sfn ../outside/file.md course/new; mv -T course/new course/file.md; '
                         'ln -f course/keep.txt course/new; mv -T course/new course/file.md; done'], stderr=subprocess.DEVNULL,
                        start_new_session=True)
seen = []
for _ in range(40 if len(PROGRAM) == 1 else 3):
    run('-q', '--force', 'course', '-o', 'out.tex')
    if os.path.exists('out.tex'):
        seen += [SECRET] * (SECRET in read('out.tex').decode())
os.killpg(swap.pid, signal.SIGKILL)
swap.wait()
none(seen, 'a file that is swapped all the time')

# ---------------------------------------------------------------- while it watches

fresh('course', {'course.yaml': COURSE + 'sections: [file.md]\n', 'file.md': 'harmless\n'})
watch = subprocess.Popen(PROGRAM + ['--watch', '--force', 'course', '-o', 'out.pdf'], stderr=subprocess.PIPE, text=True)


def next_build():
    """What it says until it has built once more."""
    lines = []
    while not lines or (lines[-1] and 'out.pdf: ' not in lines[-1]):
        lines.append(watch.stderr.readline())
    return lines


next_build()
os.symlink('../outside/file.md', 'course/new')
os.rename('course/new', 'course/file.md')
said = next_build()
write('outside/file.md', OUTSIDE['md'] + '\nMore.\n')
watch.terminate()
ok(any('outside' in line for line in said) and SECRET not in ''.join(said) + output_of('pdftotext', 'out.pdf', '-'),
   'a link outwards that comes while it watches', ''.join(said))

# what it writes goes where it was told to, whatever the content says
fresh('course', {'course.yaml': 'title: ../../../escaped\ncode: ../escaped\n', 'about.md': '# ../escaped\n'})
before = set(os.listdir(TMP))
run('-q', 'course', '-d', 'made')
ok(set(os.listdir(TMP)) - before == {'made'} and os.listdir('made') == ['course.pdf'], 'names of outputs come from the command line')
done()
