"""What the tests of trust share: running the program, TAP, and reading what it wrote with other people's programs."""
import atexit
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.environ.get('SYLLABUSGEN', os.path.join(HERE, '..', 'out', 'syllabusgen')).split()
TMP = tempfile.mkdtemp()
FORMATS = ('pdf', 'html', 'fragment', 'tex', 'ics')

atexit.register(shutil.rmtree, TMP, True)
os.chdir(TMP)
os.environ.update(LC_ALL='C.UTF-8', TZ='UTC', SOURCE_DATE_EPOCH='1755648000', SYLLABUSGEN_FONTS=os.path.join(HERE, '..', 'fonts'),
                  SYLLABUSGEN_PROFILES=os.path.join(HERE, '..', 'src', 'course', 'profiles'))
checks = []


def ok(fine, name, why=''):
    """One check; why: what is wrong, when something is."""
    checks.append(bool(fine))
    print('%sok %d - %s' % ('' if fine else 'not ', len(checks), name))
    for line in str(why).splitlines()[:12] if not fine else ():
        print('#   ' + line)
    sys.stdout.flush()


def none(wrong, name):
    """Passes when the list of what is wrong is empty."""
    ok(not wrong, name, '\n'.join(map(str, wrong)))


def skip(why):
    print('1..0 # SKIP ' + why)
    sys.exit(0)


def done():
    print('1..%d' % len(checks))
    sys.exit(not all(checks))


def write(path, content):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'wb') as f:
        f.write(content if isinstance(content, bytes) else content.encode('utf-8', 'surrogateescape'))


def read(path):
    with open(path, 'rb') as f:
        return f.read()


def fresh(directory, files):
    """A directory that holds these files and nothing else."""
    shutil.rmtree(directory, ignore_errors=True)
    os.makedirs(directory)
    for name, content in files.items():
        write(os.path.join(directory, name), content)


def run(*arguments, **more):
    """The finished process; one that hangs or falls over is a failed check of its own."""
    try:
        p = subprocess.run(PROGRAM + list(arguments), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                           timeout=600, **more)
    except subprocess.TimeoutExpired:
        ok(False, 'the program hangs: ' + ' '.join(arguments))
        return subprocess.CompletedProcess(arguments, -1, b'', b'')
    if p.returncode not in (0, 1):
        ok(False, 'the program ends with status %d: %s' % (p.returncode, ' '.join(arguments)), p.stderr.decode('utf-8', 'replace')[-2000:])
    return p


def build(course, form, *options):
    """Builds in one of FORMATS, in spite of the author's mistakes; gives the output's path and the process."""
    path = 'out.' + {'fragment': 'fragment.html'}.get(form, form)
    if os.path.exists(path):
        os.unlink(path)
    p = run('--force', *(['--fragment'] if form == 'fragment' else []), *options, course, '-o', path)
    return path, p


def output_of(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout.decode('utf-8', 'replace')
