#!/usr/bin/python3
"""No text of a course becomes anything but text: hostile strings through every key of the schema and every construct of Markdown,
into every format, read by other people's programs."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'trust'))
from hostile import MARK, PAYLOADS, SCHEMES, Course, markdown, scalar  # noqa: E402
from judge import JUDGES, html_page, judge_messages  # noqa: E402
from tap import FORMATS, PROGRAM, build, done, fresh, none, ok, read, run  # noqa: E402


def judged(name, files, formats=FORMATS):
    """What got through, in any format, and in the messages."""
    wrong = []
    fresh('course', files)
    for form in formats:
        path, p = build('course', form)
        if not os.path.exists(path):
            wrong.append('%s: nothing is written: %s' % (form, p.stderr.decode('utf-8', 'replace')[-300:]))
            continue
        wrong += ['%s: %s' % (form, what) for what in JUDGES[form](path) + judge_messages(p.stderr)]
    none(wrong, name)


# The keys get into the outputs at all.
marks = {}
course = Course(lambda name: marks.setdefault(name, '%s%d' % (MARK, len(marks) + 100)))
fresh('course', {'course.yaml': course.yaml(), 'about.md': 'Text.\n'})
path, p = build('course', 'html')
text = ''.join(html_page(path).text) + read(path).decode()
silent = {'staff-item.url', 'meetings-item.kind', 'calendar-item.id', 'schedule-item.id', 'schedule-item.kind', 'source', 'schedule-item', 'calendar', 'check.any'}
none([name for name in course.free if marks[name] not in text and name not in silent], '%d keys show what they say' % len(course.free))
ok(len(course.free) > 35, 'most of the keys take text')

payloads = dict(PAYLOADS) if len(PROGRAM) == 1 else dict(list(PAYLOADS.items())[::6])
for name, payload in payloads.items():
    judged(name + ', in all texts', {'course.yaml': Course(lambda key: payload).yaml(), 'about.md': markdown(payload)})
for name, payload in list(payloads.items())[::3]:
    judged(name + ', in all keys', {'course.yaml': 'title: "%s"\n' % MARK + Course(lambda key: payload, payload).yaml().split('\n', 1)[1],
                                    'about.md': markdown(payload, True)})

def items(key, each):
    return '%s:\n' % key + ''.join('  - {%s, url: %s}\n' % (each, scalar(url)) for url in SCHEMES)


judged('%d addresses are no places to go to' % len(SCHEMES), {
    'course.yaml': 'title: A\nstart: 2025-08-25\nend: 2025-08-31\n' + items('links', 'label: x') + items('staff', 'name: x') +
                   items('meetings', 'days: Mon, time: 9 AM–10 AM'),
    'about.md': ''.join(markdown(url.replace('\n', '&#10;')) for url in SCHEMES[::1 if len(PROGRAM) == 1 else 9])})

fresh('course', {'course.yaml': Course(lambda key: PAYLOADS['controls'], PAYLOADS['controls']).yaml(), 'about.md': markdown(PAYLOADS['controls'])})
p = run('--format=json', '--check', 'course')
ok(json.loads(p.stderr.decode('utf-8')) if p.stderr else json.loads(p.stdout.decode('utf-8')), 'messages in JSON are JSON')
done()
